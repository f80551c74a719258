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

@test "seats: a policy gives bands and lines as texts or as arrays" {
    beijing
    entry() {
        echo '{"allocate":{"first":{"mechanism":"'"$1"'","programs":"programs.jsonl","choices":"choices","order":"order",'"$2"'}}}' >policy.json
    }
    ask() {
        run admit-allocate -p policy.json first applicants.jsonl
    }
    for bands in '"1"' '[1]' '["1"]' '"1,2"' '[1,2]'; do
        entry parallel "\"bands\":$bands"
        ask
        [ "$status" -eq 0 ] || fail "$output"
        [ "$(shown - <<<"$output")" = "A-X B- C-Y" ]
    done
    for lines in '"700,585.5"' '[700,"585.5"]' '["700","585.5"]' '["700,585.5"]'; do
        entry tiered "\"score\":\"total\",\"score-lines\":$lines"
        ask
        [ "$(shown - <<<"$output")" = "A-X B-Y C-" ]
    done
    # What a double may not hold is not guessed.
    entry tiered '"score":"total","score-lines":[700,585.5]'
    ask
    [[ $status -eq 2 && $output == "admit-allocate: policy.json: /allocate/first/score-lines/1: must be a whole number, or a text: "* ]]
    for bands in '[]' '[0]' '[true]' '[[1]]' '[""]' '7' '[-1]' '["1,"]'; do
        entry parallel "\"bands\":$bands"
        ask
        [[ $status -eq 2 && $output == "admit-allocate: policy.json: /allocate/first/bands"* ]] || fail "$bands: $output"
    done
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

@test "seats: a program that is traded ranks all, whether they listed it or not" {
    echo '{"id":"X","capacity":1,"round":"r","order":"own.X"}
{"id":"Y","capacity":1,"round":"r","order":"own.Y"}' >programs.jsonl
    list() {    # the choices of A; A stands first at Y and last at X
        echo '{"id":"A","choices":['"$1"'],"order":1,"own":{"X":3,"Y":1}}
{"id":"B","choices":["Y","X"],"order":2,"own":{"X":1,"Y":2}}
{"id":"C","choices":["X"],"order":3,"own":{"X":2,"Y":3}}' >applicants.jsonl
    }
    list '"X","Y"'
    [ "$(outcome -m ttc)" = "A-X B-Y C-" ]
    # It does not matter that A lists X alone.
    list '"X"'
    [ "$(outcome -m ttc)" = "A-X B-Y C-" ]
    # What came of it when only those who list a program were ranked there is a breach.
    jq -c '.admission = if .id == "B" then {round: "r", program: "Y", choice: 1, status: "admitted"}
        elif .id == "C" then {round: "r", program: "X", choice: 1, status: "admitted"}
        else {round: "r", status: "unplaced", refused: [{program: "X", code: "full"}]} end' applicants.jsonl >old
    run admit-verify -m ttc --programs programs.jsonl --choices choices --order order old
    [[ $status -eq 1 && $output == *'"code":"wrong-seat","property":"P15","applicant":"A","program":"X"'* ]]
    # Who is locked takes no part; who has no order at Y, or is not eligible there, is not
    # ranked there, and nobody is set aside for a program that the list does not have.
    [ "$(outcome -m ttc --locked 'applicant.id == "A"')" = "A- B-Y C-X" ]
    jq -c 'if .id == "A" then del(.own.Y) else . end' applicants.jsonl >some
    mv some applicants.jsonl
    [ "$(outcome -m ttc)" = "A- B-Y C-X" ]
    list '"X"'
    sed -i '/"Y"/s/}$/,"eligible":"applicant.id != '"'A'"'"}/' programs.jsonl
    [ "$(outcome -m ttc)" = "A- B-Y C-X" ]
    # Two with one place at Y, which neither wants: A's place there is still traded.
    sed -i '/"Y"/s/,"eligible":[^}]*//' programs.jsonl
    list '"X"'
    sed -i '/"C"/s/"Y":3/"Y":1/' applicants.jsonl
    run --separate-stderr admit-allocate -m ttc --programs programs.jsonl --choices choices --order order applicants.jsonl
    [[ $status -eq 2 && $stderr == "admit-allocate: applicants.jsonl:3: order-twice: the order is that of applicants.jsonl:1; "* ]]
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
        [ "$(sort <<<"$output")" = '{"code":"not-best","property":"P15","applicant":"A","program":"X","choice":1}
{"code":"not-best","property":"P15","applicant":"B","program":"Y","choice":1}' ]
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
    [[ $status -eq 1 && $output == '{"code":"free-seat","property":"P10","applicant":"B","program":"Y","group":"all","choice":1,"seats":1,"filled":0}' ]]
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

@test "seats: a group keeps its seats until its round, and passes them on after it" {
    echo '{"id":"A","choices":["S"],"order":1}
{"id":"B","choices":["S"],"order":2}' >applicants.jsonl
    program() {
        echo '{"id":"S",'"$1"'"capacity":2,"groups":[
{"id":"few","seats":1,"round":'"$2"',"unfilled":{"to":"all"}},
{"id":"all","seats":1,"unfilled":"lapse"}]}' | tr -d '\n' >programs.jsonl
    }
    program '"round":["one","two","three"],' '"two"'
    [ "$(outcome -m deferred --round one)" = "A-S/all B-" ]
    [ "$(outcome -m deferred --round three)" = "A-S/all B-S/all" ]
    program '"round":["one","two","three"],' '["one","three"]'
    [ "$(outcome -m deferred --round two)" = "A-S/all B-" ]
    # The line of the program says in which order rounds come, and nothing else does.
    program '"round":["three","two","one"],' '"two"'
    [ "$(outcome -m deferred --round three)" = "A-S/all B-" ]
    [ "$(outcome -m deferred --round one)" = "A-S/all B-S/all" ]
    program '' '"two"'
    [ "$(outcome -m deferred --round three)" = "A-S/all B-S/all" ]
    # Seats on their way to a group of a later round wait for it.
    echo '{"id":"S","round":["one","two"],"capacity":2,"groups":[
{"id":"none","seats":1,"round":"one","eligible":"false","unfilled":{"to":"few"}},
{"id":"few","seats":0,"round":"two","unfilled":{"to":"all"}},
{"id":"all","seats":1,"unfilled":"lapse"}]}' | tr -d '\n' >programs.jsonl
    [ "$(outcome -m deferred --round one)" = "A-S/all B-" ]
    cp out applicants.jsonl
    [ "$(outcome -m deferred --round two)" = "A-S/all B-S/few" ]
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

@test "seats: a bundle that is not together is named by its records" {
    echo '{"id":"X","round":"r","capacity":3}' >programs.jsonl
    echo '{"id":"H","admission":{"status":"admitted","program":"X"}}' >first.jsonl
    twins() {
        printf '%s\n' '{"id":"A","choices":["X"],"order":1}' \
            '{"id":"T1","twins":"T","choices":["X"],"order":2}' '{"id":"T2","twins":"T","choices":["X"],"order":2}' "$1" >rest.jsonl
        run --separate-stderr admit-allocate -m serial --programs programs.jsonl --choices choices \
            --order order --bundle twins --last-seat skip first.jsonl rest.jsonl
        [[ $status -eq 2 && -z $output ]]
    }
    twins '{"id":"T3","twins":"T","choices":["X"],"order":3}'
    [ "$stderr" = "admit-allocate: rest.jsonl:4: bundle-orders-differ: the bundle is not together: it differs from its first record, rest.jsonl:2" ]
    twins '{"id":"T3","twins":"T","choices":[],"order":2}'
    [ "$stderr" = "admit-allocate: rest.jsonl:4: bundle-lists-differ: the bundle is not together: it differs from its first record, rest.jsonl:2" ]
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
    jq -c '.admission = if .id == "C" then {round: "r", status: "unplaced", refused: [{program: "Y", code: "full"}]} else
        {round: "r", program: .choices[0], choice: 1, status: "admitted"} end' applicants.jsonl >out
    run admit-verify -m deferred --programs programs.jsonl --choices choices --order order out
    [[ $status -eq 1 && $output == '{"code":"order-twice","property":"P14","applicant":"C","program":"Y","same_as":"B"}' ]]
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

# One street along the 36th parallel, 901.6 m for each 0.01 degree: X at 0, Y at 0.10.
# A lives at 0.06, B at 0.04, C at 0.01, D at X's door, E at 0.09.
street() {
    echo '{"id":"X","round":["first","left"],"capacity":2,"lon":103.80,"lat":36}
{"id":"Y","round":"left","capacity":1,"lon":103.90,"lat":36}' >programs.jsonl
    echo '{"id":"A","any":true,"order":1,"lon":103.86,"lat":36}
{"id":"B","any":true,"order":2,"lon":103.84,"lat":36,"admission":{"round":"first","status":"unplaced","refused":[{"program":"X","code":"full"}]}}
{"id":"C","any":true,"order":3,"lon":"103.81","lat":"36.0"}
{"id":"D","any":true,"order":4,"lon":103.80,"lat":36}
{"id":"E","any":false,"order":5}
{"id":"F","admission":{"round":"first","program":"X","choice":3,"status":"admitted"}}' >applicants.jsonl
}

left() {
    admit-allocate -m leftover --programs programs.jsonl --order order --round left \
        --agreed applicant.any "$@" applicants.jsonl >out
    admit-verify -m leftover --entrants applicants.jsonl --programs programs.jsonl \
        --order order --round left --agreed applicant.any "$@" out >breaches ||
        fail "$(cat breaches)"
    shown out
}

@test "seats: what is left goes to those who agreed, by order or by distance" {
    street
    # One seat is left at X.  By order A goes first and lives nearer to Y; X is B's.
    [ "$(left --leftover order --lon lon --lat lat)" = "A-Y B-X C- D- E- F-X" ]
    # By distance D takes X, at 0 m; then A takes Y, at 3607 m, before B at 5410.
    [ "$(left --leftover distance --lon lon --lat lat --lines lines)" = "A-Y B- C- D-X E- F-X" ]
    cmp out - <<'END2'
{"id":"A","any":true,"order":1,"lon":103.86,"lat":36,"admission":{"round":"left","program":"Y","status":"admitted"}}
{"id":"B","any":true,"order":2,"lon":103.84,"lat":36,"admission":{"round":"left","status":"unplaced","refused":[{"code":"full"}]}}
{"id":"C","any":true,"order":3,"lon":"103.81","lat":"36.0","admission":{"round":"left","status":"unplaced","refused":[{"code":"full"}]}}
{"id":"D","any":true,"order":4,"lon":103.80,"lat":36,"admission":{"round":"left","program":"X","status":"admitted"}}
{"id":"E","any":false,"order":5,"admission":{"round":"left","status":"unplaced","refused":[{"code":"not-agreed"}]}}
{"id":"F","admission":{"round":"first","program":"X","choice":3,"status":"admitted"}}
END2
    cmp lines - <<'END2'
{"program":"X","round":"left","capacity":2,"filled":2,"last_order":4,"last_choice":null,"last_metres":0,"lowest_order":4}
{"program":"Y","round":"left","capacity":1,"filled":1,"last_order":1,"last_choice":null,"last_metres":3607,"lowest_order":1}
END2
    # Without positions, the programs in the order of the file.
    [ "$(left --leftover order)" = "A-X B-Y C- D- E- F-X" ]
    # C lives 90 m from X and D 0 m; with D and C at one place the better order decides.
    sed -i 's/103.81"/103.80"/' applicants.jsonl
    [ "$(left --leftover distance --lon lon --lat lat)" = "A-Y B- C-X D- E- F-X" ]
}

@test "seats: what is left keeps its conditions, and each is told why he has nothing" {
    street
    echo '{"id":"X","round":"left","capacity":1,"lon":103.80,"lat":36,"tiers":["applicant.order > 3","applicant.order < 2"],"order":"no.such"}
{"id":"Y","round":"left","capacity":1,"lon":103.90,"lat":36,"floor":{"value":"order","min":2},"eligible":"program.id != '"'Y'"' || applicant.id != '"'C'"'"}' >programs.jsonl
    sed -i '$d' applicants.jsonl
    # X takes A and D, whatever tier; Y all but A, who is below, and C.
    [ "$(left --leftover distance --lon lon --lat lat)" = "A- B-Y C- D-X E-" ]
    [ "$(jq -r '.admission.refused[]?.code' out | xargs)" = "full not-eligible not-agreed" ]
    [ "$(left --leftover order --lon lon --lat lat)" = "A-X B-Y C- D- E-" ]
    [ "$(left --leftover distance --lon lon --lat lat --locked 'applicant.id == "D"')" = "A-X B-Y C- D- E-" ]
    [ "$(jq -r '.admission.refused[]?.code' out | xargs)" = "not-eligible locked not-agreed" ]
    sed -i 's/"min":2/"min":9/' programs.jsonl
    [ "$(left --leftover order --lon lon --lat lat)" = "A-X B- C- D- E-" ]
    [ "$(jq -r '.admission.refused[]?.code' out | xargs)" = "below-floor not-eligible full not-agreed" ]
    # In groups: one seat of X is for B alone, and passes to nobody.
    echo '{"id":"X","round":"left","capacity":2,"lon":103.80,"lat":36,"groups":[{"id":"b","seats":1,"eligible":"applicant.id == '"'B'"'","unfilled":"lapse"},{"id":"open","seats":1,"unfilled":"lapse"}]}' >programs.jsonl
    [ "$(left --leftover distance --lon lon --lat lat)" = "A- B-X/b C- D-X/open E-" ]
    sed -i 's/"lapse"/{"to":"open"}/; s/applicant.id == .B./false/' programs.jsonl
    [ "$(left --leftover distance --lon lon --lat lat)" = "A- B- C-X/open D-X/open E-" ]
}

@test "seats: a forged seat in a round of what is left is seen" {
    street
    left --leftover distance --lon lon --lat lat
    says() {
        jq -c "$1" out >changed
        run admit-verify -m leftover --leftover distance --lon lon --lat lat --round left \
            --agreed applicant.any --programs programs.jsonl --order order changed
        [ "$status" -eq 1 ]
        # shellcheck disable=SC2053    # a pattern
        [[ ${lines[0]} == $2 ]] || fail "$output"
    }
    says 'if .id == "D" then .admission = {round: "left", status: "unplaced", refused: [{code: "full"}]} elif .id == "C" then .admission = {round: "left", program: "X", status: "admitted"} else . end' \
        '{"code":"justified-envy","property":"P11","applicant":"D","program":"X",*"instead_of":"C"}'
    says 'if .id == "A" then .admission = {round: "left", status: "unplaced", refused: [{code: "full"}]} else . end' \
        '{"code":"free-seat","property":"P10","applicant":"A","program":"Y",*'
    says 'if .id == "E" then .admission = {round: "left", program: "Y", status: "admitted"} elif .id == "A" then .admission = {round: "left", status: "unplaced", refused: [{code: "full"}]} else . end' \
        '{"code":"not-chosen","property":"P7","applicant":"E","program":"Y"*'
}

@test "seats: what is left, by a literal count over all pairs" {
    # metres from binary numbers: only who is not within 10 mm of a half is taken.
    local literal='
        def rad: . * 3.14159265358979323846 / 180;
        def point: (.lat | rad) as $b | (.lon | rad) as $l | 0.0066943799901413165 as $e
            | (6378137 / (1 - $e * ($b | sin) * ($b | sin) | sqrt)) as $n
            | [$n * ($b | cos) * ($l | cos), $n * ($b | cos) * ($l | sin), $n * (1 - $e) * ($b | sin)];
        def metres($p): [., $p] | map(point) | transpose | map((.[0] - .[1]) | . * .) | add | sqrt;'
    for seed in 1 2 3 4; do
        jq -nc --argjson s "$seed" 'range(9) | {id: "P\(.)", round: "left", capacity: ((. * 5 + $s) % 4),
            lon: (103.7 + (. * 37 + $s * 11) % 100 / 400), lat: (36 + (. * 53 + $s * 7) % 100 / 500),
            note: "\((. + $s) % 3)", eligible: "applicant.not != program.note"}' >programs.jsonl
        jq -nc --argjson s "$seed" --slurpfile p programs.jsonl "$literal"'range(60) | {id: "\(.)",
            any: (. % 7 != 0), order: (. * 7919 % 1009), not: "\(. % 5)",
            lon: (103.7 + (. * 617 + $s * 31) % 1000 / 4000), lat: (36 + (. * 829 + $s) % 1000 / 5000)}
            | select(. as $a | all($p[]; . as $q | ($a | metres($q)) | . - floor | . < 0.49 or . > 0.51))' >applicants.jsonl
        [ "$(wc -l <applicants.jsonl)" -gt 30 ]
        for rule in order distance; do
            [ "$rule" = order ] && key='[.a.order, .m, .i]' || key='[.m, .a.order, .i]'
            left --leftover "$rule" --lon lon --lat lat >/dev/null
            jq -sc --slurpfile p programs.jsonl "$literal"'map(. as $a | range(9) as $i | $p[$i] |
                select($a.any and $a.not != .note) | . as $q |
                {a: $a, i: $i, m: ($a | metres($q) + 0.5 | floor)}) | sort_by('"$key"')
                | reduce .[] as $x ({left: ($p | map(.capacity)), got: {}};
                    if .left[$x.i] > 0 and .got[$x.a.id] == null
                    then .left[$x.i] -= 1 | .got[$x.a.id] = $p[$x.i].id else . end) | .got
                | to_entries[] | "\(.key) \(.value)"' applicants.jsonl -r | sort >expected
            jq -r 'select(.admission.program).id + " " + .admission.program' out | sort | cmp - expected
            [ "$(wc -l <expected)" -gt 8 ]
        done
    done
}

@test "seats: what a round of what is left needs, and what it does not take" {
    street
    for setting in leftover agreed lon; do
        run admit-allocate -m leftover --programs programs.jsonl --order order --round left \
            --leftover distance --agreed true --lon lon --lat lat --"$setting" '' applicants.jsonl
        [[ $status -eq 2 && $output == "admit-allocate: --$setting: "* ]] || fail "$setting $output"
    done
    run admit-allocate -m leftover --programs programs.jsonl --order order --round left --agreed true applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --leftover: is missing" ]]
    run admit-allocate -m leftover --programs programs.jsonl --order order --round left --leftover order applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --agreed: is missing" ]]
    run admit-allocate -m leftover --programs programs.jsonl --order order --round left \
        --leftover distance --agreed true applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --lon: is missing" ]]
    run admit-allocate -m leftover --programs programs.jsonl --order order --round left \
        --leftover order --agreed true --choices choices applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --choices: is not for leftover"* ]]
    run admit-allocate -m leftover --programs programs.jsonl --order order --round left \
        --leftover order --agreed true --ratio 1.05 applicants.jsonl
    [[ $status -eq 2 && $output == *": ratio-with-leftover: "* ]]
    run admit-allocate -m serial --programs programs.jsonl --order order --round left \
        --choices choices --agreed true applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --agreed: is only for leftover" ]]
    run admit-allocate -m serial --programs programs.jsonl --order order --round left \
        --choices choices --lat lat applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --lat: is only for leftover" ]]
    echo '{"id":"Z","round":"left","capacity":1}' >>programs.jsonl
    run admit-allocate -m leftover --programs programs.jsonl --order order --round left \
        --leftover order --agreed true --lon lon --lat lat applicants.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: programs.jsonl:3: program-no-position: "* ]]
    for position in '"lon":1' '"lat":1' '"lon":181,"lat":1' '"lon":1,"lat":-90.5' '"lon":"1","lat":1'; do
        echo '{"id":"Z","round":"left","capacity":1,'"$position"'}' >programs.jsonl
        run admit-allocate -m leftover --programs programs.jsonl --order order --leftover order \
            --agreed true applicants.jsonl
        [[ $status -eq 2 && $output == "admit-allocate: programs.jsonl:1: program-bad-position: "* ]]
    done
    # The same order twice, by distance too.
    street
    sed -i 's/"order":4/"order":2/' applicants.jsonl
    for rule in order distance; do
        run --separate-stderr admit-allocate -m leftover --programs programs.jsonl --order order \
            --round left --leftover $rule --agreed applicant.any --lon lon --lat lat applicants.jsonl
        [[ $status -eq 2 && -z $output ]]
        [[ $stderr == "admit-allocate: applicants.jsonl:4: order-twice: the order is that of applicants.jsonl:2; "* ]]
    done
}

@test "seats: a record without a position, or without an answer, is set aside" {
    street
    while read -r code field record; do
        admit-allocate -m leftover --programs programs.jsonl --order order --round left \
            --leftover order --agreed applicant.any --lon home.lon --lat home.lat \
            -r rejects >out 2>messages <<<"$record" ||
            [[ $(cat messages) == *": no-such-field: "*" $field" && $code == *-missing ]]
        [ "$(jq -r '.code + " " + .field' rejects)" = "$code $field" ] || fail "$(cat rejects out)"
        [ ! -s out ]
    done <<'END2'
place-missing home.lon {"any":true,"order":1,"home":{"lat":36}}
place-missing home.lat {"any":true,"order":1,"home":{"lon":103,"lat":null}}
place-missing home.lat {"any":true,"order":1,"home":{"lon":103,"lat":" "}}
place-not-a-number home.lat {"any":true,"order":1,"home":{"lon":103,"lat":"36 N"}}
place-not-a-number home.lon {"any":true,"order":1,"home":{"lon":[103],"lat":36}}
place-range home.lat {"any":true,"order":1,"home":{"lon":103,"lat":90.000000001}}
place-range home.lon {"any":true,"order":1,"home":{"lon":-181,"lat":90}}
order-missing order {"any":true,"home":{"lon":103,"lat":36}}
rule-error agreed {"order":1,"home":{"lon":103,"lat":36}}
rule-error agreed {"any":"yes","order":1,"home":{"lon":103,"lat":36}}
END2
    # What admit-geocode takes for a coordinate is one here.
    admit-allocate -m leftover --programs programs.jsonl --order order --round left --leftover order \
        --agreed applicant.any --lon lon --lat lat >padded <<<'{"any":true,"order":1,"lon":" 103","lat":"36\t"}'
    admit-allocate -m leftover --programs programs.jsonl --order order --round left --leftover order \
        --agreed applicant.any --lon lon --lat lat >plain <<<'{"any":true,"order":1,"lon":103,"lat":36}'
    [ "$(jq -c .admission padded)" = "$(jq -c .admission plain)" ]
    # Who has not agreed needs no position.
    run admit-allocate -m leftover --programs programs.jsonl --order order --round left \
        --leftover order --agreed applicant.any --lon lon --lat lat <<<'{"any":false,"order":1}'
    [[ $status -eq 0 && $output == *'"code":"not-agreed"'* ]]
}

@test "seats: what the terms of a choice need must be there" {
    echo '{"id":"X","round":"r","capacity":1,"eligible":"applicant.age > 6","order":"own","floor":{"value":"total","min":1}}' >programs.jsonl
    while read -r codes record; do
        admit-allocate -m deferred --programs programs.jsonl --choices choices --order order \
            -r rejects >out 2>messages <<<"$record" ||
            [[ $(cat messages) == *": no-such-field: no record has "* && $codes == @(order-missing|floor-not-number)* ]]
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

# Why each unplaced one was refused, "B:full,closed C:full"; the verifier agrees.
reasons() {
    admit-allocate --programs programs.jsonl --choices choices --order order "$@" \
        applicants.jsonl >out 2>/dev/null || fail "not allocated"
    admit-verify --entrants applicants.jsonl --programs programs.jsonl --choices choices \
        --order order "$@" out >breaches || fail "$(cat breaches)"
    jq -r 'select(.admission.refused) | .id + ":" + ([.admission.refused[].code] | join(","))' out | xargs
}

@test "seats: a bundle that is refused for one member says so to the others" {
    echo '{"id":"P","round":"r","capacity":5,"eligible":"applicant.ok"}
{"id":"Q","round":"s","capacity":5}' >programs.jsonl
    echo '{"id":"1","tw":"T","ok":true,"choices":["P","Q"],"order":1}
{"id":"2","tw":"T","ok":false,"choices":["P","Q"],"order":1}' >applicants.jsonl
    local rule
    for rule in skip expand refuse; do
        [ "$(reasons -m serial --round r --bundle tw --last-seat $rule)" = "1:bundle-not-eligible,not-offered 2:not-eligible,not-offered" ]
    done
    sed -i 's/,"eligible":"applicant.ok"//' programs.jsonl
    [ "$(reasons -m serial --round r --bundle tw --last-seat expand --locked '!applicant.ok')" = "1:bundle-not-eligible,not-offered 2:locked,locked" ]
}

@test "seats: too few seats for a bundle, and a program closed by it" {
    echo '{"id":"X","round":"r","capacity":2}
{"id":"Y","round":"r","capacity":1}' >programs.jsonl
    echo '{"id":"A","choices":["X"],"order":1}
{"id":"T1","tw":"T","choices":["X","Y"],"order":2}
{"id":"T2","tw":"T","choices":["X","Y"],"order":2}
{"id":"B","choices":["X"],"order":3}
{"id":"C","choices":["X","Y"],"order":4}' >applicants.jsonl
    [ "$(reasons -m serial --bundle tw --last-seat refuse)" = "T1:too-few-seats,too-few-seats T2:too-few-seats,too-few-seats B:closed C:closed,closed" ]
    [ "$(reasons -m serial --bundle tw --last-seat skip)" = "T1:too-few-seats,too-few-seats T2:too-few-seats,too-few-seats" ]
    [ "$(reasons -m serial --bundle tw --last-seat expand)" = "B:full" ]
    # Nothing is left at all: full is the reason, for a bundle as for everybody.
    sed -i 's/"capacity":2/"capacity":1/' programs.jsonl
    [ "$(reasons -m serial --bundle tw --last-seat refuse)" = "T1:full,too-few-seats T2:full,too-few-seats B:full C:full,closed" ]
    [ "$(reasons -m serial --bundle tw --last-seat skip)" = "T1:full,too-few-seats T2:full,too-few-seats B:full" ]
}

@test "seats: too few seats for those who share an order" {
    echo '{"id":"X","round":"r","capacity":2}
{"id":"Y","round":"r","capacity":1}' >programs.jsonl
    echo '{"id":"A","choices":["X"],"order":1}
{"id":"B","choices":["X","Y"],"order":2}
{"id":"C","choices":["X"],"order":2}
{"id":"D","choices":["X","Y"],"order":4}' >applicants.jsonl
    [ "$(reasons -m serial --ties none)" = "C:too-few-seats D:closed,full" ]
    [ "$(reasons -m serial --ties all)" = "" ]
    sed -i 's/"capacity":2/"capacity":1/' programs.jsonl
    [ "$(reasons -m serial --ties none)" = "C:full D:full,full" ]
}

@test "seats: a group that lapses or is capped leaves seats, and that is told" {
    echo '{"id":"A","few":false,"choices":["S"],"order":1}
{"id":"B","few":false,"choices":["S"],"order":2}
{"id":"C","few":true,"choices":["S"],"order":3}
{"id":"D","few":false,"choices":["S"],"order":4}' >applicants.jsonl
    program() {
        echo '{"id":"S","round":["r","s"],"capacity":'"$3"',"groups":[
{"id":"few","seats":'"$4"',"eligible":"applicant.few","unfilled":'"$1"'},
{"id":"open","seats":1,"unfilled":"lapse"'"$2"'},
{"id":"later","round":"s","seats":0,"unfilled":"lapse"}]}' | tr -d '\n' >programs.jsonl
    }
    program '"lapse"' '' 2 1
    # When the turn of B came the seat that lapses was there; C took it, and D finds none.
    [ "$(reasons -m serial --round r)" = "B:group-full D:full" ]
    [ "$(reasons -m deferred --round r)" = "B:full D:full" ]
    program '"lapse"' '' 3 2
    [ "$(reasons -m serial --round r)" = "B:group-full D:group-full" ]
    [ "$(reasons -m deferred --round r)" = "B:group-full D:group-full" ]
    # A seat in no group is nobody's, too.
    program '"lapse"' '' 3 1
    [ "$(reasons -m serial --round r)" = "B:group-full D:group-full" ]
    # Seats kept for a later round do not lapse.
    program '{"to":"later"}' '' 3 2
    [ "$(reasons -m serial --round r)" = "B:full D:full" ]
    program '{"to":"open"}' ',"cap":1' 3 2
    [ "$(reasons -m deferred --round r)" = "B:group-capped D:group-capped" ]
    program '{"to":"open"}' ',"cap":2' 3 2
    [ "$(reasons -m deferred --round r)" = "D:full" ]
    program '{"to":"open"}' ',"cap":9' 2 1
    [ "$(reasons -m immediate --round r)" = "B:full D:full" ]
}

@test "seats: a program without seats is full, as long as the round has it" {
    echo '{"id":"A","round":"r","capacity":0,"groups":[{"id":"a","seats":0,"unfilled":"lapse"}]}
{"id":"B","round":"r","capacity":0}
{"id":"C","round":"x","capacity":0}' >programs.jsonl
    echo '{"id":"1","choices":["A","B","C"],"order":1,"y":true}' >applicants.jsonl
    [ "$(reasons -m serial --round r)" = "1:full,full,not-offered" ]
    [ "$(reasons -m deferred --round r)" = "1:full,full,not-offered" ]
    sed -i 1d programs.jsonl
    sed -i 's/"A",//' applicants.jsonl
    [ "$(reasons -m serial --round r)" = "1:full,not-offered" ]
    # In a round of what is left: full goes before what is closed.
    echo '{"id":"B","round":"r","capacity":0}
{"id":"D","round":"r","capacity":7,"eligible":"false"}' >programs.jsonl
    admit-allocate -m leftover --round r --programs programs.jsonl --order order \
        --leftover order --agreed applicant.y applicants.jsonl >out
    [ "$(jq -c .admission.refused out)" = '[{"code":"full"}]' ]
}

# The cut-offs of a round, one fact a word: "P:3/2" for last_order 3 and last_choice 2.
cut_offs() {
    admit-allocate --programs programs.jsonl --choices choices --order order --lines lines "$@" \
        applicants.jsonl >out
    admit-verify --entrants applicants.jsonl --programs programs.jsonl --choices choices \
        --order order --lines lines "$@" out >breaches || fail "$(cat breaches)"
    jq -r '"\(.program)\(.group // "" | if . == "" then "" else "/" + . end):\(.last_order)/\(.last_choice)"' lines | xargs
}

@test "seats: a program closes at the last one by its mechanism, not by order" {
    echo '{"id":"P","round":"r","capacity":3}
{"id":"Q","round":"r","capacity":1}' >programs.jsonl
    echo '{"id":"top","s":705,"order":1,"choices":["Q"]}
{"id":"c1a","s":690.50,"order":2,"choices":["P"]}
{"id":"c2in","s":680,"order":3,"choices":["Q","P"]}
{"id":"c2out","s":675,"order":4,"choices":["Q","P"]}
{"id":"c1b","s":668.50,"order":5,"choices":["P"]}' >applicants.jsonl
    [ "$(cut_offs -m tiered --score s --score-lines 707,667)" = "P:3/2 Q:1/1" ]
    [ "$(head -n 1 lines)" = '{"program":"P","round":"r","capacity":3,"filled":3,"last_order":3,"last_choice":2,"last_score_band":2,"lowest_order":5,"lowest_score":668.5}' ]
    [ "$(cut_offs -m immediate)" = "P:3/2 Q:1/1" ]
    [ "$(head -n 1 lines)" = '{"program":"P","round":"r","capacity":3,"filled":3,"last_order":3,"last_choice":2,"lowest_order":5}' ]
    [ "$(cut_offs -m parallel --bands 1)" = "P:3/2 Q:1/1" ]
    [ "$(head -n 1 lines)" = '{"program":"P","round":"r","capacity":3,"filled":3,"last_order":3,"last_choice":2,"last_choice_band":2,"lowest_order":5}' ]
    # Two choices in the first band: order decides again.
    [ "$(cut_offs -m parallel --bands 2)" = "P:4/2 Q:1/1" ]
    [ "$(cut_offs -m serial)" = "P:4/2 Q:1/1" ]
    [ "$(head -n 1 lines)" = '{"program":"P","round":"r","capacity":3,"filled":3,"last_order":4,"last_choice":2}' ]
    # A line between c2in and c2out: the band goes before the choice.
    [ "$(cut_offs -m tiered --score s --score-lines 676)" = "P:5/1 Q:1/1" ]
}

@test "seats: the cut-off of a program is its own, whatever another one ranks by" {
    echo '{"id":"X","round":"r","capacity":2,"tiers":["applicant.near","true"],"order":"own"}
{"id":"S","round":"r","capacity":2,"groups":[{"id":"g","seats":2,"unfilled":"lapse"}]}
{"id":"T","round":"r","capacity":2,"groups":[{"id":"a","seats":1,"eligible":"applicant.near","unfilled":"lapse"},{"id":"b","seats":1,"unfilled":"lapse"}]}
{"id":"U","round":"r","capacity":2,"groups":[{"id":"a","seats":1,"order":"own","unfilled":"lapse"},{"id":"b","seats":1,"unfilled":"lapse"}]}' >programs.jsonl
    for p in X S T U; do
        echo '{"id":"A'$p'","choices":["'$p'"],"order":1,"own":8,"near":false}
{"id":"B'$p'","choices":["'$p'"],"order":2,"own":7,"near":true}
{"id":"C'$p'","choices":["'$p'"],"order":3,"own":9,"near":true}'
    done | jq -c '.order += 10 * ({X: 0, S: 1, T: 2, U: 3}[.choices[0]]) | .own += 10 * .order' >applicants.jsonl
    [ "$(cut_offs -m deferred)" = "X:3/1 S:12/1 S/g:12/1 T:22/1 T/a:22/1 T/b:21/1 U:null/null U/a:31/1 U/b:32/1" ]
    [ "$(head -n 1 lines)" = '{"program":"X","round":"r","capacity":2,"filled":2,"last_order":3,"last_choice":1,"last_tier":1,"last_own_order":39,"lowest_order":3}' ]
    [ "$(grep '"U".*capacity' lines)" = '{"program":"U","round":"r","capacity":2,"filled":2,"last_order":null,"last_choice":null,"last_own_order":null,"lowest_order":32}' ]
}

@test "seats: where seats are traded, nobody is refused before the last one" {
    echo '{"id":"X","capacity":1,"round":"r","order":"own.X"}
{"id":"Y","capacity":1,"round":"r","order":"own.Y"}' >programs.jsonl
    echo '{"id":"A","choices":["X","Y"],"order":1,"own":{"X":3,"Y":1}}
{"id":"B","choices":["Y","X"],"order":2,"own":{"X":1,"Y":2}}
{"id":"C","choices":["X"],"order":3,"own":{"X":2,"Y":3}}' >applicants.jsonl
    # C stands before A at X, and A has it by a trade.
    [ "$(cut_offs -m ttc)" = "X:null/null Y:2/1" ]
    [ "$(head -n 1 lines)" = '{"program":"X","round":"r","capacity":1,"filled":1,"last_order":null,"last_choice":null,"last_own_order":null,"lowest_order":1}' ]
}

@test "seats: the order of the lines changes nothing" {
    many
    local kinds=0 kind

    while read -r -a kind; do
        local rows=${kind[0]}.jsonl settings=(--programs "${kind[1]}.jsonl" --choices choices "${kind[@]:2}")

        admit-allocate "${settings[@]}" --lines lines "$rows" | sort >expected
        [ "$(grep -c '"admitted"' expected)" -gt 60 ]
        [ "$(grep -c '"unplaced"' expected)" -gt 60 ]
        for seed in $(sample 2 1 22); do
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
        for number in $(sample 4 87 10 164 241); do
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
    [ "$moved" -eq "$(sample 4 {1..68} | wc -l)" ]
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
    [ "${lines[0]}" = '{"code":"not-eligible","property":"P8","applicant":"F","program":"S","group":"near","choice":1}' ]
    says 'if .id == "L" then .admission = {round: "r", program: "S", group: "near", choice: 1, status: "admitted"} else . end'
    [ "${lines[0]}" = '{"code":"over-group","property":"P9","program":"S","group":"near","seats":1,"filled":2}' ]
    says 'if .id == "F" then .admission = {round: "r", status: "unplaced", refused: [{program: "S", code: "full"}]} elif .id == "L" then .admission = {round: "r", program: "S", group: "open", choice: 1, status: "admitted"} else . end'
    [ "${lines[0]}" = '{"code":"justified-envy","property":"P11","applicant":"F","program":"S","group":"open","choice":1,"instead_of":"L"}' ]
    says 'if .id == "N" then .admission.group = "open" elif .id == "F" then .admission = {round: "r", status: "unplaced", refused: [{program: "S", code: "full"}]} else . end'
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

# The oracle: a program of its own without seats in the place of each empty choice.
@test "seats: a choice that was left empty keeps its number, under each mechanism" {
    awk 'BEGIN { srand(7)
        for (p = 1; p <= 6; p++) print "{\"id\":\"P" p "\",\"capacity\":" 1 + int(rand() * 6) "}" }' >programs.jsonl
    for z in 0 1 2 3 4; do echo "{\"id\":\"Z$z\",\"capacity\":0}"; done | cat programs.jsonl - >with_z.jsonl
    awk 'BEGIN { srand(11)
        for (i = 1; i <= 60; i++) {
            line = ""; split("", used)
            for (c = 0; c < 5; c++) {
                p = 1 + int(rand() * 9)
                if (p > 6 || p in used) { item = "null" } else { used[p]; item = "\"P" p "\"" }
                line = line (c ? "," : "") item
            }
            print "{\"id\":\"" i "\",\"o\":" i ",\"s\":" 100 - int(i / 7) ",\"choices\":[" line "]}"
        } }' >gaps.jsonl
    jq -c '.choices |= [to_entries[] | .value // "Z\(.key)"]' gaps.jsonl >closed.jsonl
    grep -q null gaps.jsonl
    # In pairs: without, and with, a program that has no seats for each empty choice.
    cp programs.jsonl plain.jsonl
    sed 's/}$/,"order":"s2","tiers":["applicant.o % 3 == 0","true"]}/' plain.jsonl >ranked.jsonl
    jq -c '.s2 = .o * 37 % 61' gaps.jsonl >some && mv some gaps.jsonl
    jq -c '.s2 = .o * 37 % 61' closed.jsonl >some && mv some closed.jsonl
    while read -r programs options; do
        cp "$programs.jsonl" programs.jsonl
        for z in 0 1 2 3 4; do echo "{\"id\":\"Z$z\",\"capacity\":0}"; done | cat programs.jsonl - >with_z.jsonl
        # shellcheck disable=SC2086
        {
            admit-allocate $options --round r --order o --choices choices --programs programs.jsonl --lines lines gaps.jsonl >out ||
                fail "$options"
            admit-allocate $options --round r --order o --choices choices --programs with_z.jsonl --lines lines_z closed.jsonl >expected
            run admit-verify $options --round r --order o --choices choices --programs programs.jsonl --lines lines out
        }
        cmp lines <(grep -v '"Z' lines_z) || fail "$options: lines"
        [ "$status" -eq 0 ] || fail "$options: $output"
        diff <(jq -c '.admission | del(.refused)' out) <(jq -c '.admission | del(.refused)' expected) || fail "$options"
        diff <(jq -c '.admission.refused // [] | map([.program, .code])' out) \
            <(jq -c '.admission.refused // [] | map(if .program | test("Z") then [null, "no-choice"] else [.program, .code] end)' expected) ||
            fail "$options"
        cat out >>all
    done <<'END2'
plain -m serial
plain -m serial --ties none
plain -m immediate
plain -m deferred
plain -m ttc
plain -m parallel --bands 2,3
plain -m parallel --bands 1,2,1
plain -m tiered --score s --score-lines 97,94
ranked -m immediate
ranked -m deferred
ranked -m ttc
ranked -m parallel --bands 2,1
ranked -m tiered --score s --score-lines 97,94
END2
    jq -e -n '[inputs.admission.choice | values] | length > 50 and max > 3' all >/dev/null
}
