#!/bin/bash
# What it costs to read a table of CSV: RECORDS (1,000,000) rows of 41 columns in UTF-8 and
# in GB18030, beside Miller, Python's csv, and DuckDB of npm where node_modules of BENCH_DIR
# has it (npm install @duckdb/node-api).  All write JSON Lines; the others neither check
# dates nor numbers, nor name the row of a record.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

make_table
policy=$(dirname "$0")/../../samples/senior-high/city/policy.json

cat >"$table/python.py" <<'END'
import csv, json, sys
for row in csv.DictReader(open(sys.argv[1], encoding=sys.argv[2], newline="")):
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
END
cat >"$table/duckdb.cjs" <<'END'
const { DuckDBInstance } = require(process.argv[3] + "/node_modules/@duckdb/node-api");
(async () => {
    const db = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    await db.run(`COPY (SELECT * FROM read_csv('${process.argv[2]}', all_varchar = true))
        TO '/dev/stdout' (FORMAT json)`);
})();
END

# peer NAME BYTES COMMAND ...: keeps the fastest of those that ran
peer() {
    measure "$@"
    fastest=$(awk -v a="${fastest:-$cpu}" -v b="$cpu" 'BEGIN { print a < b ? a : b }')
}

bytes=$(stat -c %s "$table/utf8.csv")
heading "$RECORDS rows of CSV, UTF-8"
measure "admit-from-csv" "$bytes" admit-from-csv -p "$policy" "$table/utf8.csv"
ours=$cpu fastest=
peer "mlr --icsv --ojsonl cat" "$bytes" mlr --icsv --ojsonl cat "$table/utf8.csv"
peer "python csv, json" "$bytes" /usr/bin/python3 "$table/python.py" "$table/utf8.csv" utf-8
if [ -d "$BENCH_DIR/node_modules/@duckdb/node-api" ]; then
    peer "duckdb, one thread" "$bytes" node "$table/duckdb.cjs" "$table/utf8.csv" "$BENCH_DIR"
fi
ratio "the fastest of them / admit-from-csv" "$ours" "$fastest"

bytes=$(stat -c %s "$table/applicants.csv")
heading "$RECORDS rows of CSV, GB18030"
measure "admit-from-csv" "$bytes" admit-from-csv -p "$policy" "$table/applicants.csv"
ours=$cpu fastest=
# shellcheck disable=SC2016    # for the inner shell
peer "iconv | mlr --icsv --ojsonl cat" "$bytes" \
    bash -c 'iconv -f gb18030 -t utf-8 "$1" | mlr --icsv --ojsonl cat' - "$table/applicants.csv"
peer "python csv, json" "$bytes" /usr/bin/python3 "$table/python.py" "$table/applicants.csv" gb18030
ratio "the fastest of them / admit-from-csv" "$ours" "$fastest"
