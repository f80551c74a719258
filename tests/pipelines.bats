load helper

project=$BATS_TEST_DIRNAME/..

# A generated city with so many applicants, and what is wrong with it.
make_year() {
    mkdir -p year
    cp "$project"/samples/senior-high/city/*.json year
    admit-generate --applicants "$1" --seed test --defects "$2" --output year --truth truth
}

setup() {
    cd "$BATS_TEST_TMPDIR"
}

@test "senior-high: the small year comes out as its README says" {
    cp -r "$project/samples/senior-high/small" year
    run "$project/pipelines/senior-high.sh" year out
    [ "$status" -eq 0 ] || fail "$output"
    [ "${lines[-1]}" = "verified: 0 breaches" ]
    (cd out && sha256sum --quiet -c manifest.sha256)
    [ "$(stat -c %a out)" = 700 ]
    # shellcheck disable=SC2016
    diff <(jq -r '[.id, .admission.program // "-", .admission.choice // "-"] | join(" ")' \
        out/admissions.jsonl out/rejects/*.jsonl 2>/dev/null | sort | grep -v '^ ') \
        "$project/samples/senior-high/small/expected"
}

@test "senior-high: every planted defect is found by its stage, and no clean record" {
    make_year 3000 0.05
    "$project/pipelines/senior-high.sh" year out >/dev/null
    jq -r '.stage + " " + .id' truth | sort >planted
    [ "$(wc -l <planted)" -gt 100 ]
    for stage in validate dedup geocode; do
        jq -r --arg stage "$stage" '$stage + " " + .record.id' "out/rejects/$stage.jsonl"
    done | sort >found
    diff planted found
    [ "$(cut -d ' ' -f 1 planted | uniq | wc -l)" -eq 3 ]
    [ ! -s out/rejects/from-csv.jsonl ] && [ ! -s out/rejects/rank.jsonl ]
}

@test "senior-high: a second run gives the same bytes" {
    make_year 500 0.05
    "$project/pipelines/senior-high.sh" year one >one.txt
    "$project/pipelines/senior-high.sh" year two >two.txt
    cmp one.txt two.txt
    diff -r -x log one two
}

@test "senior-high: what is there already is not written over" {
    make_year 50 0
    mkdir out
    run "$project/pipelines/senior-high.sh" year out
    [ "$status" -eq 2 ]
    [ -z "$(ls out)" ]
}

# A filter that dies in the middle, with the status that its death is seen by.
break_filter() {
    local real
    real=$(command -v "$1")
    mkdir -p broken
    printf '#!/bin/bash\n"%s" "$@" | head -c 20000\n%s\n' "$real" "$2" >"broken/$1"
    chmod +x "broken/$1"
}

@test "senior-high: whichever stage dies, nothing is published" {
    make_year 300 0
    for filter in from-csv validate dedup geocode rank allocate verify select to-csv; do
        for death in 'kill -9 $$' 'exit 0'; do
            # Without a seal to be missed, only the status tells of these two.
            [[ $death != 'exit 0' || $filter != @(verify|to-csv) ]] || continue
            break_filter "admit-$filter" "$death"
            PATH=$BATS_TEST_TMPDIR/broken:$PATH run "$project/pipelines/senior-high.sh" year out
            [ "$status" -ne 0 ] || fail "$filter, $death: status 0"
            [ ! -e out ] || fail "$filter, $death: published"
            [ -z "$(ls -d out.* 2>/dev/null)" ] || fail "$filter, $death: left behind"
            rm -r broken
        done
    done
}
