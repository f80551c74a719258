#!/bin/bash
# The same applicants under other policies, or other mechanisms: who would gain, who would
# lose, and how many would stay without a place.
#
#   what-if.sh [-o OUT] FOLDER CHANGE...
#
# FOLDER is the folder of a year.  A CHANGE is a policy, which takes the place of
# FOLDER/policy.json and names its files relative to FOLDER; or ROUND=MECHANISM, which is
# the policy with another mechanism in a round (admit-allocate(1)).  The year is run as it
# is and with each change, beside the folder; nothing in FOLDER is changed, and no result
# of it.
#
# A table is written to standard output: of each change how many are placed, at their
# first choice, unplaced; and of those whose place is another one, how many gain, lose,
# or are at a program that their list does not compare.  OUT, which must not be there
# yet, holds a file for each change, with those who move and why (admit-diff(1)).  It is
# personal data: only its owner can read it.  The status is 2 if a year does not run.
# shellcheck source-path=SCRIPTDIR source=rerun.bash
. "$(dirname "$0")/rerun.bash"

usage() {
    echo "usage: what-if.sh [-o out] folder change ..." >&2
    exit 2
}

out=
while getopts o: option; do
    [ "$option" = o ] || usage
    out=$OPTARG
done
shift $((OPTIND - 1))
if [ $# -lt 2 ] || [ ! -d "$1" ]; then
    usage
fi
set_folder "$1"
shift
[[ -z $out || $out == /* ]] || out=$PWD/$out
if [ -n "$out" ] && { [ -e "$out" ] || [ -L "$out" ]; }; then
    end "$out is there already"
fi

# Put the policy of a change into a year.
change_policy() {    # change_policy CHANGE YEAR
    local round=${1%%=*} mechanism=${1#*=}
    if [ -f "$1" ]; then
        rm -f -- "$2/policy.json"
        cp -L -- "$1" "$2/policy.json"
        return
    fi
    [[ $1 == *=* ]] || end "$1: neither a policy nor ROUND=MECHANISM"
    jq -e --arg round "$round" '.allocate | has($round)' "$2/policy.json" >/dev/null 2>&1 ||
        end "$1: the policy has no round $round"
    jq --arg round "$round" --arg mechanism "$mechanism" '.allocate[$round].mechanism = $mechanism' \
        "$2/policy.json" >"$space/policy"
    mv -- "$space/policy" "$2/policy.json"
}

# How many are placed, at their first choice, and unplaced.
count_places() {    # count_places RESULT
    jq -rn 'reduce inputs.admission as $a ([0, 0, 0];
        if $a.status == "admitted" then .[0] += 1 | if $a.choice == 1 then .[1] += 1 else . end
        else .[2] += 1 end) | @tsv' "$1/admissions.jsonl"
}

# How many gain, lose, and move otherwise; new and gone applicants cannot be there.
count_moves() {    # count_moves TABLE
    jq -rn 'reduce (inputs | select(.code)) as $m ([0, 0, 0];
        if $m.code | IN("placed", "improved") then .[0] += $m.applicants
        elif $m.code | IN("displaced", "worsened") then .[1] += $m.applicants
        else .[2] += $m.applicants end) | @tsv' "$1"
}

# A change by itself: its row of the table, and who moves.
try_change() {    # try_change NUMBER CHANGE
    local name=$space/$1 status=0
    cp -r -- "$space/0.year" "$name.year"
    change_policy "$2" "$name.year"
    run_year "$name" || end "$2: the year does not run"
    admit-diff --ignore source --moves --table "$name.table" \
        --old-policy "$space/0.year/policy.json" --new-policy "$name.year/policy.json" \
        "$space/0/admissions.jsonl" "$name/admissions.jsonl" >"$name.moved" || status=$?
    [ "$status" -le 1 ] || exit 2
    print_row "$2" "$(count_places "$name")" "$(count_moves "$name.table")"
    rm -rf -- "$name" "$name.year"
}

print_row() {    # print_row NAME PLACES [MOVES]
    awk -F '\t' -v name="$1" -v places="$2" -v moves="${3-}" 'BEGIN {
        split(places, p); split(moves, m)
        printf "%8s %8s %8s %8s %8s %8s%s\n", p[1], p[2], p[3], m[1], m[2], m[3], name == "" ? "" : "   " name }'
}

find_procedure
space=$(mktemp -d -- "$folder.what-if.XXXXXX")
trap 'rm -rf -- "$space"' EXIT
copy_inputs "$space/0.year"
run_year "$space/0" || end "the year does not run as it is"
has_seats "$space/0"

print_row "" $'placed\tfirst\tunplaced' $'gain\tlose\tother'
print_row "as it is" "$(count_places "$space/0")"
number=0
for change; do
    try_change $((++number)) "$change"
done
[ -n "$out" ] || exit 0
mkdir -- "$out"
number=0
for change; do
    change=${change##*/}
    mv -- "$space/$((++number)).moved" "$out/$number-${change%.json}.jsonl"
done
