load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
}

@test "faults: what fails under a filter is no good output, and leaves nothing" {
    [[ -z ${SAN:-} ]] || skip "the sanitizers have a malloc of their own"
    built=$(dirname "$(command -v admit)")/../tests/faults
    [[ -x $built/inject ]] || skip "not built; make check does"
    "$BATS_TEST_DIRNAME/faults/run.sh" "$built" sample
}

# A filter that has begun a file, and waits for input that does not come.  Who runs the
# tests may ignore signals, which is passed on.
wait_for_signal() {
    rm -f input rejects*
    mkfifo input
    env --default-signal admit-select -r rejects true <input >output &
    filter=$!
    exec 9>input
    for ((i = 0; i < 500; i++)); do
        compgen -G 'rejects.*' >/dev/null && return
        sleep 0.01
    done
    fail "no file was begun"
}

@test "faults: no signal that can be caught leaves a file" {
    # A sanitizer would take some of them for faults of the program.
    export ASAN_OPTIONS=${ASAN_OPTIONS:-}:handle_segv=0:handle_sigbus=0:handle_sigfpe=0
    for name in HUP INT QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE ALRM TERM STKFLT \
        XCPU VTALRM PROF IO PWR SYS RTMIN RTMIN+3 RTMAX; do
        wait_for_signal
        kill -"$name" "$filter"
        status=0
        wait "$filter" || status=$?
        exec 9>&-
        [[ $status -eq $((128 + $(kill -l "$name"))) ]] || fail "$name: $status"
        [[ -z $(compgen -G 'rejects*') ]] || fail "$name leaves $(echo rejects*)"
        [[ -z $(compgen -G 'core*') ]] || fail "$name leaves a core"
    done
}

@test "faults: a file over the limit of sizes is an error, and what was there stays" {
    seq 30000 | sed 's/.*/{"id":"&"/' >in
    echo before >rejects
    run --separate-stderr bash -c 'ulimit -f 100 && admit-select -r rejects true in'
    [[ $status -eq 2 && $stderr == "admit-select: rejects: File too large" ]] ||
        fail "$status $stderr"
    [[ $(cat rejects) == before && $(echo rejects*) == rejects ]]
}

@test "faults: no core is written, whatever the limit was" {
    wait_for_signal
    grep -E '^Max core file size +0 ' "/proc/$filter/limits"
    kill "$filter"
    exec 9>&-
}

@test "faults: old files come back when the end of the output fails" {
    printf '{"id":"1"}\nx\n' >in
    echo before >rejects
    echo '{"old":1}' >summary
    run sh -c 'admit-select -r rejects --summary summary true in >/dev/full'
    [[ $status -eq 2 && $(cat rejects) == before && $(cat summary) == '{"old":1}' ]]
    admit-select -r rejects --summary summary true in >out
    [[ $(jq -r .code rejects) == not-json && $(wc -l <summary) -eq 2 ]]
    [[ $(echo rejects* summary*) == "rejects summary" ]]
}

@test "faults: filters that append to one summary at the same time take turns" {
    for ((i = 0; i < 40; i++)); do
        admit-select --summary summary true <<<'{"id":"1"}' >"out.$i" &
        admit-select --summary summary true <<<'{"id":"1"}' >/dev/full 2>"err.$i" &
    done
    wait
    [[ $(jq -r .in summary | sort | uniq -c | xargs) == "40 1" ]]
}

@test "faults: what keeps its records needs no descriptor for each file" {
    mkdir in
    for ((i = 0; i < 300; i++)); do
        printf '{"id":"%03d","n":%d}\n{"id":"%03d","n":-1}\n' "$i" "$i" $((i / 2)) >"in/$i"
    done
    ulimit -n 90
    cat in/* | admit-rank --as r --by 'n desc' --by 'id' --shared standard >expected
    admit-rank --as r --by 'n desc' --by 'id' --shared standard in/* | cmp - expected
    cat in/* | admit-dedup --key id --keep last -r rejects >expected
    admit-dedup --key id --keep last -r rejects in/* | cmp - expected
    cat in/* | grep -v -- -1 | admit-draw --as t --method hash --seed s >expected
    sed -i 2d in/*
    admit-draw --as t --method hash --seed s in/* | cmp - expected
}

@test "faults: a file that changes after its descriptor was given back is an error" {
    for ((i = 0; i < 200; i++)); do
        echo "{\"id\":\"$i\",\"n\":$i}" >"$i"
    done
    mkfifo last
    admit-rank --as r --by n {0..199} last >out 2>said &
    exec 9>last
    sleep 0.3
    echo '{"id":"0","n":9}' >0
    exec 9>&-
    status=0
    wait $! || status=$?
    [[ $status -eq 2 && $(cat said) == "admit-rank: 0: changed while it was read" ]] ||
        fail "$status $(cat said)"
}

@test "faults: a document is a regular file or a pipe, and has an end" {
    echo '{"type":"object"}' >schema
    run -2 --separate-stderr timeout 20 admit-validate -s /dev/zero </dev/null
    [ "$stderr" = "admit-validate: /dev/zero: neither a regular file nor a pipe" ]
    run -2 --separate-stderr timeout 20 admit-rank -p /dev/zero x </dev/null
    [ "$stderr" = "admit-rank: /dev/zero: neither a regular file nor a pipe" ]
    run -2 --separate-stderr admit-validate -s . </dev/null
    [ "$stderr" = "admit-validate: .: neither a regular file nor a pipe" ]
    run -0 admit-validate -s <(cat schema) <<<'{}'
}
