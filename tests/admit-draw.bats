load helper

# script NAME: the script of the man page that is called so, as a reader would copy it.
script() {
    mandoc -T utf8 -O width=120 "$(man_page admit-draw)" | col -bx | awk -v name="# $1 " '
        /^ *#!\/bin\/sh$/ { first = $0; next }
        first != "" { on = index($0, name) > 0; if (on) print first; first = "" }
        on && NF == 0 { exit }
        on { print }
    ' | sed 's/^ *#!/#!/' >"$1"
    grep -q '^#!/bin/sh$' "$1"
}

# winners: the tickets that were drawn, in their order.
winners() {
    jq -r 'select(.draw.t.number) | "\(.draw.t.number) \(.draw.t.ticket)"' | sort -n | cut -d ' ' -f 2
}

@test "admit-draw: contract" {
    contract admit-draw --as t --method hash --seed s
    contract_faults three admit-draw --as t --method hash --seed s --list list -r rejects
}

@test "admit-draw: contract of --commit" {
    CONTRACT_OUTPUT=other CONTRACT_EMPTY='{"draw":"t","entrants":0,"of":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","id":"id","method":"hash","round":"t"}' \
        contract admit-draw --as t --method hash --commit
}

# printf '%s\n%s' t A | openssl dgst -sha256 -hmac '7 3 9'
@test "admit-draw hash: a number for each, and the value that it comes from" {
    run --separate-stderr admit-draw --as t --method hash --seed '7 3 9' <<'IN'
{"id":"A","n":87.50}
{"id":"B","draw":{"old":{"number":7},"t":{"number":9}}}
{"id":"C"}
IN
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "${lines[0]}" = '{"id":"A","n":87.50,"draw":{"t":{"number":3,"of":3,"value":"f5918709fd2f7c4c"}}}' ]
    [ "${lines[1]}" = '{"id":"B","draw":{"old":{"number":7},"t":{"number":1,"of":3,"value":"67c4bd5e4dd2ef67"}}}' ]
    [ "${lines[2]}" = '{"id":"C","draw":{"t":{"number":2,"of":3,"value":"dd0580b926369962"}}}' ]
    [ "${#lines[@]}" -eq 3 ]
}

@test "admit-draw: the shell of the man page gives the same digest, numbers and values" {
    cd "$BATS_TEST_TMPDIR"
    script lots.sh
    for i in $(seq 60); do
        printf '{"id":"%d","b":%s}\n' "$((i * 7919 % 1000))" "$((i % 10 ? 0 : 1))" |
            sed "s/\"b\":0/\"b\":null/; s/\"b\":1/\"b\":\"twins $((i / 20))\"/"
    done >in
    admit-draw --as t --method hash --bundle b --round 'r 1' --commit --list list in >commitment
    sh lots.sh list 'r 1' '春 7 3' >lots 2>digest
    [ "$(cat digest)" = "sha256 of the list: $(jq -r .sha256 commitment)" ]
    [ "$(wc -l <list)" -eq 60 ]
    [ "$(wc -l <lots)" -eq "$(jq .of commitment)" ]
    [ "$(jq -c '[.entrants, .of]' commitment)" = '[60,58]' ]
    admit-draw --as t --method hash --bundle b --round 'r 1' --seed '春 7 3' in |
        jq -r '[.draw.t.number, .draw.t.value, .b // .id] | @tsv' | sort -n | uniq |
        diff - lots
}

@test "admit-draw: the shell of the man page agrees on the small year of the samples" {
    cd "$BATS_TEST_TMPDIR"
    script lots.sh
    small=$BATS_TEST_DIRNAME/../samples/senior-high/small
    admit-from-csv -p "$small/policy.json" "$small/applicants.csv" >in
    admit-draw --as tie --method hash --seed '7 3 9 0 1 4' --list list in |
        jq -r '[.draw.tie.number, .draw.tie.value, .id] | @tsv' | sort -n >drawn
    [ "$(wc -l <drawn)" -eq 15 ]
    sh lots.sh list tie '7 3 9 0 1 4' 2>/dev/null | diff drawn -
}

@test "admit-draw: a family computes its value with one command" {
    value=$(printf '%s\n%s' tie 20201000123 | openssl dgst -sha256 -hmac 'seed one' -r)
    [ "$(admit-draw --as tie --method hash --seed 'seed one' <<<'{"id":"20201000123"}' |
        jq -r .draw.tie.value)" = "${value:0:16}" ]
}

@test "admit-draw: the order of the input does not matter" {
    cd "$BATS_TEST_TMPDIR"
    for i in $(seq 200); do echo "{\"id\":\"$i\"}"; done >in
    for rules in "hash" "ring --start 5 --gap 17 --plan 50" "step --start 9 --plan 30 --fallback last"; do
        # shellcheck disable=SC2086
        admit-draw --as t --seed s --method $rules in | sort >there
        [ "$(wc -l <there)" -eq 200 ]
        # shellcheck disable=SC2086
        shuf --random-source=/dev/zero in | tac | admit-draw --as t --seed s --method $rules | sort | cmp - there
    done
}

@test "admit-draw: who withdraws and comes again has the same value" {
    cd "$BATS_TEST_TMPDIR"
    for i in $(seq 50); do echo "{\"id\":\"$i\"}"; done >in
    admit-draw --as t --seed s --method hash in | jq -r '"\(.id) \(.draw.t.value)"' >with
    [ "$(wc -l <with)" -eq 50 ]
    grep -v '"7"' in | admit-draw --as t --seed s --method hash |
        jq -r '"\(.id) \(.draw.t.value)"' | cmp - <(grep -v '^7 ' with)
    { grep -v '"7"' in; grep '"7"' in; } | admit-draw --as t --seed s --method hash |
        jq -r '"\(.id) \(.draw.t.value)"' | sort | cmp - <(sort with)
}

# Two runs are killed, one while it reads and one in the middle of its output.
@test "admit-draw: a run that broke off costs nothing" {
    cd "$BATS_TEST_TMPDIR"
    seq 30000 | sed 's/.*/{"id":"&"}/' >in
    mkdir waiting && export TMPDIR=$PWD/waiting
    admit-draw --as t --seed s --method hash --list list in >whole
    mkfifo input output
    admit-draw --as t --seed s --method hash --list early <input >nothing &
    exec 8>input
    head -n 20000 in >&8
    kill -KILL $!
    wait $! || true
    exec 8>&-
    [[ ! -s nothing && ! -e early ]]

    admit-draw --as t --seed s --method hash --list late in >output &
    exec 9<output
    head -c 100000 <&9 >part
    kill -KILL $!
    wait $! || true
    exec 9<&-
    cmp part <(head -c 100000 whole)
    [ ! -e late ]

    # Nothing is left of either, and the next run gives the same.
    [ -z "$(ls waiting)" ]
    admit-draw --as t --seed s --method hash --list again in | cmp - whole
    cmp again list
}

@test "admit-draw: a stage behind is told of a draw that broke off" {
    cd "$BATS_TEST_TMPDIR"
    seq 30000 | sed 's/.*/{"id":"&"}/' | admit-seal --add >in
    export ADMIT_SEAL=1
    run bash -o pipefail -c 'admit-draw --as t --seed s --method hash in |
        head -n 20000 | admit-rank --as r --by draw.t.number >ranked'
    [ "$status" -eq 2 ]
    [ ! -s ranked ]
    [[ "$output" == *": not-sealed: "* ]]
}

# Twenty numbers of their own; as published in Nanchang, 2023.
@test "admit-draw ring: 20 numbers, 15 places, start 6, gap 3" {
    cd "$BATS_TEST_TMPDIR"
    for i in $(seq 20); do echo "{\"id\":\"x$i\",\"n\":$i}"; done >in
    admit-draw --as t --method ring --numbers n --plan 15 --start 6 --gap 3 in >out
    [ "$(winners <out | xargs)" = "6 9 12 15 18 1 4 8 13 17 2 7 14 20 10" ]
    [ "$(head -n 1 out)" = '{"id":"x1","n":1,"draw":{"t":{"number":6,"of":20,"ticket":1}}}' ]
    [ "$(sed -n 3p out)" = '{"id":"x3","n":3,"draw":{"t":{"of":20,"ticket":3}}}' ]
    script ring.sh
    [ "$(sh ring.sh 20 15 6 3)" = "$(winners <out)" ]
}

@test "admit-draw ring: without a plan all are drawn, by numbers out of the hash" {
    cd "$BATS_TEST_TMPDIR"
    script ring.sh
    for i in $(seq 40); do echo "{\"id\":\"$i\"}"; done >in
    admit-draw --as t --method hash --seed s in >hashed
    admit-draw --as t --method ring --seed s --start 40 --gap 100 in >out
    paste -d ' ' <(jq .draw.t.number hashed) <(jq .draw.t.ticket out) | awk '$1 != $2 { exit 1 }'
    [ "$(winners <out)" = "$(sh ring.sh 40 40 40 100)" ]
}

# As in Fuzhou: the step is 3, and the ring is closed after 1 4 7 10.
@test "admit-draw step: 12 numbers, 5 places, start 1, and from where it goes on" {
    cd "$BATS_TEST_TMPDIR"
    script step.sh
    for i in $(seq 12); do echo "{\"id\":\"$i\",\"n\":$i}"; done >in
    run --separate-stderr admit-draw --as t --method step --numbers n --plan 5 --start 1 in
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [[ "$stderr" == "admit-draw: --fallback: the ring is closed "* ]]
    for from in first:2 last:11 7:8; do
        admit-draw --as t --method step --numbers n --plan 5 --start 1 --fallback "${from%:*}" in >out
        [ "$(winners <out | xargs)" = "1 4 7 10 ${from#*:}" ]
        [ "$(sh step.sh 12 5 1 3 "${from%:*}")" = "$(winners <out)" ]
    done
    run admit-draw --as t --method step --numbers n --plan 5 --start 1 --fallback 3 in
    [ "$status" -eq 2 ]
    run admit-draw --as t --method step --numbers n --plan 4 --start 1 in
    [ "$status" -eq 0 ]
}

@test "admit-draw step: 666 entrants and 90 places make a step of 8" {
    seq 666 | sed 's/.*/{"id":"&"}/' >"$BATS_TEST_TMPDIR/in"
    admit-draw --as t --method step --plan 90 --commit "$BATS_TEST_TMPDIR/in" | grep -F '"plan":90,"step":8}'
}

@test "admit-draw --bundle: twins draw once" {
    run admit-draw --as t --method hash --bundle twins --seed s <<'IN'
{"id":"A","twins":"T1"}
{"id":"B","twins":null}
{"id":"C","twins":"T1"}
{"id":"D"}
IN
    [ "$status" -eq 0 ]
    [ "$(jq -c '.draw.t.of' <<<"$output" | uniq)" = 3 ]
    [ "$(jq -c '.draw.t' <<<"${lines[0]}")" = "$(jq -c '.draw.t' <<<"${lines[2]}")" ]
    value=$(printf '%s\n%s' t T1 | openssl dgst -sha256 -hmac s -r)
    [ "$(jq -r '.draw.t.value' <<<"${lines[0]}")" = "${value:0:16}" ]
}

@test "admit-draw --commit: digest, counts and rules, and the list to publish" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"id":"%s","b":%s}\n' 10 null 9 '"T"' '9 a' null 8 '"T"' >in
    run --separate-stderr admit-draw --as tie --method ring --plan 2 --bundle b --commit --list list in
    [ "$status" -eq 0 ]
    [ "$(cat list)" = "$(printf '10\n8\tT\n9\tT\n9 a')" ]
    [ "$(stat -c %a list)" = 600 ]
    [ "$output" = "{\"draw\":\"tie\",\"entrants\":4,\"of\":3,\"sha256\":\"$(sha256sum <list | cut -c 1-64)\",\"id\":\"id\",\"bundle\":\"b\",\"method\":\"ring\",\"round\":\"tie\",\"plan\":2}" ]
    [ "$(admit-draw --as tie --method hash --bundle b --digest sm3 --commit in | jq -r .sm3)" = \
        "$(openssl dgst -sm3 -r <list | cut -c 1-64)" ]
}

@test "admit-draw --commit: with given numbers, the list binds them" {
    printf '{"id":"%s","n":%s}\n' A 2 B 1 | admit-draw --as t --method ring --numbers n --commit --list "$BATS_TEST_TMPDIR/list"
    [ "$(cat "$BATS_TEST_TMPDIR/list")" = "$(printf 'A\t2\nB\t1')" ]
}

@test "admit-draw --committed: another list is refused" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"id":"%s"}\n' A B C >in
    digest=$(admit-draw --as t --method hash --commit in | jq -r .sha256)
    run admit-draw --as t --method hash --seed s --committed "$digest" in
    [ "$status" -eq 0 ]
    run admit-draw --as t --method hash --seed s --committed "${digest^^}" in
    [ "$status" -eq 0 ]
    run admit-draw --as t --method hash --seed s --digest sm3 --committed \
        "$(printf '%s\n' A B C | openssl dgst -sm3 -r | cut -c 1-64)" in
    [ "$status" -eq 0 ]
    run --separate-stderr admit-draw --as t --method hash --seed s --committed "$digest" <(head -n 2 in)
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [[ "$stderr" == "admit-draw: --committed: not the list that was published: its sha256 is "* ]]
}

@test "admit-draw: records that cannot draw are set aside, each with its cause" {
    cd "$BATS_TEST_TMPDIR"
    cat >in <<'IN'
{"id":"A","n":1}
{"n":1}
{"id":null,"n":1}
{"id":7,"n":1}
{"id":"","n":1}
{"id":"a\tb","n":1}
{"id":"A","n":1}
{"id":"B","n":1,"b":5}
{"id":"B"}
{"id":"B","n":0}
{"id":"B","n":1.5}
{"id":"B","n":"1"}
IN
    run --separate-stderr admit-draw -r rejects --as t --method ring --numbers n --bundle b --start 1 --gap 1 in
    [ "$status" -eq 0 ]
    [ "$output" = '{"id":"A","n":1,"draw":{"t":{"number":1,"of":1,"ticket":1}}}' ]
    [ "$(jq -r '"\(.line) \(.code) \(.field)"' rejects)" = "2 draw-missing-id id
3 draw-missing-id id
4 draw-bad-id id
5 draw-bad-id id
6 draw-bad-id id
8 draw-bad-bundle b
9 draw-missing-number n
10 draw-bad-number n
11 draw-bad-number n
12 draw-bad-number n
7 draw-twice id" ]
    [ "$(jq -r 'select(.line == 7).reason' rejects)" = "the same entrant as in:1, which is in the draw" ]
    run admit-draw -r rejects --as t --method hash --commit in
    [ "$status" -eq 0 ]
    [ "$(jq -c '[.entrants, .of]' <<<"$output")" = '[2,2]' ]
}

@test "admit-draw: a seed or a key with what cannot be seen is refused" {
    local bytes unseen seed
    for bytes in '\xef\xbb\xbf' '\xe3\x80\x80' '\xc2\xa0' '\xe2\x80\x8b' '\xe3\x85\xa4' '\xf3\xa0\x84\x80' ' '; do
        unseen=$(printf %b "$bytes")
        for seed in "${unseen}7" "7$unseen" "7 ${unseen}3"; do
            run admit-draw --as t --method hash --seed "$seed" <<<'{"id":"1"}'
            [ "$status" -eq 2 ] || fail "$bytes"
            [[ "$output" == "admit-draw: --seed: must be text that can be read aloud"* ]] || fail "$output"
        done
        run admit-draw -r /dev/null --as t --method hash --seed 7 <<<"{\"id\":\"A\"}
{\"id\":\"A$unseen\"}"
        [ "$status" -eq 0 ]
        [ "${#lines[@]}" -eq 1 ] || fail "$output"
    done
    run admit-draw --as t --method hash --seed 7 <<<'{"id":"A "}'
    [ "$status" -eq 1 ]
    [ "$output" = 'admit-draw: <stdin>:1: draw-bad-id: id: is not a text, or is empty, or has an invisible character, a space at its ends or two in a row' ] || fail "$output"
}

@test "admit-draw: a list that contradicts itself is an error that names both records" {
    refused() {
        run --separate-stderr admit-draw --as t --method ring --numbers n --bundle b --start 1 --gap 1
        [ "$status" -eq 2 ]
        [ -z "$output" ]
        [[ "$stderr" == "admit-draw: $1: "*": <stdin>:$2 and <stdin>:$3" ]]
    }
    refused draw-twice-unlike 1 2 <<<'{"id":"A","n":1,"b":"T"}
{"id":"A","n":1}'
    refused draw-bundle-clash 1 2 <<<'{"id":"A","n":1}
{"id":"B","n":1,"b":"A"}'
    refused draw-number-shared 1 3 <<<'{"id":"A","n":1}
{"id":"B","n":2}
{"id":"C","n":1}'
    refused draw-number-gap 2 2 <<<'{"id":"A","n":1}
{"id":"B","n":3}'
}

@test "admit-draw: what a method lacks or has no use for is a mistake of the user" {
    wrong() {
        run --separate-stderr admit-draw --as t "${@:2}" <<<'{"id":"A"}'
        [ "$status" -eq 2 ]
        [ -z "$output" ]
        [[ "$stderr" == "admit-draw: --$1: "* ]]
    }
    wrong method
    wrong method --method dice
    wrong seed --method hash
    wrong seed --method hash --seed ''
    wrong seed --method hash --seed ' 7'
    wrong seed --method hash --seed '7  3'
    wrong seed --method hash --seed $'7\n3'
    wrong round --method hash --seed s --round $'a\nb'
    wrong gap --method hash --seed s --gap 2
    wrong plan --method hash --seed s --plan 2
    wrong start --method hash --seed s --start 1
    wrong numbers --method hash --numbers n
    wrong seed --method ring --seed s --numbers n --start 1 --gap 1
    wrong start --method ring --seed s --gap 1
    wrong gap --method ring --seed s --start 1
    wrong step --method ring --seed s --start 1 --gap 1 --step 1
    wrong start --method ring --seed s --start 2 --gap 1
    wrong plan --method step --seed s --start 1
    wrong fallback --method step --seed s --start 1 --plan 1 --fallback any
    wrong digest --method hash --seed s --digest md5
    run admit-draw --method hash --seed s </dev/null
    [ "$status" -eq 2 ]
}

@test "admit-draw -p: the entry of a policy names the draw" {
    cat >"$BATS_TEST_TMPDIR/policy.json" <<'IN'
{"draw":{"tie":{"method":"hash","id":"id","seed":"7 3 9"},"late":{"method":"hash"}}}
IN
    [ "$(admit-draw -p "$BATS_TEST_TMPDIR/policy.json" tie <<<'{"id":"A"}')" = \
        "$(admit-draw --as tie --method hash --seed '7 3 9' <<<'{"id":"A"}')" ]
    run admit-draw -p "$BATS_TEST_TMPDIR/policy.json" late </dev/null
    [ "$status" -eq 2 ]
    run admit-draw -p "$BATS_TEST_TMPDIR/policy.json" --commit late </dev/null
    [ "$status" -eq 0 ]
}

@test "admit-draw --balls: how even a draw of the first number is" {
    [ "$(admit-draw --balls 845)" = '{"of":845,"ratio":"9:8","chances":[{"chance":"1/800","numbers":440},{"chance":"1/900","numbers":405}]}' ]
    [ "$(admit-draw --balls 1003)" = '{"of":1003,"ratio":"2:1","chances":[{"chance":"1/1000","numbers":997},{"chance":"1/2000","numbers":6}]}' ]
    [ "$(admit-draw --balls 900)" = '{"of":900,"ratio":"1:1","chances":[{"chance":"1/900","numbers":900}]}' ]
}
