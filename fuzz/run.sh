#!/usr/bin/env bash
# Feeds random bytes to the targets of this folder and keeps what breaks them.
#
# usage: fuzz/run.sh [seconds] [target…]      60 seconds for every target, two at a time (JOBS=4: four at a time)
# On a machine that is busy with other things, TIMEOUT=600 keeps its pauses (30 seconds for an input are too long) from being findings.
#
# What was learnt stays in fuzz/work, so that a later run goes on from there. The seconds count for one build of a target: a run that was
# interrupted does what is left of them, and a target that is built anew begins at 0. What breaks a target lies in fuzz/work/TARGET/found
# and belongs into tests/fuzzed/TARGET, under a name that says what was wrong. Needs cargo-fuzz; the stable compiler will do.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(sed -n 's/^path = "fuzz_targets\/\(.*\)\.rs"$/\1/p' Cargo.toml)

# An interruption costs at most so many seconds of a run.
slice=150

# The two unsafe calls of the program are held against safe twins by property tests, so no sanitizer makes this slower.
# Overflows and failed debug assertions do break a target.
export RUSTC_BOOTSTRAP=1
[ -n "${NO_BUILD:-}" ] || (cd .. && cargo fuzz build --sanitizer none)
folder=target/$(rustc -vV | sed -n 's/^host: //p')/release

# Seeds that the project has anyway.
seeds_rules() { cp ../rules/*.toml "$1"; }
seeds_csv() { cp ../examples/lists/*.csv "$1"; }
seeds_expressions() {
  local number=0
  # Conditions and derived values of the bundled rules: texts in double quotes behind a key.
  sed -nE 's/^.*\b(when|first) *= *"([^"]+)".*$/\2/p; /^\[derive\]/,/^\[\[/s/^[^=#[]*= *"([^"]+)".*$/\1/p' ../rules/*.toml |
    while IFS= read -r line; do
      number=$((number + 1))
      printf '%s' "$line" >"$1/bundled-$number"
    done
}

# The seconds and executions that a build of a target has had: lines of `ran` are BUILD SECONDS EXECUTIONS.
ran() { awk -v build="$2" '$1 == build { seconds += $2; units += $3 } END { print seconds + 0, units + 0 }' "work/$1/ran"; }

run() {
  local target=$1 work=work/$1 dictionary=dictionaries/$1.dict build left units begun
  mkdir -p "$work/learnt" "$work/seeds" "$work/found" "corpus/$target"
  touch "$work/ran"
  if declare -F "seeds_$target" >/dev/null; then "seeds_$target" "$work/seeds"; fi
  if [ -d "../tests/fuzzed/$target" ]; then cp "../tests/fuzzed/$target"/* "$work/seeds"; fi
  build=$(sha256sum "$work/program" | cut -c1-12)
  local options=(-max_len=8192 -timeout="${TIMEOUT:-30}" -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$work/found/")
  if [ -f "$dictionary" ]; then options+=(-dict="$dictionary"); fi
  while read -r left units < <(ran "$target" "$build") && left=$((seconds - left)) && [ "$left" -gt 0 ]; do
    echo "$target: $left seconds left, log in fuzz/$work/log"
    begun=$SECONDS
    [ "$left" -le "$slice" ] || left=$slice
    if ! "$work/program" "${options[@]}" -max_total_time="$left" "$work/learnt" "corpus/$target" "$work/seeds" \
      >"$work/log" 2>&1; then
      echo "$target: FOUND something, see fuzz/$work/log"
      return 1
    fi
    echo "$build $((SECONDS - begun)) $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log")" >>"$work/ran"
  done
  read -r left units < <(ran "$target" "$build")
  echo "$target: $left seconds, $units executions without a finding;$(grep -oE ' cov: .* corp: [^ ]*' "$work/log" | tail -1)"
}

# Copies, so that building anew does not disturb the run.
for target in "${targets[@]}"; do
  mkdir -p "work/$target"
  cp "$folder/$target" "work/$target/program"
done

failed=0
for target in "${targets[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-2}" ]; do wait -n || failed=1; done
  run "$target" &
done
while [ -n "$(jobs -rp)" ]; do wait -n || failed=1; done
exit $failed
