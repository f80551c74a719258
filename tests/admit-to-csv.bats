load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
}

@test "admit-to-csv: contract" {
    CONTRACT_EMPTY=id CONTRACT_OUTPUT=other contract admit-to-csv --columns id
}

@test "admit-to-csv: columns are paths, digits stay" {
    run admit-to-csv -c '报名号=id,scores.math,n,choices.1' \
        <<<'{"n":12345678901234567890,"id":"01","scores":{"math":87.50},"choices":["A","B"]}'
    [ "$output" = $'报名号,scores.math,n,choices.1\n01,87.50,12345678901234567890,B' ]
}

@test "admit-to-csv: what is not text or number" {
    run --separate-stderr admit-to-csv -c a,b,c,d,e,f <<<'{"a":true,"b":false,"c":null,"d":[1, "x"],"e":{"y":1e2}}'
    [ "$stderr" = "admit-to-csv: --columns: no-such-field: no record has f" ]
    [ "$output" = $'a,b,c,d,e,f\ntrue,false,,"[1, ""x""]","{""y"":1e2}",' ]
}

@test "admit-to-csv: quotes where they are needed" {
    admit-to-csv -c a,b >out <<'END'
{"a":"x,y","b":"say \"hi\""}
{"a":"two\nlines","b":" padded "}
{"a":"\u5f20\u4e09","b":"#;'"}
END
    printf 'a,b\n"x,y","say ""hi"""\n"two\nlines"," padded "\n张三,#;'"'"'\n' | cmp out
}

@test "admit-to-csv: an empty cell alone is a row" {
    printf '{"a":"x"}\n{}\n{"a":""}\n' | admit-to-csv -c a >out
    printf 'a\nx\n""\n""\n' | cmp out
}

@test "admit-to-csv --bom --crlf" {
    echo '{"a":"x","b":null}' | admit-to-csv --bom --crlf -c a,b >out
    printf '\357\273\277a,b\r\nx,\r\n' | cmp out
}

@test "admit-to-csv --excel: digits that are text stay text" {
    admit-to-csv --excel -c a,b,c >out <<'END'
{"a":"620102201409010015","b":"007","c":"2014-09-01"}
{"a":"62010220140901001X","b":"3E5","c":"1/2 "}
{"a":123456789012345,"b":1234567890123456,"c":"A-1"}
END
    printf '\357\273\277a,b,c\r\n"=""620102201409010015""","=""007""","=""2014-09-01"""\r\n62010220140901001X,"=""3E5""","=""1/2 """\r\n123456789012345,"=""1234567890123456""",A-1\r\n' | cmp out
}

@test "admit-to-csv --guard: no cell is a formula" {
    admit-to-csv --guard -c a,b >out <<'END'
{"a":"=1+1","b":"+86 139"}
{"a":"@x","b":"\tx"}
{"a":"＝x","b":-5}
{"a":"a=1","b":"-"}
END
    printf 'a,b\n"'"'=1+1"'","'"'+86 139"'"\n"'"'@x"'","'"'\tx"'"\n"'"'＝x"'",-5\na=1,"'"'-"'"\n' | cmp out
}

@test "admit-to-csv --excel: formulas are guarded, unless --unguarded" {
    echo '{"a":"=cmd","b":"\n=1+1","c":"(1)","d":"\u00a0\uff0bx"}' >in
    admit-to-csv --excel -c a,b,c,d in | tail -n +2 >out
    printf '"'"'=cmd"'","'"'\n=1+1"'","=""(1)""","'"'\302\240\357\274\213x"'"\r\n' | cmp out
    admit-to-csv --excel --unguarded -c a,b,c in | tail -n +2 >out
    printf '=cmd,"\n=1+1","=""(1)"""\r\n' | cmp out
    # What is written for programs is not changed.
    admit-to-csv -c a,b,c in | tail -n +2 >out
    printf '=cmd,"\n=1+1",(1)\n' | cmp out
}

@test "admit-to-csv: an array is spread over columns, a gap keeps its place" {
    cat >in <<'END'
{"id":1,"c":["A",null,"C"],"o":[{"s":"x"},{"s":"y"}]}
{"id":2,"c":null}
{"id":3}
END
    admit-to-csv -c '志愿=c[3],o[2].s' in >out
    printf '志愿1,志愿2,志愿3,o.0.s,o.1.s\nA,,C,x,y\n,,,,\n,,,,\n' | cmp out
    echo '{"to-csv":{"columns":["id",{"headers":["第一","第二","第三"],"path":"c[]"}]}}' >policy.json
    admit-to-csv -p policy.json in >out
    printf 'id,第一,第二,第三\n1,A,,C\n2,,,\n3,,,\n' | cmp out
    # Nothing is left out without a word.
    printf '{"c":["A","B","C"]}\n{"c":"A"}\n' >in
    admit-to-csv -r rejects -c 'c[2]' in >out
    echo c.0,c.1 | cmp out
    [ "$(jq -r '[.line, .code, .field] | join(" ")' rejects)" = $'1 array-too-long c\n2 array-wanted c' ]
}

@test "admit-to-csv -p: a number can be a text" {
    echo '{"to-csv":{"excel":true,"columns":[{"header":"a","path":"n","type":"text"},"n"]}}' >policy.json
    echo '{"n":7}' | admit-to-csv -p policy.json >out
    printf '\357\273\277a,n\r\n"=""7""",7\r\n' | cmp out
}

@test "admit-to-csv --encoding: what does not fit is set aside, or replaced" {
    printf '{"id":"1","n":"张三"}\n{"id":"2","n":"李䶮"}\n' >in
    admit-to-csv --encoding gb18030 -c id,姓名=n in >out
    printf 'id,姓名\n1,张三\n2,李䶮\n' | iconv -t gb18030 | cmp out
    admit-to-csv --encoding gbk -r rejects -c id,姓名=n in >out
    printf 'id,姓名\n1,张三\n' | iconv -t gbk | cmp out
    [ "$(jq -r '[.line, .code, .field] | join(" ")' rejects)" = "2 character-not-encoded n" ]
    run --separate-stderr admit-to-csv --encoding gbk --substitute 〓 -c id,姓名=n in
    [[ $status -eq 0 && $stderr == "admit-to-csv: 1 characters do not exist in gbk and were replaced" ]]
    admit-to-csv --encoding gbk --substitute 〓 -c id,姓名=n in 2>/dev/null >out
    printf 'id,姓名\n1,张三\n2,李〓\n' | iconv -t gbk | cmp out
    # Tag characters, which iconv(3) drops.
    printf '{"n":"a\xf3\xa0\x81\x81"}\n' >in
    admit-to-csv --encoding gbk -r rejects -c n in >out
    [ "$(jq -r .code rejects)" = character-not-encoded ]
    # A spreadsheet knows GB18030 without a mark.
    echo '{"n":"007"}' | admit-to-csv --encoding gb18030 --excel -c n >out
    printf 'n\r\n"=""007"""\r\n' | cmp out
}

@test "admit-to-csv --encoding: what cannot be is refused" {
    for options in '--encoding big5' '--encoding gbk --bom' '--substitute x' '--encoding gbk --substitute 䶮'; do
        # shellcheck disable=SC2086
        run admit-to-csv $options -c a </dev/null
        [[ $status -eq 2 && $output == "admit-to-csv: --"* ]] || fail "$options: $status $output"
    done
    run admit-to-csv --encoding gbk --substitute '' -c a </dev/null
    [[ $status -eq 2 ]]
    run admit-to-csv --encoding gbk -c '䶮=a' </dev/null
    [[ $status -eq 2 && $output == *"this header cannot be written in gbk" ]]
}

@test "admit-to-csv: a character U+0000 is no part of a cell" {
    printf '{"n":"a\\u0000b"}\n{"n":"c"}\n' >in
    admit-to-csv -r rejects -c n in >out
    printf 'n\nc\n' | cmp out
    [ "$(jq -r '[.line, .code, .field] | join(" ")' rejects)" = "1 nul-in-cell n" ]
}

# The Big List of Naughty Strings: every text comes back, but for what is unseen around it.
@test "admit-to-csv and admit-from-csv: naughty texts survive" {
    [[ -e $shared/data/torture/blns/blns.json ]] || skip "no list of naughty strings here"
    jq -c 'to_entries[] | {id: "n\(.key)", text: .value, end: "x"}' "$shared/data/torture/blns/blns.json" >records
    echo '{"id":"id","text":"text","end":"end"}' >map
    # From-csv cuts off what is unseen: White_Space, controls, joiners, U+FE0F.
    seen='def seen: [.id, (.text // "" | gsub("^[\\s\\p{Cc}\\p{Cf}\\p{Z}]+|[\\s\\p{Cc}\\p{Cf}\\p{Z}\\x{fe0f}]+$"; ""))]; seen'
    jq -c "$seen" records >wanted
    for options in '' '--crlf' '--excel --unguarded' '--encoding gb18030'; do
        # shellcheck disable=SC2086
        admit-to-csv $options -c id,text,end records | admit-from-csv -m map >back
        jq -c "$seen" back | diff wanted - || fail "options: $options"
    done
    # With a guard, which the map takes back.
    echo '{"id":"id","text":{"to":"text","clean":["guard"]},"end":"end"}' >map
    for options in --guard --excel '--guard --encoding gb18030'; do
        # shellcheck disable=SC2086
        admit-to-csv $options -c id,text,end records | admit-from-csv -m map >back
        jq -c "$seen" back | diff wanted - || fail "options: $options"
    done
    grep -qF '"raw":{"text":"'"'"'-' back
}

@test "admit-to-csv -p: columns and how they are written" {
    cat >policy.json <<'END'
{"to-csv":{"crlf":true,"columns":["id",{"header":"姓, 名","path":"name"}]}}
END
    echo '{"id":1,"name":"a"}' | admit-to-csv -p policy.json >out
    printf 'id,"姓, 名"\r\n1,a\r\n' | cmp out
    echo '{"id":1,"name":"a"}' | admit-to-csv -p policy.json -c name >out
    printf 'name\r\na\r\n' | cmp out
}

@test "admit-to-csv: columns that are none are refused" {
    for columns in '' 'a,' 'a..b' '=a' 'a=' a,a 'a[0]' 'a[]' 'a[20000]' 'a[2],a.1'; do
        run admit-to-csv -c "$columns" </dev/null
        [[ $status -eq 2 && $output == "admit-to-csv: --columns: "* ]] || fail "$columns: $output"
    done
    for columns in '{}' '[1]' '[]' '[{"header":"a"}]' '["a[0]"]' '["a[]"]' '[{"headers":["x"],"path":"a[2]"}]' \
        '[{"headers":["x"],"path":"a"}]' '[{"header":"a","path":"a","type":"date"}]' '[{"header":"a","path":"a","x":1}]' '["/a~2"]'; do
        echo "{\"to-csv\":{\"columns\":$columns}}" >policy.json
        run admit-to-csv -p policy.json </dev/null
        [[ $status -eq 2 && $output == "admit-to-csv: "* ]] || fail "$columns: $output"
    done
}

# What goes out comes in again, but for what is unseen around a text and an empty one.
@test "admit-to-csv and admit-from-csv: there and back" {
    cat >records <<'END'
{"id":"01","name":"张三","scores":{"math":87.50,"pe":0},"ok":true,"choices":["A","B"]}
{"id":"620102201409010015","name":"say \"hi\", twice","scores":{"math":-1e5},"choices":[]}
{"id":"=\"x","name":"two\nlines\r\nand \u0001 a \\","choices":["=1+1"]}
{"id":"'","name":"# , ; \t .","ok":false,"choices":["\ud840\udc87"]}
END
    cat >map <<'END'
{"id":"id","name":"name","scores.math":{"to":"scores.math","type":"number"},
 "scores.pe":{"to":"scores.pe","type":"number"},"ok":{"to":"ok","type":"boolean"},
 "choices.0":"choices[]","choices.1":"choices[]"}
END
    for options in "" --crlf "--excel --unguarded"; do
        # shellcheck disable=SC2086
        admit-to-csv $options -c id,name,scores.math,scores.pe,ok,choices.0,choices.1 records |
            admit-from-csv -m map >back
        sed 's/,"source":{[^}]*}}$/}/' back | jq -c . | diff - <(jq -c . records)
        [ "$(head -n 1 back | grep -c '"math":87.50,"pe":0')" -eq 1 ]
    done
}
