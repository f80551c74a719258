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

cells='{"s":"P01","c":"A","t":600}
{"s":"P01","c":"A","t":610.5}
{"s":"P01","c":"B","t":620}
{"s":"P02","c":"A","t":630}
{"s":"P02","c":"B","t":640}
{"s":"P02","c":"B","t":640}
{"s":"P02","c":"B","t":645}'

@test "admit-tally: sums, quantiles and the last one of each group" {
    [ "$(admit-tally --by s --sum t --quantile 't 0.5' --quantile 't 1' --last 't desc' --last c <<<"$cells")" = \
'{"by":{"s":"P01"},"count":3,"sum":{"t":1830.5},"quantile":{"t":{"0.5":610.5,"1":620}},"last":{"t":600,"c":"A"}}
{"by":{"s":"P02"},"count":4,"sum":{"t":2555},"quantile":{"t":{"0.5":640,"1":645}},"last":{"t":630,"c":"A"}}' ]
    for wrong in '--quantile t' '--quantile t_2' '--sum a..b' '--sum t --sum t' '--last t --last t'; do
        read -ra words <<<"$wrong"
        run admit-tally --by s "${words[@]/_/ }" <<<"$cells"
        [[ $status -eq 2 && $output == "admit-tally: ${words[-2]}: "* ]] || fail "$wrong: $status $output"
    done
    run admit-tally --by s --sum c <<<"$cells"
    [[ $status -eq 1 && $output == *": tally-bad-key: c: c is no number"* ]]
}

# Guangzhou's rule: 665 is the lowest score, its last choice the first one, and of those
# who have both the 298th was the last.
@test "admit-tally --last: a cut-off as a province publishes it" {
    [ "$(admit-tally --by p --last 't desc' --last choice --last tie <<'END'
{"p":"S1","t":668,"choice":3,"tie":400}
{"p":"S1","t":665,"choice":1,"tie":100}
{"p":"S1","t":665,"choice":1,"tie":298}
END
    )" = '{"by":{"p":"S1"},"count":3,"last":{"t":665,"choice":1,"tie":298}}' ]
}

@test "admit-tally --totals: by fewer keys, down to none" {
    [ "$(admit-tally --by s --by c --totals --csv <<<"$cells")" = 'by.s,by.c,count
P01,A,2
P01,B,1
P02,A,1
P02,B,3
P01,,3
P02,,4
,A,3
,B,4
,,7' ]
    for wrong in --as-places '--within s'; do
        read -ra words <<<"$wrong"
        run admit-tally --by t --totals "${words[@]}" <<<"$cells"
        [[ $status -eq 2 && $output == *"make the pool a key"* ]] || fail "$output"
    done
}

@test "admit-tally --table: columns are aligned, Chinese characters take two" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"school":"第一小学","n":5}\n{"school":"P2","n":1200}\n{"school":"第\\u202e二","n":7}\n' >in
    [ "$(admit-tally --by school --sum n --table in)" = 'by.school     count  sum.n
P2                1   1200
第<U+202E>二      1      7
第一小学          1      5' ] || fail "$(admit-tally --by school --sum n --table in)"
    run admit-tally --by school --table --csv in
    [ "$status" -eq 2 ]
}

@test "admit-tally --seats: demand for each seat, with the colours of the policy" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"id":"P01","capacity":2,"school":"x"}\n{"id":"P02","capacity":5}\n{"id":"P03","capacity":4}\n' >programs.jsonl
    printf '{"tally":{"demand":{"by":["s"],"seats":"programs.jsonl","warn":["green 0","yellow 0.8","red 1"]}}}' >policy.json
    admit-tally -p policy.json demand <<<"$cells" | cmp - <(cat <<'END'
{"by":{"s":"P01"},"count":3,"seats":2,"ratio":1.5,"warning":"red"}
{"by":{"s":"P02"},"count":4,"seats":5,"ratio":0.8,"warning":"yellow"}
{"by":{"s":"P03"},"count":0,"seats":4,"ratio":0,"warning":"green"}
END
    )
    sed -i 2d programs.jsonl
    run --separate-stderr admit-tally -p policy.json --csv demand <<<"$cells"
    [ "$status" -eq 1 ]
    [ "$stderr" = 'admit-tally: seats: no-seats: 1 values of s have no seats in programs.jsonl' ]
    [ "$output" = 'by.s,count,seats,ratio,warning
P01,3,2,1.5,red
P02,4,,,
P03,0,4,0,green' ]
    run admit-tally --by s --by c --seats programs.jsonl <<<"$cells"
    [[ $status -eq 2 && $output == *"--totals"* ]]
    run admit-tally --by s --seats programs.jsonl --warn 'red 1' --warn 'green 0' <<<"$cells"
    [[ $status -eq 2 && $output == *"higher ratio"* ]]
    echo '{"id":"P02","capacity":-1}' >>programs.jsonl
    run admit-tally --by s --seats programs.jsonl <<<"$cells"
    [[ $status -eq 2 && $output == *"programs.jsonl:3: capacity: "* ]]
}

@test "admit-tally --small: what counts few is suppressed, and what would give it away" {
    [ "$(admit-tally --by s --small 4 <<<"$cells")" = '{"by":{"s":"P01"},"suppressed":true}
{"by":{"s":"P02"},"count":4}' ]
    # With a total, the other one and the total would give it away.
    [ "$(admit-tally --by s --small 4 --totals <<<"$cells")" = '{"by":{"s":"P01"},"suppressed":true}
{"by":{"s":"P02"},"suppressed":true}
{"by":{},"count":7}' ]
    [ "$(admit-tally --by s --by c --small 2 --totals --sum t <<<"$cells" | jq -c 'select(.suppressed) | .' )" = \
'{"by":{"s":"P01","c":"A"},"suppressed":true}
{"by":{"s":"P01","c":"B"},"suppressed":true}
{"by":{"s":"P02","c":"A"},"suppressed":true}
{"by":{"s":"P02","c":"B"},"suppressed":true}' ]
}

# Each small cell of a generated table is in a row with another suppressed one, and in a
# column; by jq, from what is published alone.
@test "admit-tally --small: no row and no column of a city has one suppressed cell alone" {
    cd "$BATS_TEST_TMPDIR"
    awk 'BEGIN { seed = 11; for (i = 0; i < 3000; i++) {
        seed = seed * 16807 % 2147483647
        printf "{\"s\":%d,\"c\":%d}\n", seed % 40, int(seed / 40) % 97 % 9 % (1 + seed % 7) } }' >in
    admit-tally --by s --by c --totals --small 6 in >out
    [ "$(jq -s 'map(select(.suppressed)) | length > 20' out)" = true ]
    [ "$(jq -s 'map(select(.suppressed and (.by | length) == 2).by) | [group_by(.s)[], group_by(.c)[]] | map(length) | min' out)" -gt 1 ]
    tac in | admit-tally --by s --by c --totals --small 6 | cmp - out
}
