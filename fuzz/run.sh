#!/usr/bin/env bash
# Feeds random bytes to the targets of this folder and keeps what breaks them.
#
# usage: fuzz/run.sh [seconds] [target…]      60 seconds for every target, two at a time
#
# What was learnt stays in fuzz/work, so that a later run goes on from there; what breaks a target lies in fuzz/work/TARGET/found and
# belongs into tests/fuzzed/TARGET, under a name that says what was wrong. Needs cargo-fuzz; the stable compiler will do.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(sed -n 's/^path = "fuzz_targets\/\(.*\)\.rs"$/\1/p' Cargo.toml)

# There is a single unsafe call in the program, held against its safe twin by a property test, so no sanitizer makes this slower.
export RUSTC_BOOTSTRAP=1
(cd .. && cargo fuzz build --sanitizer none)

# Seeds that the project has anyway.
seeds_rules() { cp ../rules/*.toml ../tests/fuzzed/rules/* "$1"; }
seeds_csv() { cp ../examples/lists/*.csv ../tests/fuzzed/csv/* "$1"; }
seeds_expressions() {
  cp ../tests/fuzzed/expressions/* "$1"
  local number=0
  # Conditions and derived values of the bundled rules: texts in double quotes behind a key.
  sed -nE 's/^.*\b(when|first) *= *"([^"]+)".*$/\2/p; /^\[derive\]/,/^\[\[/s/^[^=#[]*= *"([^"]+)".*$/\1/p' ../rules/*.toml |
    while IFS= read -r line; do
      number=$((number + 1))
      printf '%s' "$line" >"$1/bundled-$number"
    done
}

run() {
  local target=$1 work=work/$1 dictionary=dictionaries/$1.dict
  mkdir -p "$work/learnt" "$work/seeds" "$work/found" "corpus/$target"
  if declare -F "seeds_$target" >/dev/null; then "seeds_$target" "$work/seeds"; fi
  local options=(-max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
    -artifact_prefix="$work/found/")
  if [ -f "$dictionary" ]; then options+=(-dict="$dictionary"); fi
  echo "$target: $seconds seconds, log in fuzz/$work/log"
  "target/$(rustc -vV | sed -n 's/^host: //p')/release/$target" "${options[@]}" \
    "$work/learnt" "corpus/$target" "$work/seeds" >"$work/log" 2>&1 || echo "$target: FOUND something, see fuzz/$work/log"
  grep -E 'stat::number_of_executed_units|stat::average_exec' "$work/log" | sed "s/^/$target: /" || true
  grep -E ' cov: ' "$work/log" | tail -1 | sed "s/^/$target: /" || true
}

for target in "${targets[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n || true; done
  run "$target" &
done
wait
