load helper

samples=$BATS_TEST_DIRNAME/../samples

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >programs.jsonl <<'END'
{"id":"S1","school":"One","round":"first","capacity":1}
{"id":"S2","round":["first","second"],"capacity":1,"eligible":"applicant.quota","note":"x"}
{"id":"S3","round":"second","capacity":5,"floor":{"value":"total","line":600,"drop":20}}
END
    cat >policy.json <<'END'
{"rank":{"u":{"by":["total desc","math desc","id"]}},
 "allocate":{"first":{"mechanism":"serial","programs":"programs.jsonl","choices":"choices","order":"rank.u.order"},
  "second":{"mechanism":"serial","programs":"programs.jsonl","choices":"choices","order":"rank.u.order"}}}
END
    cat >applicants.jsonl <<'END'
{"id":"A","total":611.50,"math":100,"quota":true,"choices":["S1"]}
{"id":"B","total":611.5,"math":99,"quota":true,"choices":["S1","S2"]}
{"id":"C","total":610,"math":120,"quota":false,"choices":["S1","S2","S3"]}
{"id":"D","total":579.5,"math":90,"quota":true,"choices":["S2","S3"]}
{"id":"E","total":575,"math":90,"quota":true,"choices":[]}
END
    give <applicants.jsonl >result
}

give() {
    admit-rank -p policy.json u | admit-allocate -p policy.json first | admit-allocate -p policy.json second
}

explain() {
    admit-explain -p policy.json "$@" first,second result
}

@test "admit-explain: contract" {
    CONTRACT_OUTPUT=other CONTRACT_SECTION=allocate \
        CONTRACT_RECORD='{"id":"%d","choices":[],"order":%d,"admission":{"round":"first","status":"unplaced"}}' \
        contract admit-explain -m serial --programs programs.jsonl --choices choices \
        --order order --round first --by order
}

@test "admit-explain: each choice of each round, with what decided it and what was needed" {
    explain >out
    cmp out - <<'END' || fail "$(cat out)"
{"id":"A","admission":{"round":"first","program":"S1","choice":1,"status":"admitted"},"rounds":[{"round":"first","mechanism":"serial","listing":"harmless","order":1,"choices":[{"choice":1,"program":"S1","school":"One","code":"admitted"}]}]}
{"id":"B","admission":{"round":"first","program":"S2","choice":2,"status":"admitted"},"rounds":[{"round":"first","mechanism":"serial","listing":"harmless","order":2,"choices":[{"choice":1,"program":"S1","school":"One","code":"full","cutoff":{"order":1,"choice":1},"decided_by":{"key":"math","own":99,"last":100},"needed":{"before":{"order":1},"key":"math","value":100,"or":"better"}},{"choice":2,"program":"S2","code":"admitted"}]}]}
{"id":"C","admission":{"round":"second","program":"S3","choice":3,"status":"admitted"},"rounds":[{"round":"first","mechanism":"serial","listing":"harmless","order":3,"choices":[{"choice":1,"program":"S1","school":"One","code":"full","cutoff":{"order":1,"choice":1},"decided_by":{"key":"total","own":610,"last":611.50},"needed":{"before":{"order":1},"key":"total","value":611.50,"or":"equal"}},{"choice":2,"program":"S2","code":"not-eligible","rule":{"key":"eligible","text":"applicant.quota"}},{"choice":3,"program":"S3","code":"not-offered"}]},{"round":"second","mechanism":"serial","listing":"harmless","order":3,"choices":[{"choice":1,"program":"S1","school":"One","code":"not-offered"},{"choice":2,"program":"S2","code":"not-eligible","rule":{"key":"eligible","text":"applicant.quota"}},{"choice":3,"program":"S3","code":"admitted"}]}]}
{"id":"D","admission":{"round":"second","status":"unplaced"},"rounds":[{"round":"first","mechanism":"serial","listing":"harmless","order":4,"choices":[{"choice":1,"program":"S2","code":"full","cutoff":{"order":2,"choice":2},"decided_by":{"key":"total","own":579.5,"last":611.5},"needed":{"before":{"order":2},"key":"total","value":611.5,"or":"better"}},{"choice":2,"program":"S3","code":"not-offered"}]},{"round":"second","mechanism":"serial","listing":"harmless","order":4,"choices":[{"choice":1,"program":"S2","code":"full","cutoff":null},{"choice":2,"program":"S3","code":"below-floor","rule":{"key":"floor","value":"total","own":579.5,"at_least":580}}]}]}
{"id":"E","admission":{"round":"second","status":"unplaced"},"rounds":[{"round":"first","mechanism":"serial","listing":"harmless","order":5,"choices":[]},{"round":"second","mechanism":"serial","listing":"harmless","order":5,"choices":[]}]}
END
}

# The value that is named as enough is put into the record, and the year run again.
@test "admit-explain: with the value that is needed there is a seat, with less there is not" {
    # C needs as many points as A, since C is better in the next key; B one more in math.
    sed 's/"total":610,/"total":611.5,/' applicants.jsonl | give | jq -r 'select(.id == "C").admission.program' >got
    sed 's/"total":610,/"total":611.4999,/' applicants.jsonl | give | jq -r 'select(.id == "C").admission.program' >>got
    sed 's/"math":99/"math":100.001/' applicants.jsonl | give | jq -r 'select(.id == "B").admission.program' >>got
    sed 's/"math":99/"math":100/' applicants.jsonl | give | jq -r 'select(.id == "B").admission.program' >>got
    [ "$(xargs <got)" = "S1 S3 S1 S2" ] || fail "$(cat got)"
}

@test "admit-explain: rounds in another order, or a changed list, are no answer" {
    run admit-explain -p policy.json second,first result
    [[ $status -eq 2 && $output == *"not-the-result: the list is not the result of round second: "* ]] || fail "$output"
    # A has lost the seat of S1 to C.
    jq -c 'if .id == "A" then .admission = {round: "second", status: "unplaced"}
        elif .id == "C" then .admission = {round: "first", program: "S1", choice: 1, status: "admitted"} else . end' result >changed
    run admit-explain -p policy.json first,second changed
    [[ $status -eq 2 && $output == *"not-the-result: the list is not the result of round first: "* ]] || fail "$output"
}

@test "admit-explain: a record without an id is set aside, and counts all the same" {
    sed 's/"id":"A",//' result >nameless
    admit-explain -p policy.json --by 'total desc' --by 'math desc' -r rejects first,second nameless >out
    [ "$(jq -r .code rejects)" = id-missing ]
    [ "$(jq -r .id out | xargs)" = "B C D E" ]
    [ "$(jq -c 'select(.id == "B").rounds[0].choices[0].cutoff' out)" = '{"order":1,"choice":1}' ]
}

@test "admit-explain: some of them; one that is not there is said" {
    explain --unplaced | jq -r .id | xargs >ids
    explain --applicant C --applicant A | jq -r .id | xargs >>ids
    printf 'D E\nA C\n' | cmp - ids || fail "$(cat ids)"
    run explain --applicant C --applicant nobody
    [ "$status" -eq 1 ]
    [[ $output == *"number 2 of them is the id of no record"* && $output != *nobody* ]]
}

@test "admit-explain --text: a page in two languages, that names nobody else" {
    explain --applicant D --text | tr -d '\f' >page
    cmp page - <<'END' || fail "$(cat page)"
录取情况说明  D
结果：未录取

轮次 first (按位次先后，每人取第一个还有名额的志愿)，您的位次是 4
  志愿 1  S2：名额已满
      最后录取者：位次 2，志愿 2
      决定的一项：total，您是 579.5，最后录取者是 611.5
      需要：total 优于 611.5；排在位次 2 之前
  志愿 2  S3：本轮不招生
  把想去的学校排在前面，不会减少后面志愿的机会。

轮次 second (按位次先后，每人取第一个还有名额的志愿)，您的位次是 4
  志愿 1  S2：名额已满
      本轮没有录取任何人。
  志愿 2  S3：低于最低要求
      规定：floor (total) 不低于 580，您是 579.5
  把想去的学校排在前面，不会减少后面志愿的机会。
END
    explain --applicant C --text --lang en | grep -c "Enough would have been: total of 611.50; to stand before place 1" >count
    [ "$(cat count)" -eq 1 ]
}

# A alone has a bonus, and takes no part in the second round.
@test "admit-explain: a key that a record of any round has is no spelling mistake" {
    sed -i 's/"id":"A",/&"bonus":1,/' result
    run -0 --separate-stderr admit-explain -p policy.json --by bonus --applicant A --applicant D first,second result
    [ -z "$stderr" ]
    run -1 --separate-stderr admit-explain -p policy.json --by bonous --applicant A first,second result
    [ "$stderr" = "admit-explain: --by: no-such-field: no record has bonous" ]
}

@test "admit-explain: a text that decided is not told of the other one" {
    sed 's/"math":[0-9]*/"math":1/; s/"total":61[01][.50]*/"total":600/' applicants.jsonl | give >result
    explain --applicant B | jq -c '.rounds[0].choices[0] | [.decided_by, .needed]' >out
    [ "$(cat out)" = '[{"key":"id","own":"B"},{"before":{"order":1}}]' ] || fail "$(cat out)"
}

@test "admit-explain: the last of several keys is not told of the other one" {
    # Everything is equal but for a number that is a person's own.
    sed -E 's/"total":[0-9.]+,"math":[0-9]+/"total":600,"math":1/; s/"id":"([A-E])"/&,"roll":4711\1/; y/ABCDE/12345/' \
        applicants.jsonl | sed -E 's/"id":"([0-9])"/"id":"a\1"/' >numbers
    sed 's/"id"\]/"roll"]/' policy.json >roll.json
    admit-rank -p roll.json u numbers | admit-allocate -p roll.json first >result
    admit-explain -p roll.json --applicant a2 first result >out
    [ "$(jq -c '.rounds[0].choices[0] | [.decided_by, .needed]' out)" = '[{"key":"roll","own":47112},{"before":{"order":1}}]' ] ||
        fail "$(cat out)"
    ! grep -q 47111 out
}

@test "admit-explain: what a list is worth follows from the mechanism, ties and all" {
    local options
    echo '{"id":"S1","round":"r","capacity":1}' >programs.jsonl
    echo '{"id":"A","order":1,"choices":["S1"],"total":600}' >in
    while read -r wanted options; do
        # shellcheck disable=SC2086    # several options
        admit-allocate --programs programs.jsonl --choices choices --order order $options in >result
        # shellcheck disable=SC2086
        [ "$(admit-explain --programs programs.jsonl --choices choices --order order $options result |
            jq -r '.rounds[0].listing')" = "$wanted" ] || fail "$options"
    done <<'END'
harmless -m serial
harmless -m serial --ties all
matters -m serial --ties none
harmless -m deferred
harmless -m ttc
matters -m immediate
matters -m tiered --score total --score-lines 500
within-band -m parallel --bands 2,1
END
}

@test "admit-explain --text: a text from outside does not steer a terminal" {
    printf '{"id":"S1","school":"A\\u001b[2Jx\\u202ey","round":"r","capacity":1}\n' >programs.jsonl
    echo '{"id":"A","order":1,"choices":["S1"]}' >in
    options=(-m serial --programs programs.jsonl --choices choices --order order)
    admit-allocate "${options[@]}" in | admit-explain "${options[@]}" --text >page
    ! grep -q $'[\x1b\u202e]' page
    grep -q 'S1 A\\x1b\[2Jx' page || fail "$(cat -v page)"
}

@test "admit-explain: where programs rank, the mechanism is run again for those who are named" {
    cat >programs.jsonl <<'END'
{"id":"S1","round":"r","capacity":1,"order":"s1"}
{"id":"S2","round":"r","capacity":1,"order":"s2"}
END
    cat >in <<'END'
{"id":"A","order":1,"s1":1,"s2":2,"choices":["S2","S1"]}
{"id":"B","order":2,"s1":2,"s2":1,"choices":["S1","S2"]}
{"id":"C","order":3,"s1":3,"s2":3,"choices":["S1","S2"]}
END
    run_round=(--mechanism deferred --programs programs.jsonl --choices choices --order order)
    admit-allocate "${run_round[@]}" in >result
    admit-explain "${run_round[@]}" --applicant C result | jq -c '[.rounds[0].choices[].needed]' >out
    [ "$(cat out)" = '[{"before":{"own_order":1}},{"before":{"own_order":1}}]' ] || fail "$(cat out)"
    admit-explain "${run_round[@]}" result | jq -c 'select(.id == "C") | [.rounds[0].choices[].needed]' >out
    [ "$(cat out)" = '[null,null]' ] || fail "$(cat out)"
}

# S1 is full in the first step: B and D needed a better place, C a better choice, E both.
@test "admit-explain: one program tells each applicant what that one needed" {
    printf '%s\n' '{"id":"S1","round":"r","capacity":1}' '{"id":"S2","round":"r","capacity":0}' >programs.jsonl
    cat >in <<'END'
{"id":"A","order":2,"total":9,"choices":["S1"]}
{"id":"B","order":3,"total":8,"choices":["S1"]}
{"id":"C","order":1,"total":9.5,"choices":["S2","S1"]}
{"id":"D","order":4,"total":7,"choices":["S1"]}
{"id":"E","order":5,"total":6,"choices":["S2","S1"]}
END
    run_round=(--mechanism immediate --programs programs.jsonl --choices choices --order order)
    admit-allocate "${run_round[@]}" in | admit-explain --by 'total desc' "${run_round[@]}" |
        jq -c '[.id, (.rounds[0].choices[] | select(.program == "S1") | .decided_by.own, .needed)]' >out
    cmp out - <<'END' || fail "$(cat out)"
["A",null,null]
["B",8,{"before":{"order":2},"key":"total","value":9,"or":"better"}]
["C",9.5,{"choice":1}]
["D",7,{"before":{"order":2},"key":"total","value":9,"or":"better"}]
["E",6,{"choice":1,"before":{"order":2},"key":"total","value":9,"or":"better"}]
END
}

# Two who stay together do not fit into one seat, wherever they stand.
@test "admit-explain: nothing is said to be enough for those who stay together" {
    echo '{"id":"S1","round":"r","capacity":1}' >programs.jsonl
    cat >in <<'END'
{"id":"T1","order":2,"twins":"t","choices":["S1"]}
{"id":"T2","order":2,"twins":"t","choices":["S1"]}
{"id":"X","order":1,"choices":["S1"]}
{"id":"Y","order":3,"choices":["S1"]}
END
    run_round=(--mechanism serial --programs programs.jsonl --choices choices --order order
        --bundle twins --last-seat skip)
    admit-allocate "${run_round[@]}" in | admit-explain "${run_round[@]}" |
        jq -c '[.id, .rounds[0].choices[0].code, .rounds[0].choices[0].needed]' >out
    printf '%s\n' '["T1","full",null]' '["T2","full",null]' '["X","admitted",null]' \
        '["Y","full",{"before":{"order":1}}]' | cmp - out || fail "$(cat out)"
}

@test "admit-explain: the year of fifteen, as its README has it" {
    year=$samples/senior-high/small
    cp -r "$year" year
    "$BATS_TEST_DIRNAME/../pipelines/senior-high.sh" year out 2>/dev/null >/dev/null
    jq -r .id out/explanations.jsonl >ids
    [ "$(cat ids)" = 20208000005 ]
    (cd year && admit-explain -p policy.json --applicant 20202000003 --text \
        feeder,first,second,supplementary ../out/admissions.jsonl) | tr -d '\f' >page
    sed -n '/^    录取情况说明/,/^[^ ]/p' "$year/README.md" | sed '$d; s/^    //' |
        sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >wanted
    cmp page wanted || fail "$(diff page wanted)"
}
