#!/bin/bash
# A city's year from end to end: makes up 22,216 applicants with some defects among
# them, and runs the senior-high admission on them.
#
#   demo.sh FOLDER        FOLDER is made anew
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=$1

rm -rf "$folder"
mkdir -p "$folder/year"
cp "$here"/../samples/senior-high/city/*.json "$folder/year"
admit-generate --applicants 22216 --seed "example 2020" --defects 0.01 --title \
    --truth "$folder/truth.jsonl" --output "$folder/year"
"$here/senior-high.sh" "$folder/year" "$folder/result"
