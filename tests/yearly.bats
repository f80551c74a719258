# pipelines/yearly.sh: stages that are not run again, limits, what is told; and the files
# for cron and systemd.
load helper

setup() {
    project=$BATS_TEST_DIRNAME/..
    yearly=$project/pipelines/yearly.sh
    cd "$BATS_TEST_TMPDIR"
    cp -r "$project/samples/junior/small" year
}

reused() {
    jq -r '.reused // empty' year/results/current/log/machine.jsonl | sort | xargs
}

told() {
    jq -r '.status + " " + .reason' year/results/status.json
}

# What the current result is without any stage of before.
same_as_fresh() {
    rm -rf fresh
    "$project/pipelines/junior.sh" year fresh >/dev/null 2>&1
    cmp fresh/manifest.sha256 year/results/current/manifest.sha256
}

@test "yearly: only the stages whose inputs changed are run, with the same bytes" {
    "$yearly" junior year
    [ -z "$(reused)" ]
    [ "$(told)" = "published " ]
    first=$(readlink year/results/current)
    [ ! -e year/results/previous ]
    "$yearly" junior year
    [ "$(told)" = "unchanged " ]
    # Seats: the applicants are not read again, as far as the draw and the order.
    sed -i 's/"capacity":5/"capacity":1/' year/programs.jsonl
    "$yearly" junior year
    [ "$(reused)" = "close-lots dedup derive draw-lots rank validate" ] || fail "$(reused)"
    [ "$(readlink year/results/previous)" = "$first" ]
    # A part of the policy: its stage, and what it changes.
    jq -c '.allocate.feeder.mechanism = "deferred"' year/policy.json >policy
    mv policy year/policy.json
    "$yearly" junior year
    [ "$(reused)" = "allocate-lottery close-lots dedup derive draw-lots from-csv rank to-csv validate" ] || fail "$(reused)"
    same_as_fresh
    # A file that the stage has read by another one.
    sed -i 's/"minLength"/ "minLength"/' year/applicant.schema.json
    cmp -s year/applicant.schema.json "$project/samples/junior/small/applicant.schema.json" &&
        fail "the schema is the same"
    "$yearly" junior year
    [[ $(reused) == *dedup* && $(reused) != *validate* ]] || fail "$(reused)"
    same_as_fresh
    # Back again: the result is there, and what was kept of others is gone.
    kept=$(ls year/results/stages | wc -l)
    echo >>year/README.md
    "$yearly" junior year
    [ "$(ls year/results/stages | wc -l)" -le "$kept" ]
    # Afresh.
    echo >>year/README.md
    "$yearly" -f junior year
    [[ -z $(reused) && ! -e year/results/stages ]]
}

@test "yearly: what was stopped goes on with what it had, and gives the same bytes" {
    mkdir slow
    printf '#!/bin/bash\n[[ " $* " != *" --summary "* ]] || kill -9 $PPID\nexec %q "$@"\n' \
        "$(command -v admit-rank)" >slow/admit-rank
    chmod +x slow/admit-rank
    PATH=$PWD/slow:$PATH run "$yearly" junior year
    [ "$status" -eq 1 ]
    "$yearly" junior year
    [[ $(reused) == *dedup* && $(reused) != *rank* ]] || fail "$(reused)"
    same_as_fresh
    [ -z "$(find year/results -name '.new.*')" ]
    "$project/pipelines/replay.sh" year/results/current
}

@test "yearly: a time limit, a full disk, and who is told" {
    mkdir slow
    printf '#!/bin/bash\n[[ " $* " != *" --summary "* ]] || sleep 60\nexec %q "$@"\n' \
        "$(command -v admit-dedup)" >slow/admit-dedup
    printf '#!/bin/bash\necho "$1" >>%q\n' "$PWD/notes" >notify
    chmod +x slow/admit-dedup notify
    PATH=$PWD/slow:$PATH run "$yearly" -t 1 -n ./notify junior year
    [[ $status -eq 1 && $output == *"junior took longer than 1; the last result stays"* ]] || fail "$output"
    [ "$(told)" = "late the run was ended after 1" ]
    run "$yearly" -m 999999999 -n ./notify junior year
    [[ $status -eq 1 && $output == *"MiB are free"*"999999999: make room"* ]] || fail "$output"
    [[ $(told) == "full "*" are needed" && ! -e year/results/current ]]
    cp year/policy.json kept
    jq -c '.limits.nothing = {}' kept >year/policy.json
    run "$yearly" -n ./notify junior year
    [[ $status -eq 1 && $(told) == "failed "*"/limits/nothing: there is no such stage"* ]] || fail "$(told)"
    mv kept year/policy.json
    run "$yearly" -n ./notify junior year
    [[ $status -eq 0 && -z $output ]]
    "$yearly" -n ./notify junior year
    [ "$(jq -r .status notes | xargs)" = "late full failed published" ]
    echo >>year/README.md
    run "$yearly" -n ./none junior year
    [[ $status -eq 0 && $output == *"the notification failed: "*/none ]] || fail "$output"
    for bad in '-t soon' '-m x' '-x' '-t'; do
        # shellcheck disable=SC2086
        run "$yearly" $bad junior year
        [[ $status -eq 2 && $output == usage* ]] || fail "$bad: $output"
    done
}

# Where the files say /srv/admission and /usr/local, this test has its own.
adapt() {    # adapt FILE
    sed "s,/srv/admission,$PWD/srv,g; s,/usr/local/share/admit,$project,g; s/%i/junior/g" \
        "$project/pipelines/$1"
}

@test "yearly: the commands of cron and of the service run" {
    mkdir -p srv
    mv year srv/junior
    cp -r "$project/samples/senior-high/small" srv/senior-high
    cron=$(adapt yearly.cron | sed -n 's,^[*]/30 \* \* 6-8 \* admission ,,p')
    service=$(adapt admit-yearly@.service | sed -n 's/^ExecStart=//p')
    for command in "$cron" "$service"; do
        run env -i PATH=/usr/bin:/bin LOGNAME=admission /bin/sh -c "$command" </dev/null
        [[ $status -eq 0 && -z $output ]] || fail "$command: $output"
    done
    [[ -s srv/senior-high/results/current/report.txt && -s srv/junior/results/current/report.txt ]]
    command=$(adapt admit-failed@.service | sed -n 's/^ExecStart=.* -p err //p')
    [ "$($command | jq -r .status)" = published ]
}

@test "yearly: the units are valid, and hardened" {
    command -v systemd-analyze >/dev/null || skip "there is no systemd-analyze"
    mkdir units
    for unit in admit-yearly@.service admit-yearly@.timer admit-failed@.service; do
        sed "s,/usr/local/share/admit,$project,; s/^User=admission/User=root/" "$project/pipelines/$unit" >"units/$unit"
    done
    cp units/admit-yearly@.service units/admit-yearly@junior.service
    run systemd-analyze verify --man=no units/admit-yearly@junior.service units/admit-yearly@.timer
    [ "$status" -eq 0 ] || fail "$output"
    ! grep -E 'admit-.*(Unknown|Failed|Invalid)' <<<"$output" || fail "$output"
    run systemd-analyze calendar '*-06..08-* *:00/30'
    [ "$status" -eq 0 ] || fail "$output"
}
