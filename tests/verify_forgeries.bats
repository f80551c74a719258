load helper

# Every published field of a round, forged one by one: in the list, in the file of what was
# set aside, and in the cut-offs.  The verifier must find each forgery, under a code that
# names the rule, and end with 1: a forgery is no error of the input.  Small random rounds
# of every mechanism; FORGERIES=N tries N of each kind in each round (1; 0: all), and
# ROUNDS=N that many rounds of each (1).

# Programs and applicants out of a seed.  Everything that may stand in a record of a round
# is there: a seat from before the round, a record that is set aside, conditions, floors,
# groups, priorities of their own, twins, shared orders, scores, positions.
# shellcheck disable=SC2016    # a program of jq
make='
def pick($i; $j; $n): (($seed * 7919 + $i * 104729 + $j * 1299709 + 12345) % 2147483647
    * 16807 % 2147483647 / 7 | floor) % $n;
def shuffled($i): . as $all | [range(length) as $k | [pick($i; 50 + $k; 100003), $all[$k]]] | sort | map(.[1]);
["X", "Y", "Z", "W"] as $ids |
if $what == "programs" then
    ($ids | to_entries[] | .key as $k | {id: .value, round: "r", capacity: (1 + pick($k; 1; 2)),
        lon: (103.7 + pick($k; 2; 90) / 100), lat: (36 + pick($k; 3; 90) / 100)}
        + (if $terms and $k == 0 then {eligible: "applicant.near"} else {} end)
        + (if $terms and $k == 1 then {floor: {value: "total", min: 500}} else {} end)
        + (if $ranked and $k != 2 then {order: "own.o\($k % 2)"} else {} end)
        + (if $ranked and $k == 2 then {tiers: ["applicant.near", "true"]} else {} end)
        + (if $groups != "" and $k >= 2 then {capacity: 3, groups: [
            {id: "near", seats: (1 + pick($k; 4; 2)), eligible: "applicant.near",
             unfilled: (if $groups == "pass" then {to: "open"} else "lapse" end)},
            {id: "open", seats: 1, unfilled: "lapse"}]} else {} end)),
    {id: "Q", round: "other", capacity: 1}
else
    ([range(9)] | shuffled(60)) as $own0 | ([range(9)] | shuffled(70)) as $own1 |
    ([range(9)] | shuffled(80)) as $orders |
    (range(9) as $i | (($ids + ["Q"]) | shuffled(100 + $i) | .[0:(1 + pick($i; 5; 4))]) as $list |
    {id: "A\($i)", choices: $list, order: $orders[$i], own: {o0: $own0[$i], o1: $own1[$i]},
        near: (pick($i; 6; 2) == 0), total: (450 + pick($i; 7; 100)), bound: (pick($i; 8; 12) == 0),
        any: (pick($i; 9; 5) > 0), lon: (103.7 + pick($i; 10; 90) / 100), lat: (36 + pick($i; 11; 90) / 100)}
    | if $shared then .order = (.order / 2 | floor) else . end
    | if $twins and $i < 4 then .twins = "T\($i / 2 | floor)" | .order = (if $i < 2 then 20 else 21 end)
        | .choices = (if $i < 2 then ["X", "Y", "W"] else ["Y", "X"] end) else . end),
    {id: "H", choices: ["X"], order: 90, admission: {round: "zero", program: "X", choice: 1, status: "admitted"}},
    {id: "I", choices: [], order: 91, own: {o0: 91, o1: 91}, near: true, total: 600, bound: false, any: true, lon: 103.7, lat: 36.1},
    {id: "N", choices: ["X", "Y", "?"], order: "none", own: {}, near: true, total: 600, bound: false, any: true, lon: 1, lat: 1}
end'

# All forgeries of a round: the kind, the codes that may answer it, the file, its lines.
# shellcheck disable=SC2016
forge='
def seats: "over-capacity|over-group|not-eligible|wrong-group|free-seat|justified-envy|not-best|wrong-seat|shared-split|bundle-split|not-chosen|wrong-choice";
def other($texts): . as $old | $texts[] | select(. != $old);
def words: ["full", "too-few-seats", "closed", "group-capped", "group-full", "bundle-not-eligible", "below-floor", "not-eligible", "locked", "not-offered", "not-agreed", "?"];
def forge($kind; $codes; change): . as $old | [change] | map(select(. != $old)) | unique[]
    | {kind: $kind, codes: $codes, new: [.]};
def any_change: 
    forge("row: a field changes"; "row-changed"; .order = 77, .near = (.near | not), .choices += ["Q"], .note = 1, del(.own)),
    forge("row: another id"; "not-an-entrant|applicant-twice"; .id = ("S", "A1", "N")),
    forge("row: id is no text"; "entrant-lost"; .id = (1, null)),
    {kind: "row: lost", codes: "entrant-lost", new: []},
    {kind: "row: twice", codes: "applicant-twice", new: [., .]};
def admission_gone:
    forge("admission: unclear"; "entrant-lost"; .admission.status = ("x", 1, null), del(.admission.status),
        .admission.round = 1, .admission = "admitted");
def unplaced_row:
    forge("admission: none"; "undecided"; del(.admission), .admission = null),
    forge("unplaced: a seat is named"; "seat-of-unplaced"; .admission.program = ("X", "Q", null),
        .admission.group = "near", .admission.choice = (1, null)),
    forge("unplaced: another field"; "unknown-field"; .admission.note = 1),
    forge("unplaced: another round"; "undecided"; .admission.round = "zero", del(.admission.round)),
    forge("unplaced: is admitted"; seats + "|not-offered|unknown-group"; .choices as $c | range($c | length) as $i
        | .admission = ({round: "r", program: $c[$i], choice: ($i + 1), status: "admitted"},
            {round: "r", program: $c[$i], group: ("near", "open"), choice: ($i + 1), status: "admitted"})
        | if $leftover then del(.admission.choice) else . end),
    forge("unplaced: is admitted, not from the list"; seats + "|not-offered|unknown-program";
        .admission = {round: "r", program: ("X", "Y", "W", "Q", "?"), choice: 1, status: "admitted"}),
    (select(.admission.refused) |
        forge("refused: another code"; "wrong-refusal"; range(.admission.refused | length) as $i
            | .admission.refused[$i].code = (.admission.refused[$i].code | other(words))),
        forge("refused: gone"; "wrong-refusal"; del(.admission.refused), .admission.refused = ([], {}, null, "full")),
        forge("refused: one left out"; "wrong-refusal"; range(.admission.refused | length) as $i | del(.admission.refused[$i])),
        forge("refused: one more"; "wrong-refusal"; .admission.refused += [{program: "X", code: "full"}], .admission.refused += [1]),
        forge("refused: exchanged"; "wrong-refusal"; .admission.refused |= reverse),
        forge("refused: codes exchanged"; "wrong-refusal"; (.admission.refused | map(.code) | reverse) as $codes
            | reduce range($codes | length) as $i (.; .admission.refused[$i].code = $codes[$i])),
        forge("refused: a field"; "wrong-refusal"; .admission.refused[0].note = 1, del(.admission.refused[0].code),
            .admission.refused[0].program = ("?", 1), .admission.refused[0] = null)),
    (select(.admission.refused | not) |
        forge("refused: of no choice"; "wrong-refusal"; .admission.refused = [{program: "X", code: "full"}]));
def admitted_row:
    forge("admission: none"; "undecided"; del(.admission), .admission = null),
    forge("admitted: refused"; "refused-admitted"; .admission.refused = ([], [{program: "X", code: "full"}])),
    forge("admitted: another field"; "unknown-field"; .admission.note = 1),
    forge("admitted: another round"; "wrong-round"; .admission.round = ("zero", ""), del(.admission.round)),
    forge("admitted: another program"; seats + "|not-offered|unknown-program|unknown-group";
        .admission.program = (.admission.program | other(["X", "Y", "Z", "W", "Q", "?"]))),
    forge("admitted: another choice of the list"; seats + "|not-offered|unknown-group";
        .choices as $c | range($c | length) as $i | select($c[$i] != .admission.program)
        | .admission.program = $c[$i] | if $leftover then . else .admission.choice = $i + 1 end
        | if $c[$i] == "Z" or $c[$i] == "W" then . else del(.admission.group) end),
    (select($leftover) | forge("admitted: a choice where none is given"; "choice-not-given"; .admission.choice = (1, 2))),
    (select($leftover | not) |
        forge("admitted: another number of the choice"; "wrong-choice"; .admission.choice += (1, 5), del(.admission.choice)),
        forge("admitted: no number of a choice"; "entrant-lost"; .admission.choice = (0, -1, 1.5, "1", null))),
    forge("admitted: another group"; seats + "|unknown-group"; .admission.group = ("near", "open", "far", ""), del(.admission.group)),
    forge("admitted: group is no text"; "entrant-lost"; .admission.group = 1),
    forge("admitted: is unplaced"; seats; .admission = {round: "r", status: "unplaced", refused: (if $leftover then [{code: "full"}]
        else [.choices[] | {program: ., code: "full"}] end)});
def placed_row:
    forge("placed before: changed"; "admission-changed"; .admission.round = "r", .admission.program = "Y", .admission.choice = 2,
        .admission = {round: "r", status: "unplaced"}, del(.admission), .admission.note = 1);
def rows:
    any_change, admission_gone,
    if .id == "H" then placed_row elif .admission.status == "admitted" then admitted_row else unplaced_row end;
def each_row($name): . as $all | range(length) as $i | $all[$i] | rows
    | .file = $name | .new = $all[0:$i] + .new + $all[$i + 1:];
def exchanged: . as $all | range(length) as $i | range($i) as $k | select($all[$i].id != "H" and $all[$k].id != "H")
    | select($all[$i].admission.status == "admitted" or $all[$k].admission.status == "admitted")
    | select([$all[$i, $k].admission | [.program, .group]] | .[0] != .[1])
    | $all[$i].choices as $ci | $all[$k].choices as $ck
    | ($all | .[$i].admission = $all[$k].admission | .[$k].admission = $all[$i].admission)
    | {kind: "rows: admissions exchanged", codes: (seats + "|wrong-refusal"), file: "list", new: .};
def aside_rows: . as $all | range(length) as $i | $all[$i] | (
    {kind: "aside: lost", codes: "entrant-lost", new: []},
    {kind: "aside: twice", codes: "applicant-twice", new: [., .]},
    forge("aside: another cause"; "wrong-cause"; .code = (.code | other(["choice-unknown", "order-missing", "not-json"])), .field = "?", del(.field),
        .filter = "admit-rank", del(.code)),
    forge("aside: a field of the record"; "row-changed"; .record.order = 5, .record.note = 1, .record.choices = ["X"]),
    forge("aside: another record"; "not-an-entrant|row-changed"; .record.id = ("S", "A1")),
    forge("aside: an admission in the record"; "admission-changed"; .record.admission = {status: "unplaced"}),
    forge("aside: no record"; "entrant-lost"; del(.record), del(.record.id)))
    | .file = "aside" | .new = $all[0:$i] + .new + $all[$i + 1:];
def moved($aside): . as $all | range(length) as $i
    | {kind: "rows: moved to what is set aside", codes: "wrongly-set-aside|admission-changed", file: "list", new: ($all[0:$i] + $all[$i + 1:]),
       aside: ($aside + [$aside[0] + {record: ($entrants[] | select(.id == $all[$i].id)),
           code: ("choice-unknown", "order-missing", "admission-unclear")}])};
def line_fields: . as $all | range(length) as $i | $all[$i] | (
    (keys[] as $f | forge("cut-off: \($f)"; "wrong-cutoff|cutoff-unknown|cutoff-twice";
        if .[$f] | type == "number" then .[$f] += (1, -1, 0.5) else . end,
        .[$f] = ("x", null, 1, []), del(.[$f]))),
    forge("cut-off: another field"; "wrong-cutoff"; .note = 1, .over = 99),
    forge("cut-off: another group"; "cutoff-unknown|cutoff-twice"; .group = ("?", "open")),
    {kind: "cut-off: lost", codes: "cutoff-missing", new: []},
    {kind: "cut-off: twice", codes: "cutoff-twice", new: [., .]})
    | .file = "lines" | .new = $all[0:$i] + .new + $all[$i + 1:];
def line_order: . as $all | range(1; length) as $i
    | {kind: "cut-off: order", codes: "cutoff-order", file: "lines", new: ($all[0:$i - 1] + [$all[$i], $all[$i - 1]] + $all[$i + 1:])};
[($list | each_row("list"), exchanged, moved($aside)), ($aside | aside_rows), ($lines | line_fields, line_order)]
| group_by(.kind)[] | . as $all | length as $n
| [range(if $most == 0 then $n else ([$most, $n] | min) end) as $k | (if $most == 0 then $k else (($k * 31 + $seed * 7) * 13) % $n end)] | unique[]
| $all[.] | "#\t\(.kind)\t\(.codes)\t\(.file)", (.new[] | tojson),
    (select(.aside) | "#aside", (.aside[] | tojson))'

# Verify what is in list, aside and lines.
judge() {
    admit-verify "${rules[@]}" --programs programs.jsonl --order order --round r \
        --entrants entrants.jsonl --set-aside "${2:-aside}.jsonl" --lines "${3:-lines}.jsonl" "$1.jsonl"
}

# Run one forgery that was written to the files "forged" and "forged-aside".
try_one() {    # try_one KIND CODES FILE
    local list=list aside=aside lines=lines output status=0

    case $3 in
    list) list=forged ;;
    aside) aside=forged ;;
    lines) lines=forged ;;
    esac
    [ -s forged-aside.jsonl ] && aside=forged-aside
    tried=$((tried + 1))
    output=$(judge $list $aside $lines 2>&1) || status=$?
    if [ $status -eq 0 ]; then
        echo "$variant, $1: not seen:"
        diff "$3.jsonl" forged.jsonl || :
    elif [ $status -ne 1 ]; then
        printf '%s\n' "$variant, $1: ends with $status:" "$output"
        diff "$3.jsonl" forged.jsonl || :
    elif [[ ! $output =~ \"code\":\"($2)\",\"property\":\"P[0-9]+\" ]]; then
        printf '%s\n' "$variant, $1: should be $2:" "$output"
        diff "$3.jsonl" forged.jsonl || :
    else
        return 0
    fi >>missed
    missed=$((missed + 1))
}

# All forgeries of one round.
try_round() {    # try_round SEED TERMS RANKED GROUPS SHARED TWINS
    local line kind='' codes='' file='' to=forged.jsonl flags=()

    flags=(--argjson seed "$1" --argjson terms "$2" --argjson ranked "$3" --arg groups "$4"
        --argjson shared "$5" --argjson twins "$6")
    jq -nc "${flags[@]}" --arg what programs "$make" >programs.jsonl
    jq -nc "${flags[@]}" --arg what applicants "$make" >entrants.jsonl
    admit-allocate "${rules[@]}" --programs programs.jsonl --order order --round r -r aside.jsonl \
        --lines lines.jsonl entrants.jsonl >list.jsonl 2>/dev/null || fail "$variant: seed $1"
    judge list >breaches || fail "$variant: seed $1: a right result has a breach:" "$(cat breaches)"
    [ ! -s breaches ]
    jq -nr --argjson seed "$1" --argjson most "${FORGERIES:-1}" --argjson leftover "$leftover" \
        --slurpfile list list.jsonl --slurpfile aside aside.jsonl --slurpfile lines lines.jsonl \
        --slurpfile entrants entrants.jsonl "$forge" >forgeries
    while IFS= read -r line; do
        case $line in
        '#aside') to=forged-aside.jsonl ;;
        '#'*)
            [ -z "$kind" ] || try_one "$kind" "$codes" "$file"
            IFS=$'\t' read -r _ kind codes file <<<"$line"
            to=forged.jsonl
            : >forged.jsonl
            : >forged-aside.jsonl
            ;;
        *) printf '%s\n' "$line" >>$to ;;
        esac
    done <forgeries
    [ -z "$kind" ] || try_one "$kind" "$codes" "$file"
    cut -f 2 -s <forgeries >>kinds
}

# The rounds of one mechanism: its options, and what is in the market.
try_all() {    # try_all TERMS RANKED GROUPS SHARED TWINS OPTION ...
    local seed

    variant=${*:6}
    rules=("${@:6}")
    for ((seed = 1; seed <= ${ROUNDS:-1}; seed++)); do
        try_round $((seed * 17 + ${#variant})) "${@:1:5}"
    done
}

setup() {
    cd "$BATS_TEST_TMPDIR"
    tried=0 missed=0 leftover=false
    : >missed
}

finish() {
    [ "$missed" -eq 0 ] || fail "$missed of $tried forgeries are not seen:" "$(head -n 60 missed)"
    [ "$tried" -ge $(($1 * ${ROUNDS:-1})) ] || fail "only $tried forgeries"
    [ "$(sort -u kinds | wc -l)" -ge "$2" ] || fail "only $(sort -u kinds | wc -l) kinds"
}

@test "admit-verify: a forged field is seen where one order decides" {
    try_all true false '' false false -m serial --choices choices --locked applicant.bound
    try_all true false lapse false false -m serial --choices choices
    try_all false false '' true false -m serial --choices choices --ties all
    try_all false false '' true false -m serial --choices choices --ties none
    for rule in expand skip refuse; do
        try_all false false '' false true -m serial --choices choices --bundle twins --last-seat $rule
    done
    finish 250 40
}

@test "admit-verify: a forged field is seen where programs rank" {
    try_all true true '' false false -m immediate --choices choices
    try_all false true lapse false false -m tiered --choices choices --score total --score-lines 520,480
    try_all false true pass false false -m parallel --choices choices --bands 2,1
    try_all true true pass false false -m deferred --choices choices
    try_all false true '' false false -m ttc --choices choices
    try_all false false '' false false -m serial --choices choices --ratio 1.5
    finish 250 40
}

@test "admit-verify: a forged field is seen in a round of what is left" {
    leftover=true
    try_all true false lapse false false -m leftover --leftover order --agreed applicant.any --lon lon --lat lat
    try_all true false '' false false -m leftover --leftover distance --agreed applicant.any --lon lon --lat lat
    finish 50 30
}

# The result, changed by jq, has this one breach, and the check ends with 1.
forge_one() {    # forge_one CHANGE BREACH
    jq -c "$1" two.jsonl >forged
    run -1 --separate-stderr admit-verify "${rules[@]}" --programs programs.jsonl --choices choices \
        --order order --round two --entrants one.jsonl forged
    [ "$output" = "$2" ] || fail "$1: $output"
}

@test "admit-verify: seats from before the round count where the list has them" {
    local moved='{"code":"admission-changed","property":"P3","applicant":"F"}' change

    rules=(-m deferred)
    cat >programs.jsonl <<'END'
{"id":"G","round":"two","capacity":2,"groups":[{"id":"a","seats":1,"unfilled":"lapse"},{"id":"b","seats":1,"unfilled":"lapse"}]}
{"id":"Z","round":"two","capacity":1}
END
    cat >one.jsonl <<'END'
{"id":"F","choices":["G"],"order":1,"admission":{"round":"one","program":"G","group":"a","choice":1,"status":"admitted"}}
{"id":"D","choices":["G","Z"],"order":2}
{"id":"E","choices":["G","Z"],"order":3}
END
    admit-allocate "${rules[@]}" --programs programs.jsonl --choices choices --order order --round two one.jsonl >two.jsonl
    [ "$(jq -c '.admission | [.program, .group]' two.jsonl)" = $'["G","a"]\n["G","b"]\n["Z",null]' ]
    # As the forged rows have it the groups have more seats than the program, or E a seat.
    for change in 'del(.group)' '.group = "b"' '.group = "?"' '.program = "Z" | del(.group)' '.program = "?"' \
        '{round: "two", status: "unplaced"}'; do
        forge_one "if .id == \"F\" then .admission |= ($change) else . end" "$moved"
    done
    forge_one '., select(.id == "F")' '{"code":"applicant-twice","property":"P1","applicant":"F"}'
    forge_one 'select(.id != "F")' '{"code":"entrant-lost","property":"P1","applicant":"F"}'
    # The list itself.
    sed -i 's/"group":"a",//' one.jsonl
    run -2 admit-verify "${rules[@]}" --programs programs.jsonl --choices choices --order order \
        --round two --entrants one.jsonl two.jsonl
    [[ $output == *"groups-over-capacity: "*"; program G" ]]
}

@test "admit-verify: rows that bundles cannot have are a breach" {
    local change

    rules=(-m serial --bundle twins --last-seat refuse)
    cat >programs.jsonl <<'END'
{"id":"X","round":"two","capacity":2}
{"id":"Y","round":"two","capacity":2}
END
    cat >one.jsonl <<'END'
{"id":"A","choices":["X","Y"],"order":1,"twins":"t"}
{"id":"B","choices":["X","Y"],"order":1,"twins":"t"}
{"id":"C","choices":["X","Y"],"order":2}
END
    admit-allocate "${rules[@]}" --programs programs.jsonl --choices choices --order order --round two one.jsonl >two.jsonl
    for change in '.order = 3' '.choices = ["Y"]'; do
        forge_one "if .id == \"B\" then $change else . end" '{"code":"row-changed","property":"P2","applicant":"B"}'
        [[ $stderr == *"the seats were not checked; see the breaches of P1 and P2" ]]
    done
    forge_one 'if .id == "C" then .twins = "t" else . end' '{"code":"row-changed","property":"P2","applicant":"C"}'
    forge_one '., (select(.id == "C") | .id = "D" | .twins = "t")' '{"code":"not-an-entrant","property":"P1","applicant":"D"}'
    # Without a list, and where the list has the rows, it is the input that is wrong.
    jq -c 'if .id == "B" then .order = 3 else . end' two.jsonl >forged
    run -2 admit-verify "${rules[@]}" --programs programs.jsonl --choices choices --order order --round two forged
    [[ $output == *"bundle-orders-differ: serial cannot do"* ]]
    jq -c 'del(.admission)' forged >other
    run -2 admit-verify "${rules[@]}" --programs programs.jsonl --choices choices --order order --round two \
        --entrants other forged
    [[ $output == *"bundle-orders-differ: serial cannot do"* ]]
}
