#!/bin/bash
# A rule over three fields, as a condition and as a formula: this suite and its peers.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

make_year
input=$year/applicants.jsonl
echo '{}' >"$BENCH_DIR/anything.schema.json"

# A peer is run where it is installed.
peer() {
    local name=$1
    if command -v "$2" >/dev/null; then
        shift
        measure "$name" "$bytes" "$@"
        ratio "$name / $against" "$mine" "$cpu"
    fi
}

node_filter='const rl = require("readline").createInterface({ input: require("fs").createReadStream(process.argv[1]) });
let out = [];
rl.on("line", line => {
    const r = JSON.parse(line);
    const text = run(r);
    if (text) out.push(text);
    if (out.length > 4000) { process.stdout.write(out.join("\n") + "\n"); out = []; }
});
rl.on("close", () => { if (out.length) process.stdout.write(out.join("\n") + "\n"); });'

heading "$RECORDS records of $((bytes / RECORDS)) bytes"
measure "pass (admit-validate, any schema)" "$bytes" \
    admit-validate --schema "$BENCH_DIR/anything.schema.json" "$input"
pass=$cpu

rule='total >= 500 && scores.math > scores.chinese && area != "620102"'
measure "admit-select" "$bytes" admit-select "$rule" "$input"
mine=$cpu against=admit-select
ratio "admit-select / pass" "$pass" "$mine"
peer "jq select" jq -c 'select(.total >= 500 and .scores.math > .scores.chinese and .area != "620102")' "$input"
# shellcheck disable=SC2016
peer "mlr filter" mlr --ijsonl --ojsonl filter \
    '$total >= 500 && $scores.math > $scores.chinese && $area != "620102"' "$input"
peer "node filter" node -e "$node_filter
function run(r) { return r.total >= 500 && r.scores.math > r.scores.chinese && r.area != '620102' ? line_of(r) : null }
function line_of(r) { return JSON.stringify(r) }" "$input"

measure "admit-derive" "$bytes" \
    admit-derive 'weighted=total + scores.math * 2.0 - scores.pe' "$input"
mine=$cpu against=admit-derive
ratio "admit-derive / pass" "$pass" "$mine"
peer "jq add" jq -c '. + {weighted: (.total + .scores.math * 2 - .scores.pe)}' "$input"
# shellcheck disable=SC2016
peer "mlr put" mlr --ijsonl --ojsonl put '$weighted = $total + $scores.math * 2 - $scores.pe' "$input"
peer "node map" node -e "$node_filter
function run(r) { r.weighted = r.total + r.scores.math * 2 - r.scores.pe; return JSON.stringify(r) }" "$input"
