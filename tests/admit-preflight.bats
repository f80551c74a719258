load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat >policy.json <<'END'
{
  "constants": { "deadline": "2026-06-10T18:00:00+08:00" },
  "rank": { "unified": { "by": ["total desc", "id"] } },
  "allocate": {
    "first": { "mechanism": "serial", "programs": "programs.jsonl", "choices": "choices", "order": "rank.unified.order" },
    "second": { "mechanism": "serial", "programs": "programs.jsonl", "choices": "choices", "order": "rank.unified.order" }
  }
}
END
    for i in 1 2 3 4; do
        echo "{\"id\":\"S$i\",\"round\":\"first\",\"capacity\":50,\"eligible\":\"applicant.marks.S$i != 'failed'\"}"
    done >programs.jsonl
    echo '{"id":"S9","round":"second","capacity":50}' >>programs.jsonl
}

# Forty applicants; at S4 all but two are marked as failed, elsewhere one in ten.
applicants() {
    jq -nc 'range(1; 41) | {id: "A\(.)", total: (400 + .), applied: "2026-06-09T12:00:00+08:00",
        junior: "J\(. % 4)", choices: ["S\(. % 3 + 1)", "S4", "S9"],
        marks: {S1: (if . % 10 == 0 then "failed" else "passed" end), S2: (if . % 10 == 0 then "failed" else "passed" end),
            S3: (if . % 10 == 1 then "failed" else "passed" end), S4: (if . > 2 then "failed" else "passed" end)},
        rank: {unified: {order: .}}}'
}

edit() {
    jq "$1" policy.json >edited && mv edited policy.json
}

found() {
    jq -r '[.severity, .code, .round, .program // .group // .field // .file, .count, .of] | map(. // "-" | tostring) | join(" ")'
}

@test "admit-preflight: contract" {
    echo '{"id":"S1","round":"first","capacity":5}' >programs.jsonl
    CONTRACT_NOTHING=2 CONTRACT_OUTPUT=other CONTRACT_SECTION=allocate CONTRACT_RECORD='{"id":"%d","choices":[],"order":%d}' \
        contract admit-preflight -m serial --programs programs.jsonl --choices choices --order order
}

@test "admit-preflight: a school that has marked nearly everybody as failed" {
    applicants >in
    run --separate-stderr admit-preflight -v --only applicants -p policy.json first,second in; [ "$status" -eq 0 ] || fail "$stderr"
    [ "$(found <<<"$output")" = "warning most-refused first S4 38 40" ] || fail "$output $stderr"
    [ "$stderr" = "preflight: 0 errors, 1 warnings, 0 notices" ]
    # Everybody: that is an error.
    applicants | jq -c '.marks.S4 = "failed"' >in
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(found <<<"$output")" = "error all-refused first S4 40 40" ]
    # Somebody has looked.
    edit '.preflight.accept = ["all-refused first S4"]'
    run --separate-stderr admit-preflight --only applicants -p policy.json first,second in; [ "$status" -eq 0 ] || fail "$stderr"
    [ "$(found <<<"$output")" = "notice all-refused first S4 40 40" ]
    # What is accepted and not there is of another year, or is written wrongly.
    edit '.preflight.accept = ["all-refused first S4", "all-refused first S3", "no-seats", "plan-sum"]'
    run -0 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(found <<<"$output")" = "warning accept-unused - all-refused first S3 - -
warning accept-unused - no-seats - -
notice all-refused first S4 40 40" ] || fail "$output"
    run -0 --separate-stderr admit-preflight --only settings -p policy.json first,second
    [ "$(found <<<"$output")" = "warning accept-unused - plan-sum - -" ] || fail "$output"
}

@test "admit-preflight: six of forty heads have marked over a thousand as failed" {
    jq -nc 'range(1; 41) | {id: "H\(.)", round: "first", capacity: 100, eligible: "!(program.id in applicant.failed)"}' >programs.jsonl
    edit 'del(.allocate.second)'
    # Each of 8,000 lists two schools; the six lowest numbers fail nine of ten, others one of ten.
    jq -nc 'range(8000) | . as $i | {id: "A\(.)", total: ., choices: ["H\($i % 40 + 1)", "H\(($i * 7 + 3) % 40 + 1)"] | unique}
        | .failed = [.choices[] | select((.[1:] | tonumber) as $h | (($i / 40 | floor) % 10) as $k | if $h <= 6 then $k < 9 else $k == 9 end)]
        | .rank = {unified: {order: (.total + 1)}}' | awk 'NR % 13 != 0' >in
    run -0 --separate-stderr admit-preflight --only applicants -p policy.json first in
    [ "$(jq -r 'select(.code == "most-refused").program' <<<"$output" | sort | xargs)" = "H1 H2 H3 H4 H5 H6" ] || fail "$output"
    [ "$(jq -s 'map(select(.code == "most-refused").count) | add > 1000' <<<"$output")" = true ]
    # The same where no program asks for it, and the marks are in the records only.
    jq -c 'del(.eligible)' programs.jsonl >plain && cp programs.jsonl asking && cp plain programs.jsonl
    edit '.preflight.expect = [{id: "failed", by: "choices", of: "program.id in applicant.failed", "at-most": "usual"}]'
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first in
    [ "$(jq -r 'select(.code != "seats-short") | [.severity, .code, .field, .group] | join(" ")' <<<"$output" | sort)" = "$(printf 'error expectation failed %s\n' H{1..6})" ] || fail "$output"
    [ "$(jq -r 'select(.group == "H1") | "\(.count) \(.of)"' <<<"$output")" = "$(jq -s -r 'map(select(.choices | index("H1"))) |
        "\(map(select(.failed | index("H1"))) | length) \(length)"' in)" ] || fail "$output"
    # And where each head has handed in records of their own school.
    jq -c '.failed as $f | .choices[] as $h | {school: $h, failed: ([$h] | inside($f))}' in | jq -c '{id: "B\(input_line_number)", choices: [],
        rank: {unified: {order: input_line_number}}} + .' >schools
    edit '.preflight.expect = [{id: "failed", by: "school", of: "applicant.failed", "at-most": "usual"}]'
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first schools
    [ "$(jq -r 'select(.code == "expectation").group' <<<"$output" | sort | xargs)" = "H1 H2 H3 H4 H5 H6" ] || fail "$output"
    # A path that no record has is not an answer.
    edit '.preflight.expect[0].by = "scool"'
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first schools
    [ "$(jq -r 'select(.code == "expectation-failed") | "\(.field) \(.reason)"' <<<"$output")" = "failed no record has a text at its path by" ] || fail "$output"
    edit 'del(.preflight)' && cp asking programs.jsonl
    # Where most heads do so, no median tells.
    jq -c '.failed = [.choices[] | select((.[1:] | tonumber) <= 30)]
        | if ((.total / 40 | floor) % 10) == 0 then .failed = [] else . end' in >most
    run -0 --separate-stderr admit-preflight --only applicants -p policy.json first most
    [ "$(jq -r 'select(.code == "most-refused").program' <<<"$output" | wc -l)" -eq 30 ] || fail "$output"
}

@test "admit-preflight: a quota whose code is that of no school" {
    local quotas='[.[0] as $school | {id: "J1", seats: 4, unfilled: "lapse", eligible: "applicant.junior == \"J1\""},
        {id: "J9", seats: 4, unfilled: "lapse", eligible: "applicant.junior == \"J9\""}, {id: "open", seats: 42, unfilled: "lapse"}]'
    jq -c "if .round == \"first\" then .groups = ([.id] | $quotas) else . end" programs.jsonl >grouped
    # At S1 nobody of J2 may be listed: that is usual, as long as S2 has one.
    jq -c 'if .groups then .groups[1] = {id: "J2", seats: 4, unfilled: "lapse", eligible: "applicant.junior == \"J2\" && program.id == \"S2\""} else . end' \
        grouped >programs.jsonl
    edit '.preflight.refused = 99'
    applicants >in
    run -0 --separate-stderr admit-preflight --only applicants -p policy.json first in
    [ "$(found <<<"$output")" = "" ] || fail "$output"
    cp grouped programs.jsonl
    run -0 --separate-stderr admit-preflight --only applicants -p policy.json first in
    [ "$(found <<<"$output")" = "warning group-empty first J9 0 80" ] || fail "$output"
}

@test "admit-preflight: what is wrong with choices and seats" {
    applicants | jq -c 'if .id == "A1" then .choices += ["S7"] elif .id == "A2" then del(.choices)
        elif .id == "A3" then .choices += ["S4"] else . end' >in
    echo '{"id":"S5","round":["first","second"],"capacity":0}' >>programs.jsonl
    echo '{"id":"S6","round":"second","capacity":5}' >>programs.jsonl
    edit '.preflight.least = 50'
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(found <<<"$output" | sort)" = "error choice-twice first choices.3 1 40
error choice-twice second choices.3 1 40
error choice-unknown first choices.3 1 40
error choice-unknown second choices.3 1 40
error choices-missing first choices 1 40
error choices-missing second choices 1 40
warning no-seats first S5 - -
warning no-seats second S5 - -
warning nobody-lists second S6 - -" ] || fail "$(found <<<"$output" | sort)"
}

@test "admit-preflight: every section is read by its own filter" {
    edit '.rank.unified.by = ["total down"] | .derive = {a: {fields: {x: "1 +"}}} | .dedup = {keys: [["id"]], keeps: "first"}'
    run -1 --separate-stderr admit-preflight --only settings -p policy.json first,second
    [ "$(jq -r 'select(.code == "section") | [.field, .group // "-"] | join(" ")' <<<"$output")" = "dedup -
derive a
rank unified" ] || fail "$output"
    [[ $(jq -r 'select(.field == "dedup").reason' <<<"$output") == *"/dedup/keeps"* ]]
    # No filter that has a section is left out; explain, preflight and verify read others.
    for filter in "$BATS_TEST_DIRNAME"/../filters/admit-*.c; do
        filter=$(basename "$filter" .c)
        ! "$filter" -p '' --version >/dev/null 2>&1 || echo "${filter#admit-}"
    done | grep -vxE 'explain|preflight|verify' >sections
    jq --rawfile sections sections '($sections | split("\n")[:-1]) as $all | .constants as $c | .allocate as $a
        | reduce $all[] as $name ({constants: $c}; .[$name] = {unknown: {}}) | .allocate += $a' policy.json >wrong.json
    run -1 --separate-stderr admit-preflight --only settings -p wrong.json first,second
    [ "$(jq -r 'select(.code == "section").field' <<<"$output" | sort)" = "$(sort sections)" ] || fail "$output"
    # A round that cannot be opened ends with 2.
    edit '.allocate.first.mechanism = "serious"'
    run -2 admit-preflight --only settings -p policy.json first,second
}

@test "admit-preflight: plan, quotas, orders" {
    edit '.rank.unified.by = ["total desc"] | .rank.other = {by: ["total", "draw.lots.number"]}
        | .rank.third = {by: "total", shared: "dense"}
        | .preflight.plan = {rounds: {first: 200, second: 60, frist: 1}, groups: {J1: 3, J2: 3}}'
    echo '{"id":"S7","round":"second","capacity":5,"groups":[{"id":"J1","seats":1,"unfilled":"lapse"},{"id":"J2","seats":3,"unfilled":"lapse"}]}' >>programs.jsonl
    echo '{"id":"S8","round":"third","capacity":5}' >>programs.jsonl
    run -1 --separate-stderr admit-preflight --only settings -p policy.json first,second
    [ "$(found <<<"$output")" = "error plan-sum frist - - -
error plan-sum second - - -
error quota-sum - J1 - -
warning rank-may-tie - unified - -
warning not-offered - S8 - -
warning seats-without-group - S7 1 5" ] || fail "$(found <<<"$output")"
    [[ $(sed -n 2p <<<"$output") == *"the plan has 60 seats, the programs have 54"* ]]
}

@test "admit-preflight: what is there twice" {
    edit '.allocate.again = .allocate.first + {round: "first"} | .rank.unified.by = ["total desc", "total", "id"]
        | .rank.copied = .rank.unified'
    run -0 --separate-stderr admit-preflight --only settings -p policy.json first,second,again,second
    [ "$(jq -r '"\(.severity) \(.code) \(.group // .round)"' <<<"$output")" = "warning rank-key-twice unified
warning rank-key-twice copied
warning rank-twice copied
warning round-twice first
warning round-twice second" ] || fail "$output"
}

@test "admit-preflight: files that are empty, cut off, twice, or of another year" {
    printf 'a\n' >a.csv
    printf 'a\n' >b.csv
    : >c.csv
    printf 'x\ny' >d.csv
    printf 'a\n' | iconv -f UTF-8 -t UTF-16LE >e.csv
    printf 'PK' >f.xlsx
    sha256sum a.csv b.csv c.csv d.csv e.csv f.xlsx policy.json >digests
    printf 'other\n' >other.csv
    sha256sum d.csv policy.json other.csv >earlier
    run -1 --separate-stderr admit-preflight --only settings --digests digests --earlier earlier -p policy.json first,second
    [ "$(found <<<"$output")" = "error file-twice - b.csv - -
error file-empty - c.csv - -
error file-cut - d.csv - -
error file-of-before - d.csv - -" ] || fail "$(found <<<"$output")"
    # What is found here is not missed there, where it is accepted.
    codes=$(sed -n '/^\.Ss Settings/,/^\.Ss Applicants/s/^\.It Li //p' "$BATS_TEST_DIRNAME/../filters/admit-preflight.1" |
        jq -Rc '[splits(" , ")]' | jq -sc add)
    [ "$(jq length <<<"$codes")" -eq 13 ] || fail "$codes"
    edit ".preflight.accept = $codes"
    applicants >in
    run -0 admit-preflight --only applicants -p policy.json first,second in
    [ "$(grep -c accept-unused <<<"$output")" -eq 0 ] || fail "$output"
    run -0 admit-preflight --only settings --digests digests --earlier earlier -p policy.json first,second
    [ "$(grep -c accept-unused <<<"$output")" -eq 9 ] || fail "$output"
    echo nonsense >>digests
    run -2 admit-preflight --only settings --digests digests -p policy.json first,second
}

@test "admit-preflight: another scale, and what the policy expects" {
    edit '.preflight = {scales: [{value: "total", by: "junior"}], least: 5, refused: 99, expect: [
        {id: "late", of: "timestamp(applicant.applied) > timestamp(policy.deadline)", "at-most": 0, message: "nobody is late"},
        {id: "poor", of: "applicant.total < 450.0", by: "junior", "at-most": "50%"},
        {id: "all", of: "true", "at-least": 41},
        {id: "broken", of: "applicant.mobile == 1", "at-most": 0}]}'
    applicants | jq -c 'if .junior == "J2" then .total /= 5 else . end
        | if .id == "A7" then .applied = "2026-06-10T18:00:01+08:00" else . end' >in
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(found <<<"$output")" = "error other-scale - J2 10 10
error expectation - late 1 40
error expectation - J1 10 10
error expectation - J2 10 10
error expectation - J3 10 10
error expectation - J0 10 10
error expectation - all 40 40
error expectation-failed - broken 40 40" ] || fail "$(found <<<"$output")"
    edit '.preflight.expect[0].of = "1 +"'
    run -2 admit-preflight --only applicants -p policy.json first,second in
    edit '.preflight = {wrong: 1}'
    run -2 admit-preflight --only applicants -p policy.json first,second in
}

@test "admit-preflight: a table that is there twice" {
    { applicants | head -n 5; applicants | jq -c 'if .id == "A40" then del(.id) else . end'; } >in
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(found <<<"$output" | grep id-)" = "error id-missing - id 1 45
error id-twice - id 5 45" ] || fail "$(found <<<"$output")"
    # The first of them is named: by its line, or by its row of a table.
    [ "$(jq -r 'select(.code[:3] == "id-") | "\(.file):\(.line)"' <<<"$output" | xargs)" = "in:45 in:6" ]
    jq -c '.source = {file: "list.csv", line: (input_line_number + 1)}' in >rows
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first,second rows
    [ "$(jq -r 'select(.code[:3] == "id-") | "\(.file):\(.line)"' <<<"$output" | xargs)" = "list.csv:46 list.csv:7" ]
}

@test "admit-preflight: last year" {
    applicants >in
    applicants | jq -c 'select(.id | test("^A[1-6]$"))' >last
    edit '.preflight.refused = 99'
    run -0 --separate-stderr admit-preflight --only applicants --last last -p policy.json first,second in
    [ "$(found <<<"$output")" = "warning far-from-last first S1 13 2
warning far-from-last first S2 14 2
warning far-from-last first S3 13 2
warning far-from-last first S4 40 6
warning far-from-last second S9 40 6" ] || fail "$(found <<<"$output")"
    run -0 --separate-stderr admit-preflight --only applicants --last in -p policy.json first,second - <in
    [ "$output" = "" ]
}

@test "admit-preflight: rules of validate that nobody keeps, or that are about nobody" {
    applicants | jq -c '.kind = (if .id == "A1" then "county" else "city" end) | .phone = "SECRET"' >in
    edit '.preflight.refused = 99 | .validate.rules = ([
        ["error", "kept", null, "total > 400"], ["error", "broken", null, "total > 500"],
        ["error", "of-one", "kind == \"county\"", "total > 500"], ["error", "of-city", "kind == \"city\"", "total > 500"],
        ["error", "of-nobody", "kind == \"town\"", "total > 500"], ["error", "not-allowed", "kind == \"town\"", "false"],
        ["warning", "some", null, "total > 410"], ["warning", "everybody", null, "phone == \"1\""],
        ["warning", "about-nobody", "kind == \"town\"", "total > 500"]]
        | map({severity: .[0], id: .[1], when: .[2], assert: .[3], message: "m"} | map_values(values)))'
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(jq -r '[.severity, .code, .rule, .count, .of] | join(" ")' <<<"$output")" = "error rule-never-holds broken 40 40
error rule-never-holds of-city 39 39
warning rule-never-holds everybody 40 40
warning rule-never-applies about-nobody 0 40
notice rule-never-applies of-nobody 0 40" ] || fail "$output $stderr"
    [[ $output != *SECRET* ]]
    # Last year's records say nothing of this year's rules.
    jq -c '.total += 100' in >last
    run -1 --separate-stderr admit-preflight --only applicants --last last -p policy.json first,second in
    [ "$(jq -r 'select(.rule).rule' <<<"$output" | wc -l)" -eq 5 ]
    # Somebody has looked.
    edit '.preflight.accept = ["rule-never-holds broken", "rule-never-holds of-city"]'
    run -0 --separate-stderr admit-preflight -p policy.json first,second in
    [ "$(jq -r 'select(.rule) | .severity' <<<"$output" | xargs)" = "warning warning notice notice notice" ] || fail "$output"
}

@test "admit-preflight: nothing is said of what validate has set aside, or what a stage has changed since" {
    applicants | jq -c '.phone = "1" | .sum = .total' >raw
    edit '.preflight.refused = 99 | .preflight.least = 1 | .derive.plus.fields.sum = "sum + 10.0" | ."from-csv".map.Phone = "phone" | .validate.rules = ([
        ["error", "passed", null, "total > 410"], ["error", "sum", null, "sum == total"],
        ["warning", "phone", null, "has(record.phone)"], ["warning", "mobile", "has(record.phone)", "phone == \"2\""],
        ["error", "not-ranked", null, "!has(record.rank) || rank.unified.order == 0"]]
        | map({severity: .[0], id: .[1], when: .[2], assert: .[3], message: "m"} | map_values(values)))'
    jq -c 'del(.rank)' raw | admit-validate -p policy.json -r rejects | admit-derive -p policy.json plus |
        jq -c 'del(.phone) | .rank.unified.order = (.total - 400)' >in
    [ "$(wc -l <rejects)" -eq 10 ] && [ "$(wc -l <in)" -eq 30 ]
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(found <<<"$output")" = "error all-refused first S4 30 30" ] || fail "$output"
    # Without the rule of derive the sums are not what validate has let through.
    edit '.derive = {}'
    run -1 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(jq -r 'select(.rule) | "\(.code) \(.rule) \(.count)"' <<<"$output")" = "rule-never-holds sum 30" ] || fail "$output"
}

@test "admit-preflight: a rule that asks for a field that is nowhere" {
    applicants >in
    edit '.preflight.refused = 99 | .validate.rules = [
        {id: "misspelt", assert: "!has(record.studnet.id) || studnet.id != \"\"", message: "m"},
        {id: "of-some", when: "has(student.id)", assert: "total > 400", message: "m"},
        {id: "of-marks", assert: "has(marks.S1)", message: "m"}]'
    # Nothing says which fields there are.
    run -0 --separate-stderr admit-preflight --only applicants -p policy.json first,second in
    [ "$(jq -r '[.severity, .code, .rule, .field, .count, .of] | join(" ")' <<<"$output")" = "notice field-unknown misspelt /studnet 0 40
notice field-unknown of-some /student 0 40" ] || fail "$output"
    # The schema does, or the map, beside the policy.
    mkdir year && mv policy.json programs.jsonl year
    echo '{"properties": {"student": {"properties": {"id": {"type": "string"}}}}}' >year/schema.json
    for edit in '.validate.schema = "schema.json"' '."from-csv".map."学号" = "student.id"' '."from-xlsx".map."学号" = "student.id"'; do
        jq "$edit" year/policy.json >year/listed.json
        run -0 --separate-stderr admit-preflight -p year/listed.json --only applicants first,second in
        [ "$(jq -r '"\(.severity) \(.code) \(.rule) \(.field)"' <<<"$output")" = "warning field-unknown misspelt /studnet" ] || fail "$edit: $output $stderr"
    done
    # What the programs or another section say is known, too; not what another rule or an expectation says.
    sed -i '1s/}$/,"note":"for a student"}/' year/programs.jsonl
    run -0 --separate-stderr admit-preflight -p year/policy.json --only applicants first,second in
    [ "$(jq -r '"\(.code) \(.rule)"' <<<"$output")" = "field-unknown misspelt" ] || fail "$output"
    jq '.validate.rules[3] = {id: "again", assert: "!has(record.studnet)", message: "m"} |
        .preflight.expect = [{id: "e", of: "has(applicant.studnet)", "at-most": 0}]' year/policy.json >year/again.json
    run -0 --separate-stderr admit-preflight -p year/again.json --only applicants first,second in
    [ "$(jq -r '"\(.code) \(.rule)"' <<<"$output" | xargs)" = "field-unknown misspelt field-unknown again" ] || fail "$output"
    jq '.derive.a.fields.x = "has(record.studnet)" | .preflight.accept = ["field-unknown of-some"]' year/policy.json >year/derived.json
    run -0 --separate-stderr admit-preflight -p year/derived.json --only applicants first,second in
    [ "$(jq -r '"\(.severity) \(.code) \(.rule // .group)"' <<<"$output")" = "warning accept-unused field-unknown of-some" ] || fail "$output"
}

@test "admit-preflight: rules that validate refuses" {
    applicants >in
    edit '.preflight.refused = 99 | .validate.rules = [{id: "a", assert: "total >", message: "m"}]'
    for half in "" "--only applicants" "--only settings"; do
        [ "$half" = "--only settings" ] && file= || file=in
        # shellcheck disable=SC2086    # none or two words; none or one
        run -1 --separate-stderr admit-preflight $half -p policy.json first,second $file
        [ "$(found <<<"$output")" = "error section - validate - -" ] || fail "$half: $output $stderr"
        [[ $output == *"/validate/rules/0/assert"* ]]
    done
}

@test "admit-preflight: no finding quotes an applicant" {
    applicants | jq -c '.id = "SECRET" + .id | .name = "SECRET" | .marks.S4 = "failed"' >in
    run -1 admit-preflight -p policy.json first,second in
    [[ $output != *SECRET* ]]
}
