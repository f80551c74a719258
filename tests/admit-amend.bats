load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >in <<'END'
{"id":"A","total":645.0,"scores":{ "math" : 95, "art":1E1 },"choices":["S1","S2"]}
{"id":"B","total":600,"scores":{"math":90},"choices":[],"rank":{"u":2}}
{"id":"C"}
END
}

# correct ID CHANGE [MORE]: a correction of a record; CHANGE and MORE are members.
correct() {
    echo "{\"id\":\"$1\",\"by\":\"zhang@district\",\"level\":\"district\",\"basis\":\"doc 1\",\"at\":\"2020-07-02T10:00:00+08:00\",\"reason\":\"a wrong sum\",$2${3:+,$3}}"
}

# Each correction of c is set aside for these codes.
refused() { # refused CODES [OPTION ...]
    run --separate-stderr admit-amend "${@:2}" --corrections c -r rejects in
    [[ $status -eq 0 && -z $stderr ]] || fail "$status $stderr"
    [ "$output" = "$(cat in)" ] || fail "$output"
    [ "$(jq -r '.code + (if .field then " " + .field else "" end)' rejects | xargs)" = "$1" ] || fail "$(cat rejects)"
    rm rejects
}

@test "admit-amend: contract" {
    : >"$BATS_TEST_TMPDIR/none"
    contract admit-amend --corrections none
}

@test "admit-amend: what is not corrected stays byte for byte" {
    { correct A '"merge":{"total":655,"scores":{"math":105}},"was":{"total":645,"scores":{"math":95}}'
        correct B '"patch":[{"op":"test","path":"/total","value":600.0},{"op":"replace","path":"/total","value":600.50},{"op":"add","path":"/choices/-","value":"S3"}]'
    } >c
    run --separate-stderr admit-amend -v --corrections c in
    [ "$status" -eq 0 ]
    [ "$stderr" = "amended: 2 records by 2 of 2 corrections; 0 set aside" ]
    [ "${lines[0]}" = '{"id":"A","total":655,"scores":{ "math" : 105, "art":1E1 },"choices":["S1","S2"],"amended":[{"by":"zhang@district","level":"district","basis":"doc 1","at":"2020-07-02T10:00:00+08:00","reason":"a wrong sum","merge":{"total":655,"scores":{"math":105}},"was":{"total":645,"scores":{"math":95}}}]}' ] || fail "${lines[0]}"
    [ "${lines[1]}" = '{"id":"B","total":600.50,"scores":{"math":90},"choices":["S3"],"rank":{"u":2},"amended":[{"by":"zhang@district","level":"district","basis":"doc 1","at":"2020-07-02T10:00:00+08:00","reason":"a wrong sum","patch":[{"op":"test","path":"/total","value":600.0},{"op":"replace","path":"/total","value":600.50},{"op":"add","path":"/choices/-","value":"S3"}]}]}' ] || fail "${lines[1]}"
    [ "${lines[2]}" = '{"id":"C"}' ]
}

@test "admit-amend: the list of corrections grows, and a document counts once" {
    correct A '"merge":{"total":650},"was":{"total":645}' >c
    admit-amend --corrections c in >once
    correct A '"merge":{"total":655},"was":{"total":650}' | sed 's/doc 1/doc 2/' >c2
    admit-amend --corrections c2 once >twice
    [ "$(jq -c '[.total, [.amended[].basis]]' <<<"$(head -n 1 twice)")" = '[655,["doc 1","doc 2"]]' ]
    # Both in one run are the same.
    cat c c2 >both
    admit-amend --corrections both in | cmp - twice
    run --separate-stderr admit-amend --corrections both twice
    [ "$status" -eq 1 ]
    [ "$output" = "$(cat twice)" ]
    [ "${stderr_lines[0]}" = "admit-amend: both:1: correction-doubled: a correction with this basis was applied to the record already" ]
    # A copied line.
    cat c c >copied
    run admit-amend --corrections copied -r rejects in
    [[ $status -eq 0 && $(jq -r .code rejects) == correction-doubled && ${lines[0]} == "$(head -n 1 once)" ]]
}

@test "admit-amend: only what the record still has is corrected" {
    correct A '"merge":{"total":655},"was":{"total":644}' >c
    refused correction-stale
    correct A '"merge":{"total":655}' >c
    refused correction-untested
    correct A '"merge":{"new":1},"was":{"new":null}' >c
    [ "$(admit-amend --corrections c in | head -n 1 | jq .new)" -eq 1 ]
    correct A '"merge":{"total":655,"new":1},"was":{"total":645}' >c
    refused correction-untested # all of it or nothing
    correct A '"patch":[{"op":"replace","path":"/total","value":655}]' >c
    refused correction-untested
    correct A '"patch":[{"op":"test","path":"/total","value":"645"},{"op":"replace","path":"/total","value":655}]' >c
    refused correction-stale
    correct A '"patch":[{"op":"add","path":"/scores/math/x","value":655}]' >c
    refused correction-stale
    correct D '"merge":{"total":655},"was":{"total":645}' >c
    refused correction-unknown-id
}

@test "admit-amend: who may correct what" {
    for change in '"merge":{"id":"Z"},"was":{"id":"A"}' '"merge":{"rank":{"u":1}},"was":{"rank":null}' \
        '"merge":{"admission":{"status":"admitted","program":"S1"}},"was":{"admission":null}' \
        '"merge":{"amended":[]},"was":{"amended":null}' \
        '"patch":[{"op":"add","path":"/draw","value":1}]' \
        '"patch":[{"op":"test","path":"/id","value":"A"},{"op":"remove","path":"/id"}]' \
        '"patch":[{"op":"test","path":"","value":{}},{"op":"replace","path":"","value":{}}]' \
        '"patch":[{"op":"copy","from":"/total","path":"/place"}]'; do
        correct A "$change" >c
        case $change in
        *'"test","path":""'*) refused correction-stale ;;
        *) refused correction-protected ;;
        esac
    done
    correct A '"merge":{"place":1},"was":{"place":null}' >c
    [ "$(admit-amend --may-change place --corrections c in | head -n 1 | jq .place)" -eq 1 ]
    run admit-amend --may-change amended --corrections c in
    [ "$status" -eq 2 ]
    correct A '"merge":{"total":1},"was":{"total":645}' >c
    echo '{"title":"t","amend":{"persons":{"zhang@district":["school","city"],"li@city":"city"}}}' >policy
    refused "correction-not-authorized by" -p policy
    correct A '"merge":{"total":1},"was":{"total":645}' '"second":"zhao@city"' | sed 's/"district"/"city"/' >c
    refused "correction-not-authorized second" -p policy
    sed -i 's/zhao/li/' c
    [ "$(admit-amend -p policy --corrections c in | head -n 1 | jq .total)" -eq 1 ]
}

@test "admit-amend: two persons where the policy asks, and two they are" {
    correct A '"merge":{"total":1},"was":{"total":645}' >c
    refused "correction-one-person second" --two-persons city --two-persons district
    refused "correction-one-person second" --two-persons all
    [ "$(admit-amend --two-persons city --corrections c in | head -n 1 | jq .total)" -eq 1 ]
    correct A '"merge":{"total":1},"was":{"total":645}' '"second":"ZHANG@district "' >c
    refused "correction-one-person second"
    correct A '"merge":{"total":1},"was":{"total":645}' '"second":"li"' >c
    [ "$(admit-amend --two-persons all --corrections c in | head -n 1 | jq -r '.amended[0].second')" = li ]
}

@test "admit-amend: a deadline is compared with what is written, in any zone" {
    correct A '"merge":{"total":1},"was":{"total":645}' >c
    refused "correction-late at" --deadline 2020-07-02T09:59:59+08:00
    refused "correction-late at" --deadline 2020-07-02T01:59:59.999Z
    [ "$(admit-amend --deadline 2020-07-02T02:00:00Z --corrections c in | head -n 1 | jq .total)" -eq 1 ]
    run admit-amend --deadline 2020-07-02 --corrections c in
    [[ $status -eq 2 && $output == *"--deadline: must be a time as RFC 3339 has it"* ]]
}

@test "admit-amend: what is no correction" {
    local good
    good=$(correct A '"merge":{"total":1},"was":{"total":645}')
    {
        echo "${good/\"by\"/\"By\"}"                 # an unknown name
        echo "${good/\"reason\":\"a wrong sum\",/}"
        echo "${good/a wrong sum/}"
        echo "${good/\"A\"/7}"
        echo "${good/2020-07-02T/2020-07-02 }"
        echo "${good/\"merge\"/\"patch\":[],\"merge\"}"
        correct A '"merge":{}'
        correct A '"merge":[1]'
        correct A '"patch":{}'
        correct A '"patch":[]'
        correct A '"patch":[{"op":"test","path":"/total","value":645}],"was":{}'
        correct A '"patch":[{"op":"spam","path":"/total"}]'
        correct A '"reason":"twice","merge":{"total":1}'
        echo 'no record'
    } >c
    refused "correction-malformed correction-malformed reason correction-malformed reason correction-malformed id correction-malformed at correction-malformed merge correction-malformed merge correction-malformed merge correction-malformed patch correction-malformed patch correction-malformed was correction-malformed patch duplicate-name not-json"
    run admit-amend in
    [[ $status -eq 2 && $output == *"corrections: not given" ]] || fail "$output"
}

@test "admit-amend: records that cannot be told apart" {
    correct A '"merge":{"total":1},"was":{"total":645}' >c
    cat in in >doubled
    run --separate-stderr admit-amend --corrections c doubled
    [[ $status -eq 1 && ${#lines[@]} -eq 5 ]]
    [ "$stderr" = "admit-amend: doubled:4: id-twice: id: an earlier record had this id, and there is a correction for it" ]
    run --separate-stderr admit-amend --corrections c <<<'{"id":7}'
    [[ $status -eq 1 && ${stderr_lines[0]} == "admit-amend: <stdin>:1: id-missing: id: "* ]]
}

# key NAME: makes a pair of keys, and allows it for NAME.
key() {
    ssh-keygen -q -t ed25519 -N '' -C "$1" -f "key-$1"
    echo "$1 namespaces=\"admit-amend\" $(cat "key-$1.pub")" >>signers
}

@test "admit-amend: signatures" {
    command -v ssh-keygen >/dev/null || skip "no ssh-keygen"
    key zhang@district
    key li@district
    correct A '"merge":{"total":1},"was":{"total":645}' >c
    refused "correction-unsigned by" --allowed-signers signers
    ssh-keygen -q -Y sign -f key-zhang@district -n admit-amend c 2>/dev/null
    admit-amend --allowed-signers signers --corrections c in >out
    [ "$(head -n 1 out | jq -c '[.total, .amended[0].signed]')" = '[1,true]' ]
    # The bytes are signed, for a use, by a person.
    cp c kept
    echo >>c
    refused "correction-unsigned by not-json" --allowed-signers signers
    cp kept c
    refused "correction-unsigned by" --allowed-signers signers --namespace 'admit-amend 2021'
    sed -i 's/zhang/wang/' c
    refused "correction-unsigned by" --allowed-signers signers
    correct A '"merge":{"total":1},"was":{"total":645},"signed":true' >c
    refused correction-malformed

    # Two persons sign with two keys.
    correct A '"merge":{"total":1},"was":{"total":645}' '"second":"li@district"' >c
    rm c.sig
    ssh-keygen -q -Y sign -f key-zhang@district -n admit-amend c 2>/dev/null
    refused "correction-unsigned second" --allowed-signers signers
    mv c.sig first
    ssh-keygen -q -Y sign -f key-li@district -n admit-amend c 2>/dev/null
    mv c.sig c.second.sig && mv first c.sig
    [ "$(admit-amend --allowed-signers signers --corrections c in | head -n 1 | jq .total)" -eq 1 ]
    echo "*@district $(cat key-zhang@district.pub)" >signers
    refused "correction-one-person second" --allowed-signers signers
    echo 'x valid-before="20200101" ssh-ed25519 AAAA' >>signers
    run admit-amend --allowed-signers signers --corrections c in
    [[ $status -eq 2 && $output == *"verify-time: the allowed signers have keys"* ]]
    run admit-amend --allowed-signers signers --verify-time 20200601 --corrections c -r r in
    [ "$status" -eq 0 ]
    PATH=$(dirname "$(command -v admit-amend)") run admit-amend --allowed-signers signers --verify-time 20200601 --corrections c in
    [[ $status -eq 2 && $output == *"ssh-keygen: No such file or directory" ]] || fail "$output"
}

@test "admit-amend: no output takes the place of a signature" {
    command -v ssh-keygen >/dev/null || skip "no ssh-keygen"
    key zhang@district
    correct A '"merge":{"total":1},"was":{"total":645}' >c
    ssh-keygen -q -Y sign -f key-zhang@district -n admit-amend c 2>/dev/null
    cp c.sig before
    run admit-amend --allowed-signers signers --corrections c -r c.sig in
    [[ $status -eq 2 && $output == *"c.sig: not written, since it is also an input"* ]] || fail "$output"
    cmp c.sig before
}

@test "admit-amend: several files, each with its signatures" {
    correct A '"merge":{"total":650},"was":{"total":645}' >c1
    correct A '"merge":{"total":655},"was":{"total":650}' | sed 's/doc 1/doc 2/' >c2
    [ "$(admit-amend --corrections c1 --corrections c2 in | head -n 1 | jq .total)" -eq 655 ]
    run --separate-stderr admit-amend --corrections c2 --corrections c1 in
    [[ $status -eq 1 && $stderr == "admit-amend: c2:1: correction-stale: "* ]] || fail "$stderr"
    command -v ssh-keygen >/dev/null || skip "no ssh-keygen"
    key zhang@district
    ssh-keygen -q -Y sign -f key-zhang@district -n admit-amend c1 2>/dev/null
    run --separate-stderr admit-amend --allowed-signers signers --corrections c1 --corrections c2 in
    [[ $status -eq 1 && $stderr == "admit-amend: c2:1: correction-unsigned: by: "* ]] || fail "$stderr"
}
