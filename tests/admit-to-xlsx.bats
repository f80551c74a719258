load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# part FILE PART: a part of a workbook.
part() {
    unzip -p "$1" "xl/$2"
}

# cells FILE [NUMBER]: the cells of a sheet, a line for each: place, format, type, text.
cells() {
    part "$1" "worksheets/sheet${2:-1}.xml" | tr '\n' '~' | sed 's/<c r=/\n&/g; s/<\/row>/\n/g' |
        sed -nE 's/^<c r="([A-Z]+[0-9]+)"( s="([0-9]+)")?( t="([a-zA-Z]+)")?(\/>|>(<is><t[^>]*>|<v>)([^<]*).*)/\1|\3|\5|\8/p'
}

# formats FILE: the format codes of the cells' styles, in their order.
formats() {
    local styles ids id
    styles=$(part "$1" styles.xml)
    ids=$(grep -o '<cellXfs.*</cellXfs>' <<<"$styles" | grep -oE 'numFmtId="[0-9]+"' | grep -oE '[0-9]+')
    for id in $ids; do
        grep -oE "numFmtId=\"$id\" formatCode=\"[^\"]*\"" <<<"$styles" | sed 's/.*Code="//; s/"$//' | grep . ||
            echo "$id"
    done
}

sheet_names() {
    part "$1" workbook.xml | grep -oE '<sheet name="[^"]*"' | sed 's/<sheet name="//; s/"$//'
}

@test "admit-to-xlsx: contract" {
    CONTRACT_OUTPUT=none contract admit-to-xlsx --columns id --output out.xlsx
}

@test "admit-to-xlsx: texts, numbers, days and truth values" {
    admit-to-xlsx -o out.xlsx -c '报名号=id,total,birth,ok,none,list' <<'END'
{"id":"620102201409010015","total":87.50,"birth":"2014-09-01","ok":true,"none":null,"list":["a",1]}
END
    cells out.xlsx | sed '1,6d' >got
    diff got - <<'END'
A2|2|inlineStr|620102201409010015
B2|6||87.50
C2|3||41883
D2||b|1
F2|2|inlineStr|[&quot;a&quot;,1]
END
    cells out.xlsx | head -n 1 | grep -x 'A1|1|inlineStr|报名号'
    # General, @ twice (49), the day, numbers by their digits behind the point: 0 and 0.00 are 1 and 2
    [ "$(formats out.xlsx | head -n 8 | xargs)" = "0 49 49 yyyy-mm-dd 1 0.0 2 0.000" ]
    [ "$(formats out.xlsx | tail -n 1)" = 0.000000000000000 ]
}

@test "admit-to-xlsx: a number is one only if its own digits are shown" {
    numbers='0 7 -5 123456789012345 0.1 87.49 600.0 -0.50 0.000000000000001 1234567890123456 1e5 -0 -0.0
        12345678901234567890 0.1234567890123456 0.0000000000000001 100000000000000000000'
    for n in $numbers; do echo "{\"n\":$n}"; done | admit-to-xlsx -o out.xlsx -c n
    cells out.xlsx | sed 1d | cut -d '|' -f 2- >got
    diff got - <<'END'
4||0
4||7
4||-5
4||123456789012345
5||0.1
6||87.49
5||600.0
6||-0.50
19||0.000000000000001
2|inlineStr|1234567890123456
2|inlineStr|1e5
2|inlineStr|-0
2|inlineStr|-0.0
2|inlineStr|12345678901234567890
2|inlineStr|0.1234567890123456
2|inlineStr|0.0000000000000001
2|inlineStr|100000000000000000000
END
}

@test "admit-to-xlsx: only real days are days" {
    for day in 1900-03-01 1900-02-28 9999-12-31 2015-02-29 2014-9-1 20140901 2014-09-01T00:00:00Z 2000-02-29; do
        echo "{\"d\":\"$day\"}"
    done | admit-to-xlsx -o out.xlsx -c d
    # Excel's own DATEVALUE of these days.
    [ "$(cells out.xlsx | sed 1d | cut -d '|' -f 4 | xargs)" = \
        "61 1900-02-28 2958465 2015-02-29 2014-9-1 20140901 2014-09-01T00:00:00Z 36585" ]
}

@test "admit-to-xlsx: nothing is a formula" {
    for text in '=1+1' '{=1}' '+1' '-1' '@x' '＝1'; do
        echo "{\"t\":\"$text\"}"
    done | admit-to-xlsx -o out.xlsx -c t
    [ "$(part out.xlsx worksheets/sheet1.xml | grep -c '<f')" -eq 0 ]
    [ "$(cells out.xlsx | sed 1d | cut -d '|' -f 3,4 | xargs)" = \
        "inlineStr|=1+1 inlineStr|{=1} inlineStr|+1 inlineStr|-1 inlineStr|@x inlineStr|＝1" ]
}

@test "admit-to-xlsx: a file has a frozen header, a filter and widths by content" {
    printf '{"a":"一二三四五六七八九十","b":"x"}\n{"a":"y","b":"short\\na somewhat longer line","c":""}\n' |
        admit-to-xlsx -o out.xlsx -c 'a,b,c'
    part out.xlsx worksheets/sheet1.xml >sheet
    grep -q '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' sheet
    grep -q '<autoFilter ref="A1:C3"/>' sheet
    # Ten characters that count double, 22 letters, the least; and the edges.
    [ "$(grep -oE ' width="[0-9]+' sheet | grep -oE '[0-9]+' | xargs)" = "22 24 6" ]
    part out.xlsx styles.xml | grep -q '<font><b/>'
}

@test "admit-to-xlsx: the same records give the same bytes" {
    printf '{"a":"x","k":"一"}\n{"a":1.5,"k":"二"}\n' >in
    admit-to-xlsx --sheet-by k -c a in >one
    sleep 2.1 # an archive counts two seconds
    (umask 077 && mkdir elsewhere && TMPDIR=$PWD/elsewhere TZ=Asia/Shanghai LC_ALL=C.UTF-8 \
        admit-to-xlsx --sheet-by k -o two -c a in)
    cmp one two
    [ -z "$(ls elsewhere)" ]
    [ "$(unzip -Z one | grep -c '80-Jan-01 00:00')" -eq "$(unzip -Z1 one | wc -l)" ]
    # Not the form for parts over 4 GiB, which some spreadsheets do not read.
    [ "$(od -An -t u2 -j 4 -N 2 one)" -eq 20 ]
}

@test "admit-to-xlsx --sheet-by: a sheet for each key, its name made safe" {
    long=一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一
    for key in '"B"' '"A1"' 7 '"[x]:*?/\\"' "\"'q'\"" '"b"' "\"${long}X\"" "\"${long}Y\"" '"History"' '" \u0001B "' \
        '"a & <b>"' '"B"' 'null' '" "' '""' '{}' 'true'; do
        echo "{\"id\":\"i\",\"k\":$key}"
    done >in
    echo '{"id":"i"}' >>in
    admit-to-xlsx -r rejects -o out.xlsx --sheet-by k -c id,k in
    sheet_names out.xlsx | diff - <(cat <<END
B
A1
7
［x］：＊？／＼
’q’
b~2
$long
${long%??}~2
History~2
B~3
a &amp; &lt;b&gt;
END
    )
    [ "$(jq -r '[.line, .code, .field] | join(" ")' rejects)" = "13 sheet-missing-key k
14 sheet-missing-key k
15 sheet-missing-key k
16 sheet-bad-key k
17 sheet-bad-key k
18 sheet-missing-key k" ]
    # Two records have the key "B"; every sheet has its own header.
    [ "$(cells out.xlsx 1 | cut -d '|' -f 4 | xargs)" = "id k i B i B" ]
    [ "$(cells out.xlsx 4 | cut -d '|' -f 4)" = $'id\nk\ni\n[x]:*?/\\' ]
    # References have names in quotes: without, A1 and 7 would be something else.
    part out.xlsx workbook.xml | grep -oE "<definedName [^<]*" | sed 's/.*>//' >got
    [[ $(wc -l <got) -eq 11 && $(grep -cE "^'.*'![$]A[$]1:[$]B[$][23]$" got) -eq 11 ]]
}

@test "admit-to-xlsx --sheet: the name of the only sheet" {
    admit-to-xlsx -o out.xlsx -c a --sheet '录取/名单' </dev/null
    [ "$(sheet_names out.xlsx)" = '录取／名单' ]
    [ "$(cells out.xlsx)" = 'A1|1|inlineStr|a' ]
    run admit-to-xlsx -o other.xlsx -c a --sheet ' ' </dev/null
    [[ $status -eq 2 && ! -e other.xlsx ]]
    # No record, no key: there is one sheet.
    admit-to-xlsx -o out.xlsx -c a --sheet-by k </dev/null
    [ "$(sheet_names out.xlsx)" = Sheet1 ]
}

@test "admit-to-xlsx -p: columns are said once, in to-csv" {
    cat >policy.json <<'END'
{"to-csv":{"excel":true,"columns":[{"header":"姓名","path":"name"},{"header":"班号","path":"class","type":"text"},
    {"headers":["第一志愿","第二志愿"],"path":"choices[]"}]}}
END
    echo '{"name":"张三","class":7,"choices":[null,"B"],"k":"x"}' >in
    admit-to-xlsx -p policy.json -o out.xlsx in
    cells out.xlsx | cut -d '|' -f 1,3,4 | diff - <(cat <<'END'
A1|inlineStr|姓名
B1|inlineStr|班号
C1|inlineStr|第一志愿
D1|inlineStr|第二志愿
A2|inlineStr|张三
B2|inlineStr|7
D2|inlineStr|B
END
    )
    # Its own section wins, and has keys of its own.
    jq -c '. + {"to-xlsx": {"sheet-by": "k"}}' policy.json >other.json
    admit-to-xlsx -p other.json -o out.xlsx in
    [[ $(sheet_names out.xlsx) == x && $(cells out.xlsx | wc -l) -eq 7 ]]
    jq -c '."to-xlsx".columns = ["name"]' other.json >third.json
    admit-to-xlsx -p third.json -o out.xlsx in
    [ "$(cells out.xlsx | wc -l)" -eq 2 ]
    # A mistake is named where it stands.
    run admit-to-xlsx -p <(jq '."to-csv".columns[0].path = ""' policy.json) -o out.xlsx in
    [[ $status -eq 2 && $output == *": /to-csv/columns: "* ]] || fail "$output"
    run admit-to-xlsx -p <(jq '."to-xlsx".excel = true' policy.json) -o out.xlsx in
    [[ $status -eq 2 && $output == *": /to-xlsx/excel: unknown key" ]] || fail "$output"
    run admit-to-xlsx -p <(echo '{"rank":{}}') -o out.xlsx in
    [[ $status -eq 2 && $output == *": /to-xlsx: there is no such section" ]] || fail "$output"
}

@test "admit-to-xlsx: what a cell cannot hold is set aside whole" {
    long=$(head -c 32767 /dev/zero | tr '\0' x)
    cat >in <<END
{"a":"1","t":"$long"}
{"a":"2","t":"${long}x"}
{"a":"3","t":"${long%??}𠂇"}
{"a":"4","t":"${long%?}𠂇"}
{"a":"5","t":"a\\u0000b"}
{"a":"6","c":["A","B","C"]}
END
    admit-to-xlsx -r rejects -o out.xlsx -c 'a,t,c[2]' in
    [ "$(cells out.xlsx | grep '^A' | cut -d '|' -f 4 | xargs)" = "a 1 3" ]
    [ "$(jq -r '[.line, .code, .field] | join(" ")' rejects)" = "2 cell-too-long t
4 cell-too-long t
5 nul-in-cell t
6 array-too-long c" ]
}

@test "admit-to-xlsx: too many rows or columns end it, and nothing is written" {
    [[ -z ${SAN:-} ]] || skip "takes long under sanitizers"
    run admit-to-xlsx -o out.xlsx -c 'a[16384],b' </dev/null
    [[ $status -eq 2 && $output == *"at most 16384 columns" && ! -e out.xlsx ]]
    admit-to-xlsx -o out.xlsx -c 'a[16384]' <<<'{"a":[]}'
    rm out.xlsx
    yes '{"a":1}' | head -n 1048576 >in
    run admit-to-xlsx -o out.xlsx -c a in
    [[ $status -eq 2 && $output == "admit-to-xlsx: in:1048576: sheet-full: "* && ! -e out.xlsx ]] || fail "$output"
    head -n 1048575 in | admit-to-xlsx -o out.xlsx -c a
    part out.xlsx worksheets/sheet1.xml | grep -q '<c r="A1048576" s="4"><v>1</v></c></row></sheetData>'
}

@test "admit-to-xlsx: a file that is not whole is not given away" {
    seq 20000 | sed 's/.*/{"id":"text &"}/' >in
    echo before >out.xlsx
    for blocks in 100 600 900 1300; do
        run bash -c "ulimit -f $blocks && admit-to-xlsx -o out.xlsx -c id in"
        [[ $status -eq 2 && $(cat out.xlsx) == before ]] || fail "$blocks: $status $output"
    done
    run bash -c 'ulimit -f 4000 && admit-to-xlsx -o out.xlsx -c id in'
    [[ $status -eq 0 && $(cells out.xlsx | wc -l) -eq 20001 ]]
    run bash -c 'admit-to-xlsx -c id in >/dev/full'
    [ "$status" -eq 2 ]
    TMPDIR=$PWD/nowhere run admit-to-xlsx -o out.xlsx -c id in
    [ "$status" -eq 2 ]
}

# A spreadsheet program shows the same cells: what it exports is what admit-to-csv writes.
@test "admit-to-xlsx: LibreOffice opens it" {
    command -v soffice >/dev/null || skip "LibreOffice is not installed"
    cat >in <<'END'
{"id":"620102201409010015","name":"张三","total":612.50,"birth":"2014-09-01","note":"=1+1"}
{"id":"007","name":"李䶮 \"q\", x","total":87.49,"birth":"2015-12-31","note":"two\nlines & <a> _x0041_"}
{"id":"-1","total":0.1,"note":"@x"}
END
    admit-to-xlsx -o out.xlsx -c id,name,total,birth,note in
    # UTF-8, commas, cells as they are shown
    HOME=$PWD timeout 120 soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true' \
        out.xlsx >/dev/null 2>&1
    admit-to-csv -c id,name,total,birth,note in | diff - out.csv
}

# What goes out comes in again; LibreOffice in between changes nothing.
@test "admit-to-xlsx and admit-from-xlsx: there and back" {
    cat >records <<'END'
{"id":"620102201409010015","name":"张三","total":612.5,"birth":"2014-09-01","ok":true,"choices":["A",null,"C"]}
{"id":"007","name":"=1+1","total":-0.05,"birth":"1900-03-01","ok":false,"choices":["B"]}
{"id":"-1","name":"two\nlines\r\nand _x0041_ \\ \u0001 <&>","total":123456789012345,"birth":"1899-12-31","choices":[]}
END
    cat >map <<'END'
{"id":"id","name":"name","total":{"to":"total","type":"number"},"birth":{"to":"birth","type":"date"},
 "ok":{"to":"ok","type":"boolean"},"志愿1":"choices[]","志愿2":"choices[]","志愿3":"choices[]"}
END
    admit-to-xlsx -o out.xlsx -c 'id,name,total,birth,ok,志愿=choices[3]' records
    admit-from-xlsx -m map out.xlsx | jq -c 'del(.source)' | diff records -
    command -v soffice >/dev/null || skip "LibreOffice is not installed"
    mkdir saved
    HOME=$PWD timeout 120 soffice --headless --convert-to xlsx --outdir saved out.xlsx >/dev/null 2>&1
    # Its lines in cells end with LF.
    admit-from-xlsx -m map saved/out.xlsx | jq -c 'del(.source)' | diff <(sed 's/\\r\\n/\\n/' records) -
}

@test "admit-to-xlsx and admit-from-xlsx: several sheets" {
    printf '{"id":"1","k":"一中"}\n{"id":"2","k":"二/中"}\n{"id":"3","k":"一中"}\n' >records
    echo '{"id":"id","k":"k"}' >map
    admit-to-xlsx -o out.xlsx --sheet-by k -c id,k records
    admit-from-xlsx --sheet '*' -m map out.xlsx | jq -r '[.id, .k, .source.sheet] | join(" ")' >got
    diff got - <<'END'
1 一中 一中
3 一中 一中
2 二/中 二／中
END
}

# The Big List of Naughty Strings: every text comes back, but for what is unseen around it.
@test "admit-to-xlsx and admit-from-xlsx: naughty texts survive" {
    [[ -e $shared/data/torture/blns/blns.json ]] || skip "no list of naughty strings here"
    jq -c 'to_entries[] | {id: "n\(.key)", text: .value, end: "x"}' "$shared/data/torture/blns/blns.json" >records
    echo '{"id":"id","text":"text","end":"end"}' >map
    # From-xlsx cuts off what is unseen: White_Space, controls, joiners, U+FE0F.
    seen='def seen: [.id, (.text // "" | gsub("^[\\s\\p{Cc}\\p{Cf}\\p{Z}]+|[\\s\\p{Cc}\\p{Cf}\\p{Z}\\x{fe0f}]+$"; ""))]; seen'
    jq -c "$seen" records >wanted
    admit-to-xlsx -o out.xlsx -c id,text,end records
    admit-from-xlsx -m map out.xlsx | jq -c "$seen" | diff wanted -
    command -v soffice >/dev/null || skip "LibreOffice is not installed"
    mkdir saved
    HOME=$PWD timeout 120 soffice --headless --convert-to xlsx --outdir saved out.xlsx >/dev/null 2>&1
    admit-from-xlsx -m map saved/out.xlsx | jq -c "$seen" | diff wanted -
}
