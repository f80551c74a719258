#!/bin/bash
# The same child twice, among RECORDS records: by an exact key, beside awk, sort(1),
# Miller and DuckDB; by comparisons in blocks; and how well that finds what is known.
#
#	RECORDS=10000000 RUNS=1 tests/bench/dedup.sh
#
# awk and sort(1) know where the key stands, and that its bytes are to be compared: they
# read no JSON, fold nothing, and say nothing of the record that is kept.  Miller is given
# a few of the records; what is compared is the time a record.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"
export LC_ALL=C
here=$(cd "$(dirname "$0")/../.." && pwd)

make_year
records=$year/applicants.jsonl
folder=$BENCH_DIR/dedup
mkdir -p "$folder"
export TMPDIR=$folder

heading "exact key, $RECORDS records of $((bytes / RECORDS)) bytes"
measure "admit-dedup" "$bytes" admit-dedup --key resident_id -r /dev/null "$records"
ours=$cpu
measure "admit-dedup --mark" "$bytes" admit-dedup --key resident_id --mark "$records"
# shellcheck disable=SC2016    # awk's own words
measure "awk, the key cut out by its name" "$bytes" \
    awk -F '"resident_id":"' '!seen[substr($2, 1, 18)]++' "$records"
ratio "  / admit-dedup" "$ours" "$cpu"
measure "sort -u, by the field at its place" "$bytes" sort -u -t '"' -k 20,20 "$records"
ratio "  / admit-dedup" "$ours" "$cpu"
few=$((RECORDS < 1000000 ? RECORDS / 10 : 100000))
head -n "$few" "$records" >"$folder/few.jsonl"
# shellcheck disable=SC1010    # Miller's own words
RECORDS=$few measure "mlr head -n 1 -g, of $few" "$(stat -c %s "$folder/few.jsonl")" \
    mlr --ijsonl --ojsonl head -n 1 -g resident_id "$folder/few.jsonl"
ratio "  / admit-dedup" "$ours" "$(awk -v a="$cpu" -v n="$RECORDS" -v few="$few" 'BEGIN { print a * n / few }')"

sed 's/.*"resident_id":"//; s/".*//' "$records" >"$folder/keys"
sed 's/.*/{"k":"&"}/' "$folder/keys" >"$folder/keys.jsonl"
keys=$(stat -c %s "$folder/keys.jsonl")
heading "the keys alone, in a column of their own"
measure "admit-dedup" "$keys" admit-dedup --key k -r /dev/null "$folder/keys.jsonl"
alone=$cpu
# shellcheck disable=SC2016    # awk's own words
measure "awk '!seen[\$0]++'" "$keys" awk '!seen[$0]++' "$folder/keys"
ratio "  / admit-dedup" "$alone" "$cpu"
measure "sort -u" "$keys" sort -u "$folder/keys"
ratio "  / admit-dedup" "$alone" "$cpu"
rm "$folder/keys" "$folder/keys.jsonl"

jq -n '{dedup: {mark: true, match: {prior: 1e-9,
    blocks: [["birth", "name.substring(0, 1)"], "mobile"],
    compare: [
        {of: "name", levels: ["exact", "homophone", "jaro-winkler 0.8"], frequency: true,
            m: [0.9, 0.05, 0.03, 0.02], u: [0.001, 0.001, 0.01, 0.988]},
        {of: "birth", levels: ["exact", "damerau-levenshtein 1"],
            m: [0.97, 0.02, 0.01], u: [0.003, 0.03, 0.967]},
        {of: "resident_id", levels: ["exact", "identity 1", "identity 2"],
            m: [0.9, 0.08, 0.01, 0.01], u: [0.000001, 0.00001, 0.0001, 0.999889]},
        {of: "mobile", levels: ["exact", "damerau-levenshtein 1"],
            m: [0.8, 0.05, 0.15], u: [0.000001, 0.00001, 0.999989]},
        {of: "address", levels: ["exact", "jaro-winkler 0.95", "jaro-winkler 0.85"],
            m: [0.7, 0.1, 0.1, 0.1], u: [0.0001, 0.001, 0.01, 0.9889]}]}}}' >"$folder/policy.json"
heading "growth: krec/s of a hundredth, a tenth and all"
for part in 100 10 1; do
    count=$((RECORDS / part))
    head -n "$count" "$records" >"$folder/part.jsonl"
    RECORDS=$count measure "admit-dedup, $count" "$(stat -c %s "$folder/part.jsonl")" \
        admit-dedup --key resident_id -r /dev/null "$folder/part.jsonl"
done
rm "$folder/part.jsonl"

# Blocks of one city: of more records than a million they would be too large.
million=$records
if [ "$RECORDS" -gt 1000000 ]; then
    million=$folder/million.jsonl
    head -n 1000000 "$records" >"$million"
fi
compared=$((RECORDS < 1000000 ? RECORDS : 1000000))
size=$(stat -c %s "$million")
heading "comparisons in blocks, $compared records"
RECORDS=$compared measure "admit-dedup --blocks" "$size" \
    admit-dedup -p "$folder/policy.json" --blocks "$million"
ours_before=$cpu
pairs=$(admit-dedup -p "$folder/policy.json" --blocks "$million" | jq -s 'map(.pairs) | add')
RECORDS=$compared measure "admit-dedup -p, $pairs pairs" "$size" \
    admit-dedup -p "$folder/policy.json" "$million"
awk -v pairs="$pairs" -v cpu="$cpu" -v ours="$ours_before" \
    'BEGIN { printf "%-34s %8.2f\n", "  million pairs a second", pairs / (cpu - ours) / 1e6 }'

printf '\nprecision, recall and F1 on sets with known truth\n'
bats "$here/tests/dedup_referee.bats" 2>&1 | grep -v '^1\.\.'
bats -f 'no twin is set aside' "$here/tests/admit-dedup.bats" 2>&1 | grep -v '^1\.\.'

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "node and npm are not here: no DuckDB"
    exit 0
fi
cd "$folder"
[ -d node_modules/@duckdb/node-api ] ||
    npm install --silent --no-fund --no-audit @duckdb/node-api >npm.log 2>&1 || {
    echo "npm cannot get DuckDB ($folder/npm.log): left out"
    exit 0
}
cat >dedup.mjs <<'END'
import { DuckDBInstance } from "@duckdb/node-api";
const [, , threads, file] = process.argv;
const db = await DuckDBInstance.create(":memory:", { threads, temp_directory: "." });
const connection = await db.connect();
await connection.run(`
    COPY (SELECT DISTINCT ON (resident_id) *
        FROM read_json('${file}', format = 'newline_delimited'))
    TO '/dev/stdout' (FORMAT json)`);
END
heading "DuckDB, full records"
measure "DuckDB, 1 thread" "$bytes" node dedup.mjs 1 "$records"
ratio "  / admit-dedup" "$ours" "$cpu"
