load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >in <<'END'
{"id":"A1","name":"张晓明","resident_id":"620102200507017419","mobile":"15423095112","birth":"2005-07-01","scores":{"math":87.50,"pe":40},"choices":["S1","S2"],"address":"南屏巷184号"}
{"id":"A2","name":"李雷","resident_id":"6201","mobile":"110","birth":"20041125","scores":{"pe":39},"choices":[]}
{"id":"A3","name":"阿依古丽·买买提","extra":"secret","birth":"2005/1/2"}
END
    printf 'a secret of some length\n' >key
}

@test "admit-mask: contract" {
    CONTRACT_OUTPUT=other contract admit-mask --fields id
}

@test "admit-mask: what is listed goes out in its form, and nothing else" {
    admit-mask --fields 'name as name' --fields 'resident_id as id' --fields 'mobile as phone' \
        --fields 'birth as year' --fields scores.math --fields choices in | cmp - <(cat <<'END'
{"name":"张*明","resident_id":"620102********7419","mobile":"154****5112","birth":"2005","scores":{"math":87.50},"choices":["S1","S2"]}
{"name":"李*","resident_id":"****","mobile":"***","birth":"2004","choices":[]}
{"name":"阿******提","birth":"2005"}
END
    )
}

@test "admit-mask: fields of one object stand together" {
    echo '{"a":{"b":{"c":1,"d":2},"e":3,"f":4},"g":5}' >deep
    [ "$(admit-mask --fields a.b.d --fields a.b.c --fields a.f --fields g deep)" = '{"a":{"b":{"d":2,"c":1},"f":4},"g":5}' ]
    [ "$(admit-mask --fields a.x.y --fields a.b.c --fields a.e deep 2>said || [ $? -eq 1 ])" = '{"a":{"b":{"c":1},"e":3}}' ]
    for wrong in 'a.e g a.f' 'a a.e' 'a.e a.e' 'choices.0' '/a/b' 'id as_name' 'a..b'; do
        args=()
        for field in $wrong; do args+=(--fields "${field/_/ }"); done
        [[ $wrong != *as_name ]] || args=(--fields 'id as nickname')
        run admit-mask "${args[@]}" deep
        [[ $status -eq 2 && $output == "admit-mask: --fields: field "* ]] || fail "$wrong: $status $output"
    done
}

# HMAC-SHA-256 of the field's name, a NUL and the value, by OpenSSL's own command.
@test "admit-mask: a pseudonym can be recomputed by who has the secret, by nobody else" {
    admit-mask --fields 'id as pseudonym' --pseudonym key in | jq -r .id >got
    for id in A1 A2 A3; do
        printf 'id\0%s' "$id" | openssl dgst -sha256 -mac HMAC -macopt "key:a secret of some length" -r | cut -c1-32
    done | cmp - got
    run admit-mask --fields 'id as pseudonym' in
    [[ $status -eq 2 && $output == *"needs a secret"* ]]
}

@test "admit-mask: a secret is not published as it is" {
    for field in name scores.math scores; do
        run admit-mask --fields id --fields "$field" --secrets name --secrets scores.math in
        [[ $status -eq 2 && $output == *"is one of the secrets"* ]] || fail "$field: $output"
    done
    admit-mask --fields 'name as name' --fields scores.pe --secrets name --secrets scores.math in >out
}

@test "admit-mask: what cannot be masked is set aside" {
    printf '{"name":5}\n{"birth":"unknown"}\n{"name":"王五"}\n' >odd
    admit-mask --fields 'name as name' --fields 'birth as year' -r rejects odd >out
    [ "$(cat out)" = '{"name":"王*"}' ]
    [ "$(jq -r '[.code, .field] | join(" ")' rejects | xargs)" = "mask-not-text name mask-no-date birth" ]
}

@test "admit-mask --check: values that leak are named by file, line and field, never quoted" {
    mkdir -p public/inner
    admit-mask --fields 'name as name' --fields scores in >public/list.jsonl
    check() {
        admit-mask --check public --secrets name --secrets resident_id --secrets mobile --secrets address in
    }
    check >found
    [ ! -s found ]
    printf 'a,b\n1,2\n3,x620102200507017419y\n' >public/inner/table.csv
    printf '招生办 南屏巷184号 张晓明 15423095112\n阿依古丽\n' >public/notes.txt
    printf 'PK\3\4zip' >public/book.xlsx
    run --separate-stderr check
    [[ $status -eq 1 && $stderr == *"1 values are shorter than 4 bytes"* ]]
    [ "$output" = '{"file":"public/book.xlsx","code":"leak-unknown"}
{"file":"public/inner/table.csv","line":3,"code":"leak","field":"resident_id"}
{"file":"public/notes.txt","line":1,"code":"leak","field":"address"}
{"file":"public/notes.txt","line":1,"code":"leak","field":"name"}
{"file":"public/notes.txt","line":1,"code":"leak","field":"mobile"}' ] || fail "$output"
    [[ $output != *张晓明* && $output != *7419* ]]
    run admit-mask --check nowhere --secrets name in
    [ "$status" -eq 2 ]
}

@test "admit-mask --check: a city's public list has no value of a person" {
    admit-generate --applicants 300 --seed mask --format jsonl --output year
    mkdir public
    admit-mask --fields 'id as pseudonym' --pseudonym key --fields 'name as name' --fields total year/applicants.jsonl >public/list.jsonl
    admit-mask --check public --secrets name --secrets resident_id --secrets mobile --secrets address \
        --secrets student_number year/applicants.jsonl >found
    [ ! -s found ]
    jq -r '.address' year/applicants.jsonl | tail -n 1 >>public/list.jsonl
    run admit-mask --check public --secrets address year/applicants.jsonl
    [[ $status -eq 1 && $output == *'"line":301,'* ]]
}

@test "admit-mask --check: numbers of persons are found by their pattern" {
    printf '{"sum":"%s"}\nID 11010519491231002X, 110105194912310021\ntel:13800138000\n' \
        "$(printf 1 | sha256sum | cut -c1-64)" >list.txt
    run admit-mask --check list.txt /dev/null
    [ "$status" -eq 1 ]
    [ "$output" = '{"file":"list.txt","line":2,"code":"leak-pattern","pattern":"resident-id"}
{"file":"list.txt","line":3,"code":"leak-pattern","pattern":"mobile"}' ] || fail "$output"
    mkdir empty
    run admit-mask --check empty /dev/null
    [[ $status -eq 2 && $output == *"there are no files to search"* ]]
}

@test "admit-mask --check: a name is found in a file of GBK too" {
    admit-to-csv --columns name --encoding gbk in >list.csv
    run --separate-stderr admit-mask --check list.csv --secrets name in
    [ "$status" -eq 1 ]
    [ "$(jq -r '[.line, .field] | join(" ")' <<<"$output" | xargs)" = '2 name 3 name 4 name' ]
}

@test "admit-mask --unique: rows that what is known of them identifies" {
    cat >admitted <<'END'
{"name":"张晓明","school":"S1"}
{"name":"张大","school":"S1"}
{"name":"欧阳云","school":"S1"}
{"name":"张小白","school":"S2"}
{"name":"李雷","school":"S2"}
{"name":"李明","school":"S2"}
{"name":"张小黑","school":"S1"}
END
    run admit-mask --unique 2 --known 'name as surname' --known school admitted
    [ "$status" -eq 1 ]
    [ "$output" = '{"file":"admitted","line":2,"code":"identified","alike":1}
{"file":"admitted","line":3,"code":"identified","alike":1}
{"file":"admitted","line":4,"code":"identified","alike":1}' ] || fail "$output"
    run admit-mask --unique 2 --known school admitted
    [[ $status -eq 0 && -z $output ]]
    run admit-mask --unique 5 --known school - <admitted
    [[ $status -eq 1 && ${#lines[@]} -eq 7 ]]
    for wrong in '--unique 2' '--unique 1 --known school' '--unique 2 --known school --check in'; do
        read -ra words <<<"$wrong"
        run admit-mask "${words[@]}" admitted
        [ "$status" -eq 2 ] || fail "$wrong: $status"
    done
}
