#!/bin/bash
# What it costs to read a workbook of RECORDS (200,000) rows of ten cells: beside
# xlsx2csv, and exceljs of npm where node_modules of BENCH_DIR has it.
set -euo pipefail
RECORDS=${RECORDS:-200000}
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"
# shellcheck source-path=SCRIPTDIR source=../workbook.bash
. "$(dirname "$0")/../workbook.bash"

cd "$BENCH_DIR"
book=$BENCH_DIR/book-$RECORDS.xlsx
if [ ! -e "$book" ]; then
    begin_book
    part '[Content_Types].xml' <<END
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
END
    styles 0 14
    # An id and a name of its own in each row, a date, four numbers, two texts that come
    # again, a cell with a style only.
    awk -v n="$RECORDS" -v main="$main_ns" 'BEGIN {
        print "<sst xmlns=\"" main "\">" >"book/xl/sharedStrings.xml"
        split("学号 姓名 生日 语文 数学 英语 总分 学校 地址 备注", heads, " ")
        printf "<worksheet xmlns=\"%s\"><sheetData><row r=\"1\">", main
        for (i = 1; i <= 10; i++) {
            printf "<c r=\"%s1\" t=\"s\"><v>%d</v></c>", substr("ABCDEFGHIJ", i, 1), i - 1
            print "<si><t>" heads[i] "</t></si>" >"book/xl/sharedStrings.xml"
        }
        print "</row>"
        for (i = 0; i < 80; i++) print "<si><t>第" i "中学</t></si>" >"book/xl/sharedStrings.xml"
        for (i = 0; i < 9000; i++) print "<si><t>城关区云杉路" i "号</t></si>" >"book/xl/sharedStrings.xml"
        for (r = 2; r <= n + 1; r++) {
            id = 9090 + 2 * (r - 2)
            printf "<si><t>2020%07d</t></si><si><t>张%d</t></si>\n", r, r >"book/xl/sharedStrings.xml"
            printf "<row r=\"%d\" spans=\"1:10\"><c r=\"A%d\" t=\"s\"><v>%d</v></c><c r=\"B%d\" t=\"s\"><v>%d</v></c><c r=\"C%d\" s=\"1\"><v>%d</v></c><c r=\"D%d\"><v>%d.5</v></c><c r=\"E%d\"><v>%d</v></c><c r=\"F%d\"><v>%d.5</v></c><c r=\"G%d\"><f>SUM(D%d:F%d)</f><v>%d</v></c><c r=\"H%d\" t=\"s\"><v>%d</v></c><c r=\"I%d\" t=\"s\"><v>%d</v></c><c r=\"J%d\" s=\"0\"/></row>\n",
                r, r, id, r, id + 1, r, 38000 + r % 365, r, 100 + r % 50, r, 90 + r % 60, r,
                80 + r % 70, r, r, r, 300 + r % 99, r, 10 + r % 80, r, 90 + r % 9000, r
        }
        print "</sheetData></worksheet>"
        print "</sst>" >"book/xl/sharedStrings.xml"
    }' | part xl/worksheets/sheet1.xml
    end_book "${book##*/}"
    rm -r book
fi
cat >map.json <<'END'
{"学号":"id","姓名":"name","生日":{"to":"birth","type":"date"},"语文":{"to":"chinese","type":"number"},
 "数学":{"to":"math","type":"number"},"英语":{"to":"english","type":"number"},
 "总分":{"to":"total","type":"number"},"学校":"school","地址":"address","备注":"note"}
END
cat >exceljs.js <<'END'
const excel = require('exceljs');
(async () => {
    for await (const sheet of new excel.stream.xlsx.WorkbookReader(process.argv[2],
        { sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', worksheets: 'emit' }))
        for await (const row of sheet)
            process.stdout.write(JSON.stringify(row.values) + '\n');
})();
END

bytes=$(stat -c %s "$book")
heading "$RECORDS rows of ten cells, $((bytes / RECORDS)) bytes a row as they are packed"
measure "admit-from-xlsx" "$bytes" admit-from-xlsx -m map.json "$book"
ours=$cpu
if command -v xlsx2csv >/dev/null; then
    measure "xlsx2csv" "$bytes" xlsx2csv "$book"
    ratio "xlsx2csv / admit-from-xlsx" "$ours" "$cpu"
fi
if [ -d node_modules/exceljs ]; then
    measure "exceljs, streaming" "$bytes" node exceljs.js "$book"
    ratio "exceljs / admit-from-xlsx" "$ours" "$cpu"
fi
