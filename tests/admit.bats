load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    export MANPAGER=cat PAGER=cat
}

@test "admit: contract" {
    contract_usage admit
    contract_faults /dev/null admit
    contract_faults /dev/null admit generate --applicants 1
}

@test "admit: runs a filter with its arguments, input, output and status" {
    printf '{"id":"b"}\n{"id":"a"}\n' >in
    admit-rank --by id --as n in >expected
    admit rank --by id --as n <in | cmp - expected
    [ "$(admit rank --version)" = "$(admit-rank --version)" ]
    run admit select 'id == "a"' nowhere
    [ "$status" -eq 2 ]
    run --separate-stderr admit rank --no-such-option
    [[ $status -eq 2 && $stderr == "admit-rank: "* ]] || fail "$status $stderr"
    [ "$(admit seal sh -c 'echo "$2"' - --help x </dev/null)" = x ]
}

@test "admit: lists every filter with the description of its man page" {
    admit >list
    for page in "$BATS_TEST_DIRNAME"/../filters/admit-*.1; do
        name=$(basename "$page" .1)
        grep -qE "^${name#admit-} +$(sed -n 's/^\.Nd //p' "$page")\$" list || fail "$name"
    done
    sort -c list
    run sh -c 'admit >/dev/full'
    [ "$status" -eq 2 ]
}

@test "admit: finds filters beside itself first, then in PATH, and knows no list" {
    mkdir -p bin share/man/man1 other
    cp "$(command -v admit)" bin
    printf '#!/bin/sh\necho "beside $*"\n' >bin/admit-rank
    printf '#!/bin/sh\necho "other $*"\n' >other/admit-rank
    printf '#!/bin/sh\necho "mine $*"\n' >other/admit-mine
    printf '#!/bin/sh\n' >other/admit-Bad.name
    touch other/admit-unfit
    chmod +x bin/* other/admit-[a-mr]* other/admit-B*
    mkdir other/admit-folder
    printf '.Nd gives each a number\n' >share/man/man1/admit-rank.1
    run env PATH="$PWD/other:/nowhere" "$PWD/bin/admit"
    [ "$output" = "mine
rank  gives each a number" ] || fail "$output"
    [ "$(PATH=$PWD/other bin/admit rank 1 '2  3')" = "beside 1 2  3" ]
    [ "$(PATH=$PWD/other bin/admit mine 1)" = "mine 1" ]
    # A link to it leads to the filters beside the binary.
    ln -s "$PWD/bin/admit" linked
    [ "$(PATH=/nowhere ./linked rank 1)" = "beside 1" ]
    [ "$(env -u PATH bin/admit rank 1)" = "beside 1" ]
}

@test "admit: an unknown filter is an error that names the nearest" {
    for case in 'rnak:did you mean rank?' 'alocate:did you mean allocate?' \
        'to-cvs:did you mean to-csv?' 'weather:admit lists them' '../rank:did you mean rank?' \
        ':admit lists them'; do
        run --separate-stderr admit "${case%%:*}"
        [[ $status -eq 2 && -z $output ]] || fail "$case: $status $output"
        [ "$stderr" = "admit: ${case%%:*}: there is no such filter; ${case#*:}" ] || fail "$stderr"
        [ "${case%%:*}" = "" ] || run --separate-stderr admit help "${case%%:*}"
        [ "$status" -eq 2 ]
    done
}

@test "admit: help shows the man page of a filter, and the manual of the suite" {
    command -v man mandoc >/dev/null || skip "no man"
    [[ $(admit help rank | col -bx) == *"ADMIT-RANK(1)"* ]]
    [[ $(admit help rules | col -bx) == *"ADMIT-RULES(7)"* ]]
    [[ $(admit help | col -bx) == *"ADMIT(7)"* ]]
    run admit help rank select
    [[ $status -eq 2 && $output == "usage: admit "* ]]
}
