# What can be wrong with a year is tried on the small years: the run ends with a message,
# publishes nothing, and what was current stays.  By default a sample of the typos and of
# the moments of death; ADMIT_ALL=1 tries them all.
load helper

project=$BATS_TEST_DIRNAME/..

setup() {
    cd "$BATS_TEST_TMPDIR"
    pipelines=$project/pipelines
}

small() {    # small PROCEDURE: a new folder "year"
    rm -rf year out out.failed
    cp -r "$project/samples/$1/small" year
}

# Runs PROCEDURE on "year", which must end without a result, and say the words.
refused() {    # refused PROCEDURE WORDS ...
    local word
    run "$pipelines/$1.sh" year out
    [[ $status -ne 0 && ! -e out ]] || fail "published: $(cat out/report.txt)"
    for word in "nothing is published" "${@:2}"; do
        [[ $output == *"$word"* ]] || fail "not told: $word" "$output"
    done
    [ -z "$(find . -maxdepth 1 -name 'out.??????' ! -name out.failed)" ] || fail "left behind"
}

edit_policy() {
    jq -c "$@" year/policy.json >edited
    mv edited year/policy.json
}

@test "faults: a misspelt section or key of the policy ends the year" {
    local n=0 procedure place
    local -a places
    for procedure in senior-high primary junior; do
        small "$procedure"
        # Each section, and each key of a section or of one of its entries.
        mapfile -t places < <(jq -c 'paths |
            select((length == 1 and (.[0] | IN("title", "year", "basis") | not)) or
                (length == 2 and (.[0] | IN("validate", "dedup", "geocode", "to-csv", "limits"))) or
                (length == 3 and (.[0] | IN("allocate", "rank", "draw", "tally", "derive", "limits"))))' \
            year/policy.json)
        n=$((n + ${#places[@]}))
        while read -r place; do
            small "$procedure"
            edit_policy --argjson at "$place" '($at[:-1] + [$at[-1] + "x"]) as $to |
                getpath($at) as $value | delpaths([$at]) | setpath($to; $value)'
            refused "$procedure"
            [[ $output == *policy.json* ]] || fail "$place: $output"
        done < <(few 15 "${places[@]}")
    done
    [ "$n" -gt 60 ]
}

@test "faults: a field that no record has, in any section, ends the year" {
    small senior-high
    edit_policy '.rank.unified.by[0] = "totl desc"'
    refused senior-high reject-limit
    small senior-high
    edit_policy '.dedup.keys = [["resident_idd"]]'
    refused senior-high resident_idd
    small senior-high
    edit_policy '.allocate.first.choices = "choises"'
    refused senior-high
    small senior-high
    edit_policy '.geocode.lon = "long"'
    refused senior-high reject-limit
    small primary
    edit_policy '.rank.catchment.by[0] = "teir"'
    refused primary reject-limit
    small primary
    edit_policy '.draw.places.id = "idd"'
    refused primary reject-limit
    small junior
    edit_policy '.derive.feeder.fields.feeder = "[policy.feeder[primary.cod]]"'
    refused junior reject-limit
}

@test "faults: an empty, cut or doubled spreadsheet ends the year" {
    for procedure in $(few 3 junior senior-high primary); do
        small "$procedure"
        : >year/applicants.csv
        refused "$procedure"
        small "$procedure"
        sed -i 2,\$d year/applicants.csv
        refused "$procedure" min-records
        small "$procedure"
        cp year/applicants.csv year/applicants-again.csv
        refused "$procedure" file-twice
        sed 's/示/例/' year/applicants.csv >year/applicants-again.csv
        echo >>year/applicants-again.csv
        refused "$procedure" reject-limit
        small "$procedure"
        sed 1d year/applicants.csv >again
        cat again >>year/applicants.csv
        refused "$procedure" reject-limit
    done
    # In the middle of a character, of a quoted cell, of a row.
    small primary
    for bytes in 1700 1900 2100; do
        cp "$project/samples/primary/small/applicants.csv" whole
        head -c $bytes whole >year/applicants.csv
        [ -n "$(tail -c 1 year/applicants.csv | tr -d '\n')" ] || continue
        refused primary
    done
    # A part of a seed is another seed, and a short last cell is a cell.
    small primary
    truncate -s -7 year/seed
    refused primary "seed must be one line, with its end"
    small primary
    truncate -s -7 year/catchments.csv
    refused primary file-cut
    small primary
    sed -i '$d' year/earlier.jsonl
    refused primary "earlier.jsonl is not whole"
    small primary
    cat year/places.json "$project/samples/primary/small/places.json" >twice
    mv twice year/places.json
    refused primary "places.json is not, whole and once"
}

@test "faults: a policy that says how many applicants there are misses the others" {
    small junior
    edit_policy '.limits["from-csv"] = {"min-records": 18}'
    "$pipelines/junior.sh" year out >/dev/null
    small junior
    edit_policy '.limits["from-csv"] = {"min-records": 18}'
    sed -i '$d' year/applicants.csv
    refused junior min-records
}

@test "faults: no name or text of a policy is run as a command" {
    for procedure in senior-high junior; do
        small "$procedure"
        # As a key and as a text wherever there are some, in the forms that a shell evaluates.
        edit_policy '(first(.allocate[])) as $round |
            reduce ("$(touch pwned)", "x[$(touch pwned)]", "`touch pwned`", "") as $evil (.;
                .allocate[$evil] = ($round | .programs = $evil) | .constants[$evil] = $evil |
                .title += $evil)'
        "$pipelines/$procedure.sh" year out || true
        "$pipelines/yearly.sh" "$procedure" year || true
        [ -z "$(find . -name pwned)" ] || fail "run: $(find . -name pwned)"
    done
}

@test "faults: what is no policy is told by a filter, with its place" {
    while IFS='|' read -r policy words; do
        small junior
        printf '%s' "$policy" >year/policy.json
        refused junior "$words" "policy.json is not a policy"
        [[ $output != *"jq:"* ]] || fail "$output"
    done <<'END'
|admit-to-csv: policy.json:1:0: not-json
[]|admit-to-csv: policy.json: a policy is a JSON object
{"rank":|admit-to-csv: policy.json:1:8: not-json
END
}

@test "faults: limits that say nothing are refused with their place" {
    while IFS='|' read -r limits words; do
        small junior
        edit_policy --argjson limits "$limits" '.limits += $limits'
        refused junior "/limits$words"
        [[ $output != *"jq:"* ]] || fail "$output"
    done <<'END'
{"derve":{"reject-limit":"10%"}}|/derve: there is no such stage; there are allocate-feeder
{"derive":{"rejects":"10%"}}|/derive/rejects: unknown key
{"derive":{"reject-limit":"lots"}}|/derive/reject-limit: must be a number
{"derive":{"min-records":"-1"}}|/derive/min-records: must be a number
{"derive":"10%"}|/derive: must be an object
END
    small junior
    edit_policy '.rank.lots["reject-limit"] = "50%"'
    refused junior "/rank/lots/reject-limit: a procedure takes its limits from /limits"
}

@test "faults: a spreadsheet that the policy does not name ends the year" {
    for late in late.csv "districts/late one.CSV" $'late\e[2J.xlsx'; do
        small junior
        mkdir year/districts
        echo x >"year/$late"
        refused junior "${late%$'\e'*}" "no part of the policy names"
        [[ $output != *$'\e'* ]]
    done
    # Hidden files, results and other files are none of it; a named one takes part.
    small junior
    mkdir year/results
    touch year/.late.csv year/results/old.csv
    echo x >year/notes.txt
    "$pipelines/junior.sh" year out >/dev/null
    small junior
    mv year/applicants.csv "year/区 a.csv"
    refused junior "no file" "applicants*.csv"
    edit_policy '."from-csv".files = ["区 *.csv"]'
    "$pipelines/junior.sh" year out >/dev/null
    [ -s out/admitted.csv ]
}

@test "faults: a folder that cannot be listed completely ends the year" {
    small junior
    mkdir meddling
    for listed in 3 0; do
        printf '#!/bin/bash\n%q "$@" | head -z -n %d\nexit 1\n' "$(type -P find)" "$listed" >meddling/find
        chmod +x meddling/find
        PATH=$PWD/meddling:$PATH refused junior "the folder cannot be listed completely"
    done
}

@test "faults: a table that is there as CSV and as a workbook ends the year" {
    small junior
    echo x >year/applicants.xlsx
    refused junior "applicants.csv and applicants.xlsx are both there"
    small junior
    echo x >year/applicants.XLSX
    refused junior "no part of the policy names applicants.XLSX"
    # A limit of the reader that does not run would be none.
    small junior
    edit_policy '.limits["from-xlsx"] = {"min-records": 18}'
    refused junior "/limits/from-xlsx: there is no workbook"
    small junior
    mv year/applicants.csv year/applicants.xlsx
    edit_policy '.limits["from-csv"] = {"min-records": 18}'
    refused junior "/limits/from-csv: there is no CSV"
    # The name does not make a workbook.
    small junior
    mv year/applicants.csv year/applicants.xlsx
    refused junior "xlsx-not-a-workbook"
    # One of two readers fails: the records of the other are not the year.
    small junior
    echo x >year/applicants-2.xlsx
    refused junior "xlsx-not-a-workbook"
}

# A filter that does something to a file of the year, and then its work; not where the
# run only tries whether it takes its section.
meddle() {    # meddle FILTER COMMANDS
    local real
    real=$(command -v "$1")
    mkdir -p meddling
    printf '#!/bin/bash\n[[ " $* " != *" --summary "* ]] || {\n%s\n}\nexec %q "$@"\n' "$2" "$real" >"meddling/$1"
    chmod +x "meddling/$1"
}

@test "faults: a file that is edited during the run ends it" {
    few 2 'cp -p applicants.csv ../kept; echo >>applicants.csv; cat ../kept >applicants.csv' \
        'sed -i s/2020/2021/ policy.json' 'echo x >new.txt' 'echo >>applicants.csv' 'rm README.md' \
        'sed -i s/示例/样例/ programs.jsonl' >edits
    while read -r edit; do
        small senior-high
        meddle admit-tally "$edit" # which begins when the first pipe has ended
        PATH=$PWD/meddling:$PATH refused senior-high "changed while the run went on: "
        rm -r meddling
    done <edits
    # A map outside of the folder.
    small senior-high
    mv year/districts.geojson .
    edit_policy '.geocode.boundaries = "../districts.geojson"'
    meddle admit-tally 'echo >>../districts.geojson'
    PATH=$PWD/meddling:$PATH refused senior-high "changed while the run went on: ../districts.geojson"
}

@test "faults: the digests of a result do not depend on how the folder is spelled" {
    small junior
    "$pipelines/junior.sh" year out >/dev/null
    mkdir -p a=1 'with space'
    cp -r year a=1
    cp -r year -- '-year'
    cp -r year "with space/a*b"
    ln -s year link
    for folder in ./a=1/../year/ "$PWD/year" a=1/year -year 'with space/a*b' link; do
        CDPATH=/tmp "$pipelines/junior.sh" "$folder" again >report
        cmp out/manifest.sha256 again/manifest.sha256 || fail "$folder"
        cmp out/report.txt report || fail "$folder"
        rm -r again
    done
}

@test "faults: seats in another file, and schools with names that break tables" {
    small senior-high
    mkdir year/seats
    mv year/programs.jsonl "year/seats/all of them.jsonl"
    edit_policy '.allocate[].programs = "seats/all of them.jsonl"'
    sed -i 's/"school":"[^"]*"/"school":"A, \\"B\\"\\nS99  9 \\u001b[2J\\u202eC"/' "year/seats/all of them.jsonl"
    "$pipelines/senior-high.sh" year out >/dev/null
    [ "$(grep -c 'A, "B"<U+000A>S99  9 <U+001B>\[2J<U+202E>C$' out/report.txt)" -eq 4 ] ||
        fail "$(cat out/report.txt)"
    [ "$(grep '^S02' out/report.txt | cut -d A -f 1 | xargs)" = "S02 3 1 640 2 575 0 0 0" ]
    run grep -c '^S99' out/report.txt
    [ "$output" = 0 ]
}

@test "faults: what was killed is cleared away by the next run, what lives is not" {
    small junior
    meddle admit-rank 'kill -9 $PPID $$'
    mkdir out.folder out.strang
    echo mine >out.strang/running
    PATH=$PWD/meddling:$PATH run timeout 20 "$pipelines/junior.sh" year out
    printf '#!/bin/bash\nkill -9 %s\n' '$(cat ../victim)' >meddling/admit-rank
    # The procedure itself, by its number.
    PATH=$PWD/meddling:$PATH bash -c 'echo $BASHPID >victim; exec "$0" year out' \
        "$pipelines/junior.sh" >/dev/null 2>&1 || true
    left=$(find . -path './out.??????/running' ! -path ./out.strang/running)
    [ -n "$left" ] || fail "nothing was left: $(ls)"
    flock -w 20 "$left" true    # until the last of its stages is dead
    # One that lives has its lock.
    mkdir out.living
    echo admit >out.living/running
    exec 7<out.living/running
    flock -n 7
    "$pipelines/junior.sh" year out >/dev/null
    [ "$(ls -d out.?????? | grep -vx out.failed | xargs)" = "out.folder out.living out.strang" ] ||
        fail "$(ls)"
    exec 7<&-
    rm -r out
    "$pipelines/junior.sh" year out >/dev/null
    [ ! -e out.living ]
}

# What is current is whole, and the right one.
current_is_whole() {
    local current=year/results/current
    [ -L "$current" ] || return 0
    (cd "$current" && sha256sum --quiet -c manifest.sha256) || fail "not whole"
    jq -r '[.id, .admission.program // "-"] | join(" ")' "$current/admissions.jsonl" | sort |
        diff - "$1"
}

@test "faults: killed at any moment, the old result or the new one is current" {
    local moments=$([ -n "${ADMIT_ALL-}" ] && echo 30 || echo 6) i start took
    small junior
    start=$(date +%s%N)
    "$pipelines/junior.sh" year out >/dev/null
    took=$((($(date +%s%N) - start) / 1000000))
    jq -r '[.id, .admission.program // "-"] | join(" ")' out/admissions.jsonl | sort >old
    RANDOM=11
    for ((i = 0; i < moments; i++)); do
        setsid "$pipelines/yearly.sh" junior year >/dev/null 2>&1 &
        sleep "$(printf '0.%03d' $((RANDOM % (took < 990 ? took : 990))))"
        if ((i % 2)); then kill -9 -- -$! || true; else kill -9 $! || true; fi 2>/dev/null
        wait $! 2>/dev/null || true
        current_is_whole old
        # The runner alone is dead: nobody else begins while its stages go on.
        [ -z "$(find year/results -maxdepth 1 -name '*.??????' ! -name '*.failed')" ] || sleep 0.1
    done
    for ((i = 0; i < 100; i++)); do
        "$pipelines/yearly.sh" junior year 2>/dev/null && break
        sleep 0.1
    done
    current_is_whole old
    [ -L year/results/current ]
    [ -z "$(find year/results -maxdepth 1 -name '*.??????' ! -name '*.failed')" ] ||
        fail "left behind: $(ls year/results)"
}

@test "faults: a runner that is killed leaves the lock to the procedure that goes on" {
    small junior
    meddle admit-rank 'touch ../begun; while [ ! -e ../go ]; do sleep 0.05; done'
    PATH=$PWD/meddling:$PATH setsid "$pipelines/yearly.sh" junior year >/dev/null 2>&1 &
    runner=$!
    for ((i = 0; i < 100; i++)); do [ -e begun ] && break; sleep 0.05; done
    kill -9 $runner
    wait $runner || true
    run "$pipelines/yearly.sh" junior year
    [[ $status -eq 2 && $output == *"a run is under way" ]] || fail "$status $output"
    touch go
    for ((i = 0; i < 100; i++)); do
        run "$pipelines/yearly.sh" junior year
        [ "$status" -ne 2 ] && break
        sleep 0.05
    done
    [[ $status -eq 0 && -s year/results/current/admitted.csv ]] || fail "$output"
}

@test "faults: links that somebody planted in results are not followed" {
    echo precious >victim
    for name in lock log next current; do
        small junior
        mkdir year/results
        ln -s "$PWD/victim" "year/results/$name"
        run "$pipelines/yearly.sh" junior year
        [ "$(cat victim)" = precious ] || fail "$name: $(cat victim)"
        [[ $name != lock || $output == *"results/lock is not a plain file"* ]] || fail "$output"
    done
    small junior
    mkdir elsewhere
    ln -s "$PWD/elsewhere" year/results
    run "$pipelines/yearly.sh" junior year
    [[ $status -eq 2 && -z $(ls elsewhere) ]] || fail "$output"
    small junior
    mkdir -m 777 year/results
    run "$pipelines/yearly.sh" junior year
    [[ $status -eq 2 && $output == *"nobody else can write"* ]] || fail "$output"
}

@test "faults: the yearly run tells what somebody has to do, once" {
    small junior
    rm year/seed year/lots.json
    run "$pipelines/yearly.sh" junior year
    [[ $status -eq 0 && $output == "The list of those who draw is closed."*"draw/lots.json"* ]] || fail "$output"
    run "$pipelines/yearly.sh" junior year
    [[ $status -eq 0 && -z $output ]] || fail "$output"
    cp year/results/current/draw/lots.json year
    cp "$project/samples/junior/small/seed" year
    sed -i 2d year/applicants.csv
    run "$pipelines/yearly.sh" junior year
    [[ $status -eq 1 && $output == *"16 entrants then, 15 now"*"$PWD/year/results/"*".failed"* ]] || fail "$output"
    # Of two runs that fail the evidence of the last one stays, and none beside a result.
    echo >>year/applicants.csv
    run "$pipelines/yearly.sh" junior year
    [[ $status -eq 1 && $(ls -d year/results/*.failed | wc -l) -eq 1 ]] || fail "$(ls year/results)"
    cp "$project/samples/junior/small/applicants.csv" year
    ln -s "$pipelines" scripts
    CDPATH=/tmp:/ scripts/yearly.sh junior year
    [ -s year/results/current/admitted.csv ]
    [ -z "$(find year/results -name '*.failed')" ]
}
