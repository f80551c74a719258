# pipelines/why-not.sh: a program that the applicant did not list.
load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    "$BATS_TEST_DIRNAME/../pipelines/senior-high.sh" "$BATS_TEST_DIRNAME/../samples/senior-high/small" result >/dev/null
}

setup() {
    cd "$BATS_FILE_TMPDIR"
    why_not=$BATS_TEST_DIRNAME/../pipelines/why-not.sh
}

# What became of the program in a round, and of the applicant.
answer() {
    jq -c --arg round "$1" --arg program "$2" '[(.rounds[] | select(.round == $round).choices[] |
        select(.program == $program).code), .admission.program]'
}

@test "why-not: full, with the cut-off; admitted, had it been listed" {
    find result -type f -exec sha256sum {} + | sort >before
    # Unplaced, with place 9: S02 closed at 7; S04 had a seat.
    "$why_not" result 20208000005 S02 >out
    [ "$(answer first S02 <out)" = '["full",null]' ] || fail "$(cat out)"
    [ "$(jq -c '.rounds[1].choices[0].groups[0] | [.cutoff.order, .needed.before.order]' out)" = "[7,7]" ]
    "$why_not" result 20208000005 S04 >out
    [ "$(answer second S04 <out)" = '["admitted","S04"]' ] || fail "$(cat out)"
    find result -type f -exec sha256sum {} + | sort | diff before -
}

# By the long way: the list of everybody, changed by hand, through all rounds.
@test "why-not: the same as all rounds again with another list" {
    for id in $(jq -r .id result/admissions.jsonl); do
        for program in S03 S04; do
            jq -e --arg id "$id" --arg p "$program" 'select(.id == $id) | [.choices, .supplementary] | all(index([$p]) == null)' \
                result/lists/ranked.jsonl >/dev/null || continue
            jq -c --arg id "$id" --arg p "$program" 'if .id == $id then .choices |= [$p] + . | .supplementary |= [$p] + . else . end' \
                result/lists/ranked.jsonl >list
            for round in feeder first second supplementary; do
                admit-allocate -p result/inputs/policy.json "$round" list >next
                mv next list
            done
            run --separate-stderr "$why_not" result "$id" "$program"
            [ "$(jq -r '.admission.program' <<<"$output")" = \
                "$(jq -r --arg id "$id" 'select(.id == $id).admission.program' list)" ] || fail "$id $program: $output"
        done
    done
}

@test "why-not: a page for people, and what has no answer" {
    run "$why_not" -t -l en result 20201000001 S04
    [[ $status -eq 0 && $output == *"Choice 1  S04 "* ]]
    for call in "20201000001 S99" "x S04" "20202000003 S04x"; do
        # shellcheck disable=SC2086
        run "$why_not" result $call
        [ "$status" -eq 2 ] || fail "$call: $output"
    done
    # In one list already, and not in another that offers it.
    run "$why_not" result 20201000003 S03
    [ "$status" -eq 0 ]
    run "$why_not" missing 20201000001 S04
    [ "$status" -eq 2 ]
}
