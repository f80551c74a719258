#!/bin/bash
# A whole year, stage by stage: CPU, and the most memory that each filter took.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

project=$(cd "$(dirname "$0")/../.." && pwd)
folder=$BENCH_DIR/chain-$RECORDS
policy=$folder/policy.json
if [ ! -e "$folder/applicants.csv" ]; then
    mkdir -p "$folder"
    admit-generate --applicants "$RECORDS" --seed bench --output "$folder"
fi
cp "$project"/samples/senior-high/city/*.json "$folder"
export ADMIT_SEAL=1

# stage NAME INPUT OUTPUT COMMAND ...
stage() {
    local name=$1 input=$2 output=$3
    shift 3
    measure "$name" "$(stat -c %s "$input")" "$@" "$input"
    [ -e "$output" ] || "$@" "$input" >"$output"
}

heading "a year of $RECORDS applicants, sealed, stage by stage"
cd "$folder"
rm -f ./*.sealed
stage admit-from-csv applicants.csv 1.sealed admit-from-csv -p "$policy"
stage admit-validate 1.sealed 2.sealed admit-validate -p "$policy"
stage admit-dedup 2.sealed 3.sealed admit-dedup -p "$policy"
stage admit-geocode 3.sealed 4.sealed admit-geocode -p "$policy"
stage admit-rank 4.sealed 5.sealed admit-rank -p "$policy" unified
stage admit-allocate 5.sealed 6.sealed admit-allocate -p "$policy" first
stage admit-verify 6.sealed 7.sealed admit-verify -p "$policy" first
stage admit-to-csv 6.sealed 8.sealed admit-to-csv -p "$policy"
rm -f ./*.sealed

# shellcheck disable=SC2016
chain='admit-from-csv -p "$1" applicants.csv | admit-validate -p "$1" |
    admit-dedup -p "$1" | admit-geocode -p "$1" | admit-rank -p "$1" unified |
    admit-allocate -p "$1" first | admit-to-csv -p "$1"'
measure "the chain as one pipe" "$(stat -c %s applicants.csv)" bash -o pipefail -c "$chain" - "$policy"
