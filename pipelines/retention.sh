#!/bin/bash
# Which results are due to be destroyed: those whose "retain-until" has passed.
#
#   retention.sh [-d DATE] FOLDER ...
#
# Looks for dossiers in the folders, and prints one line for each that is due: its date
# and its name, in order.  DATE, such as 2036-09-01, is today if it is not given.  A
# dossier without a date is named on standard error: its policy has no
# /dossier/retain-until.  Nothing is removed; to destroy what is due is the decision of
# the keeper of the records.  The status is 0, or 2 if a folder cannot be read.
# shellcheck source-path=SCRIPTDIR source=command.bash
. "$(dirname -- "$0")/command.bash"

usage() {
    echo "usage: retention.sh [-d date] folder ..." >&2
    exit 2
}

day=$(date +%F)
while getopts :d: option; do
    [ "$option" = d ] || usage
    day=$OPTARG
done
shift $((OPTIND - 1))
[[ $# -gt 0 && $day =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || usage

status=0
found=$(mktemp)
trap 'rm -f -- "$found"' EXIT
find "$@" -type f -name MANIFEST.json -print0 >"$found" || status=2
while read -r -d '' manifest; do
    until=$(jq -r 'if .dossier == 1 then .retain_until // "none" else empty end' "$manifest" 2>/dev/null) || until=
    if [ "$until" = none ]; then
        say "retention.sh: ${manifest%/*} has no date"
    elif [[ -n $until && $until < $day ]]; then
        jq -rn -L "$here" --arg until "$until" --arg folder "${manifest%/*}" \
            'include "report"; $until + " " + ($folder | shown)'
    fi
done <"$found" | sort
exit "$status"
