#!/bin/bash
# What it costs to hold records against the applicant's schema: beside the reading
# alone, and beside validators of JavaScript that compile the same schema, where
# node and npm can get them.  All of them read lines, find everything that is wrong,
# and write what is right; formats of the domain and the rules between fields are the
# same for all.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

make_year
records=$year/applicants.jsonl
folder=$BENCH_DIR/validate
make_checks "$folder"
echo '{}' >"$folder/anything.json"

heading "$RECORDS records of $((bytes / RECORDS)) bytes"
measure "pass (any schema)" "$bytes" admit-validate --schema "$folder/anything.json" "$records"
measure "admit-validate" "$bytes" admit-validate -p "$folder/policy.json" "$records"
ours=$cpu

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "node and npm are not here: no peers"
    exit 0
fi
cd "$folder"
[ -d node_modules/ajv ] && [ -d node_modules/@exodus/schemasafe ] ||
    npm install --silent --no-fund --no-audit ajv @exodus/schemasafe >npm.log 2>&1 || {
    echo "npm cannot get the peers (npm.log): left out"
    exit 0
}
for peer in ajv schemasafe; do
    measure "$peer, compiled, node $(node --version)" "$bytes" node validate.mjs "$peer" "$records"
    ratio "$peer / admit-validate" "$ours" "$cpu"
done
