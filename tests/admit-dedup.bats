load helper

@test "admit-dedup: contract" {
    contract admit-dedup --key id
    # All that is judged at the end.
    cat >late.json <<'END'
{"dedup":{"keys":[["id"],{"of":"n","strength":"strong"}],"keep":"record.id",
  "twins":{"same":["t"],"differ":["id"]},
  "homes":{"address":"h","year":"y","school":"s","except":"record.id == earlier.id"},
  "match":{"blocks":["b"],"compare":[{"of":"n","levels":["exact","damerau-levenshtein 3"]},
    {"of":"h","levels":["exact","jaro-winkler 0.5"]}]}}}
END
    echo 0123456789abcdef >secret
    awk 'BEGIN { for (i = 1; i < 7; i++)
        printf "{\"id\":\"%d\",\"n\":\"%d\",\"t\":%d,\"h\":\"h%d\",\"y\":2020,\"s\":1,\"b\":1}\n",
            i % 5, i % 3, i % 2, i % 2 }' >late
    head -n 3 late >early
    contract_faults late admit-dedup -p late.json --against early -r rejects --summary summary
    contract_faults late admit-dedup -p late.json --pseudonym secret --mark
    contract_faults late admit-dedup -p late.json --estimate
    contract_faults late admit-dedup --key id --keep last -r rejects
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
    [ "$output" = "$(sed '3d;5d; 4s/}$/,"dedup":{"lacks":["no"]}}/; 6s/}$/,"dedup":{"lacks":["no"]}}/' in.jsonl)" ]
    run jq -c '[.line, .code, .field, .kept, .reason, .record]' rejects
    [ "${lines[0]}" = "[3,\"duplicate\",\"no\",\"1\",\"the same as in.jsonl:1, which is kept\",$(sed -n 3p in.jsonl | jq -c .)]" ]
    [ "${lines[1]}" = "[5,\"duplicate\",\"no\",\"2\",\"the same as in.jsonl:2, which is kept\",$(sed -n 5p in.jsonl | jq -c .)]" ]
    [ "${#lines[@]}" -eq 2 ]
    [ "$(head -n 1 rejects | jq -c .dedup)" = \
        '{"kind":"duplicate","strength":"certain","with":"1","evidence":[{"key":"no","strength":"certain"}]}' ]
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
    cd "$BATS_TEST_TMPDIR"
    name=$(printf 'in-\325\305.jsonl')
    printf '{"a":1}\n{"a":1}\nx\n' >"$name"
    admit-dedup --key a -r rejects "$name" >out
    iconv -f utf-8 -t utf-8 rejects >/dev/null
    [ "$(jq -r .code rejects | xargs)" = 'duplicate not-json' ]
    [ "$(jq -r .file rejects | uniq)" = 'in-\xd5\xc5.jsonl' ]
    [ "$(jq -r 'select(.code == "duplicate").reason' rejects)" = 'the same as in-\xd5\xc5.jsonl:1, which is kept' ]
}

# judged POLICY < records: "id kind strength with twins home split lacks" of each record
# that there is something to say of.
judged() {
    echo "{\"dedup\":$1}" >"$BATS_TEST_TMPDIR/judged.json"
    admit-dedup -p "$BATS_TEST_TMPDIR/judged.json" -r "$BATS_TEST_TMPDIR/judged.rejects" "${@:2}" |
        jq -r 'select(.dedup) | .id + " " + (.dedup | [.kind, .strength, .with,
            (.twins | select(.) | "twins:" + join(",")),
            (.home | select(.) | "home:\(.year),\(.school)"),
            (.split | select(.) | "split:\(.from),\(.why)"),
            (.lacks | select(.) | "lacks:" + join(","))] | map(select(.)) | join(" "))'
}

# The pairs of one line, in any order of the input, must be judged as these are.
family='{"id":"1","name":"周大双","no":"620102201401010011","guardian":"G1","birth":"2014-01-01","tel":"154"}
{"id":"2","name":"周小双","no":"620102201401010038","guardian":"G1","birth":"2014-01-01","tel":"154"}
{"id":"3","name":"周大雙","no":"620102201401010011","guardian":"G1","birth":"2014-01-01","tel":"154"}
{"id":"4","name":"李明","guardian":"G2","birth":"2014-05-01","tel":"155"}
{"id":"5","name":"李明","no":"620102201405010014","guardian":"G2","birth":"2014-05-01","tel":"155"}'
family_rules='"keys":[["no"],{"of":["name","birth","tel"],"strength":"strong"},{"of":["birth","tel"],"strength":"weak"}],
    "twins":{"same":[["guardian","birth"]],"differ":["name","no.substring(14, 17)"]}'

@test "admit-dedup: strengths: only what is certain is set aside, the rest is marked" {
    cd "$BATS_TEST_TMPDIR"
    run judged "{$family_rules}" <<<"$family"
    [ "${lines[0]}" = "1 twins twins:2" ]
    [ "${lines[1]}" = "2 twins twins:1" ]
    [ "${lines[2]}" = "4 duplicate strong 5 lacks:no" ]
    [ "${lines[3]}" = "5 duplicate strong 4" ]
    [ "${#lines[@]}" -eq 4 ]
    run jq -c '[.record.id, .code, .kept, .field, .dedup.strength, .dedup.evidence[0]]' judged.rejects
    [ "$output" = '["3","duplicate","1","no","certain",{"key":"no","strength":"certain"}]' ]

    [ "$(judged "{$family_rules,\"set-aside\":\"strong\"}" <<<"$family" | cut -d ' ' -f 1 | xargs)" = "1 2 4" ]
    [ "$(jq -r '.record.id + .kept + .dedup.strength' judged.rejects | sort | xargs)" = "31certain 54strong" ]
}

@test "admit-dedup --mark: nothing is set aside, and a second run replaces the marks" {
    cd "$BATS_TEST_TMPDIR"
    echo "{\"dedup\":{$family_rules,\"mark\":true}}" >policy.json
    admit-dedup -p policy.json <<<"$family" >marked
    [ "$(jq -c 'del(.dedup)' marked)" = "$(jq -c . <<<"$family")" ]
    [ "$(jq -r '.dedup | select(.kind == "duplicate") | .cluster + .strength' marked | sort | uniq -c | xargs)" = \
        "2 1certain 2 4strong" ]
    admit-dedup -p policy.json marked | cmp - marked
    # Without the other one there is nothing to say, and nothing stays.
    sed -n 5p marked | admit-dedup -p policy.json | cmp - <(tail -n 1 <<<"$family")
    # No value that was compared is quoted.
    run jq -r '.dedup | tojson' marked
    [[ "$output" != *周* && "$output" != *6201* && "$output" != *154* ]]
}

@test "admit-dedup: the result does not depend on the order of the records" {
    cd "$BATS_TEST_TMPDIR"
    for order in "1 2 3 4 5" "5 4 3 2 1" "3 1 5 2 4" "2 3 4 5 1"; do
        for line in $order; do
            sed -n "${line}p" <<<"$family"
        done | judged "{$family_rules,\"keep\":\"most-complete\"}" | sort
        jq -r .record.id judged.rejects
    done | sort | uniq -c | awk '$1 != 4' >uneven
    [ ! -s uneven ]
}

# A public immunisation system merged twins by surname, birth date and postcode.
@test "admit-dedup: twins and triplets with one surname, birth date and postcode stay" {
    rules='{"keys":[["no"],{"of":["name.substring(0, 1)","birth","postcode"],"strength":"strong"}],
        "set-aside":"weak","twins":{"same":[["guardian","birth"]],"differ":["name","no"]}}'
    children='{"id":"a","name":"周一","birth":"2014-01-01","postcode":"730000","guardian":"G","no":"1"}
{"id":"b","name":"周二","birth":"2014-01-01","postcode":"730000","guardian":"G"}
{"id":"c","name":"周三","birth":"2014-01-01","postcode":"730000","guardian":"G","no":"3"}'
    run judged "$rules" <<<"$children"
    [ "${lines[0]}" = "a twins twins:b,c" ]
    [ "${lines[1]}" = "b twins twins:a,c lacks:no" ]
    [ "${lines[2]}" = "c twins twins:a,b" ]
    [ "${#lines[@]}" -eq 3 ]
    [ ! -s "$BATS_TEST_TMPDIR/judged.rejects" ]
}

@test "admit-dedup: different numbers split a cluster, and it is said" {
    rules='{"keys":[["no"],{"of":["name"],"strength":"strong"}],"set-aside":"strong"}'
    run judged "$rules" <<<'{"id":"1","name":"王伟","no":"1"}
{"id":"2","name":"王伟"}
{"id":"3","name":"王伟","no":"3"}'
    [ "${lines[0]}" = "1 split:2,ids" ]
    [ "${lines[1]}" = "2 split:1,ids lacks:no" ]
    [ "${lines[2]}" = "3 split:1,ids" ]
    # A key of which a person may have several values splits nothing.
    [ "$(judged "${rules/'["no"]'/'{"of":["no"],"one-each":false}'}" <<<'{"id":"1","name":"王伟","no":"1"}
{"id":"3","name":"王伟","no":"3"}' | wc -l)" -eq 0 ]
    [ "$(jq -r .record.id "$BATS_TEST_TMPDIR/judged.rejects")" = 3 ]
}

@test "admit-dedup --keep: the most complete record, or the greatest value" {
    cd "$BATS_TEST_TMPDIR"
    records='{"id":"1","no":"1","tel":"","at":"2020-05-01"}
{"id":"2","no":"1","tel":"154","at":"2020-05-03","home":{"share":1}}
{"id":"3","no":"1","tel":"155","at":"2020-05-04","home":{"share":null}}
{"id":"4","no":"1","at":"2020-05-04"}'
    kept() {
        admit-dedup -r rejects --key no --keep "$@" <<<"$records" | jq -r .id
    }
    [ "$(kept most-complete)" = 2 ]
    # What was cleaned says nothing of the child.
    [ "$(admit-dedup -r rejects --key no --keep most-complete <<<'{"id":"1","no":"1","tel":"1"}
{"source":{"file":"a.csv","line":7,"raw":{"no":"１"}},"id":"2","no":"1","findings":[1,2,3]}' | jq -r .id)" = 1 ]
    [ "$(kept record.at)" = 3 ] # of two of one day, the smaller id
    [ "$(kept "record.at == '2020-05-01'")" = 1 ]
    [ "$(kept "record.home.share")" = 2 ]
    records=$(tac <<<"$records")
    [ "$(kept record.at)" = 3 ]
}

homes='"homes":{"unit":"unit","address":"address","year":"year","school":"school","except":"record.guardian == earlier.guardian"}'

@test "admit-dedup: a home used within six years, by the unit number, else the address" {
    cd "$BATS_TEST_TMPDIR"
    cat >old <<'END'
{"id":"o1","unit":"620102001001GB00001F00010001","year":2014,"school":"P01","guardian":"G1"}
{"id":"o2","unit":"620102001001GB00001F00010002","year":2015,"school":"P02","guardian":"G2"}
{"id":"o3","unit":"620102001001GB00001F00010003","year":2016,"school":"P03","guardian":"G3"}
{"id":"o4","address":"云杉路12号3号楼402室","year":2018,"guardian":"G4"}
{"id":"o5","unit":"620102001001GB00001F00010005","address":"云杉路14号","year":2019,"school":"P05","guardian":"G5"}
END
    cat >new <<'END'
{"id":"n1","unit":"620102001001gb00001f00010001","year":2020,"guardian":"X"}
{"id":"n2","unit":"６20102 001001GB00001F00010002","year":2020,"guardian":"X"}
{"id":"n3","unit":"620102001001GB00001F00010003","year":2020,"guardian":"G3"}
{"id":"n4","address":"云杉路１２号３号楼402室","unit":"none","year":2020,"guardian":"X"}
{"id":"n5","unit":"620102001001GB00001F00010006","address":"云杉路14号","year":2020,"guardian":"X"}
END
    # 2014 is six years before; G3 is a sibling; two different units are two homes.
    run judged "{$homes}" --against old new
    [ "${lines[0]}" = "n2 same-home home:2015,P02" ]
    [ "${lines[1]}" = "n4 same-home home:2018,null" ]
    [ "${#lines[@]}" -eq 2 ]

    run judged "{${homes/'"year":'/'"set-aside":true,"year":'}}" --against old new
    [ "${#lines[@]}" -eq 0 ]
    run jq -c '[.code, .record.id, .field, .dedup.home.year]' judged.rejects
    [ "${lines[0]}" = '["same-home","n2","homes",2015]' ]
    [ "${lines[1]}" = '["same-home","n4","homes",2018]' ]
}

@test "admit-dedup: calendar years and school years, two uses in one year" {
    records='{"id":"1","address":"A","year":"2014-09-01","guardian":"G1"}
{"id":"2","address":"A","year":"2020-08-31","guardian":"G2"}
{"id":"3","address":"B","year":"2020-09-01","guardian":"G3"}
{"id":"4","address":"B","year":"2020-09-02","guardian":"G4"}'
    run judged "{$homes}" <<<"$records"
    [ "${lines[*]}" = "3 same-home home:2020,null 4 same-home home:2020,null" ]
    run judged "{${homes/'"unit":'/'"count":"school","unit":'}}" <<<"$records"
    [ "${lines[0]}" = "2 same-home home:2014,null" ]
    [ "${#lines[@]}" -eq 3 ]
}

@test "admit-dedup --against: the same child in another district, which is not written" {
    cd "$BATS_TEST_TMPDIR"
    printf '%s\n' '{"id":"a1","no":"1"}' '{"id":"a2","no":"1"}' '{"id":"a3","no":"7"}' >other
    printf '%s\n' '{"id":"b1","no":"2"}' '{"id":"b2","no":"1"}' '{"id":"b3","no":"2"}' >ours
    admit-dedup --key no --against other -r rejects --summary summary <ours >out
    [ "$(jq -r .id out)" = b1 ]
    [ "$(jq -r '.record.id + .kept + " " + .reason' rejects)" = \
        "b2a1 the same as other:1, which is kept
b3b1 the same as <stdin>:1, which is kept" ]
    [ "$(jq -c '[.in, .out, .dropped]' summary)" = "[6,1,3]" ]
}

@test "admit-dedup --one-to-one: the best link, a tie by the ids" {
    cd "$BATS_TEST_TMPDIR"
    rules='{"match":{"blocks":["x"],"prior":0.2,"compare":[
        {"of":"name","levels":["exact","damerau-levenshtein 1"],"m":[0.9,0.09,0.01],"u":[0.001,0.009,0.99]}]}}'
    printf '%s\n' '{"id":"a1","x":1,"name":"abcd"}' '{"id":"a2","x":1,"name":"abce"}' >other
    for ours in 'b1 abcf;b2 abce' 'b2 abce;b1 abcf'; do
        tr ';' '\n' <<<"$ours" | sed -E 's/(.*) (.*)/{"id":"\1","x":1,"name":"\2"}/' |
            judged "$rules" --one-to-one --against other | sort >links
        diff links - <<<"b1 duplicate weak a1
b2 duplicate weak a2"
    done
    # b1 and b2 are as near to a1: the smaller id has it.
    for ours in 'b1 abcx;b2 abcy' 'b2 abcy;b1 abcx'; do
        tr ';' '\n' <<<"$ours" | sed -E 's/(.*) (.*)/{"id":"\1","x":1,"name":"\2"}/' |
            judged "$rules" --one-to-one --against <(head -n 1 other) | sort >links
        diff links - <<<"b1 duplicate weak a1
b2 split:a1,taken"
    done
}

@test "admit-dedup: weights, the frequency of a name, the evidence" {
    cd "$BATS_TEST_TMPDIR"
    cat >policy.json <<'END'
{"dedup":{"mark":true,"match":{"blocks":["birth"],"prior":0.0009765625,"match":12,"review":-4,"compare":[
  {"of":"name","levels":["exact","homophone","jaro-winkler 0.8"],"frequency":true,
   "m":[0.8,0.1,0.05,0.05],"u":[0.01,0.01,0.01,0.97]},
  {"of":"tel","levels":["exact"],"m":[0.5,0.5],"u":[0.001953125,0.998046875]}]}}}
END
    {
        for i in 1 2 3 4 5 6; do
            echo "{\"id\":\"w$i\",\"name\":\"王伟\",\"birth\":\"$i\"}"
        done
        echo '{"id":"x","name":"王伟","birth":"7","tel":"1"}
{"id":"y","name":"王伟","birth":"7","tel":"2"}
{"id":"p","name":"上官婷","birth":"8","tel":"1"}
{"id":"q","name":"上官廷","birth":"8","tel":"1"}'
    } | admit-dedup -p policy.json >out
    # log2(0.1 / 0.01) + log2(256) - log2(1023)
    [ "$(jq -c 'select(.id == "p").dedup | del(.evidence)' out)" = \
        '{"kind":"duplicate","cluster":"p","strength":"weak","with":"q","score":1.323}' ]
    [ "$(jq -c 'select(.id == "q").dedup.evidence' out)" = \
        '[{"compare":"name","level":"homophone","weight":3.322},{"compare":"tel","level":"exact","weight":8}]' ]
    # Eight of ten have the name: log2(0.8 / 0.8).
    [ "$(jq 'select(.id == "x")' out | jq .dedup)" = null ]
    sed -i 's/-4/-20/' policy.json
    admit-dedup -p policy.json out >again
    [ "$(jq -c 'select(.id == "x").dedup.evidence' again)" = \
        '[{"compare":"name","level":"exact","weight":0},{"compare":"tel","level":"none","weight":-0.997}]' ]
}

@test "admit-dedup --blocks: what each key costs; --estimate: a policy that works" {
    cd "$BATS_TEST_TMPDIR"
    echo '{"dedup":{"match":{"blocks":["a",["b","c"]],"max-pairs":4,"compare":[
        {"of":"n","levels":["exact","jaro-winkler 0.9"]}]}}}' >policy.json
    printf '{"a":"%s","b":"%s","c":1,"n":"%s"}\n' x 1 ab x 2 ab x 1 cd y 1 ef "" 3 gh >in
    [ "$(admit-dedup -p policy.json --blocks in)" = \
        '{"block":"a","records":4,"blocks":1,"largest":3,"pairs":3}
{"block":"b,c","records":5,"blocks":1,"largest":3,"pairs":3}' ]
    run admit-dedup -p policy.json in
    [ "$status" -eq 2 ]
    [[ "$output" == *"6 pairs, more than max-pairs (4)"* ]]
    sed -i 's/:4,/:6,/' policy.json
    admit-dedup -p policy.json --estimate in >estimated.json
    jq -e '.dedup.match | (.prior > 0) and (.compare[0] | (.m | length) == 3 and (.u | add | . > 0.999999 and . < 1.000001))' estimated.json
    # The estimate in the policy is what a run without it finds.
    admit-dedup -p policy.json --mark in >without
    admit-dedup -p estimated.json --mark in | cmp - without
    tac in | admit-dedup -p policy.json --estimate | cmp - estimated.json
}

@test "admit-dedup --pseudonym: two districts compare what neither can read" {
    cd "$BATS_TEST_TMPDIR"
    echo 0123456789abcdef >secret
    printf '%s\n' '{"id":"a1","no":"62010X"}' '{"id":"a2"}' >other
    printf '%s\n' '{"id":"b1","no":"62010x"}' '{"id":"b2","no":"2"}' >ours
    admit-dedup --key no --pseudonym secret --mark other | jq -c '{id, dedup: {pseudonyms: .dedup.pseudonyms}}' >given
    run ! grep -q 62010 given
    [ "$(jq -r '.dedup.pseudonyms.no // "none" | length' given | xargs)" = "64 4" ]
    admit-dedup --key no --pseudonym secret --against given -r rejects ours >out
    [ "$(jq -r '.record.id + .kept' rejects)" = b1a1 ]
    [ "$(jq -r .id out)" = b2 ]
    # Another secret finds nothing; a short one is refused.
    echo 0123456789abcdeg >secret
    [ "$(admit-dedup --key no --pseudonym secret --against given ours | wc -l)" -eq 2 ]
    echo short >secret
    run admit-dedup --key no --pseudonym secret ours
    [ "$status" -eq 2 ]
}

@test "admit-dedup: records that lack a key are counted" {
    cd "$BATS_TEST_TMPDIR"
    admit-dedup --key no --key tel --mark --summary summary <<<"$applicants" >out
    [ "$(jq -c .lacks summary)" = '{"no":2,"tel":1}' ]
    [ "$(jq -c 'select(.id == "4").dedup' out)" = '{"lacks":["no","tel"]}' ]
    # The same where records leave at once, or the last is kept; what an earlier run
    # wrote is replaced.
    for keep in first last; do
        admit-dedup --key no --key tel --keep $keep --summary summary.$keep -r r out >again
        [ "$(jq -c .lacks summary.$keep)" = '{"no":2,"tel":1}' ]
        [ "$(jq -c 'select(.dedup) | [.id, .dedup]' again | tail -n 1)" = \
            "$([ $keep = first ] && echo '["4",{"lacks":["no","tel"]}]' || echo '["6",{"lacks":["no"]}]')" ]
        [ "$(jq -c 'select(.dedup.cluster)' again)" = "" ]
    done
}

@test "admit-dedup --memory: more than that is trouble, and nothing is a result" {
    cd "$BATS_TEST_TMPDIR"
    admit-generate --procedure primary --applicants 30000 --format jsonl >in
    cp "$BATS_TEST_DIRNAME/../samples/primary/city/policy.json" .
    for options in '--key id' '--key id --keep last' '--key id --mark' '-p policy.json'; do
        # shellcheck disable=SC2086
        run --separate-stderr sh -c 'admit-dedup --memory 1M "$@" in >out' - $options
        [[ $status -eq 2 && $stderr == *"records take more memory than --memory allows"* ]] ||
            fail "$options: $status $stderr"
        # shellcheck disable=SC2086
        admit-dedup --memory 64M $options in -r r >out
        [ "$(wc -l <out)" -gt 29000 ]
    done
    # The pairs that are found count as well.
    jq -n '{dedup: {match: {blocks: ["agrees"], prior: 0.5, review: -1000, compare: [
        {of: "sex", levels: ["exact"], m: [0.5, 0.5], u: [0.5, 0.5]}]}}}' >policy.json
    head -n 3000 in >few
    run --separate-stderr sh -c 'admit-dedup -p policy.json --memory 8M few >out'
    [[ $status -eq 2 && $stderr == *"more memory than --memory allows"* ]] || fail "$status $stderr"
}

@test "admit-dedup: a key that no record has is no success" {
    cd "$BATS_TEST_TMPDIR"
    echo '{"dedup":{"keys":[["cn.id(resident_ID).number"]]}}' >policy.json
    run --separate-stderr admit-dedup -p policy.json -r r <<<'{"resident_id":"11010519491231002X"}'
    [ "$status" -eq 1 ]
    [ "$stderr" = "admit-dedup: policy.json: /dedup/keys: no-such-value: it fails on every record: cn.id(resident_ID).number" ]
    sed -i s/_ID/_id/ policy.json
    # A number in another spelling is the same; one that does not add up is none.
    admit-dedup -p policy.json -r r >out <<'END'
{"id":1,"resident_id":"11010519491231002X"}
{"id":2,"resident_id":"１１０１０５１９４９１２３１００２ｘ"}
{"id":3,"resident_id":"110105194912310021"}
{"id":4,"resident_id":"110105194912310021"}
END
    [ "$(jq -c '[.id, .dedup]' out | xargs)" = \
        '[1,null] [3,{lacks:[cn.id(resident_id).number]}] [4,{lacks:[cn.id(resident_id).number]}]' ]
}

@test "admit-dedup: mistakes in a policy are named by their place" {
    cd "$BATS_TEST_TMPDIR"
    while IFS='|' read -r section place; do
        echo "{\"dedup\":$section}" >bad.json
        run admit-dedup -p bad.json </dev/null
        [ "$status" -eq 2 ] || fail "$section"
        [[ "$output" == *"$place"* ]] || fail "$section: $output"
    done <<'END'
{"keys":[{"of":"a","strength":"sure"}]}|/dedup/keys/0/strength
{"keys":[["a","b"],{"of":"c","name":"a,b"}]}|/dedup/keys/1
{"keys":[{"of":"a","strong":true}]}|/dedup/keys/0/strong
{"keys":[{"of":["a","b +"]}]}|/dedup/keys/0/of/1
{"twins":{"same":["a"]}}|/dedup/twins/differ
{"homes":{"unit":"a"}}|/dedup/homes/year
{"homes":{"year":"a"}}|/dedup/homes
{"homes":{"unit":"a","year":"b","except":"other.a"}}|/dedup/homes/except
{"homes":{"unit":"a","year":"b","count":"moon"}}|/dedup/homes/count
{"match":{"blocks":[],"compare":[]}}|/dedup/match/blocks
{"match":{"blocks":["a"],"compare":[{"of":"a","levels":["like"]}]}}|/dedup/match/compare/0/levels/0
{"match":{"blocks":["a"],"compare":[{"of":"a","levels":["exact"],"m":[1]}]}}|/dedup/match/compare/0
{"match":{"blocks":["a"],"prior":0.1,"compare":[{"of":"a","levels":["exact"],"m":[1,0],"u":[1]}]}}|/dedup/match/compare/0/u
{"match":{"blocks":["a"],"prior":0.1,"compare":[{"of":"a","levels":["exact"]}]}}|/dedup/match
{"match":{"blocks":["a"],"review":11,"compare":[{"of":"a","levels":["exact"]}]}}|/dedup/match/review
{"keys":[["a"]],"keep":"frist"}|/dedup/keep
END
}

# confused SEED COUNT [other]: records of whom many agree in something, in all ways.
confused() {
    awk -v seed="$1" -v n="$2" -v id="${3-}" 'BEGIN {
        srand(seed)
        split("王 张 李 刘 陈 馬 马", surname, " ")
        split("伟 玮 静 婧 子 梓 偉", given, " ")
        for (i = 1; i <= n; i++) {
            printf "{\"id\":\"%s%d\",", id, i
            if (rand() < .7) printf "\"no\":\"%d\",", rand() * n * .8
            if (rand() < .8) printf "\"guardian\":\"G%d\",", rand() * n / 3
            if (rand() < .6) printf "\"tel\":\"%d\",", rand() * n / 40
            printf "\"name\":\"%s%s\",\"birth\":\"2014-0%d-1%d\",\"address\":\"A%d\",\"year\":%d}\n",
                surname[1 + int(rand() * 7)], given[1 + int(rand() * 7)], 1 + rand() * 3,
                rand() * 5, rand() * n / 2, 2012 + rand() * 9
        }
    }'
}

# digest OPTION ...: of what comes out and what is set aside, in any order.
digest() {
    admit-dedup -p policy.json -r rejects "$@" | LC_ALL=C sort | sha256sum
    jq -cS 'del(.file, .line, .reason)' rejects | LC_ALL=C sort | sha256sum
}

# A key is digested with another secret in each process, too: each run is another order.
@test "admit-dedup: shuffles: clusters, kept records and evidence are those of any order" {
    cd "$BATS_TEST_TMPDIR"
    cat >policy.json <<'END'
{"dedup":{"keep":"most-complete","set-aside":"strong","keys":[["no"],
    {"of":["name","birth","tel"],"strength":"strong"},{"of":["name","guardian"],"strength":"weak"}],
  "twins":{"same":[["guardian","birth"]],"differ":["name","no"]},
  "homes":{"address":"address","year":"year","except":"record.guardian == earlier.guardian"},
  "match":{"blocks":["birth","tel","name"],"review":-3,"match":4,"compare":[
    {"of":"name","levels":["exact","homophone","jaro-winkler 0.5"],"frequency":true},
    {"of":"birth","levels":["exact","days 2"]},
    {"of":"tel","levels":["exact","damerau-levenshtein 1"]},
    {"of":"guardian","levels":["exact","damerau-levenshtein 1"]}]}}}
END
    for seed in $(sample 3 2 1 3); do
        confused $seed 400 >in
        confused ${seed}0 200 other >other
        digest in >expected
        digest --mark in >expected.mark
        digest --one-to-one --against other in >expected.other
        for order in 1 2 3; do
            shuf --random-source=<(yes $seed$order) in >shuffled
            shuf --random-source=<(yes $order$seed) other >other.shuffled
            digest shuffled | cmp - expected || fail "seed $seed, order $order"
            digest --mark shuffled | cmp - expected.mark || fail "--mark: seed $seed, order $order"
            digest --one-to-one --against other.shuffled shuffled | cmp - expected.other ||
                fail "--one-to-one: seed $seed, order $order"
        done
        { admit-dedup -p policy.json --mark in
            admit-dedup -p policy.json --one-to-one --against other -r rejects in; } |
            jq -r '.dedup | objects | .kind, .strength, .split.why | strings' >>kinds
    done
    # There was something to decide: clusters, splits of all kinds, twins, homes.
    [ "$(sort -u kinds | xargs)" = "certain chain duplicate ids same-home strong taken twins weak" ] ||
        fail "$(sort kinds | uniq -c)"
}

# A city's primary entry with known truth, under the policy of its sample.
year_of_families() {
    "$BATS_TEST_DIRNAME/../samples/primary/city/generate.sh" year --applicants 20000 --seed families \
        --defects 0.1 --truth year/truth --format jsonl
    cd year
    # What the same children are, of those who are one child.
    jq -r 'select(.finding == "certain" or .finding == "strong") |
        "\(.id) \(.of) \(.finding)"' truth >repeated
}

# rate STRENGTH < "a b strength ..." of links: precision and recall of a strength are 1.
rate() {
    awk -v strength="$1" '
        FNR == NR { of[$1] = $2; if ($3 == strength) sought[$1] }
        FNR == NR { next }
        {
            a = $1 in of ? of[$1] : $1
            b = $2 in of ? of[$2] : $2
            if ($3 != strength) next
            all++
            if (a == b) { right++; found[$1]; found[$2] }
        }
        END {
            for (i in sought) { many++; have += i in found }
            printf "# %s: %d links, precision %.4f; %d planted, recall %.4f\n",
                strength, all, right / all, many, have / many
            exit !(many > 100 && right == all && have == many)
        }' repeated - >&3
}

@test "admit-dedup: a city's year: no twin is set aside, every duplicate is found" {
    cd "$BATS_TEST_TMPDIR"
    year_of_families
    # Strong evidence would set aside, to see that it sets no twin aside.
    jq '.dedup."set-aside" = "strong"' policy.json >strong.json
    admit-dedup -p strong.json --against earlier.jsonl -r rejects applicants.jsonl >out
    jq -r 'select(.finding == "twins") | .id, .of' truth | sort -u >twins
    (( $(wc -l <twins) > 500 ))
    jq -r 'select(.dedup.twins) | .id' out | sort | cmp - twins
    jq -r .record.id rejects | sort | comm -12 - twins >aside
    [ ! -s aside ]
    # Each names all others of one birth.
    jq -s -r --slurpfile out out '(map(select(.finding == "twins")) | group_by(.of)[] |
            [.[0].of, .[].id] | . as $all | .[] | [., ($all - [.] | sort)]) as [$id, $others] |
        "\($id) \($others | join(","))"' truth | sort >births
    jq -r 'select(.dedup.twins) | "\(.id) \(.dedup.twins | sort | join(","))"' out | sort | cmp - births

    jq -r '"\(.record.id) \(.kept) \(.dedup.strength)"' rejects >links
    rate certain <links
    rate strong <links

    # Only what is certain is set aside by the policy as it stands.
    admit-dedup -p policy.json --against earlier.jsonl -r rejects applicants.jsonl >out
    grep 'certain$' repeated | sort | cut -d ' ' -f 1 | wc -l | cmp - <(wc -l <rejects)
    [ "$(jq -r .dedup.strength rejects | sort -u)" = certain ]
    # Homes that gave a place to others within six years.
    jq -r 'select(.finding == "same-home") | .id' truth | sort >used
    jq -r 'select(.dedup.kind == "same-home") | .id' out | sort | cmp - used
}

@test "admit-dedup: the city's year is the same from its spreadsheet" {
    cd "$BATS_TEST_TMPDIR"
    "$BATS_TEST_DIRNAME/../samples/primary/city/generate.sh" year --applicants 3000 --defects 0.2
    cd year
    admit-generate --procedure primary --applicants 3000 --defects 0.2 --format jsonl >records
    admit-from-csv -p policy.json applicants.csv | admit-dedup -p policy.json -r rejects |
        jq -c '[.id, .dedup]' >from-csv
    admit-dedup -p policy.json -r rejects records | jq -c '[.id, .dedup]' | cmp - from-csv
}
