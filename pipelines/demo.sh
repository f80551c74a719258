#!/bin/bash
# A city's year from end to end: makes up 22,216 applicants with some defects among
# them, and runs the senior-high admission on them.
#
#   demo.sh FOLDER        FOLDER is new, or that of an earlier demo, which is replaced
set -euo pipefail
unset CDPATH ADMIT_POLICY

here=$(cd -- "$(dirname -- "$0")" && pwd)
if [ $# -ne 1 ]; then
    echo "usage: demo.sh folder" >&2
    exit 2
fi
[[ $1 == /* ]] && folder=$1 || folder=./$1

if [ -e "$folder" ] && [ ! -e "$folder/truth.jsonl" ]; then
    echo "demo.sh: $1 is there already, and is no demo" >&2
    exit 2
fi
rm -rf "$folder"
mkdir -p "$folder/year"
: >"$folder/truth.jsonl"
cp "$here"/../samples/senior-high/city/*.json "$folder/year"
admit-generate --applicants 22216 --seed "example 2020" --defects 0.01 --title \
    --truth "$folder/truth.jsonl" --output "$folder/year"
"$here/senior-high.sh" "$folder/year" "$folder/result"
