load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >map <<'END'
{"id":"id","姓名":"name","语文":{"to":"scores.chinese","type":"number"},
 "生日":{"to":"birth","type":"date","required":false},
 "志愿1":{"to":"choices[]","required":false},"志愿2":{"to":"choices[]","required":false}}
END
}

# Bytes as printf has them, through the filter with the map; options may follow.
from() {
    # shellcheck disable=SC2059
    printf "$1" >in.csv
    admit-from-csv -m map "${@:2}" in.csv
}

# A map whose only column has these members is refused.
expect_refused() {
    echo "{\"a\":{\"to\":\"a\",$1}}" >bad
    run admit-from-csv -m bad <<<a
    [[ $status -eq 2 && $output == "admit-from-csv: bad: a: $2" ]] || fail "$1: $output"
}

# "line code" of all that was set aside
set_aside() {
    jq -r '[.line, .code] | join(" ")' rejects
}

@test "contract admit-from-csv: the command line" {
    contract_usage admit-from-csv
    printf '\xd0\xd5\xc3\xfb,id,\xd3\xef\xce\xc4\n\xd5\xc5,1,87.5\n\xc0\xee,2,x\n' >gbk.csv
    contract_faults /dev/null admit-from-csv -m map -r rejects --summary summary gbk.csv
    for words in "" "-m" "-m nowhere" "-m map --encoding latin1" "-m map --unmapped hide" \
        "-m map --delimiter x" "-m map --header-row 0"; do
        # shellcheck disable=SC2086
        run admit-from-csv $words </dev/null
        [[ $status -eq 2 && -n $output ]] || fail "admit-from-csv $words: $status"
    done
}

@test "admit-from-csv: a row is a record, in the order of the map" {
    run from '语文,id,姓名,志愿2,志愿1,生日\n87.50,01,张三,B,A,2014/9/1\n'
    [ "$output" = '{"id":"01","name":"张三","scores":{"chinese":87.50},"birth":"2014-09-01","choices":["A","B"],"source":{"file":"in.csv","line":2}}' ]
}

@test "admit-from-csv: lines are counted, blank ones and those in cells too" {
    from '\n"id",姓名,语文\r\n\r\n1,"张\n三",1\r\n,,\n\n2,"say ""hi""",\n' >out
    diff out - <<'END'
{"id":"1","name":"张\n三","scores":{"chinese":1},"source":{"file":"in.csv","line":4}}
{"id":"2","name":"say \"hi\"","source":{"file":"in.csv","line":8}}
END
}

@test "admit-from-csv: the last line needs no end" {
    run from 'id,姓名,语文\n1,a,2'
    [ "$output" = '{"id":"1","name":"a","scores":{"chinese":2},"source":{"file":"in.csv","line":2}}' ]
}

@test "admit-from-csv: titles above, totals and notes below" {
    from '2020年报名表,,\n,,\nid,姓名,语文\n1,a,2\n合 计,,2\n注：语文满分150,,\nid,姓名,语文\n2,b,3\n' \
        -r rejects >out
    [ "$(jq -c '[.id, .source.line]' out | xargs)" = '[1,4] [2,8]' ]
    [ "$(set_aside | xargs)" = '5 csv-total-row 6 csv-note-row 7 csv-repeated-header' ]
    [ "$(jq -r 'select(.line == 6).text' rejects)" = '注：语文满分150,,' ]
}

@test "admit-from-csv: what is no number or no date is set aside, and what is wrong is said" {
    run --separate-stderr from 'id,姓名,语文,生日\n1,a,"1,234",2015-02-29\n2,b,８7,\n3,c,3,20140901\n'
    [ "$status" -eq 1 ]
    [ "$output" = '{"id":"3","name":"c","scores":{"chinese":3},"birth":"2014-09-01","source":{"file":"in.csv","line":4}}' ]
    [ "${stderr_lines[0]}" = "admit-from-csv: in.csv:2: csv-not-a-number: scores.chinese: column 语文: no number (87.50, no commas)" ]
    [ "${stderr_lines[1]}" = "admit-from-csv: in.csv:2: csv-not-a-date: birth: column 生日: no date of the calendar" ]
    [[ "${stderr_lines[2]}" = "admit-from-csv: in.csv:3: csv-not-a-number: "* ]]
}

@test "admit-from-csv -r: the row is set aside as it stands, with all causes" {
    from 'id,姓名,语文,生日\n1,"a, b",#N/A,x\n' -r rejects
    [ "$(cat rejects)" = '{"filter":"admit-from-csv","file":"in.csv","line":2,"code":"csv-cell-error","field":"scores.chinese","reason":"column 语文: an error of the spreadsheet stands for the value","findings":[{"code":"csv-cell-error","field":"scores.chinese","reason":"column 语文: an error of the spreadsheet stands for the value"},{"code":"csv-not-a-date","field":"birth","reason":"column 生日: no date of the calendar"}],"text":"1,\"a, b\",#N/A,x"}' ]
    [ "$(stat -c %a rejects)" = 600 ]
}

@test "admit-from-csv: rows that do not fit are set aside" {
    run from 'id,姓名,语文\n1,a\n2,b,3,\n3,c "x",1\n4,"d" ,1\n5,e,\0001\n6,f,6\n' -r rejects
    [ "$status" -eq 0 ]
    [ "$output" = '{"id":"6","name":"f","scores":{"chinese":6},"source":{"file":"in.csv","line":7}}' ]
    [ "$(set_aside | xargs)" = "2 csv-wrong-width 3 csv-wrong-width 4 csv-bad-quote 5 csv-bad-quote 6 csv-nul-byte" ]
    [ "$(jq -r 'select(.line == 2).reason' rejects)" = "the row has 2 cells, the header row has 3" ]
    [ "$(jq -r 'select(.line == 3).reason' rejects)" = "the row has 4 cells, the header row has 3" ]
}

@test "admit-from-csv: all columns that are not in the map are named at once" {
    run from 'id,备注,姓名,审核人,语文\n1,,a,,2\n'
    [ "$status" -eq 2 ]
    [ "$output" = "admit-from-csv: in.csv:1: csv-bad-header: columns 备注, 审核人 are not in the map" ]
}

@test "admit-from-csv: a file that was cut off is refused" {
    run --separate-stderr from 'id,姓名,语文\n1,a,2\n2,"b,2\n3,c,2\n'
    [ "$status" -eq 2 ]
    [[ $stderr == "admit-from-csv: in.csv:3: csv-truncated: "* ]]
    # No quote is closed in a million rows: known before they are in memory.
    { printf 'id,姓名,语文\n1,"b,2\n' && yes 1,a,2 | head -c 67108864; } >in.csv
    # shellcheck disable=SC2016
    run bash -c '[ -n "$SAN" ] && set -- --max-line 1048576 || ulimit -v 100000; admit-from-csv -m map "$@" in.csv'
    [ "$status" -eq 2 ]
    [[ $output == *"admit-from-csv: in.csv:2: csv-row-too-long: "* ]]
}

@test "admit-from-csv: a file without its header row is refused" {
    run admit-from-csv -m map /dev/null
    [ "$status" -eq 2 ]
    [ "$output" = "admit-from-csv: /dev/null: csv-no-header: no row names a column of the map" ]
    run from 'title\nid,姓名,数学\n1,a,2\n'
    [ "$status" -eq 2 ]
    [ "$output" = "admit-from-csv: in.csv:2: csv-no-header: no row names all required columns; this one names 2 and lacks 语文" ]
    run from 'id,姓名,备注,语文\n1,a,x,2\n'
    [ "$status" -eq 2 ]
    [ "$output" = "admit-from-csv: in.csv:1: csv-bad-header: column 备注 is not in the map" ]
    run from 'a,b,c\nid,姓名,语文\n1,a,2\n'
    [ "$status" -eq 2 ]
    [[ $output == "admit-from-csv: in.csv:1: csv-header-in-doubt: "*" line 2: "* ]]
    run from 'a,b,c\nid,姓名,语文\n1,a,2\n' --header-row 2
    [ "$status" -eq 0 ]
}

@test "admit-from-csv --unmapped: other columns are kept or dropped" {
    run from 'id,姓名,备注,语文\n1,a,x,2\n' --unmapped keep
    [ "$output" = '{"id":"1","name":"a","scores":{"chinese":2},"extra":{"备注":"x"},"source":{"file":"in.csv","line":2}}' ]
    run from 'id,姓名,备注,语文\n1,a,x,2\n' --unmapped drop
    [ "$output" = '{"id":"1","name":"a","scores":{"chinese":2},"source":{"file":"in.csv","line":2}}' ]
}

@test "admit-from-csv: a mistake in the map is named" {
    echo '{"id":"id","语文":{"to":"x","type":"score"}}' >map
    run from ''
    [ "$status" -eq 2 ]
    [ "$output" = "admit-from-csv: map: 语文: type must be text, number, decimal, integer, date, boolean or list" ]
    echo '{"from-csv":{"map":{"id":"x","name":"x"}}}' >policy.json
    run admit-from-csv -p policy.json
    [ "$status" -eq 2 ]
    [ "$output" = "admit-from-csv: policy.json: /from-csv/map: name: leads to where another column goes" ]
}

@test "admit-from-csv -p: the policy has the map" {
    echo '{"from-csv":{"map":{"a":"b"},"unmapped":"drop","delimiter":"semicolon"}}' >policy.json
    run admit-from-csv -p policy.json <<<$'a;x\n1,5;2'
    [ "$output" = '{"b":"1,5","source":{"file":"<stdin>","line":2}}' ]
    echo '{"c":"d"}' >map
    run admit-from-csv -p policy.json -m map <<<$'c;x\n1;2'
    [ "$output" = '{"d":"1","source":{"file":"<stdin>","line":2}}' ]
}

text=$'id,姓名,语文\r\n1,李䶮·阿依,87.50\r\n2,"𠂇""\n,z",1\r\n'

@test "admit-from-csv: the same table in any encoding" {
    printf '%s' "$text" >in.csv
    admit-from-csv -v -m map in.csv >expected 2>message
    [ "$(head -n 1 message)" = "admit-from-csv: in.csv:1: header row of 3 columns, 3 of them in the map; encoding utf-8" ]
    [ "$(jq -r .name expected)" = $'李䶮·阿依\n𠂇"\n,z' ]
    printf '\357\273\277%s' "$text" >in.csv
    admit-from-csv -m map in.csv | cmp expected
    printf '%s' "$text" | iconv -f utf-8 -t gb18030 >in.csv
    admit-from-csv -m map in.csv | cmp expected
    printf '\2041\2253' >in.csv && printf '%s' "$text" | iconv -f utf-8 -t gb18030 >>in.csv
    admit-from-csv -m map in.csv | cmp expected
    for order in le be; do
        { printf '\357\273\277%s' "$text" | tr , '\t'; } |
            iconv -f utf-8 -t "utf-16$order" >in.csv
        admit-from-csv -m map --delimiter tab in.csv | sed 's/\\t/,/' | cmp expected
        admit-from-csv -m map in.csv | sed 's/\\t/,/' | cmp expected
    done
}

@test "admit-from-csv: a rare character needs GB18030, and GBK says so" {
    printf '%s' "$text" | iconv -f utf-8 -t gb18030 >in.csv
    admit-from-csv -m map --encoding gbk -r rejects in.csv
    [ "$(set_aside | xargs)" = "2 csv-bad-encoding 3 csv-bad-encoding" ]
    [ "$(jq -r .base64 rejects | head -n 1 | base64 -d | iconv -f gb18030 -t utf-8)" = "1,李䶮·阿依,87.50" ]
}

@test "admit-from-csv: private use is kept, a lost character is not" {
    run from 'id,姓名,语文\n1,李\356\241\243,2\n2,李\357\277\275,2\n' -r rejects
    [ "$(jq -r .name <<<"$output")" = $'李\ue863' ]
    [ "$(set_aside)" = "3 csv-lost-character" ]
}

@test "admit-from-csv: rows in another encoding are named" {
    printf 'id,姓名,语文\n1,张三,2\n' >in.csv
    printf '2,李四,3\n' | iconv -f utf-8 -t gb18030 >>in.csv
    printf '3,王五,4\n' >>in.csv
    admit-from-csv -m map -r rejects in.csv >out
    [ "$(jq -r .id out | xargs)" = "1 3" ]
    [ "$(set_aside)" = "3 csv-not-utf8" ]

    # A UTF-8 row of twelve characters in a file of GB18030.
    printf 'id,姓名,语文\n1,张三,2\n' | iconv -f utf-8 -t gb18030 >in.csv
    printf '2,甘肃省兰州市城关区中山路,3\n' >>in.csv
    admit-from-csv -m map -r rejects in.csv >out
    [ "$(jq -r .name out)" = "张三" ]
    [ "$(set_aside)" = "3 csv-mixed-encoding" ]
    [ "$(jq -r .text rejects)" = "2,甘肃省兰州市城关区中山路,3" ]

    # A GB18030 row that is valid UTF-8 by accident, in files of both encodings.
    printf 'id,姓名,语文\n1,张三,2\n' >in.csv
    printf '2,模小,3\n' | iconv -f utf-8 -t gb18030 >>in.csv
    admit-from-csv -m map -r rejects in.csv >out
    [ "$(jq -r .name out)" = "张三" ]
    [ "$(set_aside)" = "3 csv-mixed-encoding" ]
    printf 'id,姓名,语文\n1,张三,2\n2,模小,3\n3,联通,4\n' | iconv -f utf-8 -t gb18030 >in.csv
    [ "$(admit-from-csv -m map in.csv | jq -r .name | xargs)" = "张三 模小 联通" ]
}

# The first 64 KiB with a byte over 127 decide, however late they come.
@test "admit-from-csv: many lines of ASCII decide nothing" {
    echo '{"id":"id","name":"name"}' >map
    { echo id,name && seq 1 30000 | sed 's/$/,x/' && echo 0,张三 | iconv -f utf-8 -t gb18030; } >in.csv
    admit-from-csv -m map in.csv | tail -n 1 >out
    [ "$(cat out)" = '{"id":"0","name":"张三","source":{"file":"in.csv","line":30002}}' ]
    admit-from-csv -m map <in.csv | tail -n 1 | sed 's/<stdin>/in.csv/' | cmp out
}

# What a pipe gives at once must not decide, only what is in the block.
@test "admit-from-csv: a slow pipe is read as a file is" {
    printf '\326\320,\326\320\n' >first
    printf 'id,姓名,语文\n1,张三,2\n' >rest
    cat first rest | admit-from-csv -m map -r rejects >expected
    [ "$(jq -r .name expected)" = 张三 ]
    { cat first && sleep 0.2 && cat rest; } | admit-from-csv -m map -r rejects | cmp expected
}

@test "admit-from-csv: several files, each with its own header row" {
    printf 'id,姓名,语文\n1,a,2\n' >one.csv
    printf 'x\n语文,id,姓名\n3,2,b\n' | iconv -f utf-8 -t gb18030 >two.csv
    run admit-from-csv -m map one.csv - two.csv <one.csv
    [ "$output" = '{"id":"1","name":"a","scores":{"chinese":2},"source":{"file":"one.csv","line":2}}
{"id":"1","name":"a","scores":{"chinese":2},"source":{"file":"<stdin>","line":2}}
{"id":"2","name":"b","scores":{"chinese":3},"source":{"file":"two.csv","line":3}}' ]
}

@test "admit-from-csv: the counts add up, and the output is sealed" {
    printf 'title\nid,姓名,语文\n1,a,2\n\n2,b\n' >in.csv
    ADMIT_SEAL=1 admit-from-csv -m map -r rejects --summary summary in.csv >sealed
    [ "$(admit-seal --strip sealed | jq -r .id)" = 1 ]
    [ "$(jq -c '[.in, .out, .dropped, .rejected]' summary)" = '[2,1,0,{"csv-wrong-width":1}]' ]
    [ "$(jq -r '.rules[0].file' summary)" = map ]
}

@test "admit-from-csv: a full disk, a missing file and a closed pipe" {
    { echo id,姓名,语文 && yes 1,a,2 | head -n 30000; } >in.csv
    run sh -c 'admit-from-csv -m map in.csv >/dev/full'
    [ "$status" -eq 2 ]
    run admit-from-csv -m map /nonexistent
    [ "$status" -eq 2 ]
    [ "$output" = "admit-from-csv: /nonexistent: No such file or directory" ]
    run --separate-stderr bash -c 'admit-from-csv -m map in.csv | head -n 1 >/dev/null'
    [ "$status" -eq 0 ] && [ -z "$stderr" ]
}

@test "admit-from-csv: no message quotes a row" {
    run from 'id,姓名,语文\n1,秘密"x,secret-4711\n2,秘密,secret-4711\n3,秘密\n'
    [ "$status" -eq 1 ]
    [[ $output != *4711* && $output != *秘密* ]]
}

# Files that others have broken in hundreds of ways: an answer, never a crash.
# Every twentieth file, or every 120th; TORTURE_STEP=1 for all of them.
@test "admit-from-csv: torture" {
    [ -d "$shared/data/torture" ] || skip "no shared data"
    tar xJf "$shared/data/torture/pollock_polluted_files.tar.xz"
    echo '{"no such header":{"to":"x","required":false},"DATE":{"to":"a","required":false},"a":{"to":"b","required":false},"id":{"to":"c","required":false}}' >map
    find polluted_files "$shared"/data/torture/*csv* -type f -name '*.csv' >files
    [ "$(wc -l <files)" -gt 2500 ]
    # A process takes long to start under a sanitizer.
    step=20 && [ -z "${SAN:-}" ] || step=120
    while read -r file; do
        for row in "" "--header-row=1"; do
            # shellcheck disable=SC2086
            status=0 && admit-from-csv -m map --unmapped keep $row "$file" >>out 2>&1 || status=$?
            [ "$status" -le 2 ] || fail "$file $row: $status $(tail -n 3 out)"
        done
    done < <(awk -v step="${TORTURE_STEP:-$step}" 'NR % step == 1 || step == 1' files)
    ! grep -aE 'Sanitizer|runtime error' out || fail "what a sanitizer says"
}

@test "admit-from-csv: digits that are text, with outer quotes or without" {
    echo '{"a":"a","b":"b","c":"c"}' >map
    printf 'a,b,c\n="001",x,="2"\n"=""001""",="","=""2"""\n="0\n01",x,y\n="1,2",x,y\n="1"x,y,z\n' |
        admit-from-csv -m map -r rejects >out
    jq -c '[.a, .b, .c]' out | diff - <(printf '["001","x","2"]\n["001",null,"2"]\n')
    [ "$(jq -c '[.line, .code]' rejects | xargs)" = '[4,csv-bad-quote] [5,csv-bad-quote] [6,csv-bad-quote] [7,csv-bad-quote]' ]
    # What --excel writes is read back.
    printf '{"a":"001","b":"2014-09-01","c":"x"}\n' | admit-to-csv --excel -c a,b,c | admit-from-csv -m map >out
    [ "$(jq -c '[.a, .b, .c]' out)" = '["001","2014-09-01","x"]' ]
}

@test "admit-from-csv: a repeated header is found by the rule of the first" {
    map='{"学号":{"to":"id","aliases":["编号"]},"姓名":"name","备注":{"to":"note","required":false}}'
    echo "$map" >map
    for again in '学号,姓 名' '编号,姓名' '学号,"姓\n名"'; do
        # shellcheck disable=SC2059
        printf "学号,姓名\n01,张三\n$again\n02,李四\n" >in.csv
        run --separate-stderr admit-from-csv -m map -r rejects in.csv
        [ "$status" -eq 0 ]
        [ "$(jq -c '[.id, .name]' <<<"$output" | xargs)" = '[01,张三] [02,李四]' ]
        [ "$(jq -c '[.line, .code]' rejects)" = '[3,"csv-repeated-header"]' ]
    done
    # The rows below it are read by it, also if it has other columns.
    printf '学号,姓名\n01,张三\n姓名,备注,学号\n李四,x,02\n' | admit-from-csv -m map -r rejects >out
    [ "$(jq -c '[.id, .name, .note]' out | xargs)" = '[01,张三,null] [02,李四,x]' ]
    # One that could not be the first is not taken either.
    printf '学号,姓名\n01,张三\n姓名,学号,x\n李四,02,3\n' >in.csv
    run admit-from-csv -m map in.csv
    [ "$status" -eq 2 ]
    [[ $output == *"admit-from-csv: in.csv:3: csv-bad-header: column x is not in the map" ]]
    # A child may bear the name of a column.
    printf '学号,姓名\n01,姓名\n学号,李四\n' | admit-from-csv -m map >out
    [ "$(jq -c '[.id, .name]' out | xargs)" = '[01,姓名] [学号,李四]' ]
    echo '{"a":{"to":"a","required":false},"b":{"to":"b","required":false}}' >map
    printf 'a,b\nb,x\nb,a\ny,z\n' | admit-from-csv -m map -r rejects >out
    [ "$(jq -c '[.a, .b]' out | xargs)" = '[b,x] [z,y]' ]
}

@test "admit-from-csv: averages and other summaries are no children" {
    echo '{"学号":"id","语文":{"to":"chinese","type":"number"}}' >map
    for name in 合计 '合 计' 总计： 小计 平均分 平均 最高分 最低分 及格率 全校平均 '3班合计' 班级平均分; do
        printf '学号,语文\n01,5\n%s,5\n' "$name" | admit-from-csv -m map -r rejects >out
        [ "$(jq -r .id out)" = 01 ] && [ "$(jq -r .code rejects)" = csv-total-row ] || fail "$name"
    done
    printf '学号,语文\n平安,5\n均平,6\n' | admit-from-csv -m map >out
    [ "$(wc -l <out)" -eq 2 ]
}

@test "admit-from-csv: a file that was cut ends the run" {
    echo '{"学号":"id","姓名":"name","语文":"chinese"}' >map
    printf '学号,姓名,语文\n01,张三,90\n02,李四,80\n' >whole.csv
    # Cut in the last row: fewer cells and no line end, whatever is left of it.
    for left in 0 02 02, 02,李; do
        printf '学号,姓名,语文\n01,张三,90\n%s' "$left" >in.csv
        run --separate-stderr admit-from-csv -m map -r rejects in.csv
        [ "$status" -eq 2 ] || fail "$left"
        [[ $stderr == "admit-from-csv: in.csv:3: csv-truncated: "* ]] || fail "$left: $stderr"
    done
    # All cells are there: only the line end is missing.
    printf '学号,姓名,语文\n01,张三,90\n02,李四,80' | admit-from-csv -m map | diff - <(admit-from-csv -m map <whole.csv)
}

@test "admit-from-csv: a gap in a list keeps the numbers, or is refused" {
    echo '{"学号":"id","第一志愿":"choices[]","第二志愿":"choices[]","第三志愿":{"to":"choices[]","required":false}}' >map
    printf '学号,第一志愿,第二志愿\n1,,B\n2,A,\n3,A,B\n' | admit-from-csv -m map >out
    [ "$(jq -c .choices out | xargs)" = '[null,B] [A] [A,B]' ]
    jq -c 'with_entries(if (.key | test("志愿")) then .value = {to: "choices[]", gap: "error"} else . end)' map >strict
    printf '学号,第一志愿,第二志愿,第三志愿\n1,,,C\n2,A,,\n' | admit-from-csv -m strict -r rejects >out
    [ "$(jq -c .choices out)" = '["A"]' ]
    [ "$(jq -c '[.code, .field, .line] + [.findings | length]' rejects)" = '["csv-gap","choices[]",2,2]' ]
    jq -c '.["第二志愿"] = {to: "choices[]", required: false}' map >optional
    printf '学号,第一志愿,第三志愿\n1,A,C\n' >in.csv
    run admit-from-csv -m optional in.csv
    [ "$status" -eq 2 ]
    [ "$output" = "admit-from-csv: in.csv:1: csv-bad-header: column 第二志愿 is not there, but a later one of the same list is" ]
}

@test "admit-from-csv: a short row in another encoding is named" {
    echo '{"学号":"id","姓名":"name"}' >map
    { printf '学号,姓名\n01,李雷\n' | iconv -t gbk; printf '02,张三\n03,古驩兆远\n'; printf '04,李四\n' | iconv -t gbk; } >in.csv
    admit-from-csv -m map -r rejects in.csv >out
    [ "$(jq -r .name out | xargs)" = '李雷 李四' ]
    [ "$(jq -c '[.line, .code]' rejects | xargs)" = '[3,csv-mixed-encoding] [4,csv-mixed-encoding]' ]
}

@test "admit-from-csv: half a character at the end of a block shows nothing" {
    echo '{"id":"id","name":"name"}' >map
    # Blocks are 64 KiB: the first Chinese character is cut at each of its bytes.
    for start in 65533 65534 65535 65536; do
        for encoding in gbk utf-8; do
            {
                printf 'id,name\n0,'
                head -c $((start - 13)) /dev/zero | tr '\0' x
                printf '\n1,'
                printf '张三\n2,李四\n' | iconv -f utf-8 -t $encoding
            } >in.csv
            [ "$(admit-from-csv -m map -r rejects in.csv | tail -n 2 | jq -r .name | xargs)" = '张三 李四' ] ||
                fail "$start $encoding"
        done
    done
}

@test "admit-from-csv: the name of a file is a base name and UTF-8" {
    echo '{"学号":"id","姓名":"name"}' >map
    mkdir folder
    name=$(printf 'in-\325\305.csv')
    printf '学号,姓名\n01,张三\n02\n' >"folder/$name"
    admit-from-csv -m map -r rejects "./folder/$name" >out
    [ "$(cat out)" = '{"id":"01","name":"张三","source":{"file":"in-\\xd5\\xc5.csv","line":2}}' ]
    iconv -f utf-8 -t utf-8 rejects >/dev/null
    admit-select true out | cmp - out
    (cd folder && admit-from-csv -m ../map -r ../again "$name") | cmp - out
    run admit-from-csv -m map "folder/$name"
    [[ $output == *'in-\xd5\xc5.csv:3: csv-note-row: '* ]]
}


@test "admit-from-csv -p: the policy names the files" {
    mkdir 'a[1]' 'a[1]/more'
    for file in b.csv a.csv B.csv other.csv more/c.csv; do printf 'id\n%s\n' "$file" >"a[1]/$file"; done
    policy() { echo "{\"from-csv\":{\"files\":$1,\"map\":{\"id\":\"id\"}}}" >'a[1]/policy.json'; }
    ids() { admit-from-csv -p 'a[1]/policy.json' "$@" | jq -r .id | xargs; }
    # By bytes, each once, whatever the patterns are and wherever the filter runs.
    policy '["b*.csv", "[aB].csv", "more/*.csv", "b.csv"]'
    [ "$(ids)" = 'B.csv a.csv b.csv more/c.csv' ]
    (cd 'a[1]/more' && [ "$(admit-from-csv -p ../policy.json | jq -r .id | xargs)" = 'B.csv a.csv b.csv more/c.csv' ])
    policy '"other.csv"'
    [ "$(ids </dev/null)" = other.csv ]
    # Operands win.
    [ "$(ids 'a[1]/a.csv')" = a.csv ]
    policy '["a.csv", "late*.csv"]'
    run ids
    [ "$output" = 'admit-from-csv: a[1]/policy.json: /from-csv/files: "late*.csv" names no file' ]
}

@test "admit-from-csv: a mark or an unseen character in the middle of a file is no child" {
    echo '{"学号":"id","姓名":"name"}' >map
    { printf '\357\273\277学号,姓名\n01,张三\n'; printf '\357\273\277学号,姓名\n\357\273\27702,李四\n\302\24003\302\240,\342\200\213王五\n'; } >in.csv
    for encoding in utf-8 utf-16le gb18030; do
        iconv -f utf-8 -t $encoding in.csv >encoded.csv
        admit-from-csv --delimiter comma -m map -r rejects encoded.csv >out
        [ "$(jq -c '[.id, .name]' out | xargs)" = '[01,张三] [02,李四] [03,王五]' ] || fail "$encoding"
        [ "$(jq -c '[.line, .code]' rejects)" = '[3,"csv-repeated-header"]' ] || fail "$encoding"
    done
}

@test "admit-from-csv: harmless blemishes are cleaned, counted, and kept raw" {
    cat >map <<'END'
{"姓名":{"to":"name","clean":["width","inner-space","middle-dot","gloss"]},
 "身份证":{"to":"id","clean":["width","id-x"]},
 "手机":{"to":"mobile","clean":["first-of"]}}
END
    from '报名表,,\n姓名,身份证,手机\n\n张　三,62012319240507058x,15410000001/15410000002\n李四,620102201409010015,15410000003\n,,\n阿依古丽.买买提,,1\n學(xué)文,62012319240507058Х,0931\n' \
        --summary summary >out
    diff out - <<'END'
{"name":"张三","id":"62012319240507058X","mobile":"15410000001","source":{"file":"in.csv","line":4,"raw":{"姓名":"张　三","身份证":"62012319240507058x","手机":"15410000001/15410000002"}}}
{"name":"李四","id":"620102201409010015","mobile":"15410000003","source":{"file":"in.csv","line":5}}
{"name":"阿依古丽·买买提","mobile":"1","source":{"file":"in.csv","line":7,"raw":{"姓名":"阿依古丽.买买提"}}}
{"name":"學文","id":"62012319240507058X","mobile":"0931","source":{"file":"in.csv","line":8,"raw":{"姓名":"學(xué)文","身份证":"62012319240507058Х"}}}
END
    [ "$(jq -c .rows summary)" = '{"title":1,"header":1,"blank":2}' ]
    [ "$(jq -c .cleaned summary)" = '{"姓名":{"width":1,"inner-space":1,"middle-dot":1,"gloss":1},"身份证":{"id-x":2},"手机":{"first-of":1}}' ]
    for clean in '"trim"' '["scrub"]' '["trim","trim"]' '[1]'; do
        echo "{\"a\":{\"to\":\"a\",\"clean\":$clean}}" >map
        run from 'a\n1\n'
        [ "$status" -eq 2 ]
        [ "$output" = "admit-from-csv: map: a: clean must be an array of trim, unseen, width, middle-dot, gloss, guard, id-x, inner-space and first-of, each once at most" ]
    done
}

@test "admit-from-csv: each type of a column" {
    cat >map <<'END'
{"号":"code","分":{"to":"score","type":"decimal"},"数":{"to":"count","type":"integer"},
 "日":{"to":"day","type":"date","date-serial":1904},
 "有":{"to":"has","type":"boolean","yes":["有","√"],"no":["无"]},
 "项":{"to":"a.list","type":"list"},"列":{"to":"a.other","type":"list","separators":["和","+"]}}
END
    from '号,分,数,日,有,项,列\n007,87.50,3,40421,√,书法、足球；合唱,甲和乙+丙/丁\n' >out
    diff out - <<'END'
{"code":"007","score":87.50,"count":3,"day":"2014-09-01","has":true,"a":{"list":["书法","足球","合唱"],"other":["甲","乙","丙/丁"]},"source":{"file":"in.csv","line":2}}
END
    from '号,分,数,日,有,项,列\n1,6.2E+17,1,,,,\n1,1,1.0,,,,\n1,1,1,2014-9,,,\n1,1,1,,半,,\n1,1,1,,无,a、、b,\n1,1,1,,否,a、,和\n' \
        -r rejects >out
    [ "$(set_aside | xargs)" = "2 csv-not-a-decimal 3 csv-not-an-integer 4 csv-not-a-date 5 csv-not-a-boolean 6 csv-not-a-list 7 csv-not-a-list" ]
    expect_refused '"type":"boolean","yes":["否"]' "has a word that means yes and no"
    expect_refused '"type":"boolean","yes":["a"],"no":["a"]' "has a word that means yes and no"
    expect_refused '"yes":["a"]' "has words for yes or no, but is no boolean"
    expect_refused '"separators":["a"]' "has separators, but is no list"
    expect_refused '"type":"list","separators":[""]' "separators must be an array of texts that are not empty"
    expect_refused '"type":"money"' "type must be text, number, decimal, integer, date, boolean or list"
}

@test "admit-from-csv: the delimiter is found, and the reason is told" {
    local name
    for name in comma=, semicolon=\; 'tab=\t'; do
        run from "$(sed "s/;/${name#*=}/g" <<<'报名表;\nid;姓名;语文\n1;"a,b;c";1\n2;b;2\n')" -v
        [[ $output == *'{"id":"1","name":"a,b'* ]]
        [[ $output == *"in.csv: delimiter ${name%%=*}: 3 of the first 4 lines have 2 of them"* ]] || fail "$output"
    done
    echo '{"a":{"to":"a","type":"text"},"b":"b"}' >map
    [ "$(from 'a;b\n1,5;2,5\n2,5;3,5\n' | jq -rc .a | xargs)" = "1,5 2,5" ]
    [ "$(printf 'a,b\n1,2\n' | iconv -t UTF-16 | admit-from-csv -m map | jq -rc .b)" = 2 ]
    run from 'a,b;c\n1,2\n' --delimiter comma -v --unmapped drop
    [[ $status -eq 2 || $output == *"in.csv: delimiter comma"* ]]
    for encoding in UTF-8 GB18030; do
        printf '表\n\na，b\n1，2\n' | iconv -t "$encoding" >in.csv
        run admit-from-csv -m map in.csv
        [[ $status -eq 2 && $output == "admit-from-csv: in.csv:3: csv-full-width-comma: "* ]] || fail "$output"
    done
    echo '{"a，b":"a"}' >map
    [ "$(admit-from-csv -m map --delimiter comma <<<$'a，b\n1，2' | jq -r .a)" = "1，2" ]
}

@test "admit-from-csv: two header rows, one of groups, are joined" {
    cat >map <<'END'
{"学号":"id","姓名":"name","成绩/语文":"scores.chinese","成绩/数学":"scores.math",
 "监护人1/姓名":"guardians[]","监护人2/姓名":"guardians[]","班级":"class"}
END
    from '成绩表,,,,,,\n学号,姓名,成绩,,监护人1,监护人2,班级\n,,语文,数学,姓名,姓名,\n1,张三,90,80,张一,李一,2\n合计,,90,80,,,\n学号,姓名,成绩,,监护人1,监护人2,班级\n,,语文,数学,姓名,姓名,\n2,李四,91,81,,,3\n' \
        -r rejects --summary summary >out
    diff out - <<'END'
{"id":"1","name":"张三","scores":{"chinese":"90","math":"80"},"guardians":["张一","李一"],"class":"2","source":{"file":"in.csv","line":4}}
{"id":"2","name":"李四","scores":{"chinese":"91","math":"81"},"guardians":[],"class":"3","source":{"file":"in.csv","line":8}}
END
    [ "$(set_aside | xargs)" = "5 csv-total-row 6 csv-repeated-header 7 csv-repeated-header" ]
    [ "$(jq -c .rows summary)" = '{"title":1,"header":2,"blank":0}' ]
    # A map of the lower headers alone reads it as well, as long as each is there once.
    echo '{"学号":"id","语文":"c","数学":"m"}' >map
    [ "$(from '学号,成绩,\n,语文,数学\n1,90,80\n' | jq -c 'del(.source)')" = '{"id":"1","c":"90","m":"80"}' ]
    [ "$(from 'x,y,z\n学号,成绩,\n,语文,数学\n1,90,80\n' --header-row 2 | jq -c .m)" = '"80"' ]
    run from 'x,y,z\n学号,成绩,\n,语文,数学\n1,90,80\n'
    [[ $status -eq 2 && $output == "admit-from-csv: in.csv:1: csv-header-in-doubt: "*"in line 2: "* ]] || fail "$output"
    run from '学号,上,,下\n,语文,数学,语文\n1,90,80,70\n'
    [ "$output" = "admit-from-csv: in.csv:1: csv-bad-header: column 语文 stands there twice" ]
}

@test "admit-from-csv --totals: words of totals beside the usual ones" {
    printf '学号,姓名\n01,张\nTotal: 1,x\n本校 人数,1\n合计,1\n02,Total\n' >in.csv
    echo '{"from-csv":{"map":{"学号":"id","姓名":"name"},"totals":["本校人数","Total :"]}}' >policy.json
    admit-from-csv -p policy.json -r rejects in.csv >out
    [ "$(jq -r .id out | xargs)" = "01 02" ]
    [ "$(set_aside | xargs)" = "3 csv-total-row 4 csv-total-row 5 csv-total-row" ]
    jq '."from-csv".map' policy.json >map
    admit-from-csv -m map --totals Total --totals 本校 -r rejects in.csv | cmp - out
    run admit-from-csv -m map --totals ' ' in.csv
    [[ $status -eq 2 && $output == "admit-from-csv: --totals: a word has nothing to be seen" ]] || fail "$output"
}

@test "admit-from-csv --suggest-map: a draft that can be used at once" {
    printf '报名表,,,,,,,,,,\n序号,姓名,出生日期,成绩,,监护人1,第一志愿,第二志愿,走读,a/b,证号\n,,,语文,数学,姓名,,,,,\n1,张　三,41883,90,80.5,张一,S01,S02,是,2,0012\n2,李四,41884,91,70,李一,S02,,否,,0013\n' >in.csv
    admit-from-csv --suggest-map in.csv >policy.json
    jq -c '."from-csv".map | map_values(if . then [.to, .type, ."date-serial"] | map(select(.)) else . end)' policy.json >got
    diff got - <<'END'
{"序号":null,"姓名":["name"],"出生日期":["birth","date",1900],"成绩/语文":["scores.chinese","decimal"],"成绩/数学":["scores.math","decimal"],"监护人1/姓名":["guardian1.name"],"第一志愿":["choices[]"],"第二志愿":["choices[]"],"走读":["走读","boolean"],"a/b":["/a~1b","decimal"],"证号":["证号"]}
END
    [ "$(jq -c '."from-csv".map["姓名"].clean' policy.json)" = '["unseen","width","gloss","middle-dot","inner-space"]' ]
    admit-from-csv -p policy.json in.csv >out
    [ "$(head -n 1 out)" = '{"name":"张三","birth":"2014-09-01","scores":{"chinese":90,"math":80.5},"guardian1":{"name":"张一"},"choices":["S01","S02"],"走读":true,"a/b":2,"证号":"0012","source":{"file":"in.csv","line":4,"raw":{"姓名":"张　三"}}}' ]
    # Nobody knows these, and codes stay texts.
    printf 'x,y,电话,说\n1.5,007,12345678,a\n' | admit-from-csv --suggest-map >policy.json
    [ "$(jq -c '[."from-csv".map[].type]' policy.json)" = '["decimal",null,null,null]' ]
    run admit-from-csv --suggest-map </dev/null
    [[ $status -eq 2 && $output == "admit-from-csv: <stdin>: no row looks like a header row" ]]
    run admit-from-csv --suggest-map in.csv in.csv
    [[ $status -eq 2 && $output == *"of one file"* ]]
}

@test "admit-from-csv --suggest-map: the drafts for the samples take every row" {
    local file
    for file in "$BATS_TEST_DIRNAME"/../samples/*/small/applicants.csv; do
        admit-from-csv --suggest-map "$file" >policy.json
        admit-from-csv -p policy.json "$file" >out
        [ "$(wc -l <out)" -eq "$(($(wc -l <"$file") - 1))" ]
    done
}
