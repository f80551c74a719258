load helper

# A round with "holders": who holds a seat may try for a better one, and keeps it otherwise.

allocate() {
    admit-allocate -m deferred --programs programs.jsonl --choices choices --order order \
        --round two --holders seat "$@"
}

verify() {
    admit-verify -m deferred --programs programs.jsonl --choices choices --order order \
        --round two --holders seat --entrants "$@"
}

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >programs.jsonl <<'END'
{"id":"X","school":"one","round":"two","capacity":1}
{"id":"Y","school":"two","round":"two","capacity":1}
{"id":"Z","school":"one","round":"two","capacity":1}
END
}

# A holds Y and wants X more; C wants Y and comes before A in the order.
held() {    # held DECISION
    cat <<END
{"id":"A","choices":["X","Y","Z"],"order":5,"seat":$1,"admission":{"round":"one","program":"Y","choice":2,"status":"admitted"}}
{"id":"C","choices":["Y"],"order":1}
END
}

@test "holders: a better seat is taken, and the one that was held is given on" {
    held '"float"' >one.jsonl
    run -0 allocate --lines lines one.jsonl
    [ "$output" = '{"id":"A","choices":["X","Y","Z"],"order":5,"seat":"float","admission":{"round":"two","program":"X","choice":1,"status":"admitted","released":[{"round":"one","program":"Y","choice":2}]}}
{"id":"C","choices":["Y"],"order":1,"admission":{"round":"two","program":"Y","choice":1,"status":"admitted"}}' ]
    echo "$output" >two.jsonl
    run -0 verify one.jsonl --lines lines two.jsonl
    [ -z "$output" ]
}

@test "holders: who fails keeps the seat and the admission, before a better order" {
    held '"float"' >one.jsonl
    echo '{"id":"D","choices":["X"],"order":2}' >>one.jsonl
    run -0 allocate --lines lines one.jsonl
    [ "${lines[0]}" = "$(head -n 1 one.jsonl)" ]
    [ "${lines[1]}" = '{"id":"C","choices":["Y"],"order":1,"admission":{"round":"two","status":"unplaced","refused":[{"program":"Y","code":"full"}]}}' ]
    [ "${lines[2]}" = '{"id":"D","choices":["X"],"order":2,"admission":{"round":"two","program":"X","choice":1,"status":"admitted"}}' ]
    # Those who hold a seat are the tier 0.
    [ "$(sed -n 2p lines)" = '{"program":"Y","round":"two","capacity":1,"filled":1,"last_order":5,"last_choice":2,"last_tier":0,"lowest_order":5}' ]
    echo "$output" >two.jsonl
    run -0 verify one.jsonl --lines lines two.jsonl
    [ -z "$output" ]
}

@test "holders: the admission names the seats that were given on for it" {
    local wrong

    echo '{"id":"A","choices":["X","Y","Z"],"order":1,"seat":"float","admission":{"round":"one","program":"Z","choice":3,"status":"admitted","released":[{"program":"W"}, {"round":"zero","program":"V","group":"g"}]}}' >one.jsonl
    echo '{"id":"B","choices":["Y"],"order":2}' >>one.jsonl
    allocate one.jsonl >two.jsonl
    [ "$(jq -c '.admission.released' two.jsonl)" = '[{"program":"W"},{"round":"zero","program":"V","group":"g"},{"round":"one","program":"Z","choice":3}]
null' ]
    run -0 verify one.jsonl two.jsonl
    for wrong in 'del(.released)' '.released = []' '.released[2].choice = 1' '.released[2].round = "two"' \
        'del(.released[0])' '.released |= reverse' '.released += [{program: "Y"}]' '.released = null' '.released = 7' \
        '.released = [7]' '.released[2] = {}' '.released[2].note = 1'; do
        jq -c "if .id == \"A\" then .admission |= ($wrong) else . end" two.jsonl >forged
        run verify one.jsonl forged
        [[ $status -eq 1 && $output == '{"code":"wrong-released","property":"P5","applicant":"A","program":"X"}' ]] ||
            fail "$wrong: $output"
    done
    for wrong in '[{program: "X"}]' '[]' null; do
        jq -c "if .id == \"B\" then .admission.released = $wrong else . end" two.jsonl >forged
        run verify one.jsonl forged
        [[ $status -eq 1 && $output == '{"code":"wrong-released","property":"P5","applicant":"B","program":"Y"}' ]] ||
            fail "$wrong: $output"
    done
    jq -c 'if .id == "B" then .admission = {round: "two", status: "unplaced", released: []} else . end' two.jsonl >forged
    run verify one.jsonl forged
    [[ $output == *'"code":"seat-of-unplaced"'* ]]
    # What is there already must be clear, or the next round could not add to it.
    for wrong in '7' '{}' '[7]' '[{}]' '[{"program":1}]' '[{"program":"W","status":"admitted"}]' \
        '[{"program":"W","note":1}]' '[{"program":"W","choice":0}]'; do
        sed "s/\"released\":.*\]/\"released\":$wrong/" one.jsonl >unclear
        run -0 allocate -r rejects unclear
        [ "$(jq -r '"\(.code) \(.field)"' rejects)" = "admission-unclear admission.released" ] || fail "$wrong"
    done
}

explain() {
    admit-explain -m deferred --programs programs.jsonl --choices choices --order order \
        --round two --holders seat "$@"
}

@test "holders: what was kept, and what nobody could have had, is explained" {
    { held '"float"'; echo '{"id":"D","choices":["X"],"order":2}'
        echo '{"id":"F","choices":["X","Z"],"order":3,"seat":"freeze","admission":{"round":"one","program":"Z","choice":2,"status":"admitted"}}'; } >one.jsonl
    allocate one.jsonl >two.jsonl
    run -0 explain --entrants one.jsonl --applicant A --applicant C --applicant F two.jsonl
    # A kept Y, and would have needed to stand before D at X.
    [ "$(jq -c '.rounds[0].choices[] | [.program, .code, .cutoff, .needed]' <<<"${lines[0]}")" = \
        '["X","full",{"tier":1,"order":2,"choice":1},{"before":{"tier":1,"order":2}}]
["Y","kept",null,null]' ]
    # C is before everybody, but for the one who holds Y.
    [ "$(jq -c '.rounds[0].choices[] | [.program, .code, .cutoff, .needed]' <<<"${lines[1]}")" = \
        '["Y","full",{"tier":0,"order":5,"choice":2},null]' ]
    [ "$(jq -c .rounds <<<"${lines[2]}")" = '[]' ]
    run -0 explain --entrants one.jsonl --applicant C --text --lang en two.jsonl
    [[ $output == *"The last one admitted: one who held the seat before"* ]]
    # Before D, A has X, and gives Y to C.
    sed 's/"order":5/"order":1.0/; s/"order":1}/"order":9}/; s/1\.0/1/' one.jsonl >better.jsonl
    allocate better.jsonl >two.jsonl
    run -0 explain --entrants better.jsonl --applicant A two.jsonl
    [ "$(jq -c '.rounds[0].choices[] | [.program, .code]' <<<"$output")" = '["X","admitted"]
["Y","released"]' ]
    # Another list than that before the round.
    grep -v '"C"' better.jsonl >other.jsonl
    run -1 --separate-stderr explain --entrants other.jsonl two.jsonl
    [[ $stderr == *"not-listed"* ]]
}

@test "holders: who slides tries for programs of the same school only" {
    held '"slide"' >one.jsonl
    run -0 allocate one.jsonl
    [ "${lines[0]}" = "$(head -n 1 one.jsonl)" ]    # X is of another school than Y
    echo "$output" >two.jsonl
    run -0 explain --applicant A two.jsonl
    [ "$(jq -c '.rounds[0].choices' <<<"$output")" = '[{"choice":1,"program":"X","school":"one","code":"not-eligible","rule":{"key":"holders","text":"slide"}},{"choice":2,"program":"Y","school":"two","code":"kept"}]' ]
    sed 's/"school":"two"/"school":"one"/' programs.jsonl >changed && mv changed programs.jsonl
    run -0 allocate one.jsonl
    [[ ${lines[0]} == *'"program":"X","choice":1,'* ]]
}

@test "holders: who freezes, decides nothing or is locked takes no part" {
    local decision

    for decision in '"freeze"' null; do
        held "$decision" >one.jsonl
        echo '{"id":"E","choices":["Z"],"order":9,"seat":"float","admission":{"round":"one","program":"Z","choice":1,"status":"admitted"}}' >>one.jsonl
        run -0 allocate one.jsonl
        [ "${lines[0]}" = "$(head -n 1 one.jsonl)" ]
        [[ ${lines[1]} == *'"status":"unplaced"'* ]]
    done
    held '"float"' >one.jsonl
    run -0 allocate --locked 'applicant.id == "A"' one.jsonl
    [ "${lines[0]}" = "$(head -n 1 one.jsonl)" ]
}

@test "holders: a seat that the round does not offer, or that was not listed" {
    # W is of another round: its holder keeps it, and takes no part.
    echo '{"id":"W","round":"one","capacity":1}' >>programs.jsonl
    held '"float"' | sed 's/"program":"Y"/"program":"W"/' >one.jsonl
    run -0 allocate one.jsonl
    [ "${lines[0]}" = "$(head -n 1 one.jsonl)" ]
    [[ ${lines[1]} == *'"program":"Y"'* ]]
    # Z was given by hand; every choice of the list is better.
    held '"float"' | sed '1s/,"Z"\]/]/; s/"program":"Y","choice":2/"program":"Z"/' >one.jsonl
    run -0 allocate one.jsonl
    [[ ${lines[0]} == *'"program":"X","choice":1,'* ]]
    echo "$output" >two.jsonl
    run -0 verify one.jsonl two.jsonl
    echo '{"id":"D","choices":["X","Y"],"order":2}' >>one.jsonl
    echo '{"id":"Z2","choices":["Z"],"order":0}' >>one.jsonl
    run -0 allocate one.jsonl
    [ "${lines[0]}" = "$(head -n 1 one.jsonl)" ]
    echo "$output" >two.jsonl
    run -0 verify one.jsonl two.jsonl
    [ -z "$output" ]
}

@test "holders: an unclear decision is set aside, and its seat stays taken" {
    held '"maybe"' >one.jsonl
    run -0 allocate -r rejects one.jsonl
    [ "$output" = '{"id":"C","choices":["Y"],"order":1,"admission":{"round":"two","status":"unplaced","refused":[{"program":"Y","code":"full"}]}}' ]
    [[ $(cat rejects) == *'"code":"holder-unclear","field":"seat",'* ]]
    echo "$output" >two.jsonl
    run -0 verify one.jsonl --set-aside rejects two.jsonl
    [ -z "$output" ]
    # The same record in the result is a breach, and so is a right one that was set aside.
    cat one.jsonl >two.jsonl
    run verify one.jsonl two.jsonl
    [[ $status -eq 1 && $output == *'{"code":"not-set-aside","property":"P4","applicant":"A"}'* ]]
    held '"float"' >one.jsonl
    sed 's/"maybe"/"float"/' rejects >forged
    allocate one.jsonl | tail -n 1 >two.jsonl
    run verify one.jsonl --set-aside forged two.jsonl
    [[ $status -eq 1 && $output == *'{"code":"wrongly-set-aside","property":"P4","applicant":"A"}'* ]]
}

@test "holders: a seat of a group is kept in the group" {
    echo '{"id":"G","round":["one","two"],"capacity":2,"groups":[{"id":"near","seats":1,"eligible":"applicant.near","unfilled":"lapse"},{"id":"open","seats":1,"unfilled":"lapse"}]}' >>programs.jsonl
    cat >one.jsonl <<'END'
{"id":"A","near":true,"choices":["X","G"],"order":7,"seat":"float","admission":{"round":"one","program":"G","group":"near","choice":2,"status":"admitted"}}
{"id":"B","near":true,"choices":["G"],"order":1}
{"id":"C","near":true,"choices":["G"],"order":2}
{"id":"D","near":true,"choices":["X"],"order":3}
END
    run -0 allocate --lines lines one.jsonl
    [ "${lines[0]}" = "$(head -n 1 one.jsonl)" ]
    [[ ${lines[1]} == *'"program":"G","group":"open","choice":1,'* ]]
    [[ ${lines[2]} == *'"status":"unplaced"'* ]]
    echo "$output" >two.jsonl
    run -0 verify one.jsonl --lines lines two.jsonl
    [ -z "$output" ]
    sed '$d' one.jsonl >four && mv four one.jsonl    # without D, A has X
    run -0 allocate one.jsonl
    [[ ${lines[0]} == *'"program":"X","choice":1,'* ]]
    [[ ${lines[1]} == *'"group":"near"'* && ${lines[2]} == *'"group":"open"'* ]]
    sed 's/"unfilled":"lapse"/"unfilled":{"to":"open"}/' programs.jsonl >changed && mv changed programs.jsonl
    run -2 allocate one.jsonl
    [[ $output == *"holders-groups-pass: "*"; program G" ]]
}

@test "holders: refused where the guarantee cannot be kept" {
    held '"float"' >one.jsonl
    run -2 admit-allocate -m immediate --programs programs.jsonl --choices choices --order order --round two --holders seat one.jsonl
    [ "$output" = "admit-allocate: --holders: is only for deferred" ]
    sed 's/"A"/"B"/; s/"order":5/"order":6/; 1q' one.jsonl >>one.jsonl
    run -2 allocate one.jsonl
    [[ $output == *"holders-over-plan: "*"; program Y" ]]
    run -2 admit-verify -m deferred --programs programs.jsonl --choices choices --order order --round two --holders seat one.jsonl
    [[ $output == *"--holders: needs --entrants"* ]]
}

# A keeps Y, since D comes before A at X; F keeps Z; U's decision is unclear and S is
# admitted to a program that is not of the round.
frozen() {
    cat >>programs.jsonl <<'END'
{"id":"V","school":"two","round":"two","capacity":1}
{"id":"W","round":"one","capacity":1}
END
    cat >one.jsonl <<'END'
{"id":"A","choices":["X","Y"],"order":5,"seat":"float","admission":{"round":"one","program":"Y","choice":2,"status":"admitted"}}
{"id":"D","choices":["X"],"order":2}
{"id":"F","choices":["Z","Y"],"order":1,"seat":"freeze","admission":{"round":"one","program":"Z","choice":1,"status":"admitted"}}
{"id":"S","choices":["Y","W"],"order":3,"seat":"float","admission":{"round":"one","program":"W","choice":2,"status":"admitted"}}
{"id":"U","choices":["V"],"order":4,"seat":"maybe","admission":{"round":"one","program":"V","choice":1,"status":"admitted"}}
END
    allocate -r aside one.jsonl >two.jsonl
    run -0 verify one.jsonl --set-aside aside two.jsonl
    [ -z "$output" ]
}

# The result, changed by jq, has these breaches, one on each line, and no other ones.
forge() {    # forge CHANGE BREACH ...
    jq -c "$1" two.jsonl >forged
    run -1 --separate-stderr verify one.jsonl --set-aside aside forged
    [ "$output" = "$(printf '%s\n' "${@:2}")" ] || fail "$1: $output"
}

@test "holders: a seat of a record that is forged counts where the list has it" {
    local moved='{"code":"admission-changed","property":"P3","applicant":"F"}' to
    local twice='{"code":"applicant-twice","property":"P1","applicant":"F"}'

    frozen
    # At Y the seat of A would be one too many; that of Z would be free.
    for to in X Y Z V W Q; do
        forge "if .id == \"F\" then .admission = {program: \"$to\", status: \"admitted\"} else . end" "$moved"
    done
    forge 'if .id == "F" then .admission = {round: "two", status: "unplaced"} else . end' "$moved"
    forge 'if .id == "S" then .admission.program = "Y" else . end' "${moved/F/S}"
    # Twice, the second time with the seat of A; lost.
    forge '., select(.id == "F")' "$twice"
    forge '., (select(.id == "F") | .admission.program = "Y")' "$twice"
    forge 'select(.id != "F")' '{"code":"entrant-lost","property":"P1","applicant":"F"}'
    forge 'select(.id != "A")' '{"code":"entrant-lost","property":"P1","applicant":"A"}'
    # Set aside rightly, and in the result all the same.
    forge "., (select(.id == \"S\") | $(tail -n 1 one.jsonl))" '{"code":"applicant-twice","property":"P1","applicant":"U"}' \
        '{"code":"not-set-aside","property":"P4","applicant":"U"}'
    # The list itself is over the plan: nobody could have made a result of it.
    sed -i '/"F"/s/"program":"Z"/"program":"Y"/' one.jsonl
    run -2 verify one.jsonl --set-aside aside two.jsonl
    [[ $output == *"holders-over-plan: "*"; program Y" ]]
}

# Many small markets in one round, out of a seed; none shares a program with another.
# Each of them is solved by trying all assignments, without deferred acceptance: those in
# which no holder is worse off, no seat stays free that somebody wanted more, and nobody
# is passed over for one who comes later, unless this one keeps a seat; of these the one
# that is best for all.
# shellcheck disable=SC2016    # a program of jq
make='
def pick($m; $i; $j; $n): (($m * 7919 + $i * 104729 + $j * 1299709 + 4242) % 2147483647
    * 16807 % 2147483647 / 7 | floor) % $n;
def shuffled($m; $i): . as $all | [range(length) as $k | [pick($m; $i; 50 + $k; 100003), $k, $all[$k]]] | sort | map(.[2]);
[range($markets) as $m | {
    programs: [range(3) as $p | {id: "\($m).\($p)", round: "two", capacity: (1 + pick($m; $p; 1; 2)), school: "\($m).\($p % 2)"}
        + (if pick($m; $p; 2; 3) == 0 then {eligible: "applicant.near"} else {} end)
        + (if pick($m; $p; 3; 3) == 0 then {tiers: ["applicant.near", "true"]} else {} end)
        + (if pick($m; $p; 4; 2) == 0 then {order: "own"} else {} end)],
    applicants: (([range(5)] | shuffled($m; 60)) as $orders | ([range(5)] | shuffled($m; 70)) as $own |
        [range(5) as $i | {id: "\($m).a\($i)",
            choices: ([range(3)] | shuffled($m; 80 + $i) | .[0:(1 + pick($m; $i; 5; 3))] | map("\($m).\(.)")),
            order: ($m * 5 + $orders[$i]), own: ($m * 5 + $own[$i]), near: (pick($m; $i; 6; 2) == 0)}
        | if $i < 3 then .seat = ["float", "float", "slide", "freeze"][pick($m; $i; 7; 4)]
            | .admission = {round: "one", program: "\($m).\($i)", status: "admitted"} else . end])
}]'

# shellcheck disable=SC2016
solve='
def tier($p): if $p.tiers and (.near | not) then 1 else 0 end;
def place($p): [tier($p), if $p.order then .own else .order end];
def open($p): ($p.eligible | not) or .near;
def options($programs): . as $a | .admission.program as $held
    | [.choices[] as $c | first($programs[] | select(.id == $c)) as $p | select($a | open($p)) | $p] as $can
    | if $held == null then ($can | map(.id)) + [null]
      elif .seat == "freeze" then [$held]
      else (.choices | index([$held]) // length) as $at | .choices[0:$at] as $better
        | first($programs[] | select(.id == $held)).school as $school
        | ($can | map(select(.id as $id | $better | index([$id])))
            | map(select($a.seat == "float" or .school == $school)) | map(.id)) + [$held] end;
def product: if length == 0 then [] else .[0] as $first | (.[1:] | product) as $rest | $first[] | [.] + $rest end;
def stable($programs; $people; $options): . as $got
    | all($programs[]; . as $p | [$got[] | select(. == $p.id)] as $in
        | ($in | length) <= $p.capacity
        and ([range($people | length) as $i | select($got[$i] == $p.id and $people[$i].admission.program != $p.id)
            | $people[$i] | place($p)] | max) as $last
        | all(range($people | length); . as $i | ($options[$i] | index([$p.id])) as $at
            | $at == null or $at >= ($options[$i] | index([$got[$i]]))
            or (($in | length) == $p.capacity and ($last == null or $last < ($people[$i] | place($p))))));
[.[] | .programs as $programs | .applicants as $people | ($people | map(options($programs))) as $options
    | [[$options | product] | .[] | select(stable($programs; $people; $options))
        | [range(length) as $i | .[$i] as $got | $options[$i] | index([$got])]] as $all
    | ($all | min_by(add)) as $best
    | if all($all[]; . as $other | all(range(length); $best[.] <= $other[.])) then . else error("no best") end
    | range($best | length) as $i | [$people[$i].id, $options[$i][$best[$i]]]]'

@test "holders: what is right is what trying everything finds" {
    jq -nc --argjson markets 60 "$make" >markets
    jq -c '.[].programs[]' markets >programs.jsonl
    jq -c '.[].applicants[]' markets >one.jsonl
    jq -c "$solve" markets >right
    allocate --lines lines one.jsonl >two.jsonl
    jq -sc 'map([.id, .admission.program])' two.jsonl >got
    diff <(jq -c '.[]' right) <(jq -c '.[]' got)
    run -0 verify one.jsonl --lines lines two.jsonl
    [ -z "$output" ]
    # Some moved, some stayed though they tried, and some newcomers got what was given on.
    [ "$(jq -sc 'map(select(.seat != null and .admission.round == "two")) | length > 15' two.jsonl)" = true ]
    [ "$(jq -sc 'map(select(.seat == "float" and .admission.round == "one")) | length > 15' two.jsonl)" = true ]
    # Each holder who tried and is robbed of the seat is found.
    jq -c 'if .seat == "float" or .seat == "slide" then .admission = {round: "two", status: "unplaced"} else . end' two.jsonl >robbed.jsonl
    run -1 verify one.jsonl robbed.jsonl
    [ "$(grep -c '"code":"seat-lost","property":"P3"' <<<"$output")" -eq "$(jq -c 'select(.seat == "float" or .seat == "slide")' one.jsonl | wc -l)" ]
    # Who froze the seat may not be moved either.
    jq -c 'if .seat == "freeze" then .admission.round = "two" else . end' two.jsonl >moved.jsonl
    run -1 verify one.jsonl moved.jsonl
    [ "$(grep -c '"code":"admission-changed","property":"P3"' <<<"$output")" -eq "$(grep -c '"freeze"' one.jsonl)" ]
}

@test "holders: the last list alone explains each round as the list before it does" {
    jq -nc --argjson markets 60 "$make" >markets
    jq -c '.[].programs[] | .round = ["two", "three"]' markets >programs.jsonl
    jq -c '.capacity += 1' programs.jsonl >more.jsonl
    jq -c '.[].applicants[]' markets >one.jsonl
    cat >policy.json <<'END'
{
 "allocate":{"two":{"mechanism":"deferred","programs":"programs.jsonl","choices":"choices","order":"order","holders":"seat"},
  "three":{"mechanism":"deferred","programs":"more.jsonl","choices":"choices","order":"order","holders":"seat"}}}
END
    admit-allocate -p policy.json two <one.jsonl >two.jsonl
    admit-allocate -p policy.json three <two.jsonl >three.jsonl
    [ "$(jq -sc 'map(select(.admission.released | length == 2)) | length == 3' three.jsonl)" = true ]
    run -0 admit-explain -p policy.json two,three three.jsonl
    jq -c '.id as $id | .rounds[] | [$id, .]' <<<"$output" | sort >chain
    { admit-explain -p policy.json two --entrants one.jsonl two.jsonl
        admit-explain -p policy.json three --entrants two.jsonl three.jsonl
    } | jq -c '.id as $id | .rounds[] | [$id, .]' | sort >apart
    [ "$(grep -c '"code":"released"' chain)" -gt 15 ]
    diff apart chain
    # One who moved has tried, but for what, if the record says to stay by now?
    sed 's/"seat":"[a-z]*"/"seat":"freeze"/' three.jsonl >frozen.jsonl
    run -0 admit-explain -p policy.json two,three -r rejects frozen.jsonl
    [ "$(grep -c '"code":"decision-changed","field":"seat",' rejects)" -eq "$(grep -c '"released":' three.jsonl)" ]
    run -0 admit-explain -p policy.json two,three --applicant 0.a4 frozen.jsonl
}
