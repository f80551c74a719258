load helper

@test "admit-dedup: contract" {
    contract admit-dedup --key id
}

applicants='{"id":"1","no":"62010219990101001X","name":"张三","tel":"139 0000"}
{"id":"2","no":"620102199901010020","name":"李四","tel":"138"}
{"id":"3","no":"６２０１０２１９９９０１０１００１ｘ","name":"张　三","tel":"137","score":87.50}
{"id":"4","name":"王五","tel":""}
{"id":"5","no":"620102199901010020","name":"李四","tel":"1390000"}
{"id":"6","no":null,"name":"赵六","tel":"137"}'

ids() {
    jq -r .id | tr -d '\n'
}

@test "admit-dedup: the first stays, byte for byte, the others say whom they repeat" {
    cd "$BATS_TEST_TMPDIR"
    echo "$applicants" >in.jsonl
    run --separate-stderr admit-dedup -r rejects --key no in.jsonl
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$output" = "$(sed '3d;5d' in.jsonl)" ]
    run jq -c '[.line, .code, .field, .kept, .reason, .record]' rejects
    [ "${lines[0]}" = "[3,\"duplicate\",\"no\",\"1\",\"the same as in.jsonl:1, which is kept\",$(sed -n 3p in.jsonl | jq -c .)]" ]
    [ "${lines[1]}" = "[5,\"duplicate\",\"no\",\"2\",\"the same as in.jsonl:2, which is kept\",$(sed -n 5p in.jsonl | jq -c .)]" ]
    [ "${#lines[@]}" -eq 2 ]
}

@test "admit-dedup: messages name places, not people" {
    run --separate-stderr admit-dedup --key no <<<"$applicants"
    [ "$status" -eq 1 ]
    [ "${stderr_lines[0]}" = "admit-dedup: <stdin>:3: duplicate: no: the same as <stdin>:1, which is kept" ]
    [ "${#stderr_lines[@]}" -eq 2 ]
}

@test "admit-dedup --keep last: the last stays, in the order of the input" {
    cd "$BATS_TEST_TMPDIR"
    [ "$(admit-dedup -r rejects --keep last --key no <<<"$applicants" | ids)" = 3456 ]
    run jq -c '[.line, .code, .kept, .reason]' rejects
    [ "${lines[0]}" = '[1,"duplicate","3","the same as <stdin>:3, which is kept"]' ]
    [ "${lines[1]}" = '[2,"duplicate","5","the same as <stdin>:5, which is kept"]' ]
    [ "${#lines[@]}" -eq 2 ]
    admit-dedup -r rejects --keep last --key no <<<"$applicants" | sed -n 1p |
        cmp - <(sed -n 3p <<<"$applicants")
}

@test "admit-dedup: all parts of a key must agree, any of the keys is enough" {
    [ "$(admit-dedup -r /dev/null --key no,tel <<<"$applicants" | ids)" = 123456 ]
    [ "$(admit-dedup -r /dev/null --key no --key tel <<<"$applicants" | ids)" = 124 ]
    [ "$(admit-dedup -r /dev/null --key name,no --key tel <<<"$applicants" | ids)" = 124 ]
}

@test "admit-dedup: a name with a variation selector is the same name" {
    printf '%b\n' '{"id":"1","name":"葛城"}' '{"id":"2","name":"葛\xf3\xa0\x84\x80城"}' |
        admit-dedup -r "$BATS_TEST_TMPDIR/rejects" --key name >"$BATS_TEST_TMPDIR/out"
    [ "$(ids <"$BATS_TEST_TMPDIR/out")" = 1 ]
    [ "$(jq -r .code "$BATS_TEST_TMPDIR/rejects")" = duplicate ]
}

@test "admit-dedup: a chain leads to the one that is kept" {
    chain='{"id":"A","x":"1","y":"1"}
{"id":"B","x":"1","y":"2"}
{"id":"C","x":"3","y":"2"}'
    cd "$BATS_TEST_TMPDIR"
    [ "$(admit-dedup -r rejects --key x --key y <<<"$chain" | ids)" = A ]
    [ "$(jq -r '"\(.record.id)\(.kept)\(.field)"' rejects | tr '\n' ' ')" = "BAx CAy " ]
    [ "$(admit-dedup -r rejects --keep last --key x --key y <<<"$chain" | ids)" = C ]
    [ "$(jq -r '"\(.record.id)\(.kept)\(.field)"' rejects | tr '\n' ' ')" = "ACx BCy " ]
}

@test "admit-dedup: of several keys that agree, the first names the one that is kept" {
    cd "$BATS_TEST_TMPDIR"
    [ "$(admit-dedup -r rejects --key y --key x <<<'{"id":"A","x":"1","y":"1"}
{"id":"B","x":"2","y":"2"}
{"id":"C","x":"1","y":"2"}' | ids)" = AB ]
    [ "$(jq -r '"\(.kept)\(.field)"' rejects)" = By ]
}

@test "admit-dedup: parts do not run into each other" {
    [ "$(admit-dedup --key a,b <<<'{"id":"1","a":"ab","b":"c"}
{"id":"2","a":"a","b":"bc"}' | ids)" = 12 ]
}

@test "admit-dedup --strict-keys: a record that lacks a key is set aside" {
    cd "$BATS_TEST_TMPDIR"
    [ "$(admit-dedup -r rejects --strict-keys --key no <<<"$applicants" | ids)" = 12 ]
    run jq -r '"\(.line) \(.code) \(.field)"' rejects
    [ "${lines[1]}" = "4 dedup-missing-key no" ]
    [ "${lines[3]}" = "6 dedup-missing-key no" ]
}

@test "admit-dedup: an array in a key is set aside, a number is its digits" {
    run --separate-stderr admit-dedup -r "$BATS_TEST_TMPDIR/r" --key n <<<'{"n":[1]}
{"n":5}
{"n":"5"}
{"n":5.0}'
    [ "$output" = '{"n":5}' ]
    [ "$(jq -r .code "$BATS_TEST_TMPDIR/r" | tr '\n' ' ')" = "dedup-bad-key duplicate duplicate " ]
}

@test "admit-dedup: several files, and another id" {
    cd "$BATS_TEST_TMPDIR"
    echo '{"no":"1","who":{"n":7.0}}' >a
    printf '\n{"no":"2","who":{}}\n' | tail -n 1 >b
    echo '{"no":"1"}' >c
    echo '{"no":"2"}' >>c
    for keep in first last; do
        admit-dedup -r rejects --keep "$keep" --id who.n --key no a b c >/dev/null
        jq -r '"\(.file):\(.line) \(.kept) \(.reason)"' rejects >"$keep"
    done
    [ "$(cat first)" = "c:1 7.0 the same as a:1, which is kept
c:2 null the same as b:1, which is kept" ] ||
        [ "$(cat first)" = "c:1 7 the same as a:1, which is kept
c:2 null the same as b:1, which is kept" ]
    [ "$(cat last)" = "a:1 null the same as c:1, which is kept
b:1 null the same as c:2, which is kept" ]
}

@test "admit-dedup -p: keys from a policy" {
    cd "$BATS_TEST_TMPDIR"
    echo '{"dedup":{"keys":[["no"],["name","tel"]],"keep":"last"}}' >policy.json
    [ "$(admit-dedup -p policy.json -r rejects <<<"$applicants" | ids)" = 3456 ]
    [ "$(admit-dedup -p policy.json --key tel -r rejects <<<"$applicants" | ids)" = 2456 ]
    for keys in '"no"' '["no"]' '[[]]' '[["a..b"]]' '[]'; do
        echo "{\"dedup\":{\"keys\":$keys}}" >bad.json
        run admit-dedup -p bad.json </dev/null
        [ "$status" -eq 2 ]
    done
}

@test "admit-dedup: mistakes of the user" {
    run admit-dedup </dev/null
    [ "$status" -eq 2 ]
    run admit-dedup --key a, </dev/null
    [ "$status" -eq 2 ]
    run admit-dedup --key a --keep some </dev/null
    [ "$status" -eq 2 ]
}

@test "admit-dedup: the same as awk, on random records" {
    cd "$BATS_TEST_TMPDIR"
    awk 'BEGIN { s = 42; for (i = 1; i <= 20000; i++) { s = s * 16807 % 2147483647
        printf "{\"id\":%d,\"k\":\"%d\"}\n", i, s % 7000 } }' >in
    admit-dedup -r first --key k in | cmp - <(awk -F '"k":' '!seen[$2]++' in)
    admit-dedup -r last --keep last --key k in | cmp - <(tac in | awk -F '"k":' '!seen[$2]++' | tac)
    [ "$(wc -l <first)" -eq "$(wc -l <last)" ]
}

@test "admit-dedup: what is said of a file whose name is not UTF-8 is UTF-8" {
    name=$(printf 'in-\325\305.jsonl')
    printf '{"a":1}\n{"a":1}\nx\n' >"$name"
    admit-dedup --key a -r rejects "$name" >out
    iconv -f utf-8 -t utf-8 rejects >/dev/null
    [ "$(jq -r .code rejects | xargs)" = 'duplicate not-json' ]
    [ "$(jq -r .file rejects | uniq)" = 'in-\xd5\xc5.jsonl' ]
    [ "$(jq -r 'select(.code == "duplicate").reason' rejects)" = 'the same as in-\xd5\xc5.jsonl:1, which is kept' ]
}
