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
    run admit-to-csv -c a,b,c,d,e,f <<<'{"a":true,"b":false,"c":null,"d":[1, "x"],"e":{"y":1e2}}'
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
    echo '{"a":"x"}' | admit-to-csv --bom --crlf -c a,b >out
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
    for columns in '' 'a,' 'a..b' '=a' 'a=' a,a; do
        run admit-to-csv -c "$columns" </dev/null
        [[ $status -eq 2 && $output == "admit-to-csv: --columns: "* ]] || fail "$columns: $output"
    done
    for columns in '{}' '[1]' '[]' '[{"header":"a"}]' '[{"header":"a","path":"a","x":1}]' '["/a~2"]'; do
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
    for options in "" --crlf --excel; do
        # shellcheck disable=SC2086
        admit-to-csv $options -c id,name,scores.math,scores.pe,ok,choices.0,choices.1 records |
            admit-from-csv -m map >back
        sed 's/,"source":{[^}]*}}$/}/' back | jq -c . | diff - <(jq -c . records)
        [ "$(head -n 1 back | grep -c '"math":87.50,"pe":0')" -eq 1 ]
    done
}
