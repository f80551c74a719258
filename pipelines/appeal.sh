#!/bin/bash
# What a granted appeal would do to everybody, before anybody decides.
#
#   appeal.sh FOLDER CORRECTIONS [OUT]
#
# FOLDER is the folder of a year, CORRECTIONS a file of corrections (admit-amend(1)), with
# its signatures beside it if the policy asks for them.  The year is run twice beside the
# folder, as it is and with the corrections, and the two results are compared.  Nothing
# in FOLDER is changed, and no result of it.  To apply the appeal, copy the file into
# FOLDER as corrections-NUMBER.jsonl and run the year again.
#
# Without OUT, those who move are written to standard output (admit-diff(1)), and a table
# to standard error.  OUT, which must not be there yet, holds
#
#   moved.jsonl    who moves, and why
#   table.jsonl    how many
#   before, after  the two results
#
# It holds personal data: only its owner can read it.  The status is 0 if nobody moves,
# 1 if somebody does, 2 if the corrections cannot be applied, or the year does not run.
# shellcheck source-path=SCRIPTDIR source=rerun.bash
. "$(dirname -- "$0")/rerun.bash"

if [ $# -lt 2 ] || [ $# -gt 3 ] || [ ! -d "$1" ] || [ ! -f "$2" ]; then
    echo "usage: appeal.sh folder corrections [out]" >&2
    exit 2
fi
set_folder "$1"
[[ $2 == /* ]] && corrections=$2 || corrections=$PWD/$2
out=${3-}
[[ -z $out || $out == /* ]] || out=$PWD/$out

if [ -n "$out" ] && { [ -e "$out" ] || [ -L "$out" ]; }; then
    end "$out is there already"
fi

# Which corrections were set aside, and why; the lines of others are not quoted.
name_refused() {    # name_refused REJECTS
    [ ! -f "$1" ] || jq -r --arg added "$added" --arg given "${corrections##*/}" \
        '"\(if .file == $added then $given else .file end):\(.line): \(.code): \(.reason)"' "$1" >&2
}

# The year with or without the corrections.
run_half() {    # run_half NAME
    if ! run_year "$space/$1"; then
        name_refused "$space/$1.failed/rejects/amend.jsonl"
        end "the year does not run ($1 the corrections)"
    fi
    has_seats "$space/$1"
}

find_procedure
space=$(mktemp -d -- "$folder.appeal.XXXXXX")
trap 'rm -rf -- "$space"' EXIT
copy_inputs "$space/before.year"
cp -r -- "$space/before.year" "$space/after.year"
added="corrections-~appeal.jsonl" # after all others
[ ! -e "$space/after.year/$added" ] || end "$folder has a file $added"
for ending in '' .sig .second.sig; do
    [ ! -f "$corrections$ending" ] || cp -L -- "$corrections$ending" "$space/after.year/$added$ending"
done
run_half before
run_half after

status=0
admit-diff --ignore source --ignore amended --moves --table "$space/table.jsonl" \
    --old-policy "$space/before.year/policy.json" --new-policy "$space/after.year/policy.json" \
    "$space/before/admissions.jsonl" "$space/after/admissions.jsonl" \
    >"$space/moved.jsonl" || status=$?
[ "$status" -le 1 ] || exit "$status"

jq -r 'if .code then "\(.applicants) \(.code)" +
        (if .cause then ": \(.cause)" else "" end) + (if .steps then ", \(.steps) steps" else "" end)
    else "\(.program): \(.left) left, \(.joined) joined" end' "$space/table.jsonl" >&2
[ -s "$space/moved.jsonl" ] || echo "nobody moves" >&2
if [ -z "$out" ]; then
    cat "$space/moved.jsonl"
else
    mkdir -- "$out"
    mv -- "$space"/{moved.jsonl,table.jsonl,before,after} "$out"
fi
exit "$status"
