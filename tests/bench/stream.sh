#!/bin/bash
# What it costs to pass records through: the two readers, the splice, and peers.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

make_year
records=$year/applicants.jsonl
echo '{}' >"$BENCH_DIR/anything.schema.json"
schema=$(dirname "$0")/../../samples/senior-high/city/applicant.schema.json

heading "$RECORDS records of $((bytes / RECORDS)) bytes"
measure "cat" "$bytes" cat "$records"
copy=$cpu
measure "admit-select true" "$bytes" admit-select true "$records"
ratio "strict / cat (goal 5)" "$copy" "$cpu"
checked=$(mktemp)
trap 'rm -f "$checked"' EXIT
ADMIT_SEAL=1 admit-seal --add "$records" | ADMIT_SEAL=1 admit-select true >"$checked"
ADMIT_SEAL=1 measure "admit-select true, checked before" "$bytes" admit-select true "$checked"
ratio "sealed / cat (goal 2.5)" "$copy" "$cpu"

# instructions NAME COMMAND ...: of 20,000 records, on standard input, for each byte
instructions() {
    local name=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null <"$few" |
        awk -v name="$name" -v bytes="$(wc -c <"$few")" '/refs:/ {
            gsub(",", "", $NF); printf "%-34s %8.2f instructions a byte\n", name, $NF / bytes }'
}

if command -v valgrind >/dev/null; then
    few=$(mktemp)
    trap 'rm -f "$checked" "$few"' EXIT
    head -n 20000 "$records" >"$few"
    instructions "strict (goal 13)" admit-select true
    ADMIT_SEAL=1 admit-seal --add "$few" | ADMIT_SEAL=1 admit-select true >"$checked"
    mv "$checked" "$few"
    ADMIT_SEAL=1 instructions "sealed (goal 6)" admit-select true
fi

measure "pass (admit-validate, any schema)" "$bytes" \
    admit-validate --schema "$BENCH_DIR/anything.schema.json" "$records"
pass=$cpu
measure "admit-validate, senior-high" "$bytes" admit-validate --schema "$schema" "$records"
measure "jq -c ." "$bytes" jq -c . "$records"
ratio "jq / pass" "$pass" "$cpu"
measure "mlr --ojsonl cat" "$bytes" mlr --ijsonl --ojsonl cat "$records"
ratio "mlr / pass" "$pass" "$cpu"
