#!/usr/bin/env bash
# How many instructions fixed small jobs take, by valgrind's callgrind: the same number on every run, whatever else the machine does.
#
# usage: benches/instructions.sh [--write]      compares with benches/instructions.txt; --write puts today's counts there
#
# It prints a line for each job and says so where a count grew by more than a tenth; it judges nothing by its exit code. Another
# compiler gives other counts: what was counted with which one stands in the file.
set -euo pipefail
cd "$(dirname "$0")/.."
kept=benches/instructions.txt
custclass=${CUSTCLASS:-${CARGO_TARGET_DIR:-target}/release/custclass}
[ -x "$custclass" ] || { echo "$custclass is not there: cargo build --release" >&2; exit 1; }
command -v valgrind >/dev/null || { echo "valgrind is not installed: instructions are not counted"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# 20,000 customers with the columns and lengths of an ordinary export, the same ones each time.
awk 'BEGIN {
  print "customer_id,name,region,first_order,last_order,orders,revenue,last_year_revenue,phone,note"
  seed = 7
  for (row = 1; row <= 20000; row++) {
    seed = (seed * 16807) % 2147483647
    size = seed % 1000000
    printf "C%08d,%s,%s,20%02d-%02d-%02d,2026-%02d-%02d,%d,%d.%02d,%d.%02d,0%03d-%08d,%s\n", row,
      (seed % 20 == 0 ? "\"Meyer, Sohn & Co\"" : "华东贸易有限公司"), (seed % 3 ? "East" : "上海"), seed % 24, seed % 12 + 1, seed % 28 + 1,
      seed % 9 + 1, seed % 28 + 1, seed % 90, size / (seed % 9 + 1), seed % 100, size / 2, seed % 97, seed % 1000, seed % 100000000,
      (seed % 50 == 0 ? "\"calls\nbefore noon\"" : "prefers e-mail, once")
  }
}' | sed 's/,once$/ once/; s/prefers e-mail, once/prefers e-mail once/' >"$folder/list.csv"
head -n 21 "$folder/list.csv" >"$folder/short.csv"
"$custclass" score "$folder/list.csv" -o "$folder/list.xlsx" >/dev/null 2>&1

count() { # name, command…
  local name=$1
  shift
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" >/dev/null 2>"$folder/log" || { cat "$folder/log" >&2; exit 1; }
  printf '%s\t%s\n' "$name" "$(sed -n 's/.*Collected : //p' "$folder/log")"
}

{
  count 'start, 20 customers' "$custclass" score "$folder/short.csv" -o "$folder/out.csv"
  count 'score, CSV' "$custclass" score "$folder/list.csv" -r pyramid -r pareto-abc --threads 1 -o "$folder/out.csv"
  count 'report, CSV' "$custclass" report "$folder/list.csv" -r pyramid --by tier --threads 1
  count 'why, CSV' "$custclass" score "$folder/list.csv" --why --threads 1 -o "$folder/out.csv"
  count 'score, XLSX' "$custclass" score "$folder/list.xlsx" -r pareto-abc --threads 1 -o "$folder/out.xlsx"
} >"$folder/counts"

if [ "${1:-}" = --write ]; then
  { printf '# instructions by benches/instructions.sh, %s\n' "$(rustc --version | cut -d' ' -f1,2)" && cat "$folder/counts"; } >"$kept"
fi
awk -F'\t' '
  FNR == NR { if (!/^#/) before[$1] = $2; else print substr($0, 3); next }
  {
    ratio = before[$1] ? $2 / before[$1] : 0
    printf "%-22s %14.0f   %s%s\n", $1, $2, (ratio ? sprintf("%.3f x what is on record", ratio) : "not on record"),
      (ratio > 1.1 ? "   MORE THAN A TENTH ABOVE IT" : "")
  }' "$kept" "$folder/counts"
