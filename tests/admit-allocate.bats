load helper

# Three applicants, two programs with a seat each, in the order of their scores 600,
# 590, 580: A gets X; B wants X too and gets Y; C finds both taken.
setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >programs.jsonl <<'END'
{"id":"X","school":"One","name":"Day","round":"first","capacity":1}
{"id":"Y","school":"Two","name":"Day","round":"first","capacity":1}
END
    cat >ranked.jsonl <<'END'
{"id":"A","score":600.0,"choices":["X","Y"],"order":1}
{"id":"B","score":590.0,"choices":["X","Y"],"order":2}
{"id":"C","score":580.0,"choices":["Y","X"],"order":3}
END
}

allocate() {
    admit-allocate -m serial --programs programs.jsonl --choices choices --order order "$@"
}

# One record on standard input is refused: CODE and FIELD are those of its reject.  What
# the only record does not have, none has.
refused() {
    run --separate-stderr allocate -r rejects --round "${3:-first}"
    [[ $status -eq $([[ $1 != *-missing ]] && echo 0 || echo 1) && -z $output ]] || fail "$status $output"
    run jq -r '[.code, .field] | join(" ")' rejects
    [ "$output" = "$1 $2" ]
}

@test "admit-allocate: contract" {
    CONTRACT_RECORD='{"id":"%d","choices":["X","Y"],"order":%d}' \
        contract admit-allocate -m serial --programs programs.jsonl --choices choices \
        --order order
    contract_faults four admit-allocate -m deferred --programs programs.jsonl --choices choices \
        --order order --lines lines -r rejects
}

@test "admit-allocate: score first, parallel choices" {
    allocate ranked.jsonl >out
    cmp out - <<'END'
{"id":"A","score":600.0,"choices":["X","Y"],"order":1,"admission":{"round":"first","program":"X","choice":1,"status":"admitted"}}
{"id":"B","score":590.0,"choices":["X","Y"],"order":2,"admission":{"round":"first","program":"Y","choice":2,"status":"admitted"}}
{"id":"C","score":580.0,"choices":["Y","X"],"order":3,"admission":{"round":"first","status":"unplaced","refused":[{"program":"Y","code":"full"},{"program":"X","code":"full"}]}}
END
}

@test "admit-allocate: the order of the lines changes nothing but the order of the lines" {
    jq -nc 'range(300) | {id: "\(.)", choices: ["P\(. * 7 % 11)", "P\(. * 5 % 13)", "P13"]
        | unique, order: (. * 7919 % 1009)}' >many
    jq -nc 'range(14) | {id: "P\(.)", round: "first", capacity: (. % 5 + 3)}' >programs.jsonl
    allocate many | sort >expected
    [ "$(grep -c admitted expected)" -gt 50 ]
    for seed in 1 2 3; do
        shuf --random-source=<(yes "$seed") many >shuffled
        allocate shuffled >out
        cmp <(jq -c .id out) <(jq -c .id shuffled)
        sort out | cmp - expected
    done
}

@test "admit-allocate: two rounds in a pipe" {
    cat >programs.jsonl <<'END'
{"id":"X","round":"first","capacity":1}
{"id":"Z","round":"second","capacity":1}
END
    cat >ranked.jsonl <<'END'
{"id":"A","choices":["X","Z"],"order":1}
{"id":"B","choices":["X","Z"],"order":2}
{"id":"C","choices":["Z","X"],"order":3}
END
    allocate --round first ranked.jsonl | allocate --round second >out
    cmp out - <<'END'
{"id":"A","choices":["X","Z"],"order":1,"admission":{"round":"first","program":"X","choice":1,"status":"admitted"}}
{"id":"B","choices":["X","Z"],"order":2,"admission":{"round":"second","program":"Z","choice":2,"status":"admitted"}}
{"id":"C","choices":["Z","X"],"order":3,"admission":{"round":"second","status":"unplaced","refused":[{"program":"Z","code":"full"},{"program":"X","code":"not-offered"}]}}
END
}

@test "admit-allocate: a supplementary round offers what is left" {
    cat >programs.jsonl <<'END'
{"id":"X","round":["first","more"],"capacity":2}
{"id":"Y","round":"first","capacity":1}
END
    cat >ranked.jsonl <<'END'
{"id":"A","choices":["X"],"more":["X"],"order":1}
{"id":"B","choices":["Y"],"more":["X"],"order":2}
{"id":"C","choices":["Y"],"more":["X"],"order":3}
{"id":"D","choices":[],"more":["X"],"order":4}
END
    allocate --round first ranked.jsonl | admit-allocate -m serial --round more \
        --programs programs.jsonl --choices more --order order --lines lines >out
    run jq -r '[.id, .admission.round, .admission.program // "-"] | join(" ")' out
    [ "$output" = "A first X
B first Y
C more X
D more -" ]
    cmp lines - <<<'{"program":"X","round":"more","capacity":2,"filled":2,"last_order":3,"last_choice":1}'
}

@test "admit-allocate: who is admitted already is not touched, and keeps the seat" {
    cat >ranked.jsonl <<'END'
{"id":"A","choices":["X","Y"],"order":1}
{"admission": {"status":"admitted", "by":"hand", "program":"X"} ,"id":"H"}
{"id":"M","admission":{"status":"admitted","program":"elsewhere","round":"zero"}}
{"id":"B","admission":{"round":"zero","status":"unplaced"},"choices":["Y"],"order":0}
END
    allocate ranked.jsonl >out
    cmp out - <<'END'
{"id":"A","choices":["X","Y"],"order":1,"admission":{"round":"first","status":"unplaced","refused":[{"program":"X","code":"full"},{"program":"Y","code":"full"}]}}
{"admission": {"status":"admitted", "by":"hand", "program":"X"} ,"id":"H"}
{"id":"M","admission":{"status":"admitted","program":"elsewhere","round":"zero"}}
{"id":"B","admission":{"round":"first","program":"Y","choice":1,"status":"admitted"},"choices":["Y"],"order":0}
END
}

@test "admit-allocate: again on its own output changes nothing" {
    allocate ranked.jsonl >once
    allocate once | cmp - once
}

@test "admit-allocate --lines: the last one of each program, whatever the order of lines" {
    echo '{"id":"N","round":"first","capacity":0}' >>programs.jsonl
    tac ranked.jsonl | allocate --lines lines >/dev/null
    cmp lines - <<'END'
{"program":"X","round":"first","capacity":1,"filled":1,"last_order":1,"last_choice":1}
{"program":"Y","round":"first","capacity":1,"filled":1,"last_order":2,"last_choice":2}
{"program":"N","round":"first","capacity":0,"filled":0,"last_order":null,"last_choice":null}
END
    run allocate --lines /nonexistent/lines ranked.jsonl
    [ "$status" -eq 2 ]
}

@test "admit-allocate -p: the entry of the policy is the round" {
    cat >policy.json <<'END'
{"title":"t","allocate":{"first":{"mechanism":"serial","programs":"programs.jsonl",
 "choices":"choices","order":"order"},"other":{"mechanism":"serial","round":"first",
 "programs":"programs.jsonl","choices":"choices","order":"order"}}}
END
    allocate ranked.jsonl >expected
    cd /
    admit-allocate -p "$OLDPWD/policy.json" first "$OLDPWD/ranked.jsonl" | cmp - "$OLDPWD/expected"
    admit-allocate -p "$OLDPWD/policy.json" other "$OLDPWD/ranked.jsonl" | cmp - "$OLDPWD/expected"
}

@test "admit-allocate: nothing is guessed" {
    refused choices-missing choices <<<'{"id":"A","order":1}'
    refused choices-not-a-list choices <<<'{"id":"A","choices":"X","order":1}'
    refused choice-not-text choices.1 <<<'{"id":"A","choices":["X",1],"order":1}'
    refused choice-unknown choices.2 <<<'{"id":"A","choices":["X","Y","W"],"order":1}'
    refused choice-twice choices.1 <<<'{"id":"A","choices":["X","X"],"order":1}'
    refused order-missing order <<<'{"id":"A","choices":["X"]}'
    refused order-not-whole order <<<'{"id":"A","choices":["X"],"order":1.5}'
    refused admission-unclear admission.status <<<'{"id":"A","choices":["X"],"order":1,"admission":{}}'
}

@test "admit-allocate: a path that no record has is named with its place" {
    run --separate-stderr allocate --bundle twins --last-seat skip ranked.jsonl
    [[ $status -eq 1 && $stderr == "admit-allocate: --bundle: no-such-field: no record has twins" ]]
    [ "${#lines[@]}" -eq 3 ]
    run --separate-stderr admit-allocate -m tiered --programs programs.jsonl --choices choices \
        --order order --score totl --score-lines 595 ranked.jsonl
    [[ $status -eq 1 && $stderr == *"admit-allocate: --score: no-such-field: no record has totl" ]]
    sed -i '1s/}$/,"order":"own"}/' programs.jsonl
    run --separate-stderr admit-allocate -m deferred --programs programs.jsonl --choices choices \
        --order order ranked.jsonl
    [[ $status -eq 1 && $stderr == *"admit-allocate: programs.jsonl: no-such-field: no record has own" ]]
}

@test "admit-allocate: a refused record takes no seat" {
    sed -i 's/"order":1/"order":"1"/' ranked.jsonl
    run --separate-stderr allocate ranked.jsonl
    [ "$status" -eq 1 ]
    [[ $stderr == "admit-allocate: ranked.jsonl:1: order-not-whole: "* ]]
    [ "$(jq -r '.admission.program' <<<"$output")" = "X
Y" ]
}

@test "admit-allocate: two records with the same order are trouble, and nothing is written" {
    echo '{"admission":{"status":"admitted","program":"X"}}' >first.jsonl
    sed -i '3s/3/1/' ranked.jsonl
    run --separate-stderr allocate --lines lines first.jsonl ranked.jsonl
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "$stderr" = "admit-allocate: ranked.jsonl:3: order-twice: the order is that of ranked.jsonl:1; seats need an order without ties" ]
    [ ! -e lines ]
}

@test "admit-allocate: mistakes in the programs are named by line and field" {
    while IFS='|' read -r line message; do
        echo "$line" >>programs.jsonl
        run --separate-stderr allocate ranked.jsonl
        [[ $status -eq 2 && -z $output ]]
        [ "$stderr" = "admit-allocate: programs.jsonl:3: $message" ] || fail "$stderr"
        sed -i 3d programs.jsonl
    done <<'END'
{"capacity":1}|program-no-id: id is missing or not a text
{"id":"X","capacity":1}|program-duplicate: id is the id of an earlier program
{"id":"Z","capacity":-1}|program-bad-capacity: capacity is not a whole number from 0 to 4294967294
{"id":"Z","capacity":1,"round":2}|program-bad-round: round is neither the name of a round nor an array of such names
{"id":"Z","capacity":1,"groups":[]}|program-bad-groups: groups is not an array of groups
{"id":"Z","capacity":1,"seats":1}|program-unknown-key: seats is not a key of a program
END
    run allocate --round zero ranked.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = "admit-allocate: programs.jsonl: round-unknown: the round offers no program" ]
}

@test "admit-allocate: what has to be said has no default" {
    run admit-allocate --programs programs.jsonl --choices choices --order order ranked.jsonl
    [[ $status -eq 2 && $output == "admit-allocate: --mechanism: is missing" ]]
    run admit-allocate -m lottery --programs programs.jsonl --choices choices --order order
    [[ $status -eq 2 && $output == "admit-allocate: --mechanism: "* ]]
    run admit-allocate -m serial --choices choices --order order
    [[ $status -eq 2 && $output == "admit-allocate: --programs: is missing" ]]
    run admit-allocate -m serial --programs programs.jsonl --choices a..b --order order
    [[ $status -eq 2 && $output == "admit-allocate: --choices: "* ]]
    echo '{"id":"Z","round":"second","capacity":1}' >>programs.jsonl
    run allocate ranked.jsonl
    [[ $status -eq 2 && $output == *": round-missing: "* ]]
}

# --in-order is the ordinary run, record by record.
in_order_too() {
    local status=0

    admit-allocate -m serial --choices choices --order order --lines lines "$@" >expected 2>said
    admit-allocate -m serial --choices choices --order order --lines lines.now --in-order "$@" >now 2>said.now ||
        status=$?
    [ "$status" -eq 0 ] && cmp expected now && cmp lines lines.now && cmp said said.now
}

@test "admit-allocate --in-order: the ordinary run, while it reads" {
    in_order_too --programs programs.jsonl ranked.jsonl
    grep -q '"program":"Y","choice":2' now
    in_order_too --programs programs.jsonl --ratio 1.5 --locked 'applicant.id == "B"' ranked.jsonl
    in_order_too --programs programs.jsonl /dev/null
    # A record that is set aside has no turn; who is admitted may stand anywhere, without an
    # order, as long as a seat is left.
    cat >mixed.jsonl <<'END'
{"id":"Z","choices":[],"order":7}
{"id":"A","choices":["X","Y"],"order":"1"}
{"id":"B","choices":["Y"],"order":8}
{"id":"H","admission":{"status":"admitted","program":"X"}}
{"id":"C","choices":["X","Y"],"order":9}
{"id":"M","admission":{"status":"admitted","program":"elsewhere"}}
END
    in_order_too --programs programs.jsonl -r rejects mixed.jsonl
    [ "$(jq -r '.admission.program // "-"' now | xargs)" = "- Y X - elsewhere" ]
    # It runs while it reads: the first line is out before the second is in.
    mkfifo in out
    allocate --in-order <in >out &
    exec 8>in 9<out
    head -n 1 ranked.jsonl >&8
    read -r -t 20 line <&9
    [[ $line == *'"program":"X","choice":1'* ]]
    exec 8>&- 9<&-
    wait
}

@test "admit-allocate --in-order: nothing may come too late" {
    refuses() {
        run --separate-stderr allocate --lines lines --in-order "${@:2}" late.jsonl
        [[ $status -eq 2 && $stderr == "admit-allocate: $1"* ]] || fail "$status $stderr"
        [ ! -e lines ]
    }
    tac ranked.jsonl >late.jsonl
    refuses "late.jsonl:2: out-of-order: "
    cat ranked.jsonl ranked.jsonl >late.jsonl
    refuses "late.jsonl:4: out-of-order: "
    sed 's/"order":2/"order":1/' ranked.jsonl >late.jsonl
    refuses "late.jsonl:2: order-twice: "
    { cat ranked.jsonl && echo '{"admission":{"status":"admitted","program":"Y"}}'; } >late.jsonl
    refuses "late.jsonl:4: seat-given: "
    refuses "--in-order: in-order-with-bundles" --bundle twins --last-seat skip
    refuses "--in-order: in-order-with-ties" --ties all
    refuses "--in-order: in-order-not-serial" -m deferred
    # Over plan by hand, and nothing given: that is no conflict.
    echo '{"id":"A","choices":["X"],"order":1}' |
        cat - <(yes '{"admission":{"status":"admitted","program":"Y"}}' | head -n 3) >late.jsonl
    in_order_too --programs programs.jsonl late.jsonl
    [ "$(cat said)" = "admit-allocate: over-plan: 1 programs take 2 more than they have seats" ]
    rm lines
    echo '{"id":"X","round":"first","capacity":1,"order":"own"}' >programs.jsonl
    refuses "orders-differ: "
}

@test "admit-allocate --in-order: random rounds, with groups, closed choices and late seats" {
    local seed same=0 late=0 least

    for seed in $(sample 2 {1..30}); do
        jq -nc --argjson s "$seed" 'def r($i; $n): ($i * 7919 + $s * 104729 + 31) * 65537 % 10007 % $n;
            range(8) | {id: "P\(.)", round: ["first", "other"], capacity: (r(.; 9) + 4)}
            + if r(. + 50; 3) == 0 then {eligible: "applicant.n % 3 != \(. % 3)"} else {} end
            + if r(. + 90; 3) == 0 then {groups: ([
                {id: "past", round: "other", seats: 1, unfilled: {to: "open"}},
                {id: "near", seats: r(. + 130; 3), eligible: "applicant.n % 4 == 0", unfilled: "lapse"},
                {id: "open", seats: 2, unfilled: "lapse"}]
                + if r(. + 170; 2) == 0 then [{id: "more", seats: 1, cap: 2, unfilled: "lapse"}] else [] end)} else {} end' >programs.jsonl
        jq -nc --argjson s "$seed" 'def r($i; $n): ($i * 7919 + $s * 7 + 31) * 65537 % 10007 % $n;
            range(70) | {id: "\(.)", n: r(.; 12), order: (. * 3),
            choices: ([range(3) as $k | "P\(r(. * 5 + $k; 8))"] | unique)}
            + if . < 30 and r(. + 1000; 5) == 0 then {admission: {round: "other", status: "admitted", program: "P\(r(. + 2000; 8))",
                group: (["past", "near", "open", "none"][r(. + 3000; 4)])}} else {} end' >some.jsonl
        # Late seats are a conflict or not; the seats first are none.
        grep -v admitted some.jsonl >rest
        grep admitted some.jsonl | cat - rest >first.jsonl
        if admit-allocate -m serial --programs programs.jsonl --round first --choices choices \
            --order order first.jsonl >/dev/null 2>said; then
            in_order_too --programs programs.jsonl --round first first.jsonl || fail "seed $seed"
            if in_order_too --programs programs.jsonl --round first some.jsonl; then
                same=$((same + 1))
            else
                grep -q ': seat-given: ' said.now || fail "seed $seed: $(cat said.now)"
                late=$((late + 1))
            fi
        else
            grep -q ': groups-over-capacity: \|groups-over-capacity' said
            ! in_order_too --programs programs.jsonl --round first first.jsonl
            grep -q 'groups-over-capacity\|seat-given' said.now || fail "seed $seed: $(cat said.now)"
        fi
    done
    echo "same $same, late $late"
    least=$(sample 2 {1..6} | wc -l)
    [[ $same -ge $least && $late -ge $least ]]
}

@test "admit-allocate: each mechanism stands in the man page and in the schema of policies" {
    local names name page

    page=$(man_page admit-allocate)
    # The message lists them: "must be serial, immediate, ... or leftover".
    run admit-allocate -m none
    names=$(sed 's/.*must be //; s/,//g; s/ or / /' <<<"$output")
    [[ $(wc -w <<<"$names") -ge 7 && $names == serial\ * ]]
    for name in $names; do
        sed -n '/^\.It Fl m /,/^\.It Fl -programs/p' "$page" | grep -qx ".It Li $name" ||
            fail "admit-allocate(1) does not describe $name"
    done
    [[ $(jq -r '.properties.allocate.additionalProperties.properties.mechanism.enum |
        join(" ")' "$BATS_TEST_DIRNAME/../samples/policy.schema.json") == "$names" ]]
}

@test "admit-allocate: an order that comes twice behind a pipe names the rows of the table" {
    run --separate-stderr allocate < <(
        echo '{"id":"A","choices":["X"],"order":1,"source":{"file":"a.csv","line":9}}'
        echo '{"id":"B","choices":["X"],"order":1,"source":{"file":"b.csv","line":5}}')
    [ "$status" -eq 2 ]
    [ "$stderr" = "admit-allocate: b.csv:5: order-twice: the order is that of a.csv:9; seats need an order without ties" ]
}
