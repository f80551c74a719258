load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    for line in 'A S1' 'B S1' 'C S2' 'D S2' 'E -' 'F S3'; do
        read -r id program <<<"$line"
        if [ "$program" = - ]; then
            echo "{\"id\":\"$id\",\"name\":\"秘密\",\"admission\":{\"round\":\"first\",\"status\":\"unplaced\"}}"
        else
            echo "{\"id\":\"$id\",\"name\":\"秘密\",\"admission\":{\"round\":\"first\",\"program\":\"$program\",\"choice\":1,\"status\":\"admitted\"}}"
        fi
    done >admissions
}

# A roll: lines ID PROGRAM.
roll() {
    printf '%s\n' "$@" | jq -cR 'split(" ") | {id: .[0], program: .[1]}'
}

@test "admit-reconcile: contract" {
    for id in 1 2 3; do
        echo "{\"id\":\"$id\",\"admission\":{\"round\":\"first\",\"program\":\"S1\",\"choice\":1,\"status\":\"admitted\"}}"
    done | admit-seal --add >list
    CONTRACT_NOTHING=1 CONTRACT_OUTPUT=none CONTRACT_EMPTY='{"id":"1","code":"absent","admitted":"S1"}
{"id":"2","code":"absent","admitted":"S1"}
{"id":"3","code":"absent","admitted":"S1"}' CONTRACT_RECORD='{"id":"%d","program":"S1"}' contract admit-reconcile list
}

@test "admit-reconcile: equal rolls say nothing" {
    roll 'A S1' 'B S1' 'C S2' 'D S2' 'F S3' >roll
    run --separate-stderr admit-reconcile -v admissions roll
    [[ $status -eq 0 && $output == "" && $stderr == "reconciled: 5 admissions, 5 pupils, 0 differences" ]]
    run admit-reconcile admissions <roll
    [[ $status -eq 0 && $output == "" ]]
    run --separate-stderr admit-reconcile --table table /dev/null /dev/null
    [[ $status -eq 2 && ! -e table ]]
    [ "$stderr" = "admit-reconcile: nothing was compared: nobody was admitted, and no roll has a pupil" ]
}

@test "admit-reconcile: absent, elsewhere, twice, without a place, over the plan" {
    roll 'A S1' 'C S1' 'C S2' 'E S1' >s1
    roll 'D S2' 'D S2' 'X S3' 'F S3' >s2
    printf '%s\n' '{"id":"S3","capacity":1}' '{"id":"S1","capacity":5}' >programs
    run admit-reconcile --programs programs --table table admissions s1 s2
    [ "$status" -eq 1 ]
    [ "$output" = '{"id":"C","code":"elsewhere","admitted":"S2","enrolled":"S1","roll":"s1:2"}
{"id":"C","code":"twice","enrolled":"S2","before":"S1","roll":"s1:3"}
{"id":"E","code":"not-admitted","enrolled":"S1","roll":"s1:4"}
{"id":"D","code":"twice","enrolled":"S2","before":"S2","roll":"s2:2"}
{"id":"X","code":"no-applicant","enrolled":"S3","roll":"s2:3"}
{"id":"B","code":"absent","admitted":"S1"}
{"program":"S3","code":"over-plan","enrolled":2,"plan":1}' ] || fail "$output"
    [ "$(cat table)" = '{"program":"S3","plan":1,"admitted":1,"enrolled":2,"absent":0,"left":0,"joined":1}
{"program":"S1","plan":5,"admitted":2,"enrolled":3,"absent":1,"left":0,"joined":2}
{"program":"S2","admitted":2,"enrolled":2,"absent":0,"left":0,"joined":0}' ] || fail "$(cat table)"
    admit-reconcile --programs programs --table reversed admissions s2 s1 >/dev/null || true
    cmp table reversed
}

# The example of the manual: the workbooks of two schools, in October.
@test "admit-reconcile: workbooks of schools" {
    printf '%s\n' '{"no":"A","school":"S1"}' '{"no":"C","school":"S1"}' | admit-to-xlsx --columns no,school >roll-1.xlsx
    printf '%s\n' '{"no":"D","school":"S2"}' '{"no":"F","school":"S3"}' | admit-to-xlsx --columns no,school >roll-2.xlsx
    echo '{"no":"id","school":"school"}' >roll-map.json
    printf '%s\n' '{"id":"S1","capacity":2}' '{"id":"S2","capacity":2}' '{"id":"S3","capacity":1}' >programs.jsonl
    mkdir result && mv admissions result/admissions.jsonl
    admit-from-xlsx -m roll-map.json roll-*.xlsx >records
    run --separate-stderr admit-reconcile -v --roll-program school --programs programs.jsonl \
        --table schools.jsonl result/admissions.jsonl records
    [[ $status -eq 1 && $stderr == "reconciled: 5 admissions, 4 pupils, 2 differences" ]] || fail "$stderr"
    [ "$output" = '{"id":"C","code":"elsewhere","admitted":"S2","enrolled":"S1","roll":"roll-1.xlsx:3"}
{"id":"B","code":"absent","admitted":"S1"}' ] || fail "$output"
    [ "$(jq -c '[.program, .plan, .enrolled, .absent]' schools.jsonl | xargs)" = "[S1,2,2,1] [S2,2,1,0] [S3,1,1,0]" ] ||
        fail "$(cat schools.jsonl)"
}

@test "admit-reconcile: spreadsheets of schools, and pseudonyms" {
    printf '姓名,报名号,录取学校\n张三,A,S1\n李四,C,S1\n' >roll.csv
    echo '{"姓名":"name","报名号":"no","录取学校":"school"}' >map.json
    printf 'a secret of more than sixteen bytes\n' >key
    admit-from-csv -m map.json roll.csv >roll
    run admit-reconcile --roll-id no --roll-program school --pseudonym key admissions roll
    [ "$status" -eq 1 ]
    [ "$(jq -r .code <<<"$output" | xargs)" = "elsewhere absent absent absent" ]
    [ "$(jq -r .roll <<<"$output" | head -n 1)" = "roll.csv:3" ]
    pseudonym=$(printf 'id\0C' | openssl dgst -sha256 -hmac 'a secret of more than sixteen bytes' | sed 's/.* //' | cut -c 1-32)
    [ "$(jq -r .id <<<"$output" | head -n 1)" = "$pseudonym" ]
    [[ $output != *秘密* && $output != *张三* ]]
}

@test "admit-reconcile: records that cannot be compared" {
    { roll 'A S1' 'B S1' 'C S2' 'D S2' 'F S3'; echo '{"id":"G"}'; echo '{"program":"S1"}'; } >roll
    run admit-reconcile -r rejects admissions roll
    [ "$status" -eq 0 ]
    [ "$(jq -r '.code' rejects | xargs)" = "program-missing id-missing" ]
    for line in '{"id":"A"}' '{"id":7}' '{"id":"Z","admission":{"status":"what"}}' '{'; do
        { cat admissions; echo "$line"; } >list
        run admit-reconcile list roll
        [[ $status -eq 2 && $output == *"list:7: "* ]] || fail "$line: $status $output"
    done
    run admit-reconcile
    [ "$status" -eq 2 ]
    echo '{"id":"S1"}' >programs
    run admit-reconcile --programs programs admissions roll
    [[ $status -eq 2 && $output == *"programs:1: "* ]]
}

# Against a comparison by jq, which knows no tables.
@test "admit-reconcile: random rolls" {
    for seed in 1 2 3; do
        jq -nc --argjson s "$seed" 'range(300) | . as $i | (($i * 7919 + $s * 104729) % 1000) as $x
            | {id: "A\($i)", admission: (if $x < 800 then {round: "r", program: "P\($x % 7)", choice: 1, status: "admitted"}
                else {round: "r", status: "unplaced"} end)}' >list
        jq -nc --argjson s "$seed" 'range(400) | (. * 6971 + $s * 7907) % 1009 | {id: "A\(. % 330)", program: "P\(. % 7)"}' >roll
        admit-reconcile list roll | jq -c 'del(.roll)' >found || true
        jq -nc --slurpfile list list --slurpfile roll roll '
            ($list | map({(.id): (.admission.program // "")}) | add) as $place |
            reduce $roll[] as $p ({seen: {}, out: []};
                ($place[$p.id]) as $had | (.seen[$p.id]) as $before |
                if $before then .out += [{id: $p.id, code: "twice", enrolled: $p.program, before: $before}]
                else .seen[$p.id] = $p.program |
                    if $had == null then .out += [{id: $p.id, code: "no-applicant", enrolled: $p.program}]
                    elif $had == "" then .out += [{id: $p.id, code: "not-admitted", enrolled: $p.program}]
                    elif $had != $p.program then .out += [{id: $p.id, code: "elsewhere", admitted: $had, enrolled: $p.program}]
                    else . end end)
            | .seen as $seen | (.out[], ($list[] | select(.admission.program and ($seen[.id] | not))
                | {id, code: "absent", admitted: .admission.program}))' | diff - found
    done
}
