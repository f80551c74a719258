load helper

# admit-verify --rank, --draw: the places of a rank follow from its keys, and the numbers of
# a draw from its seed and list.

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >policy.json <<'END'
{"rank":{
   "unified":{"by":["total desc","math desc","id"]},
   "district":{"by":["total desc","record.math + 1 desc","id"],"within":"area","tie-number":true,"percentile":true},
   "standard":{"by":"total desc","shared":"standard"},
   "dense":{"by":["total desc missing last"],"within":"area","shared":"dense"}},
 "draw":{
   "lots":{"method":"hash","bundle":"twins"},
   "ring":{"method":"ring","numbers":"ticket","start":3,"gap":4,"plan":50},
   "step":{"method":"step","start":7,"plan":20,"fallback":"first"}},
 "allocate":{"first":{"mechanism":"serial","programs":"programs.jsonl","choices":"choices","order":"rank.unified.order"}}}
END
    echo '{"id":"X","round":"first","capacity":20}' >programs.jsonl
}

# Records out of a seed, with many equal totals, in no order.
records() {
    jq -nc 'range(200) | (. * 7919 % 200) as $i | {id: "A\($i)", area: "\($i % 3)", choices: ["X"], ticket: ($i + 1),
        total: (600 + $i * 31 % 40), math: ($i * 17 % 11)} + (if $i < 6 then {twins: "T\($i % 3)"} else {} end)'
}

rank_all() {
    records | admit-rank -p policy.json unified,district,standard,dense >ranked.jsonl
    admit-allocate -p policy.json first ranked.jsonl >result.jsonl
}

verify() {    # verify RANK ...
    admit-verify -p policy.json --entrants ranked.jsonl "${@/#/--rank=}" first result.jsonl
}

# Change a list before the round, and the result with it.
forged() {    # forged FILTER
    cp ranked.jsonl right
    jq -c "$1" right >ranked.jsonl
    admit-allocate -p policy.json first ranked.jsonl >result.jsonl
}

@test "admit-verify --rank: right ranks have no breach" {
    rank_all
    run -0 verify unified district standard dense
    [ -z "$output" ]
    shuf --random-source=<(yes) ranked.jsonl >other && mv other ranked.jsonl
    run -0 verify unified district standard dense
    [ -z "$output" ]
}

@test "admit-verify --rank: each field that the keys do not give is found" {
    rank_all
    # Two places exchanged: both are told, and what decided them.
    cp ranked.jsonl saved
    forged '.rank.unified.order |= (if . == 7 then 8 elif . == 8 then 7 else . end)'
    run -1 verify unified
    [ "$(jq -sc 'map([.code, .property, .rank, .field, .expected])' <<<"$output")" = '[["wrong-rank","P19","unified","order",7],["wrong-rank","P19","unified","order",8]]' ]
    run -0 verify district standard dense
    cp saved ranked.jsonl
    forged 'if .id == "A5" then .rank.unified.of = 199 else . end'
    run -1 verify unified
    [ "$output" = '{"code":"wrong-rank","property":"P19","applicant":"A5","rank":"unified","field":"of","expected":200}' ]
    cp saved ranked.jsonl
    forged 'if .id == "A5" then .rank.district.tie_number += 1 else . end'
    run -1 verify district
    [[ $output == '{"code":"wrong-rank","property":"P19","applicant":"A5","rank":"district","field":"tie_number","expected":'* ]]
    cp saved ranked.jsonl
    forged 'if .rank.unified.order == 1 then .rank.unified.decided_by = "id" elif .rank.unified.order == 2 then .rank.unified.decided_by = "luck" elif .rank.unified.order == 3 then del(.rank.unified.decided_by) else . end'
    run -1 verify unified
    [ "$(jq -sc 'map(.expected)' <<<"$output")" = "$(jq -sc 'sort_by(.rank.unified.order) | [null, .[1, 2].rank.unified.decided_by]' saved)" ]
    [ "$(wc -l <<<"$output")" -eq 3 ]
    [[ ${lines[0]} == *'"field":"decided_by"}' ]]
}

@test "admit-verify --rank: a key that was changed after the rank is found" {
    rank_all
    cp ranked.jsonl saved
    forged 'if .id == "A5" then .total = 900 else . end'
    run -1 verify unified
    [[ $output == *'"applicant":"A5","rank":"unified","field":"order","expected":1}'* ]]
    cp saved ranked.jsonl
    forged 'if .id == "A5" then del(.total) else . end'
    run -1 verify unified
    [ "${lines[0]}" = '{"code":"rank-no-key","property":"P19","applicant":"A5","rank":"unified"}' ]
    run -1 verify dense    # missing last: it has a place, another one
    [[ $output == *'"applicant":"A5","rank":"dense","field":"order","expected":'* ]]
    cp saved ranked.jsonl
    forged 'if .id == "A5" then .area = "9" else . end'
    run -1 verify district
    [[ $output == *'"applicant":"A5","rank":"district","field":"order","expected":1}'* ]]
    cp saved ranked.jsonl
    jq '.rank.unified.by = ["total desc"]' policy.json >changed && mv changed policy.json
    run -1 verify unified
    [[ $output == *'{"code":"rank-tied","property":"P19","applicant":'*'"same_as":'* ]]
}

@test "admit-verify --rank: a record that is missing is found" {
    rank_all
    sed '/"A5"/d' ranked.jsonl >other && mv other ranked.jsonl
    admit-allocate -p policy.json first ranked.jsonl >result.jsonl
    run -1 verify unified
    [[ $output == *'"field":"of","expected":199}'* ]]
    run -0 verify
}

@test "admit-verify --rank: needs the list, and an entry with keys" {
    rank_all
    run -2 admit-verify -p policy.json --rank unified first result.jsonl
    [[ $output == *"--rank: needs --entrants"* ]]
    run -2 verify none
    [[ $output == *'the policy has no keys for "none" in its section rank' ]]
    run -0 --separate-stderr admit-verify -v -p policy.json --entrants ranked.jsonl --rank unified first result.jsonl
    [[ $stderr != *"no --rank"* ]]
}

# Draw and rank, and verify the draw.
draw() {    # draw NAME [SEED]
    records | admit-draw -p policy.json ${2:+--seed="$2"} --list list.txt "$1" |
        admit-rank -p policy.json unified >ranked.jsonl
    admit-allocate -p policy.json first ranked.jsonl >result.jsonl
}

verify_draw() {    # verify_draw NAME [SEED]
    admit-verify -p policy.json --entrants ranked.jsonl --draw "$1" --draw-list list.txt ${2:+--seed="$2"} first result.jsonl
}

@test "admit-verify --draw: right numbers have no breach, under each method" {
    draw lots '7 3 9'
    run -0 verify_draw lots '7 3 9'
    [ -z "$output" ]
    [ "$(head -n 1 list.txt)" = $'A0\tT0' ]
    for name in ring step; do
        [ "$name" = ring ] || set -- '1 2'
        draw $name ${1-}
        run -0 verify_draw $name ${1-}
        [ -z "$output" ]
    done
}

@test "admit-verify --draw: another seed, list or number is found" {
    draw lots '7 3 9'
    run -1 verify_draw lots '7 3 8'
    [ "$(jq -r .field <<<"$output" | sort | uniq -c | xargs)" = "$(jq -r .field <<<"$output" | grep -c number) number 200 value" ]
    cp ranked.jsonl saved
    forged 'if .id == "A9" then .draw.lots.number = 1 else . end'
    run -1 verify_draw lots '7 3 9'
    [ "$output" = "{\"code\":\"wrong-draw\",\"property\":\"P20\",\"applicant\":\"A9\",\"draw\":\"lots\",\"field\":\"number\",\"expected\":$(jq 'select(.id == "A9").draw.lots.number' saved)}" ]
    cp saved ranked.jsonl
    forged 'if .id == "A9" then del(.draw) else . end'
    run -1 verify_draw lots '7 3 9'
    [ "$(jq -sc 'map(.field)' <<<"$output")" = '["number","of","value"]' ]
    cp saved ranked.jsonl
    forged 'if .id == "A9" then .draw.lots.ticket = 4 else . end'
    run -1 verify_draw lots '7 3 9'
    [ "$output" = '{"code":"wrong-draw","property":"P20","applicant":"A9","draw":"lots","field":"ticket"}' ]
    # One who is not on the list, and who drew.
    cp saved ranked.jsonl
    forged '.'
    sed -i '/^A9$/d' list.txt
    run -1 verify_draw lots '7 3 9'
    [[ $output == *'{"code":"draw-not-entered","property":"P20","applicant":"A9","draw":"lots"}'* ]]
    [[ $output == *'"field":"of","expected":196}'* ]]
}

@test "admit-verify --draw: what cannot be drawn again ends the run" {
    draw lots 'seed'
    run -2 verify_draw none seed
    [[ $output == *'the policy has no "none" in its section draw' ]]
    run -2 verify_draw lots
    [[ $output == *'"lots": seed: the method that is set needs it, and it has no default' ]]
    run -2 admit-verify -p policy.json --draw lots --draw-list list.txt --seed seed first result.jsonl
    [[ $output == *"--draw: needs --entrants"* ]]
    run -2 admit-verify -p policy.json --entrants ranked.jsonl --draw-list list.txt first result.jsonl
    [[ $output == *"--draw-list: needs --draw" ]]
    echo A1 >>list.txt
    run -2 verify_draw lots seed
    [ "$output" = "admit-verify: list.txt:201: is no line of a list of entrants, or names one again" ]
}
