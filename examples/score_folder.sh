#!/bin/sh
# Scores every list of a folder: a job for the night.
#
#   score_folder.sh LISTS OUT [OPTION]...
#
# Every *.csv and *.xlsx of the folder LISTS is classified, and the result stands in the folder OUT under the list's
# name: `north.xlsx` becomes `OUT/north.scored.xlsx`. `OUT/report.md` holds the summaries of all lists, one under the
# other, and says which lists were incomplete or failed. What follows OUT goes to `custclass score` as it is:
#
#   score_folder.sh lists scored -r pareto-abc -r abcd --as-of 2026-09-30
#
# A list with customers that can't be classified is incomplete: it is scored all the same, those customers are labelled
# `unclassified`, and the exit code says that somebody should look.
#
# Exit code: 0  every list is complete
#            1  at least one list failed (no result for it; the others are done)
#            2  wrong usage
#            3  every list has its result, but at least one is incomplete
#
# CUSTCLASS names the program, if it is not `custclass` on the PATH. Nothing asks a question; messages go to standard
# error. Results and report appear whole or not at all, and those of the night before are replaced.

set -eu

if [ $# -lt 2 ] || [ ! -d "$1" ]; then
    echo "usage: score_folder.sh LISTS OUT [OPTION]...   (LISTS is a folder)" >&2
    exit 2
fi
# A name that begins with a dash is a folder all the same.
case $1 in -*) lists=./$1 ;; *) lists=$1 ;; esac
case $2 in -*) out=./$2 ;; *) out=$2 ;; esac
shift 2
program=${CUSTCLASS:-custclass}
if ! command -v "$program" >/dev/null; then
    echo "score_folder.sh: no program $program; put it on the PATH or name it in CUSTCLASS" >&2
    exit 2
fi

mkdir -p "$out"
work=$(mktemp -d "$out/.report.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Classifies one list: score LIST RESULT [OPTION]...; the summary goes to $work/summary.
score() {
    list=$1
    result=$2
    shift 2
    "$program" score "$list" -o "$result" --format markdown "$@" >"$work/summary" 2>"$work/messages"
}

total=0
incomplete=0
failed=0
printf '# Customer lists\n' >"$work/report"
for list in "$lists"/*.csv "$lists"/*.CSV "$lists"/*.xlsx "$lists"/*.XLSX; do
    name=${list##*/}
    case $name in
        # Nothing matched; a list that is scored already; a workbook that somebody has open.
        '*'.*) [ -e "$list" ] || continue ;;
        *.scored.csv | *.scored.xlsx | '~$'*) continue ;;
    esac
    # `A.CSV` keeps its whole name, so that it does not meet `A.csv`.
    case $name in
        *.csv) result=$out/${name%.csv}.scored.csv ;;
        *.CSV) result=$out/$name.scored.csv ;;
        *.xlsx) result=$out/${name%.xlsx}.scored.xlsx ;;
        *) result=$out/$name.scored.xlsx ;;
    esac
    total=$((total + 1))
    code=0
    score "$list" "$result" --strict "$@" || code=$?
    # Exit code 3: it could be scored, but not every customer classified.
    if [ "$code" = 0 ]; then
        state=complete
    elif [ "$code" = 3 ] && score "$list" "$result" "$@"; then
        state=incomplete
        incomplete=$((incomplete + 1))
    else
        state=failed
        failed=$((failed + 1))
        # Last night's result would pass for this night's.
        rm -f "$result"
    fi
    if [ "$state" != complete ]; then
        printf '%s: %s\n' "$name" "$state" >&2
        cat "$work/messages" >&2
    fi
    {
        printf '\n## %s: %s\n\n' "$name" "$state"
        # The tables stand one level below the list.
        sed "s/^## /### /" "$work/summary"
        # Indented lines are shown as they are.
        if [ "$state" != complete ]; then
            printf '\n'
            sed 's/^/    /' "$work/messages"
        fi
    } >>"$work/report"
done
printf '\n%s lists, %s of them incomplete, %s failed.\n' "$total" "$incomplete" "$failed" >>"$work/report"
mv -f "$work/report" "$out/report.md"

if [ "$failed" -gt 0 ]; then
    exit 1
elif [ "$incomplete" -gt 0 ]; then
    exit 3
fi
