#!/bin/bash
# What it costs to pass records through: the strict reader, the splice, and peers.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

make_year
records=$year/applicants.jsonl
echo '{}' >"$BENCH_DIR/anything.schema.json"
schema=$(dirname "$0")/../../samples/senior-high/city/applicant.schema.json

heading "$RECORDS records of $((bytes / RECORDS)) bytes"
measure "cat" "$bytes" cat "$records"
measure "pass (admit-validate, any schema)" "$bytes" \
    admit-validate --schema "$BENCH_DIR/anything.schema.json" "$records"
pass=$cpu
measure "admit-validate, senior-high" "$bytes" admit-validate --schema "$schema" "$records"
measure "jq -c ." "$bytes" jq -c . "$records"
ratio "jq / pass" "$pass" "$cpu"
measure "mlr --ojsonl cat" "$bytes" mlr --ijsonl --ojsonl cat "$records"
ratio "mlr / pass" "$pass" "$cpu"
