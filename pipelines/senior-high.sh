#!/bin/bash
# The senior-high admission of a year: from the schools' spreadsheets to a checked
# list of places.
#
#   senior-high.sh FOLDER [OUT]
#
# FOLDER holds policy.json, the files that it names, and applicants*.csv.  OUT is
# FOLDER/result-DATE if not given; it appears when everything in it is whole and
# verified, and is never written over.  It holds personal data: only its owner can
# read it.
set -euo pipefail
umask 077
export ADMIT_SEAL=1 LC_ALL=C
# Filters that are not installed are taken from where "make" leaves them.
PATH=$PATH:$(cd "$(dirname "$0")" && pwd)/../build/bin

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo "usage: senior-high.sh folder [out]" >&2
    exit 2
fi
folder=$1
out=${2:-$folder/result-$(date +%F)}
policy=$folder/policy.json

if [ -e "$out" ]; then
    echo "senior-high.sh: $out is there already" >&2
    exit 2
fi
work=$(mktemp -d "$out.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'echo "senior-high.sh: a stage failed: nothing is published" >&2' ERR
mkdir "$work/rejects" "$work/log"

stage() {    # stage FILTER [OPTION ...] [OPERAND ...]
    local filter=$1
    shift
    "$filter" -p "$policy" -r "$work/rejects/${filter#admit-}.jsonl" \
        --summary "$work/log/summary.jsonl" "$@"
}

columns() {    # columns PATHS [FILE]: as CSV without its header
    ADMIT_SEAL=0 admit-to-csv --columns "$@" | sed 1d
}

stage admit-from-csv "$folder"/applicants*.csv |
    stage admit-validate |
    stage admit-dedup |
    stage admit-geocode |
    stage admit-rank unified >"$work/ranked.sealed"

stage admit-allocate --lines "$work/lines.jsonl" first "$work/ranked.sealed" \
    >"$work/admissions.sealed"

# Another program has the last word: it sees the list before and after, and the
# seats.  Without -r, so that a record that it cannot judge is a failure.
admit-verify -p "$policy" --summary "$work/log/summary.jsonl" --verbose \
    --entrants "$work/ranked.sealed" --set-aside "$work/rejects/allocate.jsonl" \
    first "$work/admissions.sealed" 2>"$work/verified" |
    admit-seal --strip >"$work/breaches.jsonl" || {
    cat "$work/verified" >&2
    false
}

admit-select --summary "$work/log/summary.jsonl" 'admission.status == "admitted"' \
    "$work/admissions.sealed" >"$work/admitted.sealed"
stage admit-to-csv "$work/admitted.sealed" >"$work/admitted.csv"

# What is published is plain JSON Lines.
for list in admissions admitted; do
    admit-seal --strip "$work/$list.sealed" >"$work/$list.jsonl"
done
rm "$work"/*.sealed
(cd "$work" && sha256sum -- *.jsonl *.csv rejects/*) >"$work/manifest.sha256"

stages() {
    echo "stage             in     out  by rule  set aside"
    jq -r '[.filter, .in, .out, .dropped, (.rejected | add // 0)] | @tsv' \
        "$work/log/summary.jsonl" |
        awk -F '\t' '{ printf "%-14s %7d %7d %8d %10d\n", $1, $2, $3, $4, $5 }'
}

schools() {
    echo "program   seats  filled  last score  school"
    awk -F , '
        FILENAME == ARGV[1] { if ($2 > last[$1]) { last[$1] = $2; score[$1] = $3 } next }
        FILENAME == ARGV[2] { seats[$1] = $2; filled[$1] = $3; next }
        $1 in seats { printf "%-8s %6d %7d %11s  %s\n", $1, seats[$1], filled[$1],
            $1 in score ? score[$1] : "-", $2 }
    ' <(columns admission.program,rank.unified.order,total "$work/admitted.jsonl") \
        <(columns program,capacity,filled "$work/lines.jsonl") \
        <(columns id,school "$folder/programs.jsonl")
}

stages
echo
schools
echo
cat "$work/verified"
mv -T "$work" "$out"
trap - EXIT
