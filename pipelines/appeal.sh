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
set -euo pipefail
umask 077
unset CDPATH ADMIT_POLICY
export LC_ALL=C

here=$(cd -- "$(dirname -- "$0")" && pwd)
# Filters that are not in PATH are taken from where "make install" or "make" puts them.
for bin in "$here/../../../bin" "$here/../build/bin"; do
    [ ! -x "$bin/admit-diff" ] || PATH=$PATH:$bin
done
# shellcheck source-path=SCRIPTDIR source=folder.bash
. "$here/folder.bash"

if [ $# -lt 2 ] || [ $# -gt 3 ] || [ ! -d "$1" ] || [ ! -f "$2" ]; then
    echo "usage: appeal.sh folder corrections [out]" >&2
    exit 2
fi
[[ $1 == /* ]] && folder=$1 || folder=$PWD/$1
[[ $2 == /* ]] && corrections=$2 || corrections=$PWD/$2
out=${3-}
[[ -z $out || $out == /* ]] || out=$PWD/$out
folder=${folder%"${folder##*[!/]}"}

end() {
    say "appeal.sh: $*"
    exit 2
}

if [ -n "$out" ] && { [ -e "$out" ] || [ -L "$out" ]; }; then
    end "$out is there already"
fi

# The procedure whose rounds, draws and entries are all in the policy.
find_procedure() {
    local script found=() missing
    for script in "$here"/*.sh; do
        grep -qs '^open_year' "$script" || continue
        missing=$(grep -oE '^ *(give_round|hold_draw) [a-z0-9-]+' "$script" |
            while read -r what name; do
                section=allocate
                [ "$what" = give_round ] || section=draw
                jq -e --arg section "$section" --arg name "$name" \
                    '.[$section] | has($name)' "$folder/policy.json" >/dev/null 2>&1 ||
                    echo "$name"
            done)
        [ -n "$missing" ] || found+=("$script")
    done
    [ ${#found[@]} -eq 1 ] ||
        end "$folder: ${#found[@]} procedures have all of their rounds in policy.json, and it must be one"
    echo "${found[0]}"
}

# The inputs of the year in a folder of their own, beside it: the policy may name files
# by a path that leads out of it.
copy_inputs() {    # copy_inputs TO
    mkdir "$1"
    (cd -- "$folder" && list_inputs | xargs -0 -r cp -L --parents -t "$1" --)
}

# Which corrections were set aside, and why; the lines of others are not quoted.
name_refused() {    # name_refused REJECTS
    [ ! -f "$1" ] || jq -r --arg added "$added" --arg given "${corrections##*/}" \
        '"\(if .file == $added then $given else .file end):\(.line): \(.code): \(.reason)"' "$1" >&2
}

run_year() {    # run_year NAME
    "$procedure" "$space/$1.year" "$space/$1" >"$space/$1.log" 2>&1 || {
        grep -v 'the evidence' "$space/$1.log" >&2 || true
        name_refused "$space/$1.failed/rejects/amend.jsonl"
        end "the year does not run ($1 the corrections)"
    }
    [ -f "$space/$1/admissions.jsonl" ] || end "the year has no seats yet: there is no seed"
}

procedure=$(find_procedure)
space=$(mktemp -d -- "$folder.appeal.XXXXXX")
trap 'rm -rf -- "$space"' EXIT
copy_inputs "$space/before.year"
cp -r -- "$space/before.year" "$space/after.year"
added="corrections-~appeal.jsonl" # after all others
[ ! -e "$space/after.year/$added" ] || end "$folder has a file $added"
for ending in '' .sig .second.sig; do
    [ ! -f "$corrections$ending" ] || cp -L -- "$corrections$ending" "$space/after.year/$added$ending"
done
run_year before
run_year after

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
