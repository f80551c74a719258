load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >old <<'END'
{"id":"A","total":610,"choices":["S1","S2"],"rank":{"u":1},"admission":{"round":"first","program":"S1","choice":1,"status":"admitted"}}
{"id":"B","total":600,"choices":["S1","S2","S3"],"rank":{"u":2},"admission":{"round":"first","program":"S2","choice":2,"status":"admitted"}}
{"id":"C","total":590,"choices":["S2","S3"],"rank":{"u":3},"admission":{"round":"first","program":"S3","choice":2,"status":"admitted"}}
{"id":"D","total":580,"choices":["S3"],"rank":{"u":4},"admission":{"round":"first","status":"unplaced","refused":[{"program":"S3","code":"full"}]}}
{"id":"E","total":570.5,"choices":["S4"],"rank":{"u":5},"admission":{"round":"first","program":"S4","choice":1,"status":"admitted"}}
END
}

# One line of a list with another seat: seat ID PROGRAM CHOICE
seat() {
    jq -c --arg id "$1" --arg program "$2" --argjson choice "$3" 'if .id == $id then
        .admission = if $program == "" then {round: "first", status: "unplaced"}
            else {round: "first", program: $program, choice: $choice, status: "admitted"} end
        else . end'
}

@test "admit-diff: contract" {
    contract_records 3 | admit-seal --add >"$BATS_TEST_TMPDIR/list"
    CONTRACT_NOTHING=1 CONTRACT_OUTPUT=none CONTRACT_EMPTY='{"id":"1","code":"gone"}
{"id":"2","code":"gone"}
{"id":"3","code":"gone"}' contract admit-diff list
}

@test "admit-diff: a chain of vacancies, with its steps" {
    seat B S1 1 <old | seat C S2 1 | seat D S3 1 | grep -v '"A"' >new
    run admit-diff --table table old new
    [ "$status" -eq 1 ]
    [ "$output" = '{"id":"B","code":"improved","from":{"round":"first","program":"S2","choice":2},"to":{"round":"first","program":"S1","choice":1},"cause":"chain","steps":1,"by":"A"}
{"id":"C","code":"improved","from":{"round":"first","program":"S3","choice":2},"to":{"round":"first","program":"S2","choice":1},"cause":"chain","steps":2,"by":"B"}
{"id":"D","code":"placed","to":{"round":"first","program":"S3","choice":1},"cause":"chain","steps":3,"by":"C"}
{"id":"A","code":"gone","from":{"round":"first","program":"S1","choice":1}}' ] || fail "$output"
    [ "$(cat table)" = '{"code":"gone","applicants":1}
{"code":"placed","cause":"chain","steps":3,"applicants":1}
{"code":"improved","cause":"chain","steps":1,"applicants":1}
{"code":"improved","cause":"chain","steps":2,"applicants":1}
{"program":"S2","left":1,"joined":1}
{"program":"S1","left":1,"joined":1}
{"program":"S3","left":1,"joined":1}' ] || fail "$(cat table)"
}

@test "admit-diff: a chain of displacements that begins with a corrected score" {
    seat B S1 1 <old | seat A S2 2 | jq -c 'if .id == "B" then .total = 620 else . end' >new
    run admit-diff old new
    [ "$status" -eq 1 ]
    [ "$output" = '{"id":"A","code":"worsened","from":{"round":"first","program":"S1","choice":1},"to":{"round":"first","program":"S2","choice":2},"cause":"chain","steps":1,"by":"B"}
{"id":"B","code":"improved","from":{"round":"first","program":"S2","choice":2},"to":{"round":"first","program":"S1","choice":1},"fields":["total"],"cause":"own-data"}' ] || fail "$output"
}

@test "admit-diff: equal lists in any order are equal" {
    tac old >new
    run --separate-stderr admit-diff -v old new
    [[ $status -eq 0 && -z $output && $stderr == "compared: 5 records with 5, 0 differ" ]] || fail "$stderr"
    run admit-diff - new <old
    [[ $status -eq 0 && -z $output ]]
    run --separate-stderr admit-diff /dev/null /dev/null
    [[ $status -eq 2 && $stderr == "admit-diff: nothing was compared: neither list has records" ]]
    # Nothing that looks whole is left: no table and no seal, but a summary.
    admit-seal --add /dev/null >none
    ADMIT_SEAL=1 run --separate-stderr admit-diff --table table --summary summary none none
    [[ $status -eq 2 && -z $output && ! -e table ]]
    [[ $(cat summary) == *'"status":2,'* ]] || fail "$(cat summary)"
}

@test "admit-diff: other fields are named, and other bytes too" {
    sed 's/570.5/570.50/; s/"u":4/"u":5/; s/\["S2","S3"\]/["S2"]/' old >new
    run --separate-stderr admit-diff -v old new
    [ "$status" -eq 1 ]
    [ "$output" = '{"id":"C","code":"changed","fields":["choices"]}
{"id":"D","code":"changed","fields":["rank.u"]}
{"id":"E","code":"rewritten"}' ] || fail "$output"
    [ "$stderr" = "compared: 5 records with 5, 3 differ: 2 changed, 1 rewritten" ]
    [ "$(admit-diff --ignore rank old new | jq -r .id)" = C ]
    run admit-diff --ignore rank --ignore choices old new
    [[ $status -eq 0 && -z $output ]]
    run admit-diff --moves old new
    [[ $status -eq 0 && -z $output ]]
}

@test "admit-diff: better and worse are the applicant's own words" {
    echo '{"id":"A","l":["X","Y"],"m":["Z","Y"],"admission":{"round":"1","program":"Y","choice":2,"status":"admitted"}}' >a
    code() { # code PROGRAM ROUND CHOICE [FILTER] [OPTION ...]
        jq -c --arg p "$1" --arg r "$2" --argjson c "$3" ".admission |= (.program = \$p | .round = \$r | .choice = \$c) | ${4:-.}" a >b
        admit-diff "${@:5}" a b | jq -r .code
    }
    [ "$(code X 1 1)" = improved ]                                  # by number: no list
    [ "$(code X 1 3)" = worsened ]
    [ "$(code X 2 1)" = moved ]                                     # of another list
    [ "$(code X 2 9 . --choices l)" = improved ]                    # by the list
    [ "$(code Z 1 1 . --choices l)" = improved ]                    # by number: it has not changed
    [ "$(code Z 1 1 '.l = ["X"]' --choices l)" = moved ]
    [ "$(code Z 2 1 . --choices l --choices m)" = improved ]
    [ "$(code X 1 1 '.l = ["Y","X"]' --choices l)" = worsened ]     # by what the family says now
    [ "$(code Y 1 2 '.admission.group = "g"' --choices l)" = moved ]
    [ "$(code Y 1 1 .)" = changed ]
}

@test "admit-diff: a rule that has changed is a cause" {
    seat D S3 1 <old >new
    printf '{"id":"S%d","capacity":1}\n' 1 2 3 4 >seats-old
    sed 's/"S3","capacity":1/"S3","capacity":2,"name":"x"/' seats-old >seats-new
    [ "$(admit-diff old new | jq -c '[.id,.cause,.program]')" = '["D","unknown",null]' ]
    [ "$(admit-diff --old-programs seats-old --new-programs seats-new old new | jq -c '[.id,.cause,.program]')" = \
        '["D","rule","S3"]' ]
    # What is for people only is no rule.
    sed 's/"capacity"/"name":"y","capacity"/' seats-old >seats-named
    [ "$(admit-diff --old-programs seats-old --new-programs seats-named old new | jq -r .cause)" = unknown ]
    mkdir a b
    for side in a b; do
        cp seats-old $side/seats
        echo '{"title":"t","allocate":{"first":{"programs":"seats","mechanism":"serial"}}}' >$side/policy
    done
    [ "$(admit-diff --old-policy a/policy --new-policy b/policy old new | jq -r .cause)" = unknown ]
    cp seats-new b/seats
    [ "$(admit-diff --old-policy a/policy --new-policy b/policy old new | jq -c '[.cause,.program]')" = '["rule","S3"]' ]
    cp seats-old b/seats
    sed 's/serial/deferred/' a/policy >b/policy
    [ "$(admit-diff --old-policy a/policy --new-policy b/policy old new | jq -c '[.cause,.program]')" = '["rule",null]' ]
    run admit-diff --old-policy a/policy old new
    [[ $status -eq 2 && $output == *"--old-policy: rules are compared: the policy of the other list is needed too" ]]
}

@test "admit-diff: what cannot be joined is an error, and quotes nobody" {
    cat old old >twice
    for lists in 'twice old' 'old twice'; do
        # shellcheck disable=SC2086
        run --separate-stderr admit-diff $lists
        [[ $status -eq 2 && $stderr == "admit-diff: twice:6: id-twice: id: the id came earlier in this list: the lists cannot be joined" ]] ||
            fail "$lists: $status $stderr"
    done
    { echo '{"id":"N"}' && echo '{"id":"N"}'; } >new
    run --separate-stderr admit-diff old new
    [[ $status -eq 2 && $stderr == *"new:2: id-twice: "* ]]
    echo '{"id":7}' >bad
    run --separate-stderr admit-diff bad old
    [[ $status -eq 2 && $stderr == "admit-diff: bad:1: id-missing: id: "* ]]
    run --separate-stderr admit-diff old bad
    [[ $status -eq 1 && $stderr == "admit-diff: bad:1: id-missing: id: "* ]]
    echo '{"id":"A","admission":{"status":"maybe"}}' >bad
    run --separate-stderr admit-diff bad old
    [[ $status -eq 2 && $stderr == "admit-diff: bad:1: admission-unclear: admission.status: "* ]] || fail "$stderr"
    run --separate-stderr admit-diff old bad
    [[ $status -eq 1 && $stderr == "admit-diff: bad:1: admission-unclear: admission.status: "* ]]
    run --separate-stderr admit-diff - -
    [[ $status -eq 2 && $stderr == "admit-diff: only one of the two lists can be standard input" ]]
}
