#!/usr/bin/env bash
# What happens to the output, to the input and to the folder when things go wrong: run by hand, prints a table.
#
# usage: tests/faults.sh [kills]      200 kills at random moments, with the binary of target/debug (or of $CUSTCLASS)
#
# Every line says what was done, what is demanded and what came of it. The exit code is the number of demands that were not met.
# Needs Linux: the full disk is a small tmpfs, mounted as root or in a user namespace of its own.
set -uo pipefail
kills=${1:-200}
root=$(cd "$(dirname "$0")/.." && pwd)
program=${CUSTCLASS:-$root/target/debug/custclass}
[ -x "$program" ] || { echo "$program: is not there; cargo build first" >&2; exit 2; }
if [ -z "${FAULTS_INSIDE:-}" ] && [ "$(id -u)" != 0 ]; then
  FAULTS_INSIDE=1 exec unshare -rm "$0" "$@"
fi

work=$(mktemp -d)
cleanup() {
  # A child that is killed before it becomes the program is still this script.
  [ "$BASHPID" = $$ ] || return 0
  mountpoint -q "$work/disk" && umount "$work/disk"
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work" || exit 2
failed=0

# told WHAT DEMAND YES/NO...: a line of the table; the demand is met if the command that follows succeeds.
told() {
  local what=$1 demand=$2
  shift 2
  if "$@"; then result=held; else result="NOT HELD" failed=$((failed + 1)); fi
  printf '%-44s %-62s %s\n' "$what" "$demand" "$result"
}
same() { cmp -s "$1" "$2"; }
# The folder holds these files and nothing else, hidden ones included.
only() {
  local folder=$1
  shift
  [ "$(ls -A "$folder" | sort | xargs)" = "$(printf '%s\n' "$@" | sort | xargs)" ]
}
all() { # all 'test' 'test' …
  local each
  for each in "$@"; do eval "$each" || return 1; done
}
score() { "$program" score "$@" >>"$work/stdout" 2>"$work/stderr"; }
says() { grep -q -- "$1" "$work/stderr"; }

{
  echo 'id,name,revenue'
  awk 'BEGIN { for (n = 0; n < 20000; n++) printf "K%d,\"Customer, number %d\",%d\n", n, n, n * 7919 % 1000003 }'
} >list.csv
cp list.csv original.csv
mkdir out
score list.csv -o out/whole.csv || { cat stderr >&2; exit 2; }
mv out/whole.csv whole.csv
echo old >old.csv

# ---- the disk ---------------------------------------------------------------------------------------------------------------
mkdir disk
if mount -t tmpfs -o size=256k,mode=755 tmpfs disk 2>/dev/null; then
  cp old.csv disk/out.csv
  score list.csv -o disk/out.csv; code=$?
  told 'full disk, CSV' 'exit 1, says so, old output whole, no litter' \
    all '[ $code = 1 ]' 'says "disk is full"' 'same disk/out.csv old.csv' 'only disk out.csv'
  score list.csv -o disk/out.xlsx; code=$?
  told 'full disk, XLSX' 'exit 1, old files whole, no litter' all '[ $code = 1 ]' 'same disk/out.csv old.csv' 'only disk out.csv'
  TMPDIR=$work/disk score - -o out/out.csv <list.csv; code=$?
  told 'full disk for a copy of standard input' 'exit 1, nothing written, no litter' all '[ $code = 1 ]' 'only out' 'only disk out.csv'
  umount disk
else
  printf '%-44s %s\n' 'full disk' 'left out: no tmpfs can be mounted here'
fi
"$program" score list.csv -o - >/dev/full 2>stderr; code=$?
told 'full device as standard output' 'exit 1, says so' all '[ $code = 1 ]' 'says "full"'
score list.csv -o /dev/full; code=$?
told 'full device as output' 'exit 1, says so' all '[ $code = 1 ]' 'says "full"'

# ---- the folder -------------------------------------------------------------------------------------------------------------
if mount -t tmpfs -o size=1m tmpfs disk 2>/dev/null; then
  cp old.csv disk/out.csv
  mount -o remount,ro disk
  score list.csv -o disk/out.csv; code=$?
  told 'read-only disk' 'exit 1, names the folder, old output whole' \
    all '[ $code = 1 ]' 'says disk' 'same disk/out.csv old.csv' 'only disk out.csv'
  umount disk
fi
mkdir gone
mkfifo pipe
"$program" score pipe -o gone/out.csv >stdout 2>stderr &
run=$!
{ cat list.csv; rm -rf gone; } >pipe
wait $run; code=$?
told 'folder removed meanwhile' 'exit 1, a message, no folder made anew' all '[ $code = 1 ]' '[ -s stderr ]' '[ ! -e gone ]'

# ---- the process ------------------------------------------------------------------------------------------------------------
begun=$(date +%s%N)
score list.csv -o out/out.csv
took=$((($(date +%s%N) - begun) / 1000))
for signal in KILL TERM INT; do
  rm -rf out && mkdir out && cp old.csv out/out.csv
  before=0 after=0 wrong=0 litter=0 odd=0
  for ((n = 0; n < kills; n++)); do
    cp old.csv out/out.csv
    # Without a group of its own a process in the background ignores SIGINT.
    (trap - INT; exec "$program" score list.csv -o out/out.csv) >/dev/null 2>&1 &
    run=$!
    sleep "$(awk -v span=$took -v seed=$RANDOM 'BEGIN { srand(seed); printf "%.6f", rand() * span * 1.1 / 1e6 }')"
    kill -$signal $run 2>/dev/null
    wait $run 2>/dev/null
    if same out/out.csv old.csv; then before=$((before + 1)); elif same out/out.csv whole.csv; then after=$((after + 1)); else wrong=$((wrong + 1)); fi
    only out out.csv || litter=$((litter + 1))
    find out -mindepth 1 ! -name out.csv -delete
  done
  demand="old or whole, no litter ($before old, $after whole, $wrong else)"
  # Nothing can be done about what SIGKILL leaves; it must be another name, and the next run must not mind it.
  [ $signal = KILL ] && demand="old or whole ($before old, $after whole, $wrong else; litter $litter)" litter=0
  told "$kills × SIG$signal at random moments" "$demand" all "[ $wrong = 0 ]" "[ $litter = 0 ]" 'same list.csv original.csv'
done

# ---- pipes and devices ------------------------------------------------------------------------------------------------------
"$program" score list.csv -o - 2>stderr | head -n 1 >stdout; code=${PIPESTATUS[0]}
told 'closed pipe (| head -n 1)' 'quiet: no panic, no complaint' all '! says panic' '! says roken' "[ $code -le 1 ] || [ $code = 141 ]"
cat list.csv >pipe &
score pipe -o out/out.csv; code=$?
told 'FIFO as input' 'exit 0, the whole output' all '[ $code = 0 ]' 'same out/out.csv whole.csv'
cat list.csv | score /dev/stdin -o out/out.csv; code=$?
told '/dev/stdin as input' 'exit 0, the whole output' all '[ $code = 0 ]' 'same out/out.csv whole.csv'
"$program" score list.csv -o /dev/stdout 2>stderr | cat >piped.csv
told '/dev/stdout as output' 'the list alone; the summary goes to standard error' same piped.csv whole.csv
mkfifo pipe.csv
timeout 20 cat pipe.csv >piped.csv &
reader=$!
score list.csv -o pipe.csv; code=$?
wait $reader
told 'FIFO as output' 'exit 0, the whole output, still a FIFO' all '[ $code = 0 ]' 'same piped.csv whole.csv' '[ -p pipe.csv ]'

# ---- the input --------------------------------------------------------------------------------------------------------------
# Cut at forty moments spread over the time that a run takes.
wrong=0 told_so=0 done_before=0
for ((n = 0; n < 40; n++)); do
  cp original.csv cut.csv
  cp old.csv out/out.csv
  "$program" score cut.csv -o out/out.csv >/dev/null 2>stderr &
  run=$!
  sleep "$(awk -v span=$took -v n=$n 'BEGIN { printf "%.6f", span * n / 40 / 1e6 }')"
  truncate -s 300000 cut.csv
  wait $run; code=$?
  if [ $code = 1 ] && same out/out.csv old.csv; then
    told_so=$((told_so + 1))
  elif [ $code = 0 ] && same out/out.csv whole.csv; then
    done_before=$((done_before + 1))
  elif [ $code = 0 ] && [ "$n" -lt 4 ]; then
    done_before=$((done_before + 1)) # Cut before it was opened: that is the list, then.
  else
    wrong=$((wrong + 1))
  fi
  only out out.csv || wrong=$((wrong + 1))
done
told 'input truncated while it is read' "told, or done before ($told_so told, $done_before done, $wrong else)" [ $wrong = 0 ]

# ---- the output -------------------------------------------------------------------------------------------------------------
rm -rf out && mkdir out
for n in 1 2 3 4 5 6; do "$program" score list.csv -o out/out.csv >/dev/null 2>&1 & done
wait
told 'six runs at once on the same output' 'whole, no litter' all 'same out/out.csv whole.csv' 'only out out.csv'
mkdir real
echo old >real/target.csv
ln -s ../real/target.csv out/link.csv
score list.csv -o out/link.csv; code=$?
told 'symlinked output' 'the link stays, its target is replaced' \
  all '[ $code = 0 ]' '[ -L out/link.csv ]' 'same real/target.csv whole.csv' 'only real target.csv'
for mode in 600 640 664 604; do
  echo old >out/mode.csv
  chmod $mode out/mode.csv
  score list.csv -o out/mode.csv
  told "output with permissions $mode" 'kept' all "[ $(stat -c %a out/mode.csv) = $mode ]" 'same out/mode.csv whole.csv'
done
(umask 027; score list.csv -o out/new.csv)
told 'new output under umask 027' 'permissions 640' [ "$(stat -c %a out/new.csv)" = 640 ]
told 'after all of it' 'the input is what it was' same list.csv original.csv
exit $failed
