#!/bin/bash
# What it costs to write tables: CSV, and workbooks of SHEET_RECORDS (200000) rows and 10
# columns, beside Miller, Python's csv and xlsxwriter, and DuckDB (@duckdb/node-api) and
# exceljs where node_modules of BENCH_DIR has them.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

export NODE_PATH=${NODE_PATH:-$BENCH_DIR/node_modules}
make_year
columns=id,name,resident_id,birth,total,scores.math,scores.chinese,scores.english,junior.name,choices.0

heading "$RECORDS records to CSV of 10 columns"
measure "admit-to-csv" "$bytes" admit-to-csv -c "$columns" "$year/applicants.jsonl"
csv=$cpu
measure "admit-to-csv --excel" "$bytes" admit-to-csv --excel -c "$columns" "$year/applicants.jsonl"
measure "admit-to-csv --encoding gb18030" "$bytes" \
    admit-to-csv --encoding gb18030 -c "$columns" "$year/applicants.jsonl"
measure "mlr flatten, cut -o" "$bytes" mlr --ijsonl --ocsv flatten 'then' \
    cut -o -f "${columns/choices.0/choices.1}" "$year/applicants.jsonl"
ratio "mlr / admit-to-csv" "$csv" "$cpu"
measure "python json, csv" "$bytes" /usr/bin/python3 -c '
import csv, json, sys
out = csv.writer(sys.stdout)
for line in open(sys.argv[1]):
    r = json.loads(line); s = r["scores"]
    out.writerow([r["id"], r["name"], r["resident_id"], r["birth"], r["total"], s["math"],
        s["chinese"], s["english"], r["junior"]["name"], *r["choices"][:1]])
' "$year/applicants.jsonl"
ratio "python / admit-to-csv" "$csv" "$cpu"
if node -e 'require("@duckdb/node-api")' 2>/dev/null; then
    # shellcheck disable=SC2016    # JavaScript
    measure "duckdb, one thread" "$bytes" node -e '
const { DuckDBInstance } = require("@duckdb/node-api");
(async () => {
    const db = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    await db.run(`COPY (SELECT id, name, resident_id, birth, total, scores.math, scores.chinese,
        scores.english, junior.name, choices[1] FROM read_json("${process.argv[1]}",
        format = "newline_delimited")) TO "/dev/stdout" (FORMAT csv)`.replaceAll("\"", "\x27"));
})();' "$year/applicants.jsonl"
    ratio "duckdb / admit-to-csv" "$csv" "$cpu"
fi

RECORDS=${SHEET_RECORDS:-200000}
records=$BENCH_DIR/sheet-$RECORDS.jsonl
head -n "$RECORDS" "$year/applicants.jsonl" >"$records"
bytes=$(stat -c %s "$records")
heading "$RECORDS records to a workbook of 10 columns"
measure "admit-to-xlsx" "$bytes" admit-to-xlsx -c "$columns" "$records"
xlsx=$cpu
measure "admit-to-xlsx --sheet-by" "$bytes" admit-to-xlsx --sheet-by junior.name -c "$columns" "$records"
if /usr/bin/python3 -c 'import xlsxwriter' 2>/dev/null; then
    measure "python xlsxwriter" "$bytes" /usr/bin/python3 -c '
import json, sys, xlsxwriter
book = xlsxwriter.Workbook("/dev/null", {"constant_memory": True})
sheet = book.add_worksheet()
for i, line in enumerate(open(sys.argv[1])):
    r = json.loads(line); s = r["scores"]
    for j, cell in enumerate([r["id"], r["name"], r["resident_id"], r["birth"], r["total"], s["math"],
            s["chinese"], s["english"], r["junior"]["name"], *r["choices"][:1]]):
        (sheet.write_string if isinstance(cell, str) else sheet.write_number)(i, j, cell)
book.close()
' "$records"
    ratio "xlsxwriter / admit-to-xlsx" "$xlsx" "$cpu"
fi
if node -e 'require("exceljs")' 2>/dev/null; then
    measure "exceljs, streaming" "$bytes" node -e '
const excel = require("exceljs"), lines = require("readline"), fs = require("fs");
(async () => {
    const book = new excel.stream.xlsx.WorkbookWriter({ stream: process.stdout });
    const sheet = book.addWorksheet("1");
    for await (const line of lines.createInterface({ input: fs.createReadStream(process.argv[1]) })) {
        const r = JSON.parse(line), s = r.scores;
        sheet.addRow([r.id, r.name, r.resident_id, r.birth, r.total, s.math, s.chinese, s.english,
            r.junior.name, r.choices[0]]).commit();
    }
    await book.commit();
})();' "$records"
    ratio "exceljs / admit-to-xlsx" "$xlsx" "$cpu"
fi
