load helper

@test "admit-select: contract" {
    contract admit-select true
    # What takes memory in a rule: an error would set the record aside, or be made good by
    # the other side of an ||.
    contract_faults three admit-select -r rejects "[
        '\\u4e2d' + id, [id, id + id].exists(t, t.matches('[a-z]+' + id)),
        ['a', id].map(k, k + id), '%s %d'.format([id, 3]), id.split('').join('x'),
        timestamp('2020-01-01T00:00:00Z').getHours('Asia/Shanghai'), text.fold(id),
        id.matches('^(a|b)*[0-9]'), {'a': id, id: [b'1', {2: id}]}].size() == 9"
}

applicants='{"id":"1","sex":"女","birth":"2014-08-31","total":612.50,"scores":{"math":90}, "choices":["S01"]}
{"id":"2","sex":"男","birth":"2014-09-01","total":612.49,"scores":{"math":100},"choices":["S01","S03"]}
{"id":"3","sex":"女","birth":"2013-01-15","total":700,"scores":{"math":80.5},"choices":[]}
{"id":"4","sex":"男","birth":"2014-02-28","total":"612.5","scores":{},"choices":["S03"],"户口":"城关区"}'

ids() {
    jq -r .id | tr -d '\n'
}

@test "admit-select: true stays, byte for byte, false leaves" {
    cd "$BATS_TEST_TMPDIR"
    run --separate-stderr admit-select 'sex == "女"' <<<"$applicants"
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$output" = "$(sed -n '1p;3p' <<<"$applicants")" ]
    [ "$(admit-select -v 'sex == "女"' <<<"$applicants" | ids)" = 24 ]
}

@test "admit-select: numbers are exact, and 612.50 is 612.5" {
    cd "$BATS_TEST_TMPDIR"
    three=$(head -n 3 <<<"$applicants")
    [ "$(admit-select 'total >= 612.5' <<<"$three" | ids)" = 13 ]
    [ "$(admit-select 'total + 0.01 == 612.5' <<<"$three" | ids)" = 2 ]
    [ "$(admit-select 'total - scores.math in [522.5, 619.5]' <<<"$three" | ids)" = 13 ]
}

@test "admit-select: ages, choices, fields with Chinese names" {
    [ "$(admit-select 'age(birth, "2020-08-31") >= 6' <<<"$applicants" | ids)" = 134 ]
    [ "$(admit-select 'choices.exists(c, c == "S03")' <<<"$applicants" | ids)" = 24 ]
    [ "$(admit-select 'has(户口) && 户口 == "城关区"' <<<"$applicants" | ids)" = 4 ]
}

@test "admit-select: a rule that fails sets aside, with or without -v" {
    cd "$BATS_TEST_TMPDIR"
    for option in '' -v; do
        run --separate-stderr admit-select $option 'scores.math > 85' <<<"$applicants"
        [ "$status" -eq 1 ]
        [ "$stderr" = "admit-select: <stdin>:4: rule-error: the record does not have scores.math (no-such-field, line 1, column 8 of the expression: scores.^math > 85)" ]
    done
    [ "$(admit-select -r rejects 'total > 612.5' <<<"$applicants" | ids)" = 3 ]
    [ "$(jq -r '"\(.line) \(.code) \(.record.id)"' rejects)" = "4 rule-error 4" ]
    [[ "$(jq -r .reason rejects)" == *"(wrong-type, "* ]]
}

@test "admit-select: what is neither true nor false is set aside" {
    run --separate-stderr admit-select total <<<'{"total":1}'
    [ "$status" -eq 1 ]
    [ "$stderr" = "admit-select: <stdin>:1: rule-not-boolean: the expression is neither true nor false" ]
    run --separate-stderr admit-select 'size(choices)' <<<"$applicants"
    [ "$status" -eq 2 ]
    [ "${stderr_lines[0]}" = "admit-select: the expression: line 1, column 1: the expression is neither true nor false" ]
}

@test "admit-select: a mistake has its column, and a caret under it" {
    run --separate-stderr admit-select '户口 == "城关区" and total > 1' <<<"$applicants"
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "${stderr_lines[0]}" = "admit-select: the expression: line 1, column 13: an operator is missing before this" ]
    [ "${stderr_lines[1]}" = '户口 == "城关区" and total > 1' ]
    [ "${stderr_lines[2]}" = '                 ^' ]
}

@test "admit-select: an entry of the policy, and its constants" {
    cd "$BATS_TEST_TMPDIR"
    cat >policy.json <<<'{"constants":{"line":612.5,"schools":["S01"]},"select":{
        "above":{"expr":"sex == \"女\" && total >= policy.line"},
        "others":{"expr":"choices.exists(c, c in policy.schools)","invert":true},
        "wrong":{"expr":"total >= policy.lime"}}}'
    [ "$(admit-select -p policy.json above <<<"$applicants" | ids)" = 13 ]
    [ "$(admit-select -p policy.json others <<<"$applicants" | ids)" = 34 ]
    run --separate-stderr admit-select -p policy.json wrong </dev/null
    [ "$status" -eq 2 ]
    [ "${stderr_lines[0]}" = "admit-select: policy.json: /select/wrong/expr: line 1, column 17: nothing has this name there" ]
    run --separate-stderr admit-select -p policy.json missing </dev/null
    [ "$status" -eq 2 ]
}

@test "admit-select: the examples of the man page run" {
    one=$(head -n 1 <<<"$applicants" | sed 's/"id"/"area":"620102","id"/')
    [ "$(admit-select 'area == "620102" && total >= 600.5' <<<"$one" | ids)" = 1 ]
}
