# pipelines/appeal.sh, corrections as inputs of a year, and cases as records.
load helper

setup() {
    project=$BATS_TEST_DIRNAME/..
    appeals=$project/samples/senior-high/appeals
    cd "$BATS_TEST_TMPDIR"
    cp -r "$project/samples/senior-high/small" year
}

# Names, bytes and times of all in a folder.
picture() {
    find "$1" -printf '%p %i %m %T@ %s\n' | sort
    find "$1" -type f -exec sha256sum {} + | sort
}

@test "appeal: who would move, and nothing else changes" {
    "$project/pipelines/senior-high.sh" year year/result-1 >/dev/null
    picture year >before
    run --separate-stderr "$project/pipelines/appeal.sh" year "$appeals/granted.jsonl"
    [ "$status" -eq 1 ]
    [ "$output" = '{"id":"20208000003","code":"improved","from":{"round":"second","program":"S03","choice":2},"to":{"round":"first","program":"S02","group":"open","choice":1},"fields":["rank.unified.order","scores.chinese","total"],"cause":"own-data"}
{"id":"20201000004","code":"displaced","from":{"round":"first","program":"S02","group":"open","choice":2},"fields":["rank.unified.order"],"cause":"chain","steps":1,"by":"20208000003"}
{"id":"20202000003","code":"moved","from":{"round":"supplementary","program":"S04","choice":1},"to":{"round":"second","program":"S03","choice":3},"cause":"chain","steps":1,"by":"20208000003"}' ] || fail "$output"
    [ "$stderr" = "1 displaced: chain, 1 steps
1 improved: own-data
1 moved: chain, 1 steps
S03: 1 left, 1 joined
S02: 1 left, 1 joined
S04: 1 left, 0 joined" ] || fail "$stderr"
    picture year | diff before -
    [ "$(echo [!s]*)" = "before year" ] || fail "$(ls)"
}

@test "appeal: an evidence folder, and an appeal that moves nobody" {
    sed 's/140.5/111/; s/"total":582.5/"total":553/' "$appeals/granted.jsonl" >little.jsonl
    run --separate-stderr "$project/pipelines/appeal.sh" year little.jsonl out
    [[ $status -eq 0 && -z $output && $stderr == "nobody moves" ]] || fail "$status $output $stderr"
    [ "$(cd out && echo *)" = "after before moved.jsonl table.jsonl" ]
    [[ $(stat -c %a out) == 700 ]]
    [ "$(jq -c 'select(.id == "20208000003") | [.total, .amended[0].basis]' out/after/admissions.jsonl)" = '[553,"example 2020-18"]' ]
    run "$project/pipelines/appeal.sh" year little.jsonl out
    [[ $status -eq 2 && $output == *"out is there already" ]]
}

@test "appeal: a correction that cannot be applied is no appeal" {
    sed 's/"total":552.5/"total":550/' "$appeals/granted.jsonl" >stale.jsonl
    run "$project/pipelines/appeal.sh" year stale.jsonl
    [[ $status -eq 2 && $output == *"appeal.sh: the year does not run (after the corrections)"* ]] || fail "$output"
    [[ $output == *"stale.jsonl:1: correction-stale: the record has another value than the one that is to be corrected"* ]] || fail "$output"
    [ "$(echo *)" = "stale.jsonl year" ] || fail "$(ls)"
    sed 's/"second":"[^"]*",//' "$appeals/granted.jsonl" >alone.jsonl
    run "$project/pipelines/appeal.sh" year alone.jsonl
    [ "$status" -eq 2 ]
    for bad in '' 'year' 'year nothing' 'nothing stale.jsonl' 'year stale.jsonl a b'; do
        # shellcheck disable=SC2086
        run "$project/pipelines/appeal.sh" $bad
        [[ $status -eq 2 && $output == "usage: appeal.sh folder corrections [out]" ]]
    done
}

@test "appeal: granted corrections are inputs of the year" {
    cp "$appeals/granted.jsonl" year/corrections-2020-0002.jsonl
    "$project/pipelines/senior-high.sh" year result >/dev/null
    grep -q corrections-2020-0002.jsonl result/inputs.sha256
    [ "$(jq -r 'select(.id == "20208000003") | .admission.program' result/admissions.jsonl)" = S02 ]
    [ "$(jq -c 'select(.filter == "admit-amend") | [.in, .out, .dropped]' result/log/summary.jsonl)" = "[16,15,1]" ]
    # One more appeal is judged on top of it.
    sed 's/582.5/587.5/; s/140.5/145.5/; s/552.5/582.5/; s/110.5/140.5/; s/2020-18/2020-19/' "$appeals/granted.jsonl" >more.jsonl
    run --separate-stderr "$project/pipelines/appeal.sh" year more.jsonl
    [[ $status -eq 0 && $stderr == "nobody moves" ]] || fail "$status $output $stderr"
    # A correction that does not fit ends the year, and nothing is published.
    cp more.jsonl year/corrections-2020-0001.jsonl
    run "$project/pipelines/senior-high.sh" year second
    [[ $status -ne 0 && ! -e second ]] || fail "$output"
    [ "$(jq -r .code second.failed/rejects/amend.jsonl)" = correction-stale ]
}

@test "appeal: an empty file of corrections is one that was cut off" {
    : >year/corrections-1.jsonl
    run "$project/pipelines/senior-high.sh" year year/result-1
    [[ $status -eq 2 && $output == *"corrections-1.jsonl is empty"* ]] || fail "$output"
    [ ! -e year/result-1 ]
}

@test "appeal: cases that are overdue" {
    cd "$appeals"
    run sh -c 'admit-select -p policy.json overdue cases.jsonl | admit-to-csv -p policy.json | tr -d "\r" | sed "1s/^\xef\xbb\xbf//"'
    [ "$output" = "编号,类别,事项,受理级别,办理期限,状态
2020-0001,申诉,check character of the identity number,school,2020-07-06,open
2020-0003,举报,a home that is not the family's,district,2020-07-07,asked" ] || fail "$output"
    [ "$(admit-select -p policy.json overdue cases.jsonl | admit-derive -p policy.json escalated | jq -r .level | xargs)" = "district city" ]
    jq -c . policy.json | admit-validate -s ../../policy.schema.json
}
