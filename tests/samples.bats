load helper
load workbook

# What the samples teach works when it is typed: the stories of data staff, inspectors and
# those who decide appeals, with one command each.

project=$BATS_TEST_DIRNAME/..

# The commands of a README run as they are typed, and say what it says.  A block of code
# that begins with a command is run, after those before it, in one shell; the blocks that
# follow it are what it writes, white space apart.  A command of which nothing is said
# ends with 0.  What they have in /tmp is in the folder of the test.
readme_runs() {    # readme_runs README
    local at=$BATS_TEST_TMPDIR said='' command='' status=0 block

    cd "$BATS_TEST_DIRNAME/.."
    while IFS= read -r -d '' block; do
        case $block in
        'cd '* | 'cp '* | admit-* | 'jq '* | pipelines/*)
            readme_said "$command" "$said" "$status"
            said='' status=0 command=${block//\/tmp\//$at/}
            eval "$command" >"$at/readme.said" 2>"$at/readme.errors" || status=$?
            ;;
        *) said+=$block ;;
        esac
    done < <(awk '/^    / { block = block substr($0, 5) "\n"; next }
        block != "" { printf "%s%c", block, 0; block = "" }
        END { if (block != "") printf "%s%c", block, 0 }' "$1")
    readme_said "$command" "$said" "$status"
}

readme_said() {    # readme_said COMMAND SAID STATUS
    if [[ -n $2 ]]; then
        diff <(tr -d '[:space:]' <<<"$2") <(cat "$BATS_TEST_TMPDIR/readme.said" "$BATS_TEST_TMPDIR/readme.errors" |
            sed 's/^\xef\xbb\xbf//' | tr -d '[:space:]') || fail "$1"
    elif [[ $3 -ne 0 ]]; then
        fail "$1" "status $3: $(cat "$BATS_TEST_TMPDIR/readme.errors")"
    fi
}

@test "samples: the commands of rolls/README.md say what it says" {
    samples=$project/samples/senior-high
    readme_runs "$samples/rolls/README.md"
    # Workbooks, and rolls that have only the student number.
    cd "$BATS_TEST_TMPDIR"
    for school in S01 S02 S03 S04; do
        workbook_of_csv "$samples/rolls/$school.csv" "$school.xlsx"
    done
    codes() {
        admit-reconcile -p "$samples/rolls/policy.json" "$@" result/admissions.jsonl |
            jq -r '.code + " " + (.roll // "-")'
    }
    admit-from-csv -p "$samples/rolls/policy.json" "$samples"/rolls/S0*.csv >rolls.jsonl
    codes <rolls.jsonl >csv || [ "$(wc -l <csv)" -eq 6 ]
    codes --id student_number --roll-id student_number <rolls.jsonl | diff csv -
    admit-from-xlsx -p "$samples/rolls/policy.json" S0*.xlsx | codes | sed 's/[.]xlsx/.csv/' | diff csv -
    jq -c . "$samples/rolls/policy.json" | admit-validate -s "$project/samples/policy.schema.json" >/dev/null
}

@test "samples: the commands of holders/README.md say what it says" {
    samples=$project/samples/senior-high/holders
    readme_runs "$samples/README.md"
    jq -c . "$samples/policy.json" | admit-validate -s "$project/samples/policy.schema.json" >/dev/null
    admit-validate -s "$project/samples/program.schema.json" "$samples/programs.jsonl" >/dev/null
}

@test "samples: the commands of the other READMEs of small years say what they say" {
    for sample in senior-high/small primary/small junior/small senior-high/appeals; do
        readme_runs "$project/samples/$sample/README.md"
        rm -rf "$BATS_TEST_TMPDIR/result"
    done
}
