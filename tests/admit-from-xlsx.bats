load helper
load workbook

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >map <<'END'
{"学号":"id","姓名":"name","语文":{"to":"chinese","type":"number"},
 "生日":{"to":"birth","type":"date","required":false},
 "备注":{"to":"note","required":false}}
END
    begin_book
}

header="<row r=\"1\">$(texts 学号 姓名 语文 生日 备注)</row>"

# The book at hand through the filter with the map; options may follow.
from() {
    end_book in.xlsx
    admit-from-xlsx -m map "$@" in.xlsx
}

# A row 2 of cells B, C ... behind an id, through the filter: the record less its source.
row() {
    sheet "$header<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>01</t></is></c>$1</row>"
    from "${@:2}" | jq -c 'del(.source.file, .source.sheet, .source.line) | del(.source | select(. == {}))'
}

# "line code field" of all that was set aside
set_aside() {
    jq -r '.line as $line | (.findings // [.])[] | [$line, .code, .field // "-"] | join(" ")' rejects
}

# That a book is refused, with a message that begins so behind the name of the file
refused() {
    end_book in.xlsx
    refused_file in.xlsx "$@"
}

refused_file() {
    run --separate-stderr admit-from-xlsx -m map "$1"
    [[ $status -eq 2 && $stderr == "admit-from-xlsx: $1: $2"* ]] || fail "$1: $status $stderr"
}

@test "contract admit-from-xlsx: the command line" {
    contract_usage admit-from-xlsx
    strings '<t>学号</t>' '<t>姓名</t>' '<t>语文</t>' '<t>01</t>'
    sheet '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>
        <row><c t="s"><v>3</v></c><c t="s"><v>1</v></c><c><v>87.5</v></c></row>
        <row><c t="s"><v>3</v></c><c t="s"><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
    end_book in.xlsx
    rm -r book
    contract_faults /dev/null admit-from-xlsx -m map -r rejects --summary summary in.xlsx
    for words in "" "-m" "-m nowhere" "-m map --unmapped hide" "-m map --header-row 0"; do
        # shellcheck disable=SC2086
        run admit-from-xlsx $words </dev/null
        [[ $status -eq 2 && -n $output ]] || fail "admit-from-xlsx $words: $status"
    done
    run admit-from-xlsx -m map -r rejects --summary summary in.xlsx
    [ "$status" -eq 0 ]
    [ "$(jq -c '[.in, .out, .rejected]' summary)" = '[2,1,{"xlsx-cell-error":1}]' ]
    run admit-from-xlsx -m map /nonexistent
    [ "$status" -eq 2 ]
    run sh -c 'admit-from-xlsx -m map in.xlsx >/dev/full'
    [ "$status" -eq 2 ]
}

# As Excel writes it: shared strings with runs and phonetics, styles, formulas.
@test "admit-from-xlsx: Excel: strings, runs, how to pronounce them, formulas, styles" {
    strings '<t>学号</t>' '<t>姓名</t>' '<t>语文</t>' '<t>生日</t>' '<t xml:space="preserve"> 备注 </t>' \
        '<t>001</t>' \
        '<r><rPr><b/><sz val="11"/></rPr><t>张</t></r><r><t xml:space="preserve">三</t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh><phoneticPr fontId="1"/>' \
        '<t>东_x000D_
城_x005F_x0041_</t>' '<t/>'
    styles 0 14 '176=yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@'
    sheet '<row r="1" spans="1:5"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>
        <row r="3"><c r="A3" t="s"><v>5</v></c><c r="B3" t="s"><v>6</v></c><c r="C3"><f>SUM(F3:G3)</f><v>87.499999999999986</v></c><c r="D3" s="1"><v>41883</v></c><c r="E3" t="s"><v>7</v></c></row>
        <row r="4"><c r="A4" t="str"><f>"0"&amp;"02"</f><v>002</v></c><c r="B4" t="s"><v>6</v></c><c r="C4"><v>87.5</v></c><c r="D4" s="2"><v>41883</v></c><c r="E4" s="2"/></row>
        <row r="5"><c r="A5" t="s"><v>5</v></c><c r="B5" t="s"><v>6</v></c><c r="C5"><v>1E2</v></c><c r="D5" t="s"/><c r="E5" t="str"><f>""</f><v></v></c></row>
        <row r="6"><c r="A6" s="1"/><c r="B6" t="s"><v>8</v></c></row>'
    from >out
    diff out - <<'END'
{"id":"001","name":"张三","chinese":87.5,"birth":"2014-09-01","note":"东\r\n城_x0041_","source":{"file":"in.xlsx","sheet":"报名表","line":3,"raw":{"语文":"87.499999999999986"}}}
{"id":"002","name":"张三","chinese":87.5,"birth":"2014-09-01","source":{"file":"in.xlsx","sheet":"报名表","line":4}}
{"id":"001","name":"张三","chinese":100,"source":{"file":"in.xlsx","sheet":"报名表","line":5}}
END
}

# As WPS writes it: a dimension of one cell, properties that are broken, a format that
# says General in Chinese, absolute targets as openpyxl has them.
@test "admit-from-xlsx: WPS and openpyxl: dimension, properties, absolute targets" {
    sheet "$header<row r=\"2\">$(texts 01 张三)<c s=\"0\"><v>87.5</v></c></row>"
    styles '177=[=1]&quot;男&quot;;G/通用格式'
    echo '<broken' | part docProps/app.xml
    echo '<broken' | part docProps/core.xml
    sed -i 's#Target="#Target="/xl/#' book/xl/_rels/workbook.xml.rels
    sed -i 's#Target="#Target="/#' book/_rels/.rels
    [ "$(from | jq -c '[.id, .chinese]')" = '["01",87.5]' ]
}

# As the Open XML SDK writes it, with a prefix; and a name with a backslash.
@test "admit-from-xlsx: prefixes of elements, names of parts" {
    part xl/worksheets/sheet1.xml <<END
<x:worksheet xmlns:x="$main_ns"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>学号</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:r><x:t>姓</x:t></x:r><x:r><x:t>名</x:t></x:r></x:is></x:c><x:c t="inlineStr"><x:is><x:t>语文</x:t></x:is></x:c></x:row>
<x:row><x:c t="str"><x:v>01</x:v></x:c><x:c t="str"><x:v>张三</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>
END
    part xl/workbook.xml <<END
<x:workbook xmlns:x="$main_ns" xmlns:rel="$rel_ns"><x:sheets><x:sheet name="a&amp;b" sheetId="7" rel:id="rId1"/></x:sheets></x:workbook>
END
    mv book/xl/worksheets/sheet1.xml 'book/xl/worksheets\SHEET1.xml'
    [ "$(from | jq -c '[.name, .chinese, .source.sheet]')" = '["张三",5,"a&b"]' ]
}

# As a program that saves as "Strict Open XML": other namespaces, dates of ISO 8601.
@test "admit-from-xlsx: strict, dates of ISO 8601" {
    sheet "$header<row r=\"2\">$(texts 01 张三)<c><v>5</v></c><c t=\"d\"><v>2014-09-01</v></c><c t=\"d\"><v>2014-09-01T08:30:00</v></c></row>"
    sed -i "s#$main_ns#http://purl.oclc.org/ooxml/spreadsheetml/main#; s#$rel_ns#http://purl.oclc.org/ooxml/officeDocument/relationships#g" \
        book/_rels/.rels book/xl/_rels/workbook.xml.rels book/xl/workbook.xml book/xl/worksheets/sheet1.xml
    [ "$(from | jq -c '[.birth, .note]')" = '["2014-09-01","2014-09-01 08:30:00"]' ]
}

@test "admit-from-xlsx: what is not of a spreadsheet is passed over" {
    part xl/worksheets/sheet1.xml <<END
<worksheet xmlns="$main_ns" xmlns:y="other"><y:sheetData><y:row><y:c><y:v>9</y:v></y:c></y:row></y:sheetData>
<sheetPr><row><c><v>9</v></c></row></sheetPr><!-- a comment --><sheetData>$header
<row r="2" y:r="9">$(texts 01 张三)<c r="C2"><v>8<!-- 9 -->7</v><y:v>9</y:v><extLst><ext><v>3</v></ext></extLst></c><y:c><v>9</v></y:c></row></sheetData>
<extLst><ext><row r="3"><c r="A3"><v>9</v></c></row></ext></extLst></worksheet>
END
    [ "$(from | jq -c '[.id, .chinese, .source.line]')" = '["01",87,2]' ]
}

@test "admit-from-xlsx: cells and rows without names, cells out of order, gaps" {
    sheet "<row>$(texts 学号 姓名)</row><row/><row r=\"5\">$(texts 学号 姓名 语文)</row>
        <row><c r=\"C6\"><v>5</v></c><c r=\"A6\" t=\"str\"><v>01</v></c></row>
        <row r=\"9\"><c t=\"str\"><v>02</v></c><c r=\"C9\"><v>6</v></c></row>"
    [ "$(from --header-row 5 | jq -c '[.id, .name, .chinese, .source.line]' | xargs)" = \
        '[01,null,5,6] [02,null,6,9]' ]
}

@test "admit-from-xlsx: dates by their formats" {
    styles 0 14 22 20 46 57 31 '200=[h]:mm' '201=yyyy\-m' '202=0.00&quot;d&quot;' '14=0.0'
    number() { row "<c r=\"C2\"><v>1</v></c><c r=\"E2\" s=\"$1\"><v>$2</v></c>" | jq -r .note; }
    # The format 14 is one that this workbook defines anew.
    [ "$(number 1 41883)" = 41883 ]
    [ "$(number 2 41883.354166666664)" = "2014-09-01 08:30:00" ]
    [ "$(number 3 0.354166666666667)" = 08:30:00 ]
    [ "$(number 4 1.5)" = 1.5 ]
    [ "$(number 5 41883)" = 2014-09-01 ]
    [ "$(number 6 41883)" = 2014-09-01 ]
    [ "$(number 7 1.5)" = 1.5 ]
    [ "$(number 8 41883)" = 2014-09-01 ]
    [ "$(number 9 41883)" = 41883 ]
    [ "$(number 99 41883)" = 41883 ]
}

@test "admit-from-xlsx: the systems of 1900 and 1904" {
    styles 14
    day() { row "<c r=\"C2\"><v>1</v></c><c r=\"D2\" s=\"0\"><v>$1</v></c>" -r rejects | jq -r .birth; }
    [ "$(day 41883)" = 2014-09-01 ]
    [ "$(day 61)" = 1900-03-01 ]
    [ -z "$(day 60)" ]
    [ "$(set_aside)" = "2 xlsx-no-such-day birth" ]
    [[ "$(jq -r .reason rejects)" == "cell D2: "* ]]
    book '<sheet name="x" sheetId="1" r:id="rId1"/>' 'date1904="1"'
    [ "$(day 40421)" = 2014-09-01 ]
    [ "$(day 60)" = 1904-03-01 ]
    # A day number without a format: if the map lets it in, in the system of the book.
    rm book/xl/styles.xml
    sed -i 's/"type":"date"/"type":"date","date-serial":1900/' map
    [ "$(day 40421)" = 2014-09-01 ]
}

@test "admit-from-xlsx: a number is what the spreadsheet shows" {
    score() { row "<c r=\"C2\"><v>$1</v></c>" -r rejects | jq -c '[.chinese, .source.raw["语文"]?]'; }
    [ "$(score 87.499999999999986)" = '[87.5,"87.499999999999986"]' ]
    [ "$(score 0.30000000000000004)" = '[0.3,"0.30000000000000004"]' ]
    [ "$(score 1.0000000000000001E-2)" = '[0.01,"1.0000000000000001E-2"]' ]
    [ "$(score 1.5E2)" = '[150,null]' ]
    [ "$(score -7)" = '[-7,null]' ]
    [ "$(score 100.10)" = '[100.1,null]' ]
}

@test "admit-from-xlsx: a column that is dropped leaves nothing in source" {
    sheet "<row>$(texts 学号 姓名 语文 家)</row><row>$(texts 01 张三)<c><v>5</v></c><c><v>0.30000000000000004</v></c></row>"
    [ "$(from --unmapped drop | jq -c .source)" = '{"file":"in.xlsx","sheet":"报名表","line":2}' ]
    [ "$(from --unmapped keep | jq -c '[.extra, .source.raw]')" = '[{"家":"0.3"},{"家":"0.30000000000000004"}]' ]
}

@test "admit-from-xlsx: an identity number that was entered as a number is set aside" {
    for raw in 620102201409010000 6.2010220140901E+17 1234567890123456; do
        sheet "$header<row r=\"2\"><c r=\"A2\"><v>$raw</v></c>$(texts 张三)<c><v>5</v></c></row>"
        [ -z "$(from -r rejects)" ]
        [ "$(set_aside)" = "2 xlsx-lost-digits id" ]
        [[ "$(jq -r .reason rejects)" == "cell A2: a number of more than 15 digits"* ]]
    done
    sheet "$header<row r=\"2\"><c r=\"A2\"><v>123456789012345</v></c>$(texts 张三)<c><v>5</v></c></row>"
    [ "$(from | jq -r .id)" = 123456789012345 ]
}

@test "admit-from-xlsx: cells without a value are named, as far as the map needs them" {
    sheet "<row>$(texts 学号 姓名 语文 生日 备注 家)</row>
        <row>$(texts 01 张三)<c t=\"e\"><v>#DIV/0!</v></c></row>
        <row>$(texts 02 张三)<c><f>SUM(A1:A2)</f></c><c><f>B1</f><v/></c></row>
        <row>$(texts 03 张三)<c><v>x</v></c><c t=\"b\"><v>2</v></c><c t=\"odd\"><v>1</v></c></row>
        <row>$(texts 04 张三)<c t=\"s\"><v>5</v></c><c/><c t=\"s\"><v>x</v></c></row>
        <row>$(texts 05 $'\ufffd三')<c><v>INF</v></c></row>
        <row>$(texts 06 张三)<c><v>6</v></c><c/><c/><c t=\"e\"><v>#REF!</v></c></row>
        <row>$(texts 07 张三)<c><v>7</v></c><c/><c t=\"b\"><v>1</v></c></row>"
    from --unmapped drop -r rejects >out
    [ "$(jq -c '[.id, .note]' out | xargs)" = '[06,null] [07,TRUE]' ]
    [ "$(set_aside | xargs)" = "2 xlsx-cell-error chinese 3 xlsx-no-value chinese 3 xlsx-no-value birth \
4 xlsx-bad-cell chinese 4 xlsx-bad-cell birth 4 xlsx-bad-cell note 5 xlsx-bad-cell chinese 5 xlsx-bad-cell note \
6 xlsx-lost-character name 6 xlsx-bad-cell chinese" ]
    [[ "$(jq -r 'select(.line == 2).reason' rejects)" == "cell C2: an error of a formula"* ]]
    [ "$(jq -r 'select(.line == 2).text' rejects)" = "01,张三,#DIV/0!,,," ]
}

@test "admit-from-xlsx: merged headings are joined, merged cells are not empty" {
    echo '{"学号":"id","姓名":"name","成绩/语文":{"to":"chinese","type":"number"},"数学":{"to":"math","required":false}}' >map
    sheet "<row>$(texts 2020年成绩)</row>
        <row>$(texts 学号 姓名 成绩)</row>
        <row><c r=\"C3\" t=\"str\"><v>语文</v></c><c t=\"str\"><v>数学</v></c></row>
        <row>$(texts 01 张三)<c><v>5</v></c><c><v>6</v></c></row>
        <row>$(texts 02 李四)<c><v>7</v></c></row>
        <row>$(texts 03 王五)<c><v>8</v></c><c><v>9</v></c></row>
        <row><c r=\"A7\" t=\"str\"><v>合计</v></c><c r=\"C7\"><v>20</v></c></row>
        <row>$(texts 注：满分150)</row>" \
        '<mergeCells count="6"><mergeCell ref="A1:D1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:D2"/><mergeCell ref="A7:B7"/><mergeCell ref="A8:D8"/></mergeCells>'
    from -r rejects >out
    [ "$(jq -c '[.id, .chinese, .math]' out | xargs)" = '[01,5,6] [02,7,null] [03,8,9]' ]
    [ "$(set_aside | xargs)" = '7 xlsx-total-row - 8 xlsx-note-row -' ]
    sed -i 's#</mergeCells>#<mergeCell ref="D4:D5"/></mergeCells>#' book/xl/worksheets/sheet1.xml
    from -r rejects >out
    [ "$(jq -r .id out | xargs)" = '01 03' ]
    [ "$(set_aside | head -n 1)" = '5 xlsx-merged-cell math' ]
    [[ "$(jq -r 'select(.line == 5).reason' rejects)" == "cell D5: covered by merged cells"* ]]
}

@test "admit-from-xlsx: totals, notes, repeated headers and wide rows as in CSV" {
    sheet "$header<row>$(texts 01 张三)<c><v>5</v></c></row><row>$(texts 合计)<c/><c><v>5</v></c></row>
        <row>$(texts 学号 姓名 语文 生日 备注)</row><row>$(texts 02 b 3 '' '' x)</row>"
    [ "$(from -r rejects | jq -r .id)" = 01 ]
    [ "$(set_aside | xargs)" = '3 xlsx-total-row - 4 xlsx-repeated-header - 5 xlsx-wrong-width -' ]
    [ "$(tail -n 1 rejects | jq -r .text)" = '02,b,3,,,F5: x' ]
    # A cell far to the right does not make the text of the row long.
    sheet "$header<row>$(texts 03 c)<c r=\"XFD2\"><v>7</v></c></row>"
    from -r rejects
    [ "$(jq -r '.text, .reason' rejects | xargs -d '\n')" = \
        '03,c,,,,XFD2: 7 a cell is filled far to the right of the table' ]
    # Nothing beside it: neither a blank row nor a note.
    sheet "$header<row><c r=\"XFC2\"><v>7</v></c><c r=\"XFD2\"><v>8</v></c></row>"
    end_book in.xlsx
    admit-from-xlsx -m map -r rejects in.xlsx >out
    [ "$(jq -r .text rejects)" = ',,,,,XFC2: 7,XFD2: 8' ]
    # Words of totals are those of the map that is borrowed.
    jq -n --slurpfile map map '{"from-csv": {map: $map[0], totals: "本校"}}' >policy.json
    sheet "$header<row>$(texts 本校人数 a)</row>"
    end_book in.xlsx
    admit-from-xlsx -p policy.json -r rejects in.xlsx >out
    [ "$(set_aside | xargs)" = '2 xlsx-total-row -' ]
}

@test "admit-from-xlsx --sheet: by name or number, hidden ones only by name" {
    for n in 1 2 3; do
        sheet "$header<row>$(texts "0$n" 张三)<c><v>5</v></c></row>" "" "$n"
    done
    ids() { from "$@" | jq -r .id | xargs; }
    book '<sheet name="a" sheetId="1" r:id="rId1"/><sheet name="2" sheetId="5" r:id="rId2"/><sheet name="c" state="hidden" sheetId="2" r:id="rId3"/>'
    [ "$(ids --sheet a)" = 01 ]
    [ "$(ids --sheet 1)" = 01 ]
    [ "$(ids --sheet 2)" = 02 ]
    [ "$(ids --sheet c)" = 03 ]
    [ "$(ids --sheet c --sheet a)" = "03 01" ]
    [ "$(ids --sheet '*')" = "01 02" ]
    [ "$(from --sheet '*' | jq -r .source.sheet | xargs)" = "a 2" ]
    refused 'xlsx-several-sheets: more than one sheet has rows: name one of them with --sheet, or "*" for all: a, 2'
    run --separate-stderr from --sheet 3
    [[ $status -eq 2 && $stderr == *": xlsx-no-sheet: "*": a, 2" ]]
    # A second sheet without a filled cell does not matter, and a hidden one neither.
    sheet '<row r="1"><c r="A1" s="1"/></row>' "" 2
    [ "$(ids)" = 01 ]
    sheet '' "" 1
    refused "xlsx-no-sheet: the sheets of the workbook are empty"
    book ''
    refused "xlsx-no-sheet: "
}

@test "admit-from-xlsx: a policy for both kinds of files has one map" {
    sheet "$header<row>$(texts 01 张三)<c><v>5</v></c></row>"
    end_book in.xlsx
    jq '{"from-csv": {map: ., encoding: "gbk", unmapped: "drop"}}' map >policy
    [ "$(admit-from-xlsx -p policy in.xlsx | jq -r .id)" = 01 ]
    jq '."from-xlsx" = {sheet: "报名表"}' policy >other
    [ "$(admit-from-xlsx -p other in.xlsx | jq -r .id)" = 01 ]
    jq '."from-xlsx" = {sheet: "x", map: {"学号": "number"}}' policy >other
    run admit-from-xlsx -p other in.xlsx
    [[ $status -eq 2 && $output == *xlsx-no-sheet* ]]
    [ "$(admit-from-xlsx -p other --sheet 1 in.xlsx | jq -c '[.number, .id]')" = '["01",null]' ]
    jq '."from-csv".map = {"学号": "source"}' policy >other
    run admit-from-xlsx -p other in.xlsx
    [[ $status -eq 2 && $output == "admit-from-xlsx: other: /from-csv/map: "* ]]
    echo '{"from-csv":{"map":{"a":"a"}},"from-xlsx":{"encoding":"gbk"}}' >other
    run admit-from-xlsx -p other in.xlsx
    [[ $status -eq 2 && $output == "admit-from-xlsx: other: /from-xlsx/encoding: unknown key" ]]
    echo '{"rank":{}}' >other
    run admit-from-xlsx -p other in.xlsx
    [[ $status -eq 2 && $output == *"/from-xlsx: there is no such section" ]]
}

@test "admit-from-xlsx: from a pipe" {
    sheet "$header<row>$(texts 01 张三)<c><v>5</v></c></row>"
    end_book in.xlsx
    mkdir tmp
    [ "$(cat in.xlsx | TMPDIR=$PWD/tmp admit-from-xlsx -m map | jq -c '[.id, .source.file]')" = '["01","<stdin>"]' ]
    [ "$(admit-from-xlsx -m map <in.xlsx | jq -r .id)" = 01 ]
    [ -z "$(ls tmp)" ]
}

@test "admit-from-xlsx: what is no workbook, and what to do" {
    : >in.xlsx
    refused_file in.xlsx "xlsx-not-a-workbook: the file is empty"
    printf '\xef\xbb\xbf\n <HTML><table><tr><td>1</td></tr>' >a.xls
    refused_file a.xls "xlsx-not-a-workbook: a page of HTML with the name of a workbook: open it"
    printf '学号,姓名\n01,张三\n' >a.xls
    refused_file a.xls "xlsx-not-a-workbook: text (CSV?) with the name of a workbook: read it with admit-from-csv"
    printf '\xff\xfe1\0,\0' >a.xls
    refused_file a.xls "xlsx-not-a-workbook: text (CSV?)"
    printf '<?xml version="1.0"?><Workbook/>' >a.xls
    refused_file a.xls "xlsx-not-a-workbook: XML (a workbook of 2003?)"
    printf 'MIME-Version: 1.0\n' >a.xls
    refused_file a.xls "xlsx-not-a-workbook: a web page in one file"
    printf '%%PDF-1.4' >a.xlsx
    refused_file a.xlsx "xlsx-not-a-workbook: a PDF"
    printf '\0\1\2\3' >a.xlsx
    refused_file a.xlsx "xlsx-not-a-workbook: no workbook (.xlsx) at all"
    # Files of OLE: a workbook of 97, and one that is encrypted, whose directory is far on.
    { printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' && head -c 70000 /dev/zero && printf 'W\0o\0r\0k\0b\0o\0o\0k\0'; } >a.xls
    refused_file a.xls "xlsx-old-format: an old binary workbook (.xls or .et): open it"
    { cat a.xls && printf 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'; } >a.xlsx
    refused_file a.xlsx "xlsx-encrypted: the workbook has a password"
    printf '\x09\x08\x10\x00' >a.xls
    refused_file a.xls "xlsx-old-format: a very old workbook"
}

@test "admit-from-xlsx: zip files that are no workbook, or a damaged one" {
    printf 'PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >a.xlsx
    refused_file a.xlsx "xlsx-not-a-workbook: a zip file without a workbook in it"
    rm -rf book && echo x | part content.xml
    refused "xlsx-not-a-workbook: an OpenDocument file (.ods)"
    begin_book && sed -i 's/workbook.xml/workbook.bin/' book/_rels/.rels
    refused "xlsx-old-format: a binary workbook (.xlsb)"
    begin_book
    refused "xlsx-damaged: the part xl/worksheets/sheet1.xml is missing"
    sheet "$header<row>$(texts 01 张三)<c><v>5</v></c></row>"
    end_book whole.xlsx
    head -c 1000 whole.xlsx >in.xlsx
    refused_file in.xlsx "xlsx-damaged: the file was cut off or is damaged"
    # One byte of the sheet is another one: the checksum tells.
    (cd book && zip -q -X -0 -r - .) >stored.xlsx
    sed 's/张三/张四/' stored.xlsx >in.xlsx
    refused_file in.xlsx "xlsx-damaged: the file was cut off or is damaged: copy it or export it again (part xl/worksheets/sheet1.xml)"
    (cd book && zip -q -X -P secret -r - .) >in.xlsx
    refused_file in.xlsx "xlsx-encrypted: the file has a password"
    sed -i 's#worksheets/sheet1#../../etc/sheet1#' book/xl/_rels/workbook.xml.rels
    refused "xlsx-bad-part: a target leads out of the file"
    sed -i 's#../../etc/sheet1#../etc/../xl/./worksheets//sheet1#' book/xl/_rels/workbook.xml.rels
    [ "$(from | jq -r .id)" = 01 ]
}

@test "admit-from-xlsx: entities, depth, long tags, odd rows" {
    part xl/worksheets/sheet1.xml <<<"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><worksheet xmlns='$main_ns'><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    refused "xlsx-bad-part: the part xl/worksheets/sheet1.xml cannot be read at line 1: it declares a document type"
    sheet "$(printf '<a>%.0s' {1..100})"
    refused "xlsx-bad-part: the part xl/worksheets/sheet1.xml cannot be read at line 2: elements are nested too deep"
    sheet "<row a=\"$(head -c 3000000 /dev/zero | tr '\0' x)\"/>"
    refused "xlsx-bad-part: the part xl/worksheets/sheet1.xml cannot be read at line 2: a tag is too long"
    sheet "$header<row><c>"
    refused "xlsx-bad-part: the part xl/worksheets/sheet1.xml cannot be read at line 2: mismatched tag"
    sheet '<row r="2"/><row r="1"/>'
    refused "xlsx-bad-sheet: in row 3: rows are not in order"
    sheet '<row r="1048577"/>'
    refused "xlsx-bad-sheet: in row 1: "
    sheet '<row r="1"><c r="A2"><v>1</v></c></row>'
    refused "xlsx-bad-sheet: in row 1: a cell has the name of a cell in another row"
    sheet '<row r="1"><c r="XFE1"><v>1</v></c></row>'
    refused "xlsx-bad-sheet: in row 1: a cell has a name that is none"
    sheet '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>'
    refused "xlsx-bad-sheet: in row 1: a cell is there twice"
    sheet '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>'
    refused "xlsx-bad-sheet: in row 1: a cell has two values"
    sheet "<row>$(printf '<c><v>1</v></c>%.0s' {1..16385})</row>"
    refused "xlsx-bad-sheet: in row 1: there are more cells than columns"
    sheet '<row/>' '<mergeCells><mergeCell ref="B2:A1"/></mergeCells>'
    refused "xlsx-bad-part: an area of merged cells is none"
}

# 200 MB of a row that never ends, and of strings, from files of a few hundred KB.
@test "admit-from-xlsx: bombs stay in bounded memory" {
    [[ -z ${SAN:-} ]] || skip "sanitizers reserve memory"
    { echo "<worksheet xmlns=\"$main_ns\"><sheetData><row><c t=\"str\"><v>" && head -c 200000000 /dev/zero | tr '\0' x &&
        echo '</v></c></row></sheetData></worksheet>'; } | part xl/worksheets/sheet1.xml
    end_book in.xlsx
    run bash -c 'ulimit -v 200000; admit-from-xlsx -m map in.xlsx'
    [[ $status -eq 2 && $output == *": xlsx-row-too-long: row 1 is longer than --max-line" ]] || fail "$output"
    sheet "$header<row>$(texts 01 张三)<c><v>5</v></c></row>"
    { echo "<sst xmlns=\"$main_ns\"><si><t>" && head -c 300000000 /dev/zero | tr '\0' x && echo '</t></si></sst>'; } |
        part xl/sharedStrings.xml
    end_book in.xlsx
    run bash -c 'ulimit -v 700000; admit-from-xlsx -m map in.xlsx'
    [[ $status -eq 2 && $output == *": xlsx-too-large: the texts of the workbook are more than 256 MiB"* ]] || fail "$output"
}

# The small year of the senior-high sample, as a workbook: the same records.
@test "admit-from-xlsx: the senior-high sample gives what it gives from CSV" {
    sample=$BATS_TEST_DIRNAME/../samples/senior-high/small
    workbook_of_csv "$sample/applicants.csv" applicants.xlsx
    admit-from-csv -p "$sample/policy.json" "$sample/applicants.csv" | jq -c 'del(.source)' >expected
    admit-from-xlsx -p "$sample/policy.json" applicants.xlsx | jq -c 'del(.source)' >out
    [ "$(wc -l <out)" -gt 10 ]
    cmp out expected
    year() {
        admit-validate -p "$sample/policy.json" -r /dev/null "$1" | admit-dedup -p "$sample/policy.json" -r /dev/null |
            admit-geocode -p "$sample/policy.json" -r /dev/null | admit-rank -p "$sample/policy.json" unified |
            admit-allocate -p "$sample/policy.json" feeder --programs "$sample/programs.jsonl"
    }
    year expected >expected.admitted
    year out >out.admitted
    cmp out.admitted expected.admitted
    [ "$(jq -c 'select(.admission.program)' out.admitted | wc -l)" -gt 0 ]
}

# In brackets, since what is unseen at the ends of a cell is not part of it.
@test "admit-from-xlsx: naughty strings come back from a workbook" {
    strings=$shared/data/torture/blns/blns.json
    [[ -e $strings ]] || skip "no naughty strings here"
    jq -c 'to_entries[] | {n: "n\(.key)", text: "[\(.value)]"}' "$strings" >expected
    admit-to-xlsx -c n,text -o naughty.xlsx expected
    echo '{"n":"n","text":"text"}' >map
    admit-from-xlsx -m map naughty.xlsx | jq -c 'del(.source)' >out
    [ "$(wc -l <out)" -gt 500 ]
    diff out expected
}

@test "admit-from-xlsx --suggest-map: a draft that can be used at once" {
    local file
    begin_book
    styles 0 14
    strings $(printf '<t>%s</t> ' 姓名 出生日期 成绩 语文 序号 李四 备注)
    sheet "<row><c t='s'><v>4</v></c><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>6</v></c></row>
<row><c r='D2' t='s'><v>3</v></c></row><row><c><v>1</v></c><c t='s'><v>5</v></c><c s='1'><v>41883</v></c><c><v>90.5</v></c></row>"
    end_book in.xlsx
    admit-from-xlsx --suggest-map in.xlsx >policy.json
    jq -c '."from-xlsx".map | map_values(if . then [.to, .type] | map(select(.)) else . end)' policy.json >got
    diff got - <<<'{"序号":null,"姓名":["name"],"出生日期":["birth","date"],"成绩/语文":["scores.chinese","decimal"],"备注":["note"]}'
    admit-from-xlsx -p policy.json in.xlsx >out
    diff out - <<<'{"name":"李四","birth":"2014-09-01","scores":{"chinese":90.5},"source":{"file":"in.xlsx","sheet":"报名表","line":3}}'
    book '<sheet name="a" sheetId="1" r:id="rId1"/><sheet name="b" sheetId="2" r:id="rId1"/>'
    end_book two.xlsx
    run admit-from-xlsx --suggest-map two.xlsx
    [[ $status -eq 2 && $output == *"xlsx-several-sheets"* ]]
    run admit-from-xlsx --suggest-map --sheet '*' two.xlsx
    [[ $status -eq 2 && $output == *"of one sheet: name it with --sheet"* ]]
    admit-from-xlsx --suggest-map --sheet b two.xlsx | cmp - policy.json
    run admit-from-xlsx --suggest-map in.xlsx in.xlsx
    [[ $status -eq 2 && $output == *"of one file"* ]]
    for file in "$BATS_TEST_DIRNAME"/../samples/*/small/applicants.csv; do
        workbook_of_csv "$file" in.xlsx
        admit-from-xlsx --suggest-map in.xlsx >policy.json
        admit-from-xlsx -p policy.json in.xlsx >out
        [ "$(wc -l <out)" -eq "$(($(wc -l <"$file") - 1))" ]
    done
}

# In CSV ="0123" is how a spreadsheet writes 0123 as a text; a cell of a workbook that
# holds these characters was typed so.
@test "admit-from-xlsx: a text that looks like =\"1\" is that text" {
    begin_book
    sheet "<row>$(texts a b)</row><row>$(texts '="0123"' ' ="1" ')</row>"
    end_book in.xlsx
    echo '{"a":"a","b":{"to":"b","clean":["trim"]}}' >map
    admit-from-xlsx -m map --summary summary in.xlsx >out
    diff out - <<<'{"a":"=\"0123\"","b":"=\"1\"","source":{"file":"in.xlsx","sheet":"报名表","line":2,"raw":{"b":" =\"1\" "}}}'
    [ "$(jq .bytes_in summary)" = "$(stat -c %s in.xlsx)" ]
}

# 20,000 rows, each with a cell in the last column and nothing else: as cells of a row
# they would be 16,384 each.
@test "admit-from-xlsx: cells far to the right cost no more than others" {
    begin_book
    sheet "<row>$(texts a)</row>$(seq 2 20001 | sed 's#.*#<row><c r="XFD&"><v>1</v></c></row>#')"
    end_book in.xlsx
    echo '{"a":"a"}' >map
    (ulimit -t 5 && admit-from-xlsx -m map -r rejects in.xlsx) >out
    [ "$(jq -r .code rejects | sort | uniq -c | xargs)" = "20000 xlsx-wrong-width" ]
    [ ! -s out ]
}
