# What the tables of schools look like, each as the program writes it that is used for it.
load helper
load workbook

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >map <<'END'
{"序号":null,
 "姓名":{"to":"name","clean":["unseen","width","middle-dot","inner-space"]},
 "身份证号":{"to":"resident_id","clean":["width","id-x"]},
 "出生日期":{"to":"birth","type":"date","date-serial":1900,"required":false},
 "现住址":{"to":"address","clean":["unseen"],"required":false},
 "语文":{"to":"scores.chinese","type":"decimal"},
 "数学":{"to":"scores.math","type":"decimal","required":false}}
END
}

# A report as WPS saves it on Chinese Windows: GBK, CR LF, a title over merged cells,
# group headings over subjects, padded cells, wrapped addresses, a blank row between
# classes, totals, averages, and a note under the table.
@test "sheet habits: WPS: GBK, title, two header rows, blank rows, totals, note" {
    printf '%s\r\n' '甘肃省某校2020年报名表,,,,,,' '填表人：,,,,,,' \
        '序号,姓 名,身份证号,出生日期,现住址,成绩,' ',,,,,语文,数学' \
        '1, 张三 ,620102201409010015,2014/9/1,"云杉路12号'$'\n''3单元",87.50,90' \
        ',,,,,,' \
        '2,阿依古丽．买买提,62012319240507058x,2014年9月2日,松涛巷5号　,100,' \
        '合计,,,,,187.5,90' '平均分,,,,,93.75,90' '注：语文满分120分,,,,,,' |
        iconv -f utf-8 -t gbk >in.csv
    admit-from-csv -m map -r rejects --summary summary in.csv >out
    diff out - <<'END'
{"name":"张三","resident_id":"620102201409010015","birth":"2014-09-01","address":"云杉路12号3单元","scores":{"chinese":87.50,"math":90},"source":{"file":"in.csv","line":5,"raw":{"现住址":"云杉路12号\n3单元"}}}
{"name":"阿依古丽·买买提","resident_id":"62012319240507058X","birth":"2014-09-02","address":"松涛巷5号","scores":{"chinese":100},"source":{"file":"in.csv","line":8,"raw":{"姓 名":"阿依古丽．买买提","身份证号":"62012319240507058x"}}}
END
    [ "$(jq -c '[.line, .code]' rejects | xargs)" = '[9,csv-total-row] [10,csv-total-row] [11,csv-note-row]' ]
    [ "$(jq -c .rows summary)" = '{"title":2,"header":2,"blank":1}' ]
}

@test "sheet habits: Excel: CSV UTF-8 with a mark, Unicode text with tabs, semicolons" {
    lines=('姓名,身份证号,语文' '"张
三",620102201409010015,87.5')
    { printf '\357\273\277' && printf '%s\r\n' "${lines[@]}"; } >mark.csv
    { printf '\357\273\277' && printf '%s\r\n' "${lines[@]}" | tr , '\t'; } |
        iconv -f utf-8 -t utf-16le >unicode.csv
    printf '%s\r\n' "${lines[@]}" | tr , ';' | iconv -f utf-8 -t gb18030 >semicolon.csv
    for file in mark unicode semicolon; do
        admit-from-csv -m map "$file.csv" | jq -c 'del(.source.file)' >"$file"
        diff "$file" - <<<'{"name":"张三","resident_id":"620102201409010015","scores":{"chinese":87.5},"source":{"line":2,"raw":{"姓名":"张\n三"}}}'
    done
}

# 䶮 is no character of GBK; a system of before 2022 has it as one for private use, which
# nobody may drop.
@test "sheet habits: an old system: rare characters of names" {
    printf '姓名,身份证号,语文\n李䶮,1,1\n' | iconv -f utf-8 -t gb18030 >in.csv
    [ "$(od -An -c in.csv | tr -d ' \n' | grep -c '376237,1,1')" -eq 1 ]
    [ "$(admit-from-csv -m map in.csv | jq -r .name)" = 李䶮 ]
    printf '姓名,身份证号,语文\n李\356\241\243,1,1\n' >private.csv
    [ "$(admit-from-csv -m map private.csv | jq -r '.name | explode[1]')" -eq $((0xe863)) ]
    # A character that was lost before is no name; it is set aside, and its row named.
    printf '姓名,身份证号,语文\n李�,1,1\n' >lost.csv
    run admit-from-csv -m map lost.csv
    [[ $status -eq 1 && $output == *"lost.csv:2: csv-lost-character: "* ]] || fail "$output"
}

# Excel has 15 digits.  What it destroyed is taken over as it stands, and named as damage
# of the spreadsheet, which is no mistake of the family.
@test "sheet habits: digits that Excel has lost are named" {
    printf '姓名,身份证号,语文\n甲,6.20102E+17,1\n乙,620102201409010000,1\n丙,620102201409010048,1\n丁,620102201409010015,1\n' >in.csv
    echo '{"type":"object","properties":{"resident_id":{"type":"string","format":"cn-resident-id"}}}' >schema.json
    admit-from-csv -m map in.csv >out
    jq -r .resident_id out | diff - <(cut -d , -f 2 in.csv | sed 1d)
    admit-validate --schema schema.json -r rejects out >good || [ $? -eq 1 ]
    jq -r '[.record.name, .code] | join(" ")' rejects >codes
    diff codes - <<'END'
甲 id-spreadsheet
乙 id-spreadsheet
丙 id-checksum
END
    [ "$(jq -r .name good)" = 丁 ]
    # In a workbook the cell says itself that it is a number.
    begin_book
    sheet "<row>$(texts 姓名 身份证号 语文)</row><row>$(texts 甲)<c><v>620102201409010000</v></c><c><v>1</v></c></row>"
    end_book in.xlsx
    run admit-from-xlsx -m map in.xlsx
    [[ $status -eq 1 && $output == *"in.xlsx:2: xlsx-lost-digits: resident_id: cell B2: "* ]] || fail "$output"
}

@test "sheet habits: dates in every spelling, and serials of both systems" {
    printf '姓名,身份证号,语文,出生日期\n%s' "$(printf 'a,1,1,%s\n' 20140901 2014/9/1 2014.9.1 2014年9月1日 \
        2014-09-01 '2014/9/1 0:00' 二〇一四年九月一日 41883)" >in.csv
    [ "$(admit-from-csv -m map in.csv | jq -r .birth | sort | uniq -c | xargs)" = "8 2014-09-01" ]
    sed 's/1900/1904/' map >map1904
    printf '姓名,身份证号,语文,出生日期\na,1,1,40421\n' | admit-from-csv -m map1904 | grep -q '"birth":"2014-09-01"'
}

# One sheet a school; columns and rows that somebody has hidden, or a filter: they are
# there.  A formula is the value that was calculated last, trailing spaces are no part.
@test "sheet habits: Excel: a sheet for each school, hidden columns and rows, formulas" {
    begin_book
    styles 0 14
    book '<sheet name="一中" sheetId="1" r:id="rId1"/><sheet name="二中" sheetId="2" r:id="rId2"/>'
    part xl/worksheets/sheet1.xml <<END
<worksheet xmlns="$main_ns"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>
<row><c r="A1" t="inlineStr"><is><t>一中报名表</t></is></c></row>
<row>$(texts 姓名 身份证号 语文 数学)</row>
<row hidden="1">$(texts '张三 ' 620102201409010015)<c><f>80+7.5</f><v>87.5</v></c><c/></row>
<row/>
<row>$(texts 合计 '')<c><f>SUM(C3:C3)</f><v>87.5</v></c></row>
</sheetData><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells></worksheet>
END
    sheet "<row>$(texts 数学 语文 身份证号 姓名)</row><row><c/><c><v>90</v></c>$(texts 620102201409010023 李四)</row>" "" 2
    end_book in.xlsx
    admit-from-xlsx -m map --sheet '*' -r rejects in.xlsx >out
    diff out - <<'END'
{"name":"张三","resident_id":"620102201409010015","scores":{"chinese":87.5},"source":{"file":"in.xlsx","sheet":"一中","line":3}}
{"name":"李四","resident_id":"620102201409010023","scores":{"chinese":90},"source":{"file":"in.xlsx","sheet":"二中","line":2}}
END
    [ "$(jq -c '[.line, .code]' rejects)" = '[5,"xlsx-total-row"]' ]
}

# A plan of feeder seats: junior schools from left to right, senior schools downwards.
@test "sheet habits: a matrix of feeder seats is a wide table" {
    printf '指标分配,,,\n学校代码,班型,62010201,62010202\nS01,普通班,3,\nS02,普通班,0,12\n合计,,3,12\n' >in.csv
    cat >plan <<'END'
{"学校代码":"id","班型":"class","62010201":{"to":"feeder.62010201","type":"integer"},
 "62010202":{"to":"feeder.62010202","type":"integer"}}
END
    admit-from-csv -m plan -r rejects in.csv | jq -c 'del(.source)' | diff - <(printf '%s\n' \
        '{"id":"S01","class":"普通班","feeder":{"62010201":3}}' \
        '{"id":"S02","class":"普通班","feeder":{"62010201":0,"62010202":12}}')
    [ "$(jq -r .code rejects)" = csv-total-row ]
}
