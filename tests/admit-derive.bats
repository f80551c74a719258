load helper

@test "admit-derive: contract" {
    contract admit-derive 'x=1'
}

@test "admit-derive: a rule that reads a field keeps the contract" {
    CONTRACT_RECORD='{"id":"%d","total":87.50}' contract admit-derive 'final=total + 0.25'
}

@test "admit-derive: numbers are exact decimals" {
    run --separate-stderr admit-derive 'sum=a + b' 'product=a * b' 'part=a / 8' \
        'share=total * 0.6' <<<'{"a":0.1,"b":0.2,"total":612.50}'
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$output" = '{"a":0.1,"b":0.2,"total":612.50,"sum":0.3,"product":0.02,"part":0.0125,"share":367.5}' ]
}

@test "admit-derive: rules go in the order of their needs, whichever stands first" {
    record='{"total":600.5,"points":12}'
    run --separate-stderr admit-derive 'final=total + bonus' 'bonus=math.least(cap, points)' \
        'cap=5 * 2' <<<"$record"
    [ "$status" -eq 0 ]
    [ "$output" = '{"total":600.5,"points":12,"final":610.5,"bonus":10,"cap":10}' ]
    # What went in front of it does not matter, and a second run changes nothing.
    run --separate-stderr admit-derive 'final=total + bonus' 'bonus=math.least(cap, points)' \
        'cap=5 * 2' <<<"$output"
    [ "$output" = '{"total":600.5,"points":12,"final":610.5,"bonus":10,"cap":10}' ]
}

@test "admit-derive: rules that need each other are named" {
    run --separate-stderr admit-derive 'x=a' 'a=b + 1' 'b=record.c' 'c=a' </dev/null
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "$stderr" = "admit-derive: rules wait for each other: a needs b, b needs c, c needs a" ]
}

@test "admit-derive: a rule replaces its own field" {
    run admit-derive 'name=name.trim()' 'total=total + 1' 'x=total * 2' <<<'{"name":" 张三 ","total":1.50}'
    [ "$output" = '{"name":"张三","total":2.5,"x":5}' ]
    run admit-derive 'total=total + 1' <<<'{"x":1}'
    [[ $status -eq 1 && $output == *"rule-error: total: the record does not have total"* ]]
}

@test "admit-derive: a field that is there is replaced, its neighbours stay as they are" {
    run admit-derive 'total=scores.math + 1' 'scores.sum=scores.math * 2' \
        <<<'{"total":"old","scores":{"math":90.50,"sum":0},"kept":1E2}'
    [ "$status" -eq 0 ]
    [ "$output" = '{"total":91.5,"scores":{"math":90.50,"sum":181},"kept":1E2}' ]
}

@test "admit-derive: values of every kind, names in Chinese, fields of a new field" {
    run admit-derive '总分=语文 + 数学' 'x.list=[总分, null, true]' 'x.day=date("2025-08-31")' \
        <<<'{"语文":100.5,"数学":90}'
    [ "$status" -eq 0 ]
    [ "$output" = '{"语文":100.5,"数学":90,"总分":190.5,"x":{"list":[190.5,null,true],"day":"2025-08-31T00:00:00Z"}}' ]
}

@test "admit-derive: without a value for one rule, the record is set aside as it came in" {
    cd "$BATS_TEST_TMPDIR"
    printf '%s\n' '{"id":"1","total":10}' '{"id":"2"}' '{"id":"3","total":"10"}' >in
    run --separate-stderr admit-derive 'y=1' 'x=total + 1' in
    [ "$status" -eq 1 ]
    [ "$output" = '{"id":"1","total":10,"y":1,"x":11}' ]
    [ "${stderr_lines[0]}" = "admit-derive: in:2: rule-error: x: the record does not have total (no-such-field, line 1, column 1 of the expression: ^total + 1)" ]
    [ "${#stderr_lines[@]}" -eq 2 ]
    run --separate-stderr admit-derive -r rejects 'y=1' 'x=total + 1' in
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$(jq -r '"\(.line) \(.code) \(.field) \(.record)"' rejects)" = "2 rule-error x {\"id\":\"2\"}
3 rule-error x {\"id\":\"3\",\"total\":\"10\"}" ]
}

@test "admit-derive: what is no JSON is set aside" {
    for rule in 'type(total)' '1.0 / 0.0' '{1: 2}'; do
        run --separate-stderr admit-derive "x=$rule" <<<'{"total":1}'
        [ "$status" -eq 1 ]
        [ -z "$output" ]
        [ "$stderr" = "admit-derive: <stdin>:1: rule-not-json: x: the result is no value that a record can hold" ]
    done
}

@test "admit-derive: an operand with a slash before its equals sign is a file" {
    cd "$BATS_TEST_TMPDIR"
    echo '{"id":"1"}' >a=b
    [ "$(admit-derive 'x=id == "1"' ./a=b)" = '{"id":"1","x":true}' ]
    run admit-derive ./a=b
    [ "$status" -eq 2 ]
}

@test "admit-derive: mistakes in rules end it" {
    run --separate-stderr admit-derive 'a=1' 'x=total +' </dev/null
    [ "$status" -eq 2 ]
    [[ "$stderr" == *"column 8: the expression is not complete"* ]]
    for rule in 'a-b=1' 'a.b.c=1' '=1' 'in=1'; do
        run --separate-stderr admit-derive "$rule" </dev/null
        [ "$status" -eq 2 ]
        [[ "$stderr" == "admit-derive: "* ]]
    done
    run --separate-stderr admit-derive 'a=1' 'a.b=2' </dev/null
    [ "$status" -eq 2 ]
    [ "$stderr" = "admit-derive: a.b: another rule derives this field, or a part of it" ]
}

@test "admit-derive: an entry of the policy, and its constants" {
    cd "$BATS_TEST_TMPDIR"
    cat >policy.json <<<'{"constants":{"cap":10},"derive":{
        "final":{"fields":{"final":"total + bonus","bonus":"math.least(policy.cap, points)"}},
        "circle":{"fields":{"a":"b","b":"a"}},
        "wrong":{"fields":{"a":"total + policy.cup"}},
        "number":{"fields":{"a":1}}}}'
    [ "$(admit-derive -p policy.json final <<<'{"total":600.5,"points":12}')" = \
        '{"total":600.5,"points":12,"final":610.5,"bonus":10}' ]
    run --separate-stderr admit-derive -p policy.json circle </dev/null
    [ "$status" -eq 2 ]
    [[ "$stderr" == "admit-derive: policy.json: /derive/circle/fields/"*": rules wait for each other: a needs b, b needs a" ]]
    run --separate-stderr admit-derive -p policy.json wrong </dev/null
    [ "$status" -eq 2 ]
    [ "${stderr_lines[0]}" = "admit-derive: policy.json: /derive/wrong/fields/a: line 1, column 16: nothing has this name there" ]
    for entry in number missing; do
        run --separate-stderr admit-derive -p policy.json "$entry" </dev/null
        [ "$status" -eq 2 ]
    done
}

@test "admit-derive: the example of the man page runs" {
    [ "$(admit-derive 'bonus=math.least(10, points)' 'final=total + bonus' <<<'{"total":600.5,"points":12}')" = \
        '{"total":600.5,"points":12,"bonus":10,"final":610.5}' ]
}
