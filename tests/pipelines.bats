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

# What everybody got: number, round, program and group, number of the choice.
outcome() {
    jq -r '[.id] + (.admission | if .status == "admitted"
        then [.round, ([.program, .group // empty] | join("/")), .choice // "-"]
        else ["-"] end) | map(tostring) | join(" ")' "$1/admissions.jsonl" | sort
}

# The small year of a procedure as its README has it, and whole: every round verified,
# every file under its digest, for the owner's eyes only.
small_year() {    # small_year PROCEDURE SAMPLE
    cp -r "$project/samples/$2" year
    run "$project/pipelines/$1.sh" year out
    [ "$status" -eq 0 ] || fail "$output"
    outcome out | diff - "$project/samples/$2/expected"
    [ "$(stat -c %a out)" = 700 ]
    (cd out && sha256sum --quiet -c manifest.sha256)
    [ "$(ls out/log/verified-* | wc -l)" -eq "$(ls out/lines | wc -l)" ]
    [ "$(sort -u out/log/verified-*)" = "verified: 0 breaches" ]
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

@test "senior-high: a second run gives the same bytes" {
    make_year 500 0.05
    "$project/pipelines/senior-high.sh" year one >one.txt
    "$project/pipelines/senior-high.sh" year two >two.txt
    cmp one.txt two.txt
    diff -r -x summary.jsonl one two
}

# What does not say from which line a record came is the same after a shuffle.
same_after_shuffle() {    # same_after_shuffle PROCEDURE
    "$project/pipelines/$1.sh" year one >/dev/null
    { head -n 1 year/applicants.csv && tail -n +2 year/applicants.csv | shuf --random-source=<(yes); } >shuffled
    run cmp -s shuffled year/applicants.csv
    [ "$status" -eq 1 ]
    mv shuffled year/applicants.csv
    "$project/pipelines/$1.sh" year two >/dev/null
    for file in report.txt $(cd one && ls ./*.csv lines/*); do
        cmp "one/$file" "two/$file"
    done
    diff <(outcome one) <(outcome two)
}

@test "senior-high: the order of the rows changes nothing" {
    make_year 500 0
    same_after_shuffle senior-high
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
"$real" "\$@" | head -c 2000
$2
END
    chmod +x "broken/$1"
}

# Every stage of a procedure dies, in two ways, and each time nothing is published.
nothing_published() {    # nothing_published PROCEDURE STAGE ...
    local procedure=$1 stage filter word death
    shift
    for stage in "$@"; do
        filter=${stage%%:*} word=
        [[ $stage != *:* ]] || word=${stage#*:}
        for death in 'kill -9 $$' 'exit 0'; do
            # Without a seal to be missed, only the status tells of these two.
            [[ $death != 'exit 0' || $filter != @(verify|to-csv) ]] || continue
            break_filter "admit-$filter" "$death" "$word"
            PATH=$BATS_TEST_TMPDIR/broken:$PATH run "$project/pipelines/$procedure.sh" year out
            [ "$status" -ne 0 ] || fail "$stage, $death: status 0"
            [ ! -e out ] || fail "$stage, $death: published"
            [ -z "$(ls -d out.* 2>/dev/null)" ] || fail "$stage, $death: left behind"
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
        allocate:feeder allocate:first allocate:second allocate:supplementary \
        verify:feeder verify:first verify:second verify:supplementary \
        select tally to-csv to-csv:score,count,cumulated
}
