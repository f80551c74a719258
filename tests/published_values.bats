# No value of a person leaves by a file that is not for its owner alone, or by the list of
# processes: searched by value and by pattern, in a year of each procedure.
load helper

project=$BATS_TEST_DIRNAME/..

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# All commands that the procedures know by name, with what they are called with written
# down first, as a list of processes shows it; processes that they start, too.
watch_processes() {
    local name real
    mkdir -p watched called
    for name in $(grep -ohE '[a-z][a-z0-9-]+' "$project"/pipelines/*.sh "$project"/pipelines/*.bash | sort -u); do
        real=$(type -P "$name") || continue
        printf '#!/bin/sh\nprintf "%%s\\n" %s "$@" >>%q/$$\nexec %q "$@"\n' \
            "$name" "$PWD/called" "$real" >"watched/$name"
    done
    chmod +x watched/*
}

# A run of the year: the result, what was said, what processes were called with, and
# all.jsonl, the applicants as they were typed.
run_year() {    # run_year PROCEDURE
    local name
    watch_processes
    PATH=$PWD/watched:$PATH "$project/pipelines/$1.sh" year result >>said 2>&1 || fail "$(cat said)"
    cat called/* >processes
    for name in admit-validate admit-verify jq sha256sum tee; do
        grep -qx -- "$name" processes || fail "$name was not seen"
    done
    (cd year && admit-from-csv -p policy.json applicants.csv) >all.jsonl
}

# What the applicants have told, of which nothing must be found: the fields there are.
# The number of an application is no secret: it stands in the published list of a draw.
secret_fields() {
    secrets=()
    for field in name resident_id student_number guardian mobile address home.unit; do
        ! jq -e --arg field "$field" 'select((try getpath($field | split(".")) catch empty) | strings | utf8bytelength > 3)' all.jsonl >found ||
            secrets+=(--secrets "$field")
    done
    [ ${#secrets[@]} -ge 4 ]
}

# Everything in a result but the lists of applicants, which are their owner's, in what is
# new too; and what is made of the lists to be published.
publish_year() {
    cp -r result public
    (cd public && rm -r inputs lists rejects admissions.jsonl admitted.*)
    cp said processes public
    printf 'a secret of some length\n' >key
    admit-mask --fields 'id as pseudonym' --pseudonym key --fields 'name as name' --fields 'birth as year' \
        --fields 'resident_id as id' --fields admission \
        -r rejects result/admissions.jsonl >public/list.jsonl
    admit-split --by admission.round -o public/rounds public/list.jsonl >public/rounds.jsonl
    admit-tally --by admission.status --by sex --totals --small 5 --table result/admissions.jsonl >public/districts.txt
    admit-to-csv --encoding gbk --substitute '?' --columns id,name,admission.program public/list.jsonl >public/list.csv
}

check_public() {
    admit-mask --check public "${secrets[@]}" all.jsonl 2>said.check
}

# Each kind of value, put into a file of its own, is found: the check is one.
planted_values_are_found() {
    local field value

    for field in $(printf '%s\n' "${secrets[@]}" | grep -vx -e --secrets); do
        value=$(jq -r --arg field "$field" '(try getpath($field | split(".")) catch empty) | strings | select(utf8bytelength > 3)' all.jsonl | tail -n 1)
        printf 'x %s x\n' "$value" >public/planted
        run --separate-stderr check_public
        [[ $status -eq 1 && $output == *'"public/planted","line":1,"code":"leak"'* ]] || fail "$field: $status $output"
        [[ $output != *"$value"* ]] || fail "$field: quoted"
    done
    rm public/planted
}

year_gives_nothing_away() {
    publish_year
    secret_fields
    run check_public
    [[ $status -eq 0 && -z $output ]] || fail "$status" "$output" "$(cat said.check)"
    planted_values_are_found
}

@test "published values: nothing of a person of a generated senior-high year" {
    mkdir year
    cp "$project"/samples/senior-high/city/*.json year
    jq '.limits = ([("validate", "dedup", "geocode") | {(.): {"reject-limit": "30%"}}] | add)' \
        "$project/samples/senior-high/city/policy.json" >year/policy.json
    admit-generate --applicants 200 --seed published --defects 0.1 --output year
    run_year senior-high
    year_gives_nothing_away
}

# A year with a draw, whose list is closed first.
draw_year() {    # draw_year PROCEDURE DRAW
    "$project/samples/$1/city/generate.sh" year --applicants 200 --seed published
    "$project/pipelines/$1.sh" year list >said 2>&1
    cp "list/draw/$2.json" year
    echo 'drawn in public' >year/seed
    run_year "$1"
    mkdir result/closed
    cp -r list/log list/report.txt list/next-step.txt list/MANIFEST.json result/closed
    year_gives_nothing_away
}

@test "published values: nothing of a person of a generated junior year" {
    [[ -n ${ADMIT_ALL-} ]] || skip "the primary year has all of its stages; ADMIT_ALL=1 tries it"
    draw_year junior lots
}

@test "published values: nothing of a person of a generated primary year" {
    draw_year primary places
}
