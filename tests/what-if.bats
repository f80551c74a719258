# pipelines/what-if.sh and chances.sh: a year under other policies, and with many draws; and
# the commands of pipelines/README.md.
load helper

setup() {
    project=$BATS_TEST_DIRNAME/..
    cd "$BATS_TEST_TMPDIR"
}

@test "what-if: two mechanisms and a policy" {
    cp -r "$project/samples/senior-high/small" year
    jq '.rank.unified.by = ["scores.math desc", "id asc"]' year/policy.json >by-math.json
    find year -type f -exec sha256sum {} + | sort >before
    run --separate-stderr "$project/pipelines/what-if.sh" -o out year first=deferred first=immediate by-math.json
    [ "$status" -eq 0 ]
    [ "$(tr -s ' ' <<<"$output")" = ' placed first unplaced gain lose other
 11 8 1 as it is
 11 8 1 0 0 0 first=deferred
 10 8 2 1 1 1 first=immediate
 10 7 2 1 2 1 by-math.json' ] || fail "$output"
    [ "$(cd out && echo *)" = "1-first=deferred.jsonl 2-first=immediate.jsonl 3-by-math.jsonl" ]
    [ ! -s out/1-first=deferred.jsonl ]
    [ "$(wc -l <out/2-first=immediate.jsonl)" -eq 3 ]
    [ "$(stat -c %a out)" = 700 ]
    find year -type f -exec sha256sum {} + | sort | diff before -
    [ "$(echo year*)" = year ]
}

@test "what-if: what cannot be run ends with 2" {
    cp -r "$project/samples/senior-high/small" year
    run "$project/pipelines/what-if.sh" year
    [ "$status" -eq 2 ]
    run "$project/pipelines/what-if.sh" year ninth=serial
    [[ $status -eq 2 && $output == *"the policy has no round ninth"* ]]
    run "$project/pipelines/what-if.sh" year first=serious
    [[ $status -eq 2 && $output == *"first=serious: the year does not run"* ]]
    [ "$(echo year*)" = year ]
}

@test "chances: the share of many draws, the same for the same command" {
    cp -r "$project/samples/primary/small" year
    run --separate-stderr "$project/pipelines/chances.sh" -c class year 2
    [ "$status" -eq 0 ]
    [ "$(head -n 3 <<<"$output")" = "program,class,applicants,share,from,to
*,A,6,1.000,1.000,1.000
*,B,2,1.000,1.000,1.000" ]
    # Class A needs no luck; of class C not all find room at P01.
    [ "$(grep '^P01,A' <<<"$output")" = "P01,A,4,1.000,1.000,1.000" ]
    # The seeds come from the inputs: the same draws, and so this share, in every run.
    [ "$(grep '^P01,C' <<<"$output")" = "P01,C,5,0.300,0.104,0.496" ]
    [ "$(echo year*)" = year ]
    cp -r "$project/samples/senior-high/small" other
    run "$project/pipelines/chances.sh" other 2
    [[ $status -eq 2 && $output == *"draws no lots"* ]]
}

@test "pipelines/README.md: three swaps of a stage, with equal results" {
    command -v mlr >/dev/null || skip "there is no mlr"
    cp "$project"/samples/senior-high/small/* .
    awk '/^```sh$/ { on = 1; next } /^```$/ { on = 0 } on' "$project/pipelines/README.md" >commands
    [ "$(grep -c '^cmp ours theirs$' commands)" -eq 3 ]
    run bash -euo pipefail ./commands
    [ "$status" -eq 0 ] || fail "$output"
    [ -s ours ]
}

@test "chances: by the result of last year, with the interval of Wilson" {
    "$project/pipelines/senior-high.sh" "$project/samples/senior-high/small" last >/dev/null
    run "$project/pipelines/chances.sh" -r last
    # 11 of 12 have a place.
    [[ $status -eq 0 && ${lines[1]} == "*,,12,0.917,0.646,0.985" ]] || fail "$output"
    run "$project/pipelines/chances.sh" -r last year 3
    [[ $status -eq 2 && $output == usage* ]]
    run "$project/pipelines/chances.sh" -r .
    [[ $status -eq 2 && $output == *"is not a result with seats" ]]
}

@test "pipelines/README.md: the procedure of ten lines runs, and is replayed" {
    cp -r "$project/pipelines" pipelines
    awk '/^```bash$/ { on = 1; next } /^```$/ { on = 0 } on' "$project/pipelines/README.md" >pipelines/short.sh
    chmod +x pipelines/short.sh
    cp -r "$project/samples/senior-high/small" year
    jq 'del(.limits.geocode, .preflight.plan.rounds.feeder) | .allocate |= {first, second}' year/policy.json >policy
    mv policy year/policy.json
    pipelines/short.sh year out >/dev/null
    [ "$(cd out/lines && echo *)" = "first.jsonl second.jsonl" ]
    pipelines/replay.sh out
}
