load helper

# The right result of the three of admit-allocate.bats.
setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >programs.jsonl <<'END'
{"id":"X","round":"first","capacity":1}
{"id":"Y","round":"first","capacity":1}
{"id":"Z","round":"second","capacity":1}
END
    cat >ranked.jsonl <<'END'
{"id":"A","choices":["X","Y"],"order":1,"total":600}
{"id":"B","choices":["X","Y"],"order":2}
{"id":"C","choices":["Y","X","Z"],"order":3}
END
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --round first ranked.jsonl >result.jsonl
}

verify() {
    admit-verify -m serial --programs programs.jsonl --choices choices --order order \
        --round first "$@"
}

# An applicant without a seat, who is told so for each choice: only Z is of another round.
# shellcheck disable=SC2016    # a function of jq
unplaced='def unplaced($round): .admission = {round: $round, status: "unplaced", refused:
    [.choices[] | {program: ., code: (if . == "Z" then "not-offered" else "full" end)}]};'

# The result changed by a jq program, with what verify says of it.
says() {
    local change=$1

    jq -c "$unplaced $change" result.jsonl >changed.jsonl
    shift
    run --separate-stderr verify "$@" changed.jsonl
    [[ $status -eq 1 && -z $stderr ]] || fail "$change: $status $stderr"
}

@test "admit-verify: contract" {
    # Nobody asks for anything, and nobody gets anything.
    CONTRACT_NOTHING=2 CONTRACT_OUTPUT=none CONTRACT_SECTION=allocate CONTRACT_RECORD='{"id":"%d","choices":[],"order":%d,"admission":{"round":"first","status":"unplaced"}}' \
        contract admit-verify -m serial --programs programs.jsonl --choices choices \
        --order order --round first
}

@test "admit-verify: a right result has no breach" {
    run --separate-stderr verify result.jsonl
    [[ $status -eq 0 && -z $output$stderr ]]
    run --separate-stderr verify -v --entrants ranked.jsonl <result.jsonl
    [[ $status -eq 0 && -z $output ]]
    [ "$stderr" = "verified: 3 records, 2 programs, 2 placed, 0 breaches; not checked: cut-offs (no --lines), ranks (no --rank), draws (no --draw), how policy and programs are read" ]
    # A cut list is a right list without the list before the round.
    run verify -v <(tac result.jsonl | head -n 2)
    [[ $status -eq 1 && ${lines[-1]} == "verified: 2 records, 2 programs, 1 placed, 2 breaches; not checked: missing, new and changed records (no --entrants), cut-offs"* ]]
    run verify -v <(head -n 2 result.jsonl)
    [[ $status -eq 0 && $output == "verified: 2 records, 2 programs, 2 placed, 0 breaches; not checked: missing"* ]]
}

@test "admit-verify: somebody was passed over" {
    says 'if .id == "B" then unplaced("first")
        elif .id == "C" then .admission = {round: "first", program: "Y", choice: 1, status: "admitted"}
        else . end'
    [ "$output" = '{"code":"justified-envy","property":"P11","applicant":"B","program":"Y","choice":2,"instead_of":"C"}' ]
    run --separate-stderr verify -v changed.jsonl
    [[ $stderr == "verified: 3 records, 2 programs, 2 placed, 1 breaches; "* ]]
}

@test "admit-verify: a seat stayed free" {
    says 'if .id == "B" then unplaced("first") else . end'
    [ "$output" = '{"code":"free-seat","property":"P10","applicant":"B","program":"Y","choice":2,"seats":1,"filled":0}
{"code":"free-seat","property":"P10","applicant":"C","program":"Y","choice":1,"seats":1,"filled":0}' ]
}

@test "admit-verify: breaches name the right ones behind one who takes no part" {
    says 'if .id == "B" then unplaced("first") else . end,
        if .id == "B" then {id: "D", admission: {round: "zero", program: "Z", status: "admitted"}} else empty end'
    [ "$(jq -r .applicant <<<"$output" | xargs)" = "B C" ]
}

@test "admit-verify: one too many" {
    says 'if .id == "C" then .admission = {round: "first", program: "X", choice: 2, status: "admitted"} else . end'
    [ "${lines[0]}" = '{"code":"over-capacity","property":"P9","program":"X","seats":1,"filled":2}' ]
}

@test "admit-verify: what is wrong with one row alone" {
    says 'if .id == "C" then .admission = {round: "first", program: "Z", choice: 3, status: "admitted"} else . end'
    [ "$output" = '{"code":"not-offered","property":"P6","applicant":"C","program":"Z"}' ]
    says 'if .id == "C" then .admission = {round: "first", program: "W", choice: 3, status: "admitted"} else . end'
    [ "$output" = '{"code":"unknown-program","property":"P6","applicant":"C","program":"W"}' ]
    says 'if .id == "B" then .admission.choice = 1 else . end'
    [ "$output" = '{"code":"wrong-choice","property":"P7","applicant":"B","program":"Y","choice":2}' ]
    says 'if .id == "B" then del(.admission.choice) else . end'
    [ "$output" = '{"code":"wrong-choice","property":"P7","applicant":"B","program":"Y","choice":2}' ]
    says 'if .id == "B" then .choices = ["X"] else . end'
    [ "${lines[0]}" = '{"code":"not-chosen","property":"P7","applicant":"B","program":"Y"}' ]
    says 'if .id == "C" then del(.admission) else . end'
    [ "$output" = '{"code":"undecided","property":"P5","applicant":"C"}' ]
    says 'if .id == "C" then .admission.round = "zero" else . end'
    [ "$output" = '{"code":"undecided","property":"P5","applicant":"C"}' ]
    says 'if .id == "C" then .order = 2 else . end'
    [ "$output" = '{"code":"order-twice","property":"P14","applicant":"C","same_as":"B"}' ]
    says 'if .id == "C" then .id = "A" else . end'
    [ "$output" = '{"code":"applicant-twice","property":"P1","applicant":"A"}' ]
}

@test "admit-verify: who is admitted in another round takes no part" {
    jq -c 'if .id == "A" then .admission.round = "zero" else . end' result.jsonl >earlier
    run verify earlier
    [[ $status -eq 0 && -z $output ]]
    # A was not placed before: the list before the round knows.
    run verify --entrants ranked.jsonl earlier
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = '{"code":"wrong-round","property":"P5","applicant":"A","program":"X"}' ]
}

@test "admit-verify --entrants: nobody is lost, new or there twice" {
    says 'select(.id != "C")' --entrants ranked.jsonl
    [ "$output" = '{"code":"entrant-lost","property":"P1","applicant":"C"}' ]
    says '., (select(.id == "C") | .id = "D" | .order = 4)' --entrants ranked.jsonl
    [ "$output" = '{"code":"not-an-entrant","property":"P1","applicant":"D"}' ]
    cat ranked.jsonl ranked.jsonl >twice
    run verify --entrants twice result.jsonl
    [ "$(grep -c entrant-twice <<<"$output")" -eq 3 ]
    : >nobody
    run verify --entrants nobody result.jsonl
    [ "$(grep -c not-an-entrant <<<"$output")" -eq 3 ]
}

@test "admit-verify --set-aside: who was set aside is not lost" {
    echo '{"id":"D","choices":["W"],"order":4,"long":12345678901234567890}' >>ranked.jsonl
    admit-allocate -r rejects -m serial --programs programs.jsonl --choices choices \
        --order order --round first ranked.jsonl | cmp - result.jsonl
    run verify --entrants ranked.jsonl result.jsonl
    [[ $status -eq 1 && $output == '{"code":"entrant-lost","property":"P1","applicant":"D"}' ]]
    verify --entrants ranked.jsonl --set-aside rejects result.jsonl
    # Nobody is both, and an empty result excuses nobody else.
    sed 's/"D"/"C"/' rejects >both
    run verify --entrants ranked.jsonl --set-aside both result.jsonl
    [ "$output" = '{"code":"row-changed","property":"P2","applicant":"C"}
{"code":"applicant-twice","property":"P1","applicant":"C"}
{"code":"entrant-lost","property":"P1","applicant":"D"}' ]
    run verify --entrants ranked.jsonl --set-aside rejects /dev/null
    [[ $status -eq 2 && $output == *"admit-verify: nothing was checked: the result has no records" ]]
    [ "$(grep -c entrant-lost <<<"$output")" -eq 3 ]
    run verify --entrants ranked.jsonl --overrides overrides /dev/null
    [[ $status -eq 2 && ! -e overrides ]]
    run verify --set-aside rejects result.jsonl
    [[ $status -eq 2 && $output == "admit-verify: --set-aside: needs --entrants" ]]
}

@test "admit-verify --entrants: a row is the same but for its admission" {
    sed 's/600/600.0/' result.jsonl >changed
    run verify --entrants ranked.jsonl changed
    [[ $status -eq 1 && $output == '{"code":"row-changed","property":"P2","applicant":"A"}' ]]
    jq -c 'if .id == "A" then {admission, id, order, choices, total} else . end' result.jsonl >changed
    run verify --entrants ranked.jsonl changed
    [[ $status -eq 1 && $output == '{"code":"row-changed","property":"P2","applicant":"A"}' ]]
    jq -c '{admission, id, choices, order, total} | del(.total | nulls)' result.jsonl >elsewhere
    verify --entrants ranked.jsonl elsewhere
}

@test "admit-verify --entrants: who was admitted stays admitted" {
    head -n 1 result.jsonl | sed 's/first/zero/' >before
    tail -n +2 ranked.jsonl >>before
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --round first before >after
    run verify --entrants before after
    [[ $status -eq 0 && -z $output ]]
    sed '1s/zero/first/' after >changed
    run verify --entrants before changed
    [ "$output" = '{"code":"admission-changed","property":"P3","applicant":"A"}' ]
}

@test "admit-verify: each round of a chain, against the list before it" {
    cat >policy.json <<'END'
{"allocate":{"first":{"mechanism":"serial","programs":"programs.jsonl","choices":"choices",
 "order":"order"},"second":{"mechanism":"serial","programs":"programs.jsonl",
 "choices":"choices","order":"order"}}}
END
    admit-allocate -p policy.json second result.jsonl >second.jsonl
    [ "$(jq -r .admission.program second.jsonl | xargs)" = "X Y Z" ]
    admit-verify --entrants ranked.jsonl -p policy.json first result.jsonl
    admit-verify --entrants result.jsonl -p policy.json second second.jsonl
    # The result of the first round is none of the second.
    run admit-verify --entrants result.jsonl -p policy.json second result.jsonl
    [ "$status" -eq 2 ]
    cp result.jsonl copy
    run admit-verify --entrants result.jsonl -p policy.json second copy
    [ "${lines[0]}" = '{"code":"undecided","property":"P5","applicant":"C"}' ]
}

@test "admit-verify --entrants: is a file of its own" {
    run verify --entrants - result.jsonl
    [[ $status -eq 2 && $output == "admit-verify: --entrants: must be a file, not standard input" ]]
    # Under no name: else every breach of it would be in both.
    mkdir folder
    ln -s ../result.jsonl folder/link
    ln result.jsonl hard
    for name in result.jsonl ./result.jsonl folder/link hard folder/../hard; do
        run verify --entrants "$name" result.jsonl
        [[ $status -eq 2 && $output == "admit-verify: --entrants: is the result too" ]] || fail "$name: $output"
        run verify --entrants "$name" <result.jsonl
        [[ $status -eq 2 && $output == "admit-verify: --entrants: is the result too" ]] || fail "$name: $output"
    done
}

@test "admit-verify: what cannot be judged is not verified" {
    echo 'no record' >>result.jsonl
    echo '{"choices":[],"order":9}' >>result.jsonl
    echo '{"id":"D","order":9}' >>result.jsonl
    run --separate-stderr verify -v result.jsonl
    [[ $status -eq 1 && -z $output ]]
    [[ ${stderr_lines[0]} == "admit-verify: result.jsonl:4: not-json: "* ]]
    [[ ${stderr_lines[1]} == "admit-verify: result.jsonl:5: id-missing: "* ]]
    [[ ${stderr_lines[2]} == "admit-verify: result.jsonl:6: choices-missing: "* ]]
    [[ ${stderr_lines[3]} == "verified: 3 records, 2 programs, 2 placed, 0 breaches, 3 records not checked; "* ]]
}

@test "admit-verify: every result but the right one has a breach" {
    local admission='{"round":"first","status":"unplaced"}' right=0 a b c

    outcomes() {    # of an applicant who lists $1 first and $2 second
        echo "{\"round\":\"first\",\"status\":\"unplaced\"}"
        echo "{\"round\":\"first\",\"program\":\"$1\",\"choice\":1,\"status\":\"admitted\"}"
        echo "{\"round\":\"first\",\"program\":\"$2\",\"choice\":2,\"status\":\"admitted\"}"
    }
    while read -r a; do while read -r b; do while read -r c; do
        jq -c --argjson a "$a" --argjson b "$b" --argjson c "$c" "$unplaced"'
            .admission = {A: $a, B: $b, C: $c}[.id] |
            if .admission.status == "unplaced" then unplaced("first") else . end' ranked.jsonl >tried
        if verify tried >breaches; then
            right=$((right + 1))
            cmp <(jq -c .admission tried) <(jq -c .admission result.jsonl)
        else
            [ -s breaches ]
        fi
    done < <(outcomes Y X); done < <(outcomes X Y); done < <(outcomes X Y)
    [ "$right" -eq 1 ]
}

# A of order 1, B and C of order 2 and D of order 3 want X, then Y; X has two seats.
four() {
    echo '{"id":"X","round":"r","capacity":2}
{"id":"Y","round":"r","capacity":'"$1"'}' >programs.jsonl
    echo '{"id":"A","choices":["X","Y"],"order":1}
{"id":"B","twins":"T","choices":["X","Y"],"order":2}
{"id":"C","twins":"T","choices":["X","Y"],"order":2}
{"id":"D","choices":["X","Y"],"order":3}' >ranked.jsonl
}

# What the verifier says of a result given as "A-X B-X C- D-Y", by code and applicant; it
# tells everybody "full", and so reasons are left out here.
judged() {
    local what=$1

    shift
    jq -nc --arg what "$what" --slurpfile all ranked.jsonl "$unplaced"'
        ($what | split(" ") | map(split("-") | {(.[0]): .[1]}) | add) as $got | $all[] |
        $got[.id] as $p | if $p == "" then unplaced("r") else .admission =
            {round: "r", program: $p, choice: (.choices | index($p) + 1), status: "admitted"} end' >judged
    admit-verify -m serial --programs programs.jsonl --choices choices --order order \
        --entrants ranked.jsonl "$@" judged >breaches
    jq -r 'select(.code != "wrong-refusal") | [.code, .applicant // .program, .same_as // .bound_to // .instead_of // empty] | join(":")' \
        breaches | xargs
}

@test "admit-verify --ties: who shares an order shares his fate" {
    four 1
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --ties all ranked.jsonl >all.jsonl
    admit-verify -m serial --programs programs.jsonl --choices choices --order order \
        --ties all --entrants ranked.jsonl all.jsonl
    [ "$(judged "A-X B-X C-X D-Y" --ties all)" = "" ]
    [ "$(judged "A-X B-X C-Y D-" --ties all)" = "shared-split:C:B" ]
    [ "$(cat breaches)" = '{"code":"shared-split","property":"P13","applicant":"C","program":"X","choice":1,"same_as":"B"}' ]
    [ "$(judged "A-X B-X C-X D-X" --ties all)" = "over-capacity:X" ]
    [ "$(cat breaches)" = '{"code":"over-capacity","property":"P9","program":"X","seats":2,"filled":4}' ]
    [ "$(judged "A-X B- C- D-X" --ties all)" = "justified-envy:B:D free-seat:B justified-envy:C:D free-seat:C" ]
    [ "$(judged "A-X B-Y C-Y D-X" --ties all)" = "justified-envy:B:D justified-envy:C:D" ]
    [ "$(judged "A-X B-X C-X D-" --ties all)" = "free-seat:D" ]

    [ "$(judged "A-X B- C- D-" --ties none)" = "" ]
    [ "$(judged "A-X B- C- D-X" --ties none)" = "justified-envy:B:D justified-envy:C:D" ]
    [ "$(judged "A-X B- C- D-Y" --ties none)" = "justified-envy:B:D justified-envy:C:D" ]
    [ "$(judged "A-X B-X C- D-" --ties none)" = "shared-split:C:B free-seat:C" ]
    [ "$(judged "A-X B-X C-X D-Y" --ties none)" = "over-capacity:X" ]
    [ "$(judged "A- B- C- D-" --ties none)" = "free-seat:A" ]
}

@test "admit-verify --bundle: twins stay together, and the last seat goes by its rule" {
    four 2
    for rule in expand skip refuse; do
        admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
            --bundle twins --last-seat $rule ranked.jsonl >$rule.jsonl
        admit-verify -m serial --programs programs.jsonl --choices choices --order order \
            --bundle twins --last-seat $rule --entrants ranked.jsonl $rule.jsonl
    done
    bound() {
        judged "$2" --bundle twins --last-seat "$1"
    }
    [ "$(bound expand "A-X B-X C-X D-Y")" = "" ]
    [ "$(bound expand "A-X B-X C-Y D-Y")" = "bundle-split:C:B" ]
    [ "$(cat breaches)" = '{"code":"bundle-split","property":"P13","applicant":"C","program":"Y","bound_to":"B"}' ]
    [ "$(bound expand "A-X B-Y C-Y D-X")" = "justified-envy:B:D justified-envy:C:D" ]
    [ "$(bound expand "A-X B-X C-X D-X")" = "over-capacity:X" ]
    [ "$(bound skip "A-X B-Y C-Y D-X")" = "" ]
    [ "$(bound skip "A-X B-X C-X D-Y")" = "over-capacity:X" ]
    # One seat is too small for the twins, and no waste; but D has no use for that.
    [ "$(bound skip "A-X B-Y C-Y D-")" = "free-seat:D" ]
    [ "$(bound skip "A-X B- C- D-X")" = "free-seat:B free-seat:C" ]
    [ "$(bound skip "A-X B- C- D-Y")" = "justified-envy:B:D justified-envy:C:D free-seat:D" ]
    [ "$(bound refuse "A-X B-Y C-Y D-")" = "" ]
    [ "$(bound refuse "A-X B-Y C-Y D-X")" = "justified-envy:B:D justified-envy:C:D" ]
    [ "$(bound refuse "A-X B- C- D-")" = "free-seat:B free-seat:C" ]
    # D has the order of the twins without being one of them.
    sed -i 's/"order":3/"order":2/' ranked.jsonl
    [[ "$(bound skip "A-X B-Y C-Y D-X")" == *"order-twice:D:C" ]]
}

@test "admit-verify: a plan that an earlier round has gone over is no breach of this one" {
    four 1
    sed -i 's/"r"/["r","s"]/' programs.jsonl
    allocate() {
        admit-allocate -m serial --programs programs.jsonl --choices choices --order order "$@"
    }
    allocate --ties all --round r ranked.jsonl >first.jsonl
    echo '{"id":"E","choices":["X","Y"],"order":4}' | cat first.jsonl - >entrants
    allocate --round s entrants >second.jsonl
    admit-verify -v -m serial --programs programs.jsonl --choices choices --order order \
        --entrants entrants --round s second.jsonl
    jq -c 'if .id == "E" then .admission = {round: "s", program: "X", choice: 1, status: "admitted"} else . end' \
        second.jsonl >changed
    run admit-verify -m serial --programs programs.jsonl --choices choices --order order \
        --round s changed
    [[ $status -eq 1 && $output == '{"code":"over-capacity","property":"P9","program":"X","seats":2,"filled":4}' ]]
}

@test "admit-verify: a group that the program does not have" {
    says 'if .id == "B" then .admission.group = "near" else . end'
    [ "$output" = '{"code":"unknown-group","property":"P6","applicant":"B","program":"Y"}' ]
}

@test "admit-verify: a breach that cannot be written is trouble" {
    run sh -c 'admit-verify "$@" >/dev/full' - -m serial --programs programs.jsonl \
        --choices choices --order order --round first ranked.jsonl
    [ "$status" -eq 2 ]
}

@test "admit-verify: no field is passed over" {
    says 'if .id == "C" then .admission.program = "Y" else . end'
    [ "$output" = '{"code":"seat-of-unplaced","property":"P5","applicant":"C"}' ]
    says 'if .id == "C" then .admission.choice = null else . end'
    [ "$output" = '{"code":"seat-of-unplaced","property":"P5","applicant":"C"}' ]
    says 'if .id == "A" then .admission.refused = [] else . end'
    [ "$output" = '{"code":"refused-admitted","property":"P5","applicant":"A","program":"X"}' ]
    says 'if .id == "A" then .admission.place = 1 else . end'
    [ "$output" = '{"code":"unknown-field","property":"P5","applicant":"A","program":"X"}' ]
}

@test "admit-verify: an applicant is told the right reasons" {
    [ "$(jq -c 'select(.id == "C").admission.refused | map([.program, .code])' result.jsonl)" = \
        '[["Y","full"],["X","full"],["Z","not-offered"]]' ]
    says 'if .id == "C" then .admission.refused[1].code = "below-floor" else . end'
    [ "$output" = '{"code":"wrong-refusal","property":"P16","applicant":"C","program":"X","choice":2,"expected":"full"}' ]
    says 'if .id == "C" then .admission.refused[0:2] |= reverse else . end'
    [ "$output" = '{"code":"wrong-refusal","property":"P16","applicant":"C","program":"Y","choice":1,"expected":"full"}
{"code":"wrong-refusal","property":"P16","applicant":"C","program":"X","choice":2,"expected":"full"}' ]
    for change in 'del(.[1])' '.[0:2]' '. + [.[0]]' '[]' '{}' 'null'; do
        says 'if .id == "C" then .admission.refused |= ('"$change"') else . end'
        [ "$output" = '{"code":"wrong-refusal","property":"P16","applicant":"C","program":"Y","choice":1,"expected":"full"}
{"code":"wrong-refusal","property":"P16","applicant":"C","program":"X","choice":2,"expected":"full"}
{"code":"wrong-refusal","property":"P16","applicant":"C","program":"Z","choice":3,"expected":"not-offered"}' ] || fail "$change: $output"
    done
    says 'if .id == "C" then .admission.refused[2].note = 1 else . end'
    [ "$output" = '{"code":"wrong-refusal","property":"P16","applicant":"C","program":"Z","choice":3,"expected":"not-offered"}' ]
}

@test "admit-verify: a record that was set aside by hand is seen" {
    echo '{"id":"D","choices":["W"],"order":4}' >>ranked.jsonl
    admit-allocate -r rejects -m serial --programs programs.jsonl --choices choices \
        --order order --round first ranked.jsonl | cmp - result.jsonl
    # B moves there, with a cause that was right for D: C would have B's seat.
    sed -n 2p ranked.jsonl | jq -c --slurpfile d rejects '$d[0] + {record: .}' >>rejects
    jq -c "$unplaced"'if .id == "B" then empty elif .id == "C" then .admission =
        {round: "first", program: "Y", choice: 1, status: "admitted"} else . end' result.jsonl >forged
    run verify --entrants ranked.jsonl --set-aside rejects forged
    [ "$output" = '{"code":"wrongly-set-aside","property":"P4","applicant":"B"}
{"code":"justified-envy","property":"P11","applicant":"B","program":"Y","choice":2,"instead_of":"C"}' ]
    # The cause must be the right one.
    for change in '.code = "choices-missing"' '.field = "choices.1"' 'del(.field)' '.filter = "admit-rank"'; do
        head -n 1 rejects | jq -c "$change" >changed
        run verify --entrants ranked.jsonl --set-aside changed result.jsonl
        [[ $status -eq 1 && $output == '{"code":"wrong-cause","property":"P4","applicant":"D","expected":"choice-unknown"}' ]] || fail "$change: $output"
    done
    # And one who cannot take part must not be in the result.
    jq -c "$unplaced"'select(.id == "D") | unplaced("first")' ranked.jsonl | cat result.jsonl - >more
    run --separate-stderr verify --entrants ranked.jsonl more
    [[ $status -eq 1 && $output == '{"code":"not-set-aside","property":"P4","applicant":"D"}' ]]
    # Nobody who had a seat before is set aside.
    jq -c 'if .id == "A" then .admission = {round: "zero", program: "X", status: "admitted"} else . end' ranked.jsonl >before
    head -n 1 before | jq -c --slurpfile d rejects '$d[0] + {record: .}' >>rejects
    sed -i 2d rejects
    tail -n +2 result.jsonl >cut
    run verify --entrants before --set-aside rejects cut
    [ "${lines[0]}" = '{"code":"wrongly-set-aside","property":"P4","applicant":"A"}' ]
}

@test "admit-verify --set-aside: an unclear admission is a cause" {
    echo '{"id":"D","choices":["X"],"order":4,"admission":{"status":"?"}}' >>ranked.jsonl
    admit-allocate -r rejects -m serial --programs programs.jsonl --choices choices \
        --order order --round first ranked.jsonl | cmp - result.jsonl
    verify --entrants ranked.jsonl --set-aside rejects result.jsonl
}

@test "admit-verify --lines: cut-offs are those of the result" {
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --round first --lines lines.jsonl ranked.jsonl | cmp - result.jsonl
    run --separate-stderr verify -v --entrants ranked.jsonl --lines lines.jsonl result.jsonl
    [ "$stderr" = "verified: 3 records, 2 programs, 2 placed, 0 breaches; not checked: ranks (no --rank), draws (no --draw), how policy and programs are read" ]
    forged() {
        jq -c "$1" lines.jsonl >changed
        run verify --entrants ranked.jsonl --lines changed result.jsonl
        [ "$status" -eq 1 ]
    }
    forged 'if .program == "Y" then .last_order += 1 else . end'
    [ "$output" = '{"code":"wrong-cutoff","property":"P17","line":2,"program":"Y","field":"last_order"}' ]
    forged 'if .program == "Y" then .note = 1 else . end'
    [ "$output" = '{"code":"wrong-cutoff","property":"P17","line":2,"program":"Y","field":"note"}' ]
    forged 'if .program == "Y" then .program = "Z" else . end'
    [ "$output" = '{"code":"cutoff-unknown","property":"P17","line":2}
{"code":"cutoff-missing","property":"P17","program":"Y"}' ]
    tac lines.jsonl >changed
    run verify --lines changed result.jsonl
    [ "$output" = '{"code":"cutoff-order","property":"P17","line":2,"program":"X"}' ]
    cat lines.jsonl lines.jsonl >changed
    run verify --lines changed result.jsonl
    [ "$output" = '{"code":"cutoff-twice","property":"P17","line":3,"program":"X"}
{"code":"cutoff-twice","property":"P17","line":4,"program":"Y"}' ]
}

@test "admit-verify: breaches are told, even if the seats cannot be checked" {
    four 2
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order \
        --bundle twins --last-seat skip ranked.jsonl >result.jsonl
    jq -c 'if .id == "C" then .order = 9 else . end' result.jsonl >changed.jsonl
    run --separate-stderr admit-verify -m serial --programs programs.jsonl --choices choices --order order \
        --bundle twins --last-seat skip --entrants ranked.jsonl changed.jsonl
    [[ $status -eq 1 && $output == '{"code":"row-changed","property":"P2","applicant":"C"}' ]]
    [[ $stderr == "admit-verify: bundle-orders-differ: "* ]]
}

# So many that equal priorities are looked for by what programs have in common.
@test "admit-verify: two of the same order in a large round of programs that rank" {
    cat >programs.jsonl <<'END'
{"id":"X","round":"first","capacity":700,"tiers":["applicant.near","true"]}
{"id":"Y","round":"first","capacity":700,"tiers":["applicant.near","true"]}
{"id":"Z","round":"first","capacity":100,"order":"own"}
END
    seq 1500 | jq -c '{id: "\(.)", near: (. % 3 == 0), choices: ["Z","X","Y"], order: ., own: (1501 - .)}' >ranked.jsonl
    rules=(-m deferred --programs programs.jsonl --choices choices --order order)
    admit-allocate "${rules[@]}" ranked.jsonl >result.jsonl
    run -0 admit-verify "${rules[@]}" result.jsonl
    [ -z "$output" ]
    for order in order own; do
        jq -c "if .id == \"700\" then .$order += 3 else . end" result.jsonl >changed.jsonl
        run -1 --separate-stderr admit-verify "${rules[@]}" changed.jsonl
        [[ $output == *'"code":"order-twice"'* ]] || fail "$order: $output"
    done
}

@test "admit-verify --overrides: what persons decided is listed" {
    cat >programs.jsonl <<'END'
{"id":"X","round":"first","capacity":5}
END
    cat >one.jsonl <<'END'
{"id":"A","choices":["X"],"order":1,"amended":[{"by":"Li","basis":"1"},{"by":"Wu","basis":"2"}]}
{"id":"B","choices":["X"],"order":2,"admission":{"program":"X","status":"admitted"}}
{"id":"C","choices":["X"],"order":3,"amended":[]}
{"id":"D","choices":["X"],"order":4,"amended":"by hand","admission":{"round":"zero","program":"X","choice":1,"status":"admitted"}}
END
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order one.jsonl >two.jsonl
    run --separate-stderr admit-verify -v -m serial --programs programs.jsonl --choices choices --order order \
        --entrants one.jsonl --overrides overrides two.jsonl
    [[ $status -eq 0 && -z $output && $stderr == *", 0 breaches, 4 overrides; "* ]]
    [ "$(cat overrides)" = '{"applicant":"A","override":"amended","correction":{"by":"Li","basis":"1"}}
{"applicant":"A","override":"amended","correction":{"by":"Wu","basis":"2"}}
{"applicant":"B","override":"admitted-by-hand","program":"X"}
{"applicant":"D","override":"amended","correction":"by hand"}' ]
    [ "$(stat -c %a overrides)" = 600 ]
}
