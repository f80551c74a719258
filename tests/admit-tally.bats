load helper

records='{"p":"a","t":612.5,"s":"F"}
{"p":"b","t":600,"s":"M"}
{"p":"a","t":612.50,"s":"M"}
{"p":"a","t":70e1,"s":"F"}
{"p":"b","t":5e2,"s":"F"}
{"p":"a","t":600,"s":"F"}'

@test "admit-tally: contract" {
    CONTRACT_OUTPUT=other contract admit-tally --by id
}

@test "admit-tally: how many have each value, and each combination of values" {
    run --separate-stderr admit-tally --by p <<<"$records"
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$output" = '{"by":{"p":"a"},"count":4}
{"by":{"p":"b"},"count":2}' ]
    [ "$(admit-tally --by 's desc' --by p <<<"$records")" = '{"by":{"s":"M","p":"a"},"count":1}
{"by":{"s":"M","p":"b"},"count":1}
{"by":{"s":"F","p":"a"},"count":3}
{"by":{"s":"F","p":"b"},"count":1}' ]
}

@test "admit-tally --as-places: one score, one place, from the highest down" {
    [ "$(admit-tally --as-places --by t <<<"$records")" = '{"score":700,"count":1,"cumulated":1}
{"score":612.5,"count":2,"cumulated":3}
{"score":600,"count":2,"cumulated":5}
{"score":500,"count":1,"cumulated":6}' ]
    [ "$(admit-tally --as-places --by 't asc' <<<"$records" | head -n 2)" = '{"score":500,"count":1,"cumulated":1}
{"score":600,"count":2,"cumulated":3}' ]
}

@test "admit-tally --within: each pool begins anew" {
    [ "$(admit-tally --as-places --within p --by t <<<"$records")" = '{"pool":"a","score":700,"count":1,"cumulated":1}
{"pool":"a","score":612.5,"count":2,"cumulated":3}
{"pool":"a","score":600,"count":1,"cumulated":4}
{"pool":"b","score":600,"count":1,"cumulated":1}
{"pool":"b","score":500,"count":1,"cumulated":2}' ]
    [ "$(admit-tally --within p --by s <<<"$records" | head -n 2)" = '{"pool":"a","by":{"s":"F"},"count":3}
{"pool":"a","by":{"s":"M"},"count":1}' ]
}

@test "admit-tally: the order of the input does not matter" {
    admit-tally --within p --by t --by s <<<"$records" >"$BATS_TEST_TMPDIR/there"
    tac <<<"$records" | admit-tally --within p --by t --by s | cmp - "$BATS_TEST_TMPDIR/there"
}

@test "admit-tally: texts, booleans and names leave as JSON" {
    [ "$(admit-tally --by '/a.b' --by 学校 <<<'{"a.b":true,"学校":"第\"一\"中学"}
{"a.b":false,"学校":"\u7b2c"}')" = '{"by":{"/a.b":false,"学校":"第"},"count":1}
{"by":{"/a.b":true,"学校":"第\"一\"中学"},"count":1}' ]
}

@test "admit-tally: records that cannot be counted are set aside, each with its cause" {
    run --separate-stderr admit-tally -r "$BATS_TEST_TMPDIR/r" --as-places --within p --by t <<'END'
{"p":"a","t":1}
{"p":"a"}
{"p":"a","t":null}
{"t":1}
{"p":"a","t":"1"}
{"p":"a","t":[1]}
{"p":"a","t":12345678901234567890}
END
    [ "$status" -eq 0 ]
    [ "$output" = '{"pool":"a","score":1,"count":1,"cumulated":1}' ]
    [ "$(jq -r '"\(.line) \(.code) \(.field)"' "$BATS_TEST_TMPDIR/r")" = "2 tally-missing-key t
3 tally-missing-key t
4 tally-missing-key p
5 tally-bad-key t
6 tally-bad-key t
7 tally-number-range t" ]
}

@test "admit-tally -p: an entry of a policy is one table" {
    cat >"$BATS_TEST_TMPDIR/policy.json" <<'END'
{"tally":{"places":{"by":"t","as-places":true},"bad":{"by":["t","t"]}}}
END
    [ "$(admit-tally -p "$BATS_TEST_TMPDIR/policy.json" places <<<'{"t":1}')" = '{"score":1,"count":1,"cumulated":1}' ]
    run admit-tally -p "$BATS_TEST_TMPDIR/policy.json" bad </dev/null
    [ "$status" -eq 2 ]
    [[ "$output" == "admit-tally: $BATS_TEST_TMPDIR/policy.json: /tally/bad/by: "* ]]
}

@test "admit-tally: no key, two scores or no path is a mistake of the user" {
    run admit-tally </dev/null
    [ "$status" -eq 2 ]
    run admit-tally --as-places --by a --by b </dev/null
    [ "$status" -eq 2 ]
    run admit-tally --by a..b </dev/null
    [ "$status" -eq 2 ]
}

# awk(1) counts whole numbers as well as anybody.
@test "admit-tally: the counts of awk, on random records" {
    cd "$BATS_TEST_TMPDIR"
    awk 'BEGIN { seed = 7; for (i = 0; i < 20000; i++) {
        seed = seed * 16807 % 2147483647
        printf "%d %d\n", seed % 5, int(seed / 5) % 700 } }' >columns
    awk '{ printf "{\"p\":%d,\"t\":%d}\n", $1, $2 }' columns >in
    sort -k 1,1n -k 2,2nr columns | uniq -c | awk '
        $2 != pool { pool = $2; sum = 0 }
        { sum += $1; printf "{\"pool\":%d,\"score\":%d,\"count\":%d,\"cumulated\":%d}\n", $2, $3, $1, sum }
    ' >expected
    admit-tally --as-places --within p --by t in | cmp - expected
}
