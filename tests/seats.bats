load helper

# Every mechanism on a few applicants, with the result in view; and what is published
# stands before admit-verify.
setup() {
    cd "$BATS_TEST_TMPDIR"
}

# The outcome as "A-X B-Y C-", with the group behind the program if there is one; the
# settings are the arguments, and the verifier finds nothing.
outcome() {
    admit-allocate --programs programs.jsonl --choices choices --order order "$@" \
        applicants.jsonl >out
    admit-verify --entrants applicants.jsonl --programs programs.jsonl \
        --choices choices --order order "$@" out >breaches || fail "$(cat breaches)"
    shown out
}

shown() {
    jq -r '.id + "-" + ([.admission | .program // empty, .group // empty] | join("/"))' "$1" |
        sort | xargs
}

beijing() {
    cat >programs.jsonl <<'END2'
{"id":"X","round":"first","capacity":1}
{"id":"Y","round":"first","capacity":1}
END2
    cat >applicants.jsonl <<'END2'
{"id":"A","total":600,"choices":["X","Y"],"order":1}
{"id":"B","total":590,"choices":["X","Y"],"order":2}
{"id":"C","total":580,"choices":["Y","X"],"order":3}
END2
}

@test "seats: score first, choice first, and what lies between" {
    beijing
    [ "$(outcome -m serial)" = "A-X B-Y C-" ]
    [ "$(outcome -m deferred)" = "A-X B-Y C-" ]
    [ "$(outcome -m immediate)" = "A-X B- C-Y" ]
    [ "$(outcome -m parallel --bands 1)" = "A-X B- C-Y" ]
    [ "$(outcome -m parallel --bands 2)" = "A-X B-Y C-" ]
    # All in one score band: choice first.  A line between B and C: B's band is done before.
    [ "$(outcome -m tiered --score total --score-lines 500)" = "A-X B- C-Y" ]
    [ "$(outcome -m tiered --score total --score-lines 700,585.5)" = "A-X B-Y C-" ]
    [ "$(outcome -m ttc)" = "A-X B-Y C-" ]
}

@test "seats: Guangzhou, where 670 may be refused though the last one had 668" {
    echo '{"id":"G","round":"first","capacity":2}
{"id":"H","round":"first","capacity":1}' >programs.jsonl
    cat >applicants.jsonl <<'END2'
{"id":"A","total":701,"choices":["H"],"order":1}
{"id":"B","total":680,"choices":["G"],"order":2}
{"id":"C","total":670,"choices":["H","G"],"order":3}
{"id":"D","total":668,"choices":["G"],"order":4}
{"id":"E","total":667,"choices":["G"],"order":5}
{"id":"F","total":666,"choices":["G"],"order":6}
END2
    [ "$(outcome -m tiered --score total --score-lines 707,667,627)" = "A-H B-G C- D-G E- F-" ]
    # A score at a line is above it: with the line at 670, C's second choice goes before D.
    [ "$(outcome -m tiered --score total --score-lines 707,670,627)" = "A-H B-G C-G D- E- F-" ]
}

@test "seats: tiers go before the order, and an order of its own counts at one program" {
    echo '{"id":"X","capacity":1,"round":"r","tiers":["has(applicant.sibling) && applicant.sibling == program.id","true"]}
{"id":"Y","capacity":1,"round":"r","order":"own.Y"}' >programs.jsonl
    cat >applicants.jsonl <<'END2'
{"id":"A","choices":["X","Y"],"order":1,"own":{"Y":9}}
{"id":"B","choices":["X","Y"],"order":2,"own":{"Y":3},"sibling":"Y"}
{"id":"C","choices":["X"],"order":3,"sibling":"X"}
END2
    [ "$(outcome -m deferred)" = "A- B-Y C-X" ]
    run admit-allocate -m serial --programs programs.jsonl --choices choices --order order applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: orders-differ: "* ]]
    # X is B's by priority and A's by wish, Y the other way round: they trade.
    echo '{"id":"X","capacity":1,"round":"r","order":"own.X"}
{"id":"Y","capacity":1,"round":"r","order":"own.Y"}' >programs.jsonl
    echo '{"id":"A","choices":["X","Y"],"order":1,"own":{"X":3,"Y":1}}
{"id":"B","choices":["Y","X"],"order":2,"own":{"X":1,"Y":3}}
{"id":"C","choices":["X"],"order":3,"own":{"X":2}}' >applicants.jsonl
    [ "$(outcome -m ttc)" = "A-X B-Y C-" ]
    [ "$(outcome -m deferred)" = "A-Y B-X C-" ]
}

@test "seats: the verifier sees that all could have had more" {
    echo '{"id":"X","capacity":1,"round":"r","order":"own.X"}
{"id":"Y","capacity":1,"round":"r","order":"own.Y"}' >programs.jsonl
    echo '{"id":"A","choices":["X","Y"],"order":1,"own":{"X":2,"Y":1}}
{"id":"B","choices":["Y","X"],"order":2,"own":{"X":1,"Y":2}}' >applicants.jsonl
    for mechanism in deferred ttc; do
        [ "$(outcome -m $mechanism)" = "A-X B-Y" ]
        # What the programs would like: stable, and each of the two would rather trade.
        jq -c '.admission.choice = 2 | .admission.program = .choices[1]' out >worst
        run admit-verify -m $mechanism --programs programs.jsonl --choices choices --order order worst
        [ "$status" -eq 1 ]
        [ "$(sort <<<"$output")" = '{"code":"not-best","applicant":"A","program":"X","choice":1}
{"code":"not-best","applicant":"B","program":"Y","choice":1}' ]
    done
}

@test "seats: reserves, in the order of precedence" {
    # N1 and L are near; one seat is for them.  Reserve first: N1 takes it, and the open
    # seat goes to the best of the rest.  Open first: N1 takes the open one, L the reserve.
    applicants() {
        echo '{"id":"N1","near":true,"choices":["S"],"order":1}
{"id":"F","near":false,"choices":["S"],"order":2}
{"id":"L","near":true,"choices":["S"],"order":3}'
    }
    applicants >applicants.jsonl
    local near='{"id":"near","seats":1,"eligible":"applicant.near","unfilled":"lapse"}'
    local open='{"id":"open","seats":1,"unfilled":"lapse"}'
    echo '{"id":"S","round":"r","capacity":2,"groups":['"$near,$open"']}' >programs.jsonl
    [ "$(outcome -m serial)" = "F-S/open L- N1-S/near" ]
    [ "$(outcome -m deferred)" = "F-S/open L- N1-S/near" ]
    echo '{"id":"S","round":"r","capacity":2,"groups":['"$open,$near"']}' >programs.jsonl
    [ "$(outcome -m deferred)" = "F- L-S/near N1-S/open" ]
}

@test "seats: what a group cannot fill lapses or passes on, as it says, up to the cap" {
    echo '{"id":"A","choices":["S"],"order":1}
{"id":"B","choices":["S"],"order":2}
{"id":"C","choices":["S"],"order":3}' >applicants.jsonl
    program() {
        echo '{"id":"S","round":"r","capacity":3,"groups":[
{"id":"few","seats":2,"eligible":"false","unfilled":'"$1"'},
{"id":"open","seats":1,"unfilled":"lapse"'"$2"'}]}' | tr -d '\n' >programs.jsonl
    }
    program '"lapse"'
    [ "$(outcome -m deferred)" = "A-S/open B- C-" ]
    program '{"to":"open"}'
    [ "$(outcome -m deferred)" = "A-S/open B-S/open C-S/open" ]
    program '{"to":"open"}' ',"cap":2'
    [ "$(outcome -m deferred)" = "A-S/open B-S/open C-" ]
    admit-allocate -m deferred --programs programs.jsonl --choices choices --order order \
        --lines lines applicants.jsonl >out
    cmp lines - <<'END2'
{"program":"S","round":"r","capacity":3,"filled":2,"last_order":2,"last_choice":1}
{"program":"S","round":"r","group":"few","seats":2,"filled":0,"last_order":null,"last_choice":null}
{"program":"S","round":"r","group":"open","seats":1,"filled":2,"last_order":2,"last_choice":1}
END2
    run admit-allocate -m serial --programs programs.jsonl --choices choices --order order applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: groups-pass-seats: "*"program S" ]]
}

@test "seats: what a group has passed on in one step is gone in the next" {
    echo '{"id":"X","round":"r","capacity":1}
{"id":"Y","round":"r","capacity":1,"groups":[{"id":"few","seats":1,"eligible":"applicant.few","unfilled":{"to":"all"}},{"id":"all","seats":0,"eligible":"!applicant.few","unfilled":"lapse"}]}' >programs.jsonl
    echo '{"id":"A","few":true,"choices":["X","Y"],"order":2}
{"id":"B","few":false,"choices":["Y"],"order":3}
{"id":"C","few":false,"choices":["X"],"order":1}' >applicants.jsonl
    [ "$(outcome -m immediate)" = "A- B-Y/all C-X" ]
    [ "$(outcome -m parallel --bands 2)" = "A-Y/few B- C-X" ]
    [ "$(outcome -m deferred)" = "A-Y/few B- C-X" ]
    run admit-verify -m immediate --programs programs.jsonl --choices choices --order order out
    [[ $status -eq 1 && $output == '{"code":"free-seat","applicant":"B","program":"Y","group":"all","choice":1,"seats":1,"filled":0}' ]]
}

@test "seats: feeder quotas with a floor, then the open round with what they left" {
    echo '{"id":"S","round":["feeder","open"],"capacity":4,"groups":[
{"id":"J1","round":"feeder","seats":1,"eligible":"applicant.junior == '"'J1'"'","floor":{"value":"total","line":520,"drop":20},"unfilled":{"to":"open"}},
{"id":"J2","round":"feeder","seats":2,"eligible":"applicant.junior == '"'J2'"'","floor":{"value":"total","min":500},"unfilled":{"to":"open"}},
{"id":"open","round":"open","seats":1,"unfilled":"lapse"}]}' | tr -d '\n' >programs.jsonl
    cat >applicants.jsonl <<'END2'
{"id":"A","junior":"J1","total":600,"choices":["S"],"order":1}
{"id":"B","junior":"J1","total":590,"choices":["S"],"order":2}
{"id":"C","junior":"J1","total":580,"choices":["S"],"order":3}
{"id":"D","junior":"J1","total":570,"choices":["S"],"order":4}
{"id":"E","junior":"J2","total":500.0,"choices":["S"],"order":5}
{"id":"F","junior":"J2","total":499.5,"choices":["S"],"order":6}
{"id":"G","junior":"J3","total":490,"choices":["S"],"order":7}
END2
    [ "$(outcome -m deferred --round feeder)" = "A-S/J1 B- C- D- E-S/J2 F- G-" ]
    [ "$(jq -r '.admission.refused[]? | .code' out | xargs)" = "full full full below-floor not-eligible" ]
    # J2 filled one of two: the open round has two seats.  The two rounds as a pipe.
    cp out feeder.jsonl
    cp applicants.jsonl entrants.jsonl
    cp feeder.jsonl applicants.jsonl
    [ "$(outcome -m serial --round open)" = "A-S/J1 B-S/open C-S/open D- E-S/J2 F- G-" ]
    [ "$(outcome -m deferred --round open)" = "A-S/J1 B-S/open C-S/open D- E-S/J2 F- G-" ]
    admit-allocate -m deferred --programs programs.jsonl --choices choices --order order --round feeder entrants.jsonl |
        admit-allocate -m deferred --programs programs.jsonl --choices choices --order order --round open | cmp - out
    # Nothing is left, and that is known though the open group gave more than its own.
    jq -c . out >applicants.jsonl
    [ "$(outcome -m deferred --round open)" = "A-S/J1 B-S/open C-S/open D- E-S/J2 F- G-" ]
}

@test "seats: a round whose programs have no groups, though others have" {
    echo '{"id":"S","round":"first","capacity":1,"groups":[{"id":"g","seats":1,"unfilled":"lapse"}]}
{"id":"T","round":"second","capacity":1}' >programs.jsonl
    echo '{"id":"A","choices":["S","T"],"order":1}
{"id":"B","choices":["S","T"],"order":2}' >applicants.jsonl
    [ "$(outcome -m serial --round first)" = "A-S/g B-" ]
    cp out applicants.jsonl
    [ "$(outcome -m serial --round second)" = "A-S/g B-T" ]
    [ "$(outcome -m deferred --round second)" = "A-S/g B-T" ]
}

@test "seats: twins at the last seat, under three clauses" {
    echo '{"id":"X","round":"r","capacity":2}
{"id":"Y","round":"r","capacity":3}' >programs.jsonl
    cat >applicants.jsonl <<'END2'
{"id":"A","choices":["X"],"order":1}
{"id":"T1","twins":"T","choices":["X","Y"],"order":2}
{"id":"T2","twins":"T","choices":["X","Y"],"order":2}
{"id":"Z","choices":["X","Y"],"order":3}
END2
    local twins="-m serial --bundle twins --last-seat"
    [ "$(outcome $twins expand)" = "A-X T1-X T2-X Z-Y" ]
    [ "$(outcome $twins skip)" = "A-X T1-Y T2-Y Z-X" ]
    [ "$(outcome $twins refuse)" = "A-X T1-Y T2-Y Z-Y" ]
    run admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --bundle twins applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --last-seat: is missing" ]]
    run admit-allocate -m deferred --programs programs.jsonl --choices choices --order order \
        --bundle twins --last-seat skip applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: bundles-not-serial: "* ]]
}

@test "seats: shared orders at the last seat" {
    echo '{"id":"X","round":"r","capacity":2}' >programs.jsonl
    echo '{"id":"A","choices":["X"],"order":1}
{"id":"B","choices":["X"],"order":2}
{"id":"C","choices":["X"],"order":2}
{"id":"D","choices":["X"],"order":4}' >applicants.jsonl
    [ "$(outcome -m serial --ties all)" = "A-X B-X C-X D-" ]
    [ "$(outcome -m serial --ties none)" = "A-X B- C- D-" ]
}

@test "seats: lots decide at the last seat, where the rank has them as a key" {
    # B and C have the same total, and one seat is left after A.
    echo '{"id":"X","round":"r","capacity":2}' >programs.jsonl
    echo '{"id":"A","total":600,"choices":["X"]}
{"id":"B","total":590,"choices":["X"]}
{"id":"C","total":590,"choices":["X"]}' >entrants.jsonl
    seats() {
        admit-draw --as tie --method hash --id id --seed "$1" entrants.jsonl |
            admit-rank --by 'total desc' --by draw.tie.number --as unified |
            admit-allocate -m serial --programs programs.jsonl --choices choices \
                --order rank.unified.order >out
        shown out
    }
    local seed
    for seed in 1 2 3 4 5 6; do
        seats "$seed" >shown
        first=$(jq -r -s 'map(select(.id != "A")) | min_by(.draw.tie.number).id' out)
        [ "$(cat shown)" = "$([ "$first" = B ] && echo 'A-X B-X C-' || echo 'A-X B- C-X')" ]
        echo "$first" >>both
    done
    [ "$(sort -u both | xargs)" = "B C" ]
}

@test "seats: two with one priority are trouble where programs rank, and only there" {
    echo '{"id":"X","round":"r","capacity":1,"order":"own"}
{"id":"Y","round":"r","capacity":1,"order":"own"}' >programs.jsonl
    # The same place in a pool each, at different programs: nothing to decide.
    echo '{"id":"A","choices":["X"],"own":1,"order":1}
{"id":"B","choices":["Y"],"own":1,"order":2}' >applicants.jsonl
    [ "$(outcome -m deferred)" = "A-X B-Y" ]
    echo '{"id":"C","choices":["Y"],"own":1,"order":3}' >>applicants.jsonl
    run --separate-stderr admit-allocate -m deferred --programs programs.jsonl \
        --choices choices --order order applicants.jsonl
    [[ $status -eq 2 && -z $output ]]
    [[ $stderr == "admit-allocate: applicants.jsonl:3: order-twice: the order is that of applicants.jsonl:2; "* ]]
    # A result that somebody has given all the same.
    jq -c '.admission = if .id == "C" then {round: "r", status: "unplaced"} else
        {round: "r", program: .choices[0], choice: 1, status: "admitted"} end' applicants.jsonl >out
    run admit-verify -m deferred --programs programs.jsonl --choices choices --order order out
    [[ $status -eq 1 && $output == '{"code":"order-twice","applicant":"C","program":"Y","same_as":"B"}' ]]
}

# Four want X, which has three seats, and then Y.
over_drawn() {
    echo '{"id":"X","round":"r","capacity":3}
{"id":"Y","round":"r","capacity":1}' >programs.jsonl
    jq -nc '"ABCDEF" / "" | to_entries[] |
        {id: .value, choices: ["X", "Y"], order: (.key + 1)}' >applicants.jsonl
}

@test "seats: lines are over-drawn by a ratio, and that is told" {
    over_drawn
    # 3 times 1.3 is 3.9: a part of a seat is none.  1.34 is the first that gives one more.
    for mechanism in serial deferred immediate "parallel --bands 1" ttc; do
        [ "$(outcome -m $mechanism --ratio 1)" = "A-X B-X C-X D-Y E- F-" ]
        [ "$(outcome -m $mechanism --ratio 1.3)" = "A-X B-X C-X D-Y E- F-" ]
        [ "$(outcome -m $mechanism --ratio 1.34 2>said)" = "A-X B-X C-X D-X E-Y F-" ]
        [ "$(cat said)" = "admit-allocate: over-plan: 1 programs take 1 more than they have seats" ]
        [ "$(outcome -m $mechanism --ratio 2 2>said)" = "A-X B-X C-X D-X E-X F-X" ]
    done
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --ratio 1.5 --lines lines applicants.jsonl 2>said >out
    cmp lines - <<'END2'
{"program":"X","round":"r","capacity":3,"filled":4,"over":1,"last_order":4,"last_choice":1}
{"program":"Y","round":"r","capacity":1,"filled":1,"last_order":5,"last_choice":2}
END2
    # Seats that are taken already count among them, and again nothing is given.
    cp out applicants.jsonl
    [ "$(outcome -m serial --ratio 1.5 2>said)" = "A-X B-X C-X D-X E-Y F-" ]
    for ratio in 0.99 101 1,05 +1 1. x ""; do
        run admit-allocate -m serial --programs programs.jsonl --choices choices \
            --order order --ratio "$ratio" applicants.jsonl
        [[ $status -eq 2 && $output == "admit-allocate: --ratio: is not a number from 1 to 100" ]]
    done
    echo '{"id":"X","round":"r","capacity":2,"groups":[{"id":"g","seats":2,"unfilled":"lapse"}]}' >programs.jsonl
    echo '{"id":"A","choices":["X"],"order":1}' >applicants.jsonl
    run admit-allocate -m deferred --programs programs.jsonl --choices choices \
        --order order --ratio 1.05 applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: ratio-with-groups: "*"program X" ]]
}

@test "seats: bundles and ties go over a line that is over-drawn, as over any other" {
    over_drawn
    jq -c 'if .id == "D" or .id == "E" then .twins = "T" | .order = 4 else . end' \
        applicants.jsonl >twins.jsonl
    over() {
        admit-allocate -m serial --programs programs.jsonl --choices choices \
            --order order --ratio 1.4 "$@" twins.jsonl >out 2>said
        shown out
    }
    [ "$(over --bundle twins --last-seat expand)" = "A-X B-X C-X D-X E-X F-Y" ]
    [ "$(over --bundle twins --last-seat skip)" = "A-X B-X C-X D- E- F-X" ]
    [ "$(over --ties all)" = "A-X B-X C-X D-X E-X F-Y" ]
    [ "$(cat said)" = "admit-allocate: over-plan: 1 programs take 2 more than they have seats" ]
    [ "$(over --ties none)" = "A-X B-X C-X D- E- F-" ]
}

@test "seats: whoever is bound by an earlier decision is locked" {
    over_drawn
    jq -c '.gave_up = (.id == "A" or .id == "D")' applicants.jsonl >some
    mv some applicants.jsonl
    for mechanism in serial deferred immediate ttc; do
        [ "$(outcome -m $mechanism --locked applicant.gave_up)" = "A- B-X C-X D- E-X F-Y" ]
    done
    [ "$(jq -c 'select(.id == "A").admission' out)" = '{"round":"r","status":"unplaced","refused":[{"program":"X","code":"locked"},{"program":"Y","code":"locked"}]}' ]
    # Terms are not asked of who is locked; a condition without an answer is no "no".
    echo '{"id":"X","round":"r","capacity":3,"eligible":"applicant.age > 6"}' >programs.jsonl
    echo '{"id":"A","choices":["X"],"order":1,"gave_up":true}
{"id":"B","choices":["X"],"order":2,"gave_up":false,"age":7}
{"id":"C","choices":["X"],"order":3,"age":7}' >applicants.jsonl
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --locked applicant.gave_up -r rejects applicants.jsonl >out
    [ "$(shown out)" = "A- B-X" ]
    [ "$(jq -c '[.line, .code, .field]' rejects)" = '[3,"rule-error","locked"]' ]
    run admit-allocate -m serial --programs programs.jsonl --choices choices \
        --order order --locked 'program.id == "X"' applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --locked: column 1: the condition is about the applicant"* ]]
    run admit-allocate -m serial --programs programs.jsonl --choices choices \
        --order order --locked 'applicant.' applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --locked: column 11: "* ]]
}

@test "seats: whoever is admitted is locked, through a whole chain" {
    # A would like S2 of the second batch more than what he has; it is nothing to him.
    echo '{"id":"S1","round":"first","capacity":1}
{"id":"S2","round":["second","more"],"capacity":2}' >programs.jsonl
    echo '{"id":"A","choices":["S2","S1"],"order":1}
{"id":"B","choices":["S1","S2"],"order":2}
{"id":"C","choices":["S2"],"order":3}
{"id":"D","choices":["S2"],"order":4}' >ranked.jsonl
    step() {
        admit-allocate -m serial --programs programs.jsonl --choices choices --order order --round "$@"
    }
    step first ranked.jsonl | tee first | step second | tee second | step more >out
    [ "$(shown first)" = "A-S1 B- C- D-" ]
    [ "$(shown second)" = "A-S1 B-S2 C-S2 D-" ]
    cmp <(jq -c 'select(.id != "D")' second) <(jq -c 'select(.id != "D")' out)
    [ "$(jq -c 'select(.id == "D").admission.refused' out)" = '[{"program":"S2","code":"full"}]' ]
}

@test "seats: what the terms of a choice need must be there" {
    echo '{"id":"X","round":"r","capacity":1,"eligible":"applicant.age > 6","order":"own","floor":{"value":"total","min":1}}' >programs.jsonl
    while read -r codes record; do
        admit-allocate -m deferred --programs programs.jsonl --choices choices --order order \
            -r rejects >out <<<"$record"
        [ "$(jq -r '.code + ":" + .field' rejects)" = "$codes" ] || fail "$(cat rejects out)"
    done <<'END2'
rule-error:choices.0 {"choices":["X"],"order":1,"total":5,"own":1}
rule-error:choices.0 {"choices":["X"],"order":1,"total":5,"own":1,"age":"7"}
floor-not-number:total {"choices":["X"],"order":1,"own":1,"age":7}
order-missing:own {"choices":["X"],"order":1,"total":5,"age":7}
order-not-whole:own {"choices":["X"],"order":1,"total":5,"age":7,"own":-1}
order-too-large:own {"choices":["X"],"order":1,"total":5,"age":7,"own":4294967280}
END2
    # Who is not eligible need not have an order there.
    run admit-allocate -m deferred --programs programs.jsonl --choices choices --order order <<<'{"choices":["X"],"order":1,"age":3}'
    [[ $status -eq 0 && $output == *'"refused":[{"program":"X","code":"not-eligible"}]}}' ]]
}

@test "seats: mistakes in terms and groups are named by line and field" {
    echo '{"choices":[],"order":1}' >applicants.jsonl
    while IFS='|' read -r keys message; do
        echo '{"id":"Z","capacity":3,"round":"r",'"$keys"'}' >programs.jsonl
        run --separate-stderr admit-allocate -m deferred --programs programs.jsonl \
            --choices choices --order order applicants.jsonl
        [[ $status -eq 2 && -z $output ]]
        [[ ${stderr_lines[0]} == "admit-allocate: programs.jsonl:1: $message"* ]] || fail "$stderr"
    done <<'END2'
"eligible":true|program-bad-eligible: eligible is not a condition
"eligible":"1 +"|program-bad-eligible: eligible: column 4: 
"eligible":"1 + 1"|program-bad-eligible: eligible: column 1: the expression is neither true nor false
"tiers":[]|program-bad-tiers: tiers is not an array of conditions
"order":7|program-bad-order: order is not a path
"order":"a..b"|program-bad-order: order 
"floor":{"value":"total"}|program-bad-floor: floor is neither
"groups":[{"id":"g","seats":1}]|program-bad-group: groups.0.unfilled is neither
"groups":[{"id":"g","seats":1,"unfilled":{"to":"g"}}]|program-bad-group: groups.0.unfilled is neither
"groups":[{"id":"g","seats":1.5,"unfilled":"lapse"}]|program-bad-group: groups.0.seats is not a whole number
"groups":[{"id":"g","seats":1,"unfilled":"lapse"},{"id":"g","seats":1,"unfilled":"lapse"}]|program-bad-group: groups.1.id is the id of an earlier group
"groups":[{"id":"g","seats":1,"unfilled":"lapse","round":7}]|program-bad-group: groups.0.round 
"groups":[{"id":"g","seats":1,"unfilled":"lapse","floors":7}]|program-unknown-key: groups.0.floors 
"groups":[{"id":"g","seats":4,"unfilled":"lapse"}]|program-groups-over-capacity: groups have more seats than the program
END2
}

# Three hundred applicants with four choices each at fourteen programs, of which six are
# in demand.  Every order is there twice as "class", and some have a twin in bound.jsonl.
many() {
    local def='def list($i): [range(4) | "P\($i * 5 % 6 + . * [1, 3, 5][$i % 3] | . % 14)"];
        def order($i): $i * 7919 % 1009;'

    jq -nc "$def"' range(300) as $i | {id: "\($i)", choices: list($i), near: "P\($i % 9)",
        order: order($i), class: (order($i) % 150), score: ($i * 31 % 307),
        own: {o0: ($i * 31 % 307), o1: ($i * 17 % 307), o2: ($i * 11 % 307)}}' >applicants.jsonl
    jq -c "$def"' (.id | tonumber) as $i | ($i - $i % 7) as $first | if $i % 7 < 2 then
        .twins = "T\($first)" | .order = order($first) | .choices = list($first) else . end' \
        applicants.jsonl >bound.jsonl
    jq -nc 'range(14) | {id: "P\(.)", round: "r", capacity: (. * 5 % 9 + 6),
        eligible: (if . == 4 then "applicant.score > 100" else "true" end)}' >one.jsonl
    jq -c 'if .id == "P3" then .groups = [{id: "g", seats: 2, eligible: "applicant.order % 2 == 0",
        unfilled: "lapse"}, {id: "h", seats: 3, unfilled: "lapse"}] else . end' one.jsonl >grouped.jsonl
    jq -c '(.id[1:] | tonumber) as $p | .order = "own.o\($p % 3)" |
        .tiers = ["applicant.near == program.id", "true"]' one.jsonl >ranked.jsonl
    jq -c 'if .id == "P3" then .groups = [{id: "g", seats: 2, eligible: "applicant.order % 2 == 0",
        unfilled: {to: "h"}}, {id: "h", seats: 3, unfilled: "lapse"}] else . end' ranked.jsonl >passing.jsonl
}

# A round of each kind that there is: applicants, programs and settings.
every_kind() {
    local score="--score score --score-lines 250,120.5,60"

    echo "applicants one --order order -m serial
applicants grouped --order order -m serial
applicants one --order class -m serial --ties all
applicants one --order class -m serial --ties none
bound one --order order -m serial --bundle twins --last-seat expand
bound one --order order -m serial --bundle twins --last-seat skip
bound one --order order -m serial --bundle twins --last-seat refuse
applicants grouped --order order -m immediate
applicants passing --order order -m immediate
applicants one --order order -m tiered $score
applicants passing --order order -m tiered $score
applicants grouped --order order -m parallel --bands 2,1
applicants passing --order order -m parallel --bands 2,1
applicants one --order order -m deferred
applicants passing --order order -m deferred
applicants one --order order -m ttc
applicants ranked --order order -m ttc"
}

@test "seats: the order of the lines changes nothing" {
    many
    local kinds=0 kind

    while read -r -a kind; do
        local rows=${kind[0]}.jsonl settings=(--programs "${kind[1]}.jsonl" --choices choices "${kind[@]:2}")

        admit-allocate "${settings[@]}" --lines lines "$rows" | sort >expected
        [ "$(grep -c '"admitted"' expected)" -gt 60 ]
        [ "$(grep -c '"unplaced"' expected)" -gt 60 ]
        for seed in 1 22; do
            shuf --random-source=<(yes "$seed") "$rows" >shuffled
            admit-allocate "${settings[@]}" --lines other shuffled >out
            cmp <(jq .id out) <(jq .id shuffled)
            sort out | cmp - expected || fail "${kind[*]}"
            cmp lines other
        done
        kinds=$((kinds + 1))
    done < <(every_kind)
    [ "$kinds" -eq 17 ]
}

@test "seats: somebody is moved, and the verifier sees it" {
    many
    local kind number moved=0

    while read -r -a kind; do
        local rows=${kind[0]}.jsonl settings=(--programs "${kind[1]}.jsonl" --choices choices "${kind[@]:2}")

        admit-allocate "${settings[@]}" "$rows" >out
        admit-verify "${settings[@]}" --entrants "$rows" out
        # Who is in one of these lines gets another choice of his, or none.
        for number in 10 87 164 241; do
            jq -c --argjson n "$number" 'if input_line_number == $n then
                (((.admission.choice // 0) + 1 + $n % 4) % 5) as $c | .admission = if $c == 0
                then {round: "r", status: "unplaced"}
                else {round: "r", program: .choices[$c - 1], choice: $c, status: "admitted"}
                end else . end' out >changed
            run admit-verify "${settings[@]}" changed
            [[ $status -eq 1 && -n $output ]] || fail "${kind[*]}: line $number"
            moved=$((moved + 1))
        done
    done < <(every_kind)
    [ "$moved" -eq $((17 * 4)) ]
}

@test "seats: the verifier sees breaches of terms and groups" {
    echo '{"id":"S","round":"r","capacity":2,"groups":[{"id":"near","seats":1,"eligible":"applicant.near","unfilled":"lapse"},{"id":"open","seats":1,"unfilled":"lapse"}]}' >programs.jsonl
    echo '{"id":"N","near":true,"choices":["S"],"order":1}
{"id":"F","near":false,"choices":["S"],"order":2}
{"id":"L","near":true,"choices":["S"],"order":3}' >applicants.jsonl
    outcome -m serial
    says() {
        jq -c "$1" out >changed
        run admit-verify -m serial --programs programs.jsonl --choices choices --order order changed
        [ "$status" -eq 1 ]
    }
    says 'if .id == "F" then .admission.group = "near" else . end'
    [ "${lines[0]}" = '{"code":"not-eligible","applicant":"F","program":"S","group":"near","choice":1}' ]
    says 'if .id == "L" then .admission = {round: "r", program: "S", group: "near", choice: 1, status: "admitted"} else . end'
    [ "${lines[0]}" = '{"code":"over-group","program":"S","group":"near","seats":1,"filled":2}' ]
    says 'if .id == "F" then .admission = {round: "r", status: "unplaced"} elif .id == "L" then .admission = {round: "r", program: "S", group: "open", choice: 1, status: "admitted"} else . end'
    [ "${lines[0]}" = '{"code":"justified-envy","applicant":"F","program":"S","group":"open","choice":1,"instead_of":"L"}' ]
    says 'if .id == "N" then .admission.group = "open" elif .id == "F" then .admission = {round: "r", status: "unplaced"} else . end'
    [ "$(jq -r .code <<<"${lines[0]}")" = wrong-group ]
}

@test "seats: a program's own condition comes before those of its groups" {
    echo '{"id":"S","round":"r","capacity":2,"eligible":"applicant.age >= policy.age","groups":[{"id":"near","seats":1,"eligible":"applicant.near","unfilled":"lapse"},{"id":"open","seats":1,"unfilled":"lapse"}]}' >programs.jsonl
    echo '{"constants":{"age":6},"allocate":{"r":{"mechanism":"serial","programs":"programs.jsonl","choices":"choices","order":"order"}}}' >policy.json
    echo '{"id":"A","age":5,"near":true,"choices":["S"],"order":1}
{"id":"B","age":6,"near":false,"choices":["S"],"order":2}
{"id":"C","age":7,"near":true,"choices":["S"],"order":3}' >applicants.jsonl
    admit-allocate -p policy.json r applicants.jsonl >out
    [ "$(shown out)" = "A- B-S/open C-S/near" ]
    [ "$(jq -c 'select(.id == "A").admission.refused' out)" = '[{"program":"S","code":"not-eligible"}]' ]
    admit-verify --entrants applicants.jsonl -p policy.json r out
}

@test "seats: who was placed by hand without a group leaves no room for the groups" {
    echo '{"id":"S","round":"r","capacity":2,"groups":[{"id":"g","seats":2,"unfilled":"lapse"}]}' >programs.jsonl
    echo '{"id":"A","choices":["S"],"order":1}
{"id":"H","admission":{"program":"S","status":"admitted"}}' >applicants.jsonl
    run admit-allocate -m serial --programs programs.jsonl --choices choices --order order applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: groups-over-capacity: "*"program S" ]]
    # With the group it is one of its seats.
    sed -i 's/"program":"S"/"program":"S","group":"g"/' applicants.jsonl
    echo '{"id":"B","choices":["S"],"order":2}' >>applicants.jsonl
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --lines lines applicants.jsonl >out
    [ "$(shown out)" = "A-S/g B- H-S/g" ]
    [ "$(sed -n 2p lines)" = '{"program":"S","round":"r","group":"g","seats":2,"filled":2,"last_order":1,"last_choice":1}' ]
}
