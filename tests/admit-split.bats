load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
}

@test "admit-split: contract" {
    CONTRACT_RECORD='{"id":"%d","school":"S1"}' CONTRACT_OUTPUT=other contract admit-split --by school -o parts
}

@test "admit-split: a file for each key, in the order of the input, and a listing" {
    cat >in <<'END'
{"id":1,"s":"S2","total":87.50}
{"id":2,"s":"S1"}
{"id":3, "s":"S2"}
{"id":4,"s":12}
END
    admit-split --by s -o parts in >list
    printf '%s\n' '{"id":1,"s":"S2","total":87.50}' '{"id":3, "s":"S2"}' | cmp - parts/S2.jsonl
    echo '{"id":2,"s":"S1"}' | cmp - parts/S1.jsonl
    echo '{"id":4,"s":12}' | cmp - parts/12.jsonl
    jq -r '[.key, .records, .bytes] | join(" ")' list | cmp - <(printf '12 1 16\nS1 1 18\nS2 2 51\n')
    jq -r '"\(.sha256)  parts/\(.file)"' list | sha256sum -c --quiet
    [ "$(stat -c %a parts parts/* | xargs)" = "700 600 600 600" ]
}

@test "admit-split: a key is no path, and no two keys have one file" {
    local key names=()
    for key in ../up /etc/x . .. .hidden 'a b' a%20b 'a
b' -x 城关区 a/b; do
        jq -nc --arg key "$key" '{key: $key}'
    done >in
    admit-split --by key -o parts in >list
    mapfile -t names < <(ls -A parts)
    [ "${#names[@]}" -eq 11 ]
    printf '%s\n' "${names[@]}" | sort | cmp - <(printf '%s\n' '%2E.%2Fup.jsonl' '%2E..jsonl' '%2E.jsonl' '%2Ehidden.jsonl' \
        '%2Fetc%2Fx.jsonl' -x.jsonl a%0Ab.jsonl a%20b.jsonl a%2520b.jsonl a%2Fb.jsonl 城关区.jsonl | sort) || fail "${names[*]}"
}

@test "admit-split: what has no key is set aside" {
    printf '{"id":1}\n{"id":2,"s":null}\n{"id":3,"s":""}\n{"id":4,"s":[]}\n{"id":5,"s":true}\n{"id":6,"s":"%s"}\n{"id":7,"s":"a"}\n' \
        "$(head -c 241 /dev/zero | tr '\0' x)" >in
    admit-split --by s -o parts -r rejects in >list
    [ "$(jq -r .code rejects | xargs)" = "key-missing key-missing key-missing key-bad key-bad key-too-long" ]
    [ "$(ls parts)" = a.jsonl ]
    run admit-split --by t -o other -r rejects in
    [[ $status -eq 1 && $output == *"no record has "* || $output == *t* ]]
}

@test "admit-split: an earlier run's files are not mixed with new ones" {
    echo '{"s":"a"}' >in
    admit-split --by s -o parts in >list
    admit-split --by s -o parts in | cmp - list
    echo '{"s":"b"}' >other
    run admit-split --by s -o parts other
    [[ $status -eq 2 && $output == *"the folder has files of other keys"* ]]
    cmp in parts/a.jsonl
    run admit-split --by s -o nowhere/parts in
    [ "$status" -eq 2 ]
}

@test "admit-split: thousands of keys, few open files; all of it or nothing" {
    seq 3000 | sed 's/.*/{"s":"K&"}\n{"s":"K&","again":true}/' >in
    (ulimit -n 20 && admit-split --by s -o parts in >list)
    [ "$(find parts -name 'K*.jsonl' | wc -l)" -eq 3000 ]
    [ "$(jq -s 'map(.records) | unique | join(" ")' list)" = '"2"' ]
    cat parts/*.jsonl | sort | cmp - <(sort in)
    run sh -c 'admit-split --by s -o none in >/dev/full'
    [[ $status -eq 2 && -z $(ls none) ]]
}
