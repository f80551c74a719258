load helper
load workbook

project=$BATS_TEST_DIRNAME/..

# A generated city with so many applicants, and what is wrong with it, which is more
# than what a year of 2 % may set aside.
make_year() {
    mkdir -p year
    cp "$project"/samples/senior-high/city/*.json year
    jq '.limits = ([("validate", "dedup", "geocode") | {(.): {"reject-limit": "10%"}}] | add)' \
        "$project/samples/senior-high/city/policy.json" >year/policy.json
    admit-generate --applicants "$1" --seed test --defects "$2" --output year --truth truth
}

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# What everybody got: number, round, program and group, number of the choice.
outcome() {
    jq -r '[.id] + (.admission | if .status == "admitted"
        then [.round, ([.program, .group // empty] | join("/")), .choice // "-"]
        else ["-"] end) | map(tostring) | join(" ")' "$1/admissions.jsonl" | sort
}

# The small year of a procedure as its README has it, and whole: every round verified,
# every file under its digest, for the owner's eyes only.
small_year() {    # small_year PROCEDURE SAMPLE [ROUNDS]
    cp -r "$project/samples/$2" year
    run "$project/pipelines/$1.sh" year out
    [ "$status" -eq 0 ] || fail "$output"
    outcome out | diff - "$project/samples/$2/expected"
    [ "$(stat -c %a out)" = 700 ]
    (cd out && sha256sum --quiet -c manifest.sha256)
    [ "$(ls out/log/verified-* | wc -l)" -eq "$(ls out/lines | wc -l)" ]
    [ "$(cat out/log/verified-* | sed -E 's/^verified: [1-9][0-9]* records, [1-9][0-9]* programs, [0-9]+ placed, //
        s/ranks \(no --rank\), //; s/draws \(no --draw\), //' | sort -u)" = "0 breaches; not checked: how policy and programs are read" ]
    # The rounds that follow ranks and draws, one if not given, have them checked too.
    [ "$(grep -L 'no --rank' out/log/verified-* | wc -l)" -eq "${3:-1}" ]
    [ ! -d out/draw ] || [ "$(grep -L 'no --draw' out/log/verified-* | wc -l)" -eq "${3:-1}" ]
}

@test "senior-high: the small year comes out as its README says" {
    small_year senior-high senior-high/small
    [ "$(cat out/rejects/*.jsonl | jq -r '.filter + " " + .record.id' | xargs)" = \
        "admit-dedup 20202000005 admit-geocode 20208000004 admit-validate 20202000004" ]
    [ "$(head -n 4 out/places.csv | xargs)" = "score,count,cumulated 699,1,1 656,1,2 640,2,4" ]
    # The seat that nobody could have in the feeder round is given in the first, and
    # the last one who got a seat there has 640.
    grep -qx 'feeder,S01,62010302,,1,0,,,' out/lines.csv
    grep -qx 'first,S01,open,,2,3,1,4,640' out/lines.csv
    # Why not, after each round: the lists are published.
    for why in 'feeder 20202000003 below-floor' 'feeder 20201000004 not-eligible' \
        'feeder 20202000002 full' 'first 20202000003 full full not-offered'; do
        read -r round id codes <<<"$why"
        [ "$(jq -r --arg id "$id" 'select(.id == $id) | .admission.refused | map(.code) | join(" ")' \
            "out/lists/$round.jsonl")" = "$codes" ] || fail "$why"
    done
}

# Places, lines, scores: all that is published of a year but where its rows stood.
published() {    # published RESULT
    (cd "$1" && find . -path ./inputs -prune -o \( -name '*.csv' -o -path './lines/*' \) -exec sha256sum {} + | sort -k 2
        outcome . && for list in admissions lists/*; do
            jq -c 'del(.source)' "${list%.jsonl}.jsonl"
        done | sha256sum)
}

# with_workbook SAMPLE whole|half|typed: the year from its CSV, and from a workbook in
# place of it: all of it, half beside half as CSV, with numbers as a person types them.
with_workbook() {
    cp -r "$project/samples/$1/small" year
    "$project/pipelines/$1.sh" year csv >/dev/null
    mv year/applicants.csv whole.csv
    case $2 in
    whole) workbook_of_csv whole.csv year/applicants.xlsx ;;
    half)
        head -n 9 whole.csv >year/applicants-1.csv
        sed 2,9d whole.csv >rest.csv
        workbook_of_csv rest.csv year/applicants-2.xlsx
        ;;
    typed) workbook_of_csv whole.csv year/applicants.xlsx numbers ;;    # 127.5 for 127.50
    esac
    "$project/pipelines/$1.sh" year workbook >/dev/null
}

@test "procedures: a workbook in place of CSV gives the same result" {
    with_workbook junior whole
    diff <(published csv) <(published workbook)
    rm -r year csv workbook
    with_workbook primary half
    diff <(published csv) <(published workbook)
    [ "$(ls workbook/rejects | grep from | xargs)" = "from-csv.jsonl from-xlsx.jsonl" ]
    rm -r year csv workbook
    with_workbook senior-high typed
    diff <(outcome csv) <(outcome workbook)
}

# What people type and programs insert: nobody is set aside for it, or needs jq.
@test "senior-high: harmless blemishes change nothing but source" {
    cp -r "$project/samples/senior-high/small" year
    "$project/pipelines/senior-high.sh" year clean >/dev/null
    sed -i 's/陈青禾/陈　青 禾/; s/阿依古丽·买买提/阿依古丽 • 买买提/; s/15400000009/１５４００００００09，15400000010/
        s/,620102200501209970,/,６２０１０２200501209970,/; s/马晨/马晨(chén)/' year/applicants.csv
    "$project/pipelines/senior-high.sh" year blemished >/dev/null
    diff <(published clean) <(published blemished)
    [ "$(jq -c 'select(.filter == "admit-from-csv") | .cleaned' blemished/log/summary.jsonl)" = \
        '{"姓名":{"width":2,"gloss":1,"middle-dot":1,"inner-space":3},"身份证件号码":{"width":1},"监护人手机号":{"width":1,"first-of":1}}' ]
}

# Each round again, from what is published alone.
@test "pipelines: whoever has the result can verify it, and a forged one fails" {
    cp -r "$project/samples/primary/small" year
    "$project/pipelines/primary.sh" year out >/dev/null
    again() {
        admit-verify -p year/policy.json --entrants out/lists/private.jsonl \
            --set-aside out/rejects/allocate-catchment.jsonl catchment "$@"
    }
    again out/lists/catchment.jsonl
    sed '/"20200009"/s/"unplaced"[^}]*}\]/"admitted","program":"P02","choice":1/' \
        out/lists/catchment.jsonl >forged
    run again forged
    [ "$status" -eq 1 ]
    [ "$(jq -r '.code + " " + .applicant' <<<"$output")" = "not-chosen 20200009" ] || fail "$output"
}

# An allocator that gives somebody's seat away: the verifier has the last word.
@test "pipelines: a round that breaks the rules is not published" {
    mkdir broken
    cat >broken/admit-allocate <<END
#!/bin/bash
"$(command -v admit-allocate)" "\$@" |
    admit-seal sed "/\"id\":\"\$VICTIM\"/s/\"status\":\"admitted\"/\"status\":\"unplaced\"/"
END
    chmod +x broken/admit-allocate
    for round in primary:20200008 junior:20210006 senior-high:20208000001; do
        procedure=${round%:*}
        rm -rf year
        cp -r "$project/samples/$procedure/small" year
        VICTIM=${round#*:} PATH=$BATS_TEST_TMPDIR/broken:$PATH run "$project/pipelines/$procedure.sh" year out
        [[ $status -ne 0 && ! -e out ]] || fail "$procedure is published"
        [[ $output == *"placed, "[1-9]*" breach"* ]] || fail "$output"
        # What there is to look at stays, for the owner's eyes only.
        [[ $output == *"the evidence "*" is in $PWD/out.failed"* ]] || fail "$output"
        [ "$(stat -c %a out.failed)" = 700 ]
        [ -n "$(jq -r .code out.failed/scratch/breaches-*.jsonl)" ]
        [ -z "$(find out.failed -type f -perm /077)" ]
    done
}

@test "primary: the small year comes out as its README says" {
    small_year primary primary/small 2
    [ "$(cat out/rejects/*.jsonl | jq -r '.filter + " " + .record.id' | xargs)" = \
        "admit-dedup 20200019 admit-geocode 20200020 admit-validate 20200017 admit-validate 20200018" ]
    # What dedup says of those who stay.
    [ "$(jq -r 'select(.dedup) | [.id, .dedup.kind, .dedup.with // .dedup.home.school // .dedup.twins[0]] | join(" ")' \
        out/admissions.jsonl | sort)" = "20200007 twins 20200008
20200008 twins 20200007
20200011 same-home P01
20200016 duplicate B-0417" ]
    # Of one child alone, as a report of the address asks for.
    run bash -c 'admit-select "id == \"20200011\"" out/lists/entrants.jsonl |
        admit-dedup -p year/policy.json --against year/earlier.jsonl | jq -c "[.id, .dedup.kind, .dedup.home]"'
    [ "$output" = '["20200011","same-home",{"year":2017,"school":"P01"}]' ] || fail "$output"
    # The twins have one place in the order, and the last seat became two.
    [ "$(jq -c 'select(.twins) | [.draw.places.number, .rank.catchment.order]' out/admissions.jsonl |
        xargs)" = "[4,10] [4,10]" ]
    [ "$(jq -c '[.capacity, .filled]' out/lines/catchment.jsonl | xargs)" = "[6,7] [4,3] [5,2]" ]
    # Why not, of those whom the catchment's school did not take; and in the end.
    for why in 'lists/catchment 20200011 locked' 'lists/catchment 20200010 full' \
        'admissions 20200009 not-agreed'; do
        read -r list id code <<<"$why"
        [ "$(jq -r --arg id "$id" 'select(.id == $id) | .admission.refused[].code' \
            "out/$list.jsonl")" = "$code" ] || fail "$why"
    done
    [ "$(head -n 5 out/demand.csv | tr '\r' ' ' | paste -sd ' ' | tr -s ' ')" = "by.catchment,by.class,count P01,A,4 P01,B,* P01,C,5 P01,D,*" ]
}

@test "junior: the small year comes out as its README says" {
    small_year junior junior/small
    [ "$(cat out/rejects/*.jsonl | jq -r '.filter + " " + .record.id' | xargs)" = \
        "admit-derive 20210018 admit-validate 20210017" ]
    [ "$(jq -r 'select(.id == "20210001") | .admission.refused | map(.code) | join(" ")' \
        out/lists/lottery.jsonl)" = "full full" ]
}

@test "primary, junior: no seat before the list is closed, and the seed is drawn" {
    for sample in $(few 2 primary:places junior:lots); do
        procedure=${sample%:*} draw=${sample#*:}
        rm -rf year closed out
        cp -r "$project/samples/$procedure/small" year
        rm "year/$draw.json" year/seed
        # The day before: the list and its digest, and nothing else.
        run "$project/pipelines/$procedure.sh" year closed
        [ "$status" -eq 0 ] || fail "$output"
        [ ! -e closed/admissions.jsonl ] && [ ! -e closed/admitted.csv ]
        cmp "closed/draw/$draw.json" "$project/samples/$procedure/small/$draw.json"
        [ "$(sha256sum <"closed/draw/$draw.txt" | cut -c 1-64)" = "$(jq -r .sha256 "closed/draw/$draw.json")" ]
        (cd closed && sha256sum --quiet -c manifest.sha256)
        # A seed without a digest that was published.
        cp "$project/samples/$procedure/small/seed" year
        run "$project/pipelines/$procedure.sh" year out
        [[ $status -ne 0 && ! -e out ]] || fail "no digest"
        [[ $output == *"there is a seed, but not $draw.json"* ]] || fail "$output"
        # Somebody who came after the list was closed.
        cp "closed/draw/$draw.json" year
        sed -i '2d' year/applicants.csv
        run "$project/pipelines/$procedure.sh" year out
        [[ $status -ne 0 && ! -e out ]] || fail "another list"
        [[ $output == *"are not those of the list that was closed"*": 16 entrants then, 15 now."* ]] ||
            fail "$output"
        [[ $output == *"nothing is published"* ]]
        cp "$project/samples/$procedure/small/applicants.csv" year
        "$project/pipelines/$procedure.sh" year out >/dev/null
        [ -s out/admitted.csv ]
    done
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
    for others in from-csv rank allocate-feeder allocate-supplementary; do
        [ ! -s "out/rejects/$others.jsonl" ] || fail "$others"
    done
    # Each round has placed somebody.
    [ "$(jq -r 'select(.admission.status == "admitted") | .admission.round' \
        out/admissions.jsonl | sort -u | xargs)" = "feeder first second supplementary" ]
}

same_again() {    # same_again PROCEDURE
    "$project/pipelines/$1.sh" year one >one.txt
    "$project/pipelines/$1.sh" year two >two.txt
    cmp one.txt two.txt
    diff -r -x machine.jsonl one two
}

# What does not say from which line a record came is the same after a shuffle.
same_after_shuffle() {    # same_after_shuffle PROCEDURE: year as one and two were made of
    { head -n 1 year/applicants.csv && tail -n +2 year/applicants.csv | shuf --random-source=<(yes); } >shuffled
    run cmp -s shuffled year/applicants.csv
    [ "$status" -eq 1 ]
    mv shuffled year/applicants.csv
    "$project/pipelines/$1.sh" year other >/dev/null
    for file in report.txt $(cd one && ls ./*.csv lines/*); do
        cmp "one/$file" "other/$file"
    done
    diff <(outcome one) <(outcome other)
}

@test "senior-high: the same bytes in a second run, the same seats in any order of the rows" {
    make_year 500 0
    same_again senior-high
    same_after_shuffle senior-high
}

@test "primary: a generated city, from its spreadsheet to the list of places" {
    "$project/samples/primary/city/generate.sh" year --applicants 800 --defects 0.02
    "$project/pipelines/primary.sh" year closed >/dev/null
    cp closed/draw/places.json year
    echo 'drawn in public' >year/seed
    "$project/pipelines/primary.sh" year out >/dev/null
    run cat out/report.txt
    [[ $output == *"private "*", 0 breaches"*"catchment "*", 0 breaches"*"placement "*", 0 breaches"* ]] || fail "$output"
    # Every class is there, twins are together, and a home that was used comes last.
    [ "$(jq -r .class out/admissions.jsonl | sort -u | xargs)" = "A B C D" ]
    run jq -s 'map(select(.admission.round == "catchment")) | group_by(.lot) | map(select(length > 1) | map(.admission.program) | unique | length) | unique' out/admissions.jsonl
    [ "$(xargs <<<"$output")" = "[ 1 ]" ]
    run jq -r 'select(.class == "D" and .admission.round == "catchment" and .admission.status == "admitted").id' out/admissions.jsonl
    [ -z "$output" ]
}

# Line 20 of the primary year is a child twice; which one is kept depends on the order.
@test "primary, junior: the same bytes in a second run, the same seats in any order of the rows" {
    for procedure in primary junior; do
        rm -rf year one two other
        cp -r "$project/samples/$procedure/small" year
        [ "$procedure" = junior ] || sed -i 20d year/applicants.csv
        same_again "$procedure"
        same_after_shuffle "$procedure"
    done
}

@test "senior-high: what is there already is not written over" {
    make_year 50 0
    mkdir out
    run "$project/pipelines/senior-high.sh" year out
    [ "$status" -eq 2 ]
    [ -z "$(ls out)" ]
}

# A filter that dies in the middle, with the status that its death is seen by, if one
# of its arguments is the word.
break_filter() {    # break_filter FILTER DEATH [WORD]
    local real
    real=$(command -v "$1")
    mkdir -p broken
    cat >"broken/$1" <<END
#!/bin/bash
word=${3-}
[[ -z \$word || " \$* " == *" \$word "* ]] || exec "$real" "\$@"
"$real" "\$@" | head -c 60
$2
END
    chmod +x "broken/$1"
}

# Every second stage of a procedure dies, in one of two ways (ADMIT_ALL=1: each, in both),
# and each time nothing is published.
nothing_published() {    # nothing_published PROCEDURE STAGE ...
    local procedure=$1 stage filter word death n=0
    local -a deaths

    shift
    for stage in $(few 2 "$@"); do
        filter=${stage%%:*} word=
        [[ $stage != *:* ]] || word=${stage#*:}
        deaths=('kill -9 $$' 'exit 0')
        # Without a seal to be missed, only the status tells of what writes a sheet.
        if [[ $stage == @(verify*|to-csv*|tally:--csv) ]]; then
            deaths=('kill -9 $$')
        elif [[ -z ${ADMIT_ALL-} ]]; then
            deaths=("${deaths[n++ % 2]}")
        fi
        for death in "${deaths[@]}"; do
            break_filter "admit-$filter" "$death" "$word"
            PATH=$BATS_TEST_TMPDIR/broken:$PATH run "$project/pipelines/$procedure.sh" year out
            [ "$status" -ne 0 ] || fail "$stage, $death: status 0"
            [ ! -e out ] || fail "$stage, $death: published"
            [ -z "$(ls -d out.* 2>/dev/null | grep -vx out.failed)" ] || fail "$stage, $death: left behind"
            rm -r broken
        done
    done
    # And whole, it is.
    "$project/pipelines/$procedure.sh" year out >/dev/null
    [ -s out/report.txt ]
}

@test "senior-high: whichever stage dies, nothing is published" {
    make_year 300 0
    nothing_published senior-high from-csv validate dedup geocode rank \
        allocate:feeder allocate:supplementary verify:feeder verify:supplementary \
        select tally to-csv to-csv:score,count,cumulated
}

# What is theirs; the other stages are those of senior-high.
@test "primary, junior: whichever stage dies, nothing is published" {
    cp -r "$project/samples/primary/small" year
    nothing_published primary derive draw:--commit draw:--seed rank:private rank:placement allocate:private \
        allocate:placement verify:placement tally:--csv
    rm -r year out
    cp -r "$project/samples/junior/small" year
    nothing_published junior draw:--seed allocate:feeder
}

@test "yearly: a run for what has changed, and the last result stays where one fails" {
    cp -r "$project/samples/junior/small" year
    yearly="$project/pipelines/yearly.sh"
    run "$yearly" junior year
    [[ $status -eq 0 && -z $output ]] || fail "$output"
    first=$(readlink year/results/current)
    outcome year/results/current | diff - year/expected
    # Nothing has changed: nothing runs.
    mkdir broken
    printf '#!/bin/sh\necho "no disk" >&2\nexit 2\n' >broken/admit-rank
    chmod +x broken/admit-rank
    PATH=$BATS_TEST_TMPDIR/broken:$PATH run "$yearly" junior year
    [[ $status -eq 0 && -z $output ]] || fail "$output"
    # A rule has changed, and the run fails: loudly, and the last result stays.
    sed -i 's/"capacity":5/"capacity":1/' year/programs.jsonl
    PATH=$BATS_TEST_TMPDIR/broken:$PATH run "$yearly" junior year
    [ "$status" -eq 1 ]
    [[ $output == *"junior failed; the last result stays"*"no disk"*"nothing is published"* ]] || fail "$output"
    [ "$(readlink year/results/current)" = "$first" ]
    # The fault is mended: the new rule has its own result, beside the old one.
    "$yearly" junior year
    [ "$(readlink year/results/current)" != "$first" ]
    [ "$(outcome year/results/current | grep -c -e '-$')" -eq 2 ]
    outcome "year/results/$first" | diff - year/expected
}

@test "yearly: one run at a time, and no other command than a procedure" {
    cp -r "$project/samples/junior/small" year
    mkdir year/results
    exec 8>year/results/lock
    flock -n 8
    run "$project/pipelines/yearly.sh" junior year
    [[ $status -eq 2 && $output == *"a run is under way" ]]
    exec 8>&-
    for arguments in 'yearly year' 'demo year' 'none year' 'junior nowhere' 'junior'; do
        # shellcheck disable=SC2086
        run "$project/pipelines/yearly.sh" $arguments
        [[ $status -eq 2 && $output == usage* ]] || fail "$arguments: $status $output"
    done
}

@test "demo: a folder that is no demo is left alone" {
    mkdir home
    echo precious >home/file
    run "$project/pipelines/demo.sh" home
    [[ $status -eq 2 && $(cat home/file) == precious ]] || fail "$output"
    run "$project/pipelines/demo.sh"
    [[ $status -eq 2 && $output == usage* ]]
}
