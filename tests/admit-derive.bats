load helper

@test "admit-derive: contract" {
    contract admit-derive 'length=size(id)'
}

@test "admit-derive: exact numbers, in the order of their needs" {
    run admit-derive 'final=half * 2' 'half=sum + 0.5' 'sum=a + b' <<<'{"a":0.1,"b":0.2,"x":87.50}'
    [ "$output" = '{"a":0.1,"b":0.2,"x":87.50,"final":1.6,"half":0.8,"sum":0.3}' ]
}

@test "admit-derive: what is there is replaced, and not seen" {
    admit-derive 'n=1' <<<'{"n":5,"a":2}' >once
    [ "$(cat once)" = '{"n":1,"a":2}' ]
    run admit-derive 'm=n + 1' 'n=a' <<<'{"n":100,"a":2}'
    [ "$output" = '{"n":2,"a":2,"m":3}' ]
}

@test "admit-derive: a field of a field" {
    run admit-derive 's.sum=s.a + s.b' 't.x=1' 't.y="z"' <<<'{"s":{"a":1,"b":2}}'
    [ "$output" = '{"s":{"a":1,"b":2,"sum":3},"t":{"x":1,"y":"z"}}' ]
}

@test "admit-derive: rules that wait for each other are named" {
    run admit-derive 'a=b' 'b=c + 1' 'c=a' </dev/null
    [ "$status" -eq 2 ]
    [ "$output" = "admit-derive: rules wait for each other: a needs b, b needs c, c needs a" ]
}

@test "admit-derive: all fields or none" {
    run --separate-stderr admit-derive 'a=1' 'b=x + 1' <<<$'{"x":1}\n{"y":1}\n{"x":"secret"}'
    [ "$status" -eq 1 ]
    [ "$output" = '{"x":1,"a":1,"b":2}' ]
    [[ ${stderr_lines[0]} == "admit-derive: <stdin>:2: rule-error: b: "* ]]
    [[ ${stderr_lines[1]} == "admit-derive: <stdin>:3: rule-error: b: "* ]]
    [[ $stderr != *secret* ]]
}

@test "admit-derive: rules come before files, and a slash makes a file" {
    cd "$BATS_TEST_TMPDIR"
    echo '{"n":1}' >a=b
    run admit-derive 'm=n' ./a=b
    [ "$output" = '{"n":1,"m":1}' ]
    run admit-derive ./a=b
    [ "$status" -eq 2 ]
}

@test "admit-derive -p: rules and constants of a policy" {
    cd "$BATS_TEST_TMPDIR"
    cat >policy.json <<'END'
{ "constants": { "cap": 10 },
  "derive": { "totals": { "fields": {
    "final": "total + bonus",
    "bonus": "math.least(math.greatest(bonuses.sport, bonuses.minority), policy.cap)" } },
    "bad": { "fields": { "x": "1 +" } } } }
END
    run admit-derive -p policy.json totals <<<'{"total":600.5,"bonuses":{"sport":5,"minority":20}}'
    [ "$output" = '{"total":600.5,"bonuses":{"sport":5,"minority":20},"final":610.5,"bonus":10}' ]
    run admit-derive -p policy.json bad </dev/null
    [ "$status" -eq 2 ]
    [[ $output == "admit-derive: policy.json: /derive/bad/fields/x: line 1, column 4: "* ]]
}
