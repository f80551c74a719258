load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    printf '{"a":1}\n{"b":2}\n' >plain
    admit-seal --add plain >sealed
}

@test "admit-seal: contract of the command line" {
    contract_usage admit-seal
    contract_faults plain admit-seal cat
    contract_faults plain admit-seal --add
    contract_faults /dev/null admit-seal --strip sealed
    run admit-seal
    [ "$status" -eq 2 ]
}

# The digest is xxh3 (64 bits) of the 16 bytes, as xxhsum -H3 gives it.
@test "admit-seal --add: counts and digest of what stands before" {
    cat plain - >expected <<<'{"#seal":{"records":2,"bytes":16,"xxh3":"b71bd081d02e551f"}}'
    cmp sealed expected
}

@test "admit-seal --strip: gives back what was sealed" {
    admit-seal --strip sealed >out
    cmp out plain
}

@test "admit-seal --strip: no seal, no output to be used" {
    run admit-seal --strip plain
    [ "$status" -eq 2 ]
    [[ $output == *"not-sealed"* ]]
}

@test "admit-seal: any change in a sealed stream is seen" {
    for change in '1d' 's/1/2/' '2i{"c":3}' '1s/}/} /' '$s/2/3/' '$a{"c":3}'; do
        sed "$change" sealed >changed
        run admit-seal --strip changed
        [ "$status" -eq 2 ] || fail "$change: $output"
    done
}

@test "admit-seal: a stream that was checked says so in its first line, and needs its seal" {
    ADMIT_SEAL=1 admit-select true sealed >checked
    cat - plain >expected <<<'{"#seal":"checked"}'
    tail -n 1 sealed >>expected
    cmp checked expected
    admit-seal --strip checked | cmp - plain
    admit-seal --add checked | cmp - sealed
    admit-select true checked | cmp - plain
    for change in '$d' '3s/2/3/' '1p' '2i{"#seal":"checked"}'; do
        sed "$change" checked >changed
        run admit-select true changed
        [ "$status" -eq 2 ] || fail "$change: $output"
    done
}

@test "admit-seal: no byte of a sealed stream can be another" {
    local whole i byte
    ADMIT_SEAL=1 admit-select true sealed >checked
    whole=$(cat checked; echo .)
    whole=${whole%.}
    for i in $(sample 7 $(seq 0 $((${#whole} - 1)))); do
        byte=x
        [[ ${whole:i:1} != x ]] || byte=y
        ! printf '%s' "${whole:0:i}$byte${whole:i+1}" | ADMIT_SEAL=1 admit-select true >out 2>said ||
            fail "byte $i: $(cat out)"
        ! admit-seal --strip out >stripped 2>said || fail "byte $i: the output is sealed"
    done
    [[ ${#whole} -eq $(wc -c <checked) && $i -gt $((${#whole} - 8)) ]]
}

@test "admit-seal: a command between two seals" {
    export ADMIT_SEAL=1
    run bash -c 'set -o pipefail; admit-seal sed s/1/3/ <sealed | admit-seal --strip'
    [ "$status" -eq 0 ]
    [ "$output" = $'{"a":3}\n{"b":2}' ]
}

@test "admit-seal: a command that fails leaves its output unsealed" {
    export ADMIT_SEAL=1
    run bash -c 'admit-seal sh -c "cat; exit 3" <sealed | admit-seal --strip'
    [ "$status" -eq 2 ]
    run bash -c 'admit-seal sh -c "cat; kill -9 \$\$" <sealed | admit-seal --strip'
    [ "$status" -eq 2 ]
    run admit-seal no-such-command <sealed
    [ "$status" -eq 2 ]
}

@test "admit-seal: a command is not fooled by an input that was cut" {
    export ADMIT_SEAL=1
    run --separate-stderr bash -c 'head -n 1 sealed | admit-seal cat'
    [ "$status" -eq 2 ]
    [[ $output != *seal* ]]
}

@test "admit-seal: a command that stops reading is no fault" {
    export ADMIT_SEAL=1
    run bash -c 'set -o pipefail; seq 300000 | admit-seal --add | admit-seal head -n 1 | admit-seal --strip'
    [ "$status" -eq 0 ]
    [ "$output" = 1 ]
}

@test "admit-seal: a full disk is trouble" {
    for mode in --add --strip; do
        run sh -c "admit-seal $mode sealed >/dev/full"
        [ "$status" -eq 2 ]
    done
}

@test "admit-seal: without ADMIT_SEAL nothing is asked for, what is there is checked" {
    run admit-seal cat <plain
    [ "$output" = "$(cat plain)" ]
    run --separate-stderr bash -c 'sed 1d sealed | admit-seal cat'
    [ "$status" -eq 2 ]
}

is_running() {
    [[ -e /proc/$1 ]] && ! grep -qs '^State:.Z' "/proc/$1/status"
}

@test "admit-seal: the command ends with it, in whatever way it is ended" {
    for name in HUP INT TERM QUIT ALRM USR1 KILL; do
        rm -f started
        env --default-signal admit-seal sh -c 'echo $$ >started; exec sleep 60' \
            </dev/null >output 2>&1 &
        sealer=$!
        for ((i = 0; i < 500; i++)); do
            [[ -s started ]] && break
            sleep 0.01
        done
        kill -"$name" "$sealer"
        status=0
        wait "$sealer" || status=$?
        [[ $status -eq $((128 + $(kill -l "$name"))) ]] || fail "$name: $status"
        for ((i = 0; i < 500; i++)); do
            is_running "$(cat started)" || break
            sleep 0.01
        done
        ! is_running "$(cat started)" || fail "$name: the command goes on"
    done
}
