load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    cat >schema.json <<'END'
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "applicant",
  "type": "object",
  "required": ["id", "resident_id", "scores", "total"],
  "properties": {
    "id": { "type": "string", "pattern": "^[0-9]{3}$" },
    "sex": { "enum": ["男", "女"] },
    "resident_id": { "type": "string", "format": "cn-resident-id" },
    "mobile": { "type": "string", "format": "cn-mobile" },
    "scores": {
      "type": "object",
      "required": ["chinese", "math"],
      "additionalProperties": { "$ref": "#/$defs/score" }
    },
    "total": { "type": "number" }
  },
  "$defs": { "score": { "type": "number", "minimum": 0, "maximum": 150 } }
}
END
    cat >policy.json <<'END'
{ "title": "example", "validate": {
    "schema": "schema.json",
    "rules": [ { "id": "total", "field": "total",
                 "assert": "total == scores.chinese + scores.math",
                 "message": "the total is not the sum of the subjects" } ] } }
END
    good='{"id":"001","resident_id":"620102201409010015","scores":{"chinese":112.50,"math":0.1},"total":112.6,"x":[1E2]}'
}

@test "validate: contract" {
    echo '{"properties":{"id":{"type":"string"}}}' >id.json
    contract admit-validate --schema id.json
    contract_faults four admit-validate -p policy.json -r rejects --report report
}

@test "validate: a good record is not rewritten" {
    admit-validate -s schema.json <<<"$good" >passed
    cmp passed - <<<"$good"
    admit-validate -p policy.json <<<"$good" >passed
    cmp passed - <<<"$good"
}

@test "validate: all that is wrong is said at once, and nothing is quoted" {
    run admit-validate -p policy.json <<<'{"id":"4711","sex":"secret","resident_id":"6.20102E+17","mobile":"0931","scores":{"chinese":151}}'
    [ "$status" -eq 1 ]
    diff - <(echo "$output") <<'END'
admit-validate: <stdin>:1: pattern: id: must match the pattern ^[0-9]{3}$
admit-validate: <stdin>:1: enum: sex: must be one of "男", "女"
admit-validate: <stdin>:1: id-spreadsheet: resident_id: a spreadsheet read it as a quantity and lost digits
admit-validate: <stdin>:1: mobile-length: mobile: is not 11 digits long
admit-validate: <stdin>:1: maximum: scores.chinese: must be at most 150
admit-validate: <stdin>:1: required: scores.math: is missing
admit-validate: <stdin>:1: required: total: is missing
END
}

@test "validate: a name in the record cannot break out of a message" {
    echo '{"additionalProperties":false}' >none.json
    run admit-validate -s none.json <<<'{"a\n\u001b[2Jb":1}'
    [ "$status" -eq 1 ]
    [ "$output" = 'admit-validate: <stdin>:1: unknown-field: a\x0a\x1b[2Jb: is not a field of the schema' ]
}

@test "validate -r: the reject holds the findings and the record" {
    run admit-validate -p policy.json -r rejects <<<'{"id":"1","resident_id":"620102201409010016","scores":{"chinese":1,"math":2},"total":3.0}'
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    cmp rejects - <<'END'
{"filter":"admit-validate","file":"<stdin>","line":1,"code":"pattern","field":"id","rule":"/properties/id/pattern","reason":"must match the pattern ^[0-9]{3}$","findings":[{"code":"pattern","field":"id","rule":"/properties/id/pattern","reason":"must match the pattern ^[0-9]{3}$"},{"code":"id-checksum","field":"resident_id","rule":"/properties/resident_id/format","reason":"does not add up: at least one character is wrong"}],"record":{"id":"1","resident_id":"620102201409010016","scores":{"chinese":1,"math":2},"total":3.0}}
END
}

@test "validate: a total is the exact sum of its parts" {
    rule='{"id":"001","resident_id":"620102201409010015","scores":{"chinese":0.1,"math":0.2},"total":%s}\n'
    # shellcheck disable=SC2059
    run admit-validate -p policy.json < <(printf "$rule" 0.3 0.30 3e-1 0.30000000000000004)
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 4 ]
    [[ $output == *"admit-validate: <stdin>:4: rule-failed: total: the total is not the sum of the subjects"* ]]
}

@test "validate: rules alone, and what they cannot be applied to" {
    sed -i '/schema.json/d' policy.json
    run --separate-stderr admit-validate -p policy.json <<'END'
{"scores":{"chinese":1,"math":2},"total":3}
{"scores":{"chinese":1},"total":3}
{"scores":{"chinese":1,"math":"2"},"total":3}
{"scores":{"chinese":1,"math":1e30},"total":3}
END
    [ "$output" = '{"scores":{"chinese":1,"math":2},"total":3}' ]
    for line in 2 3 4; do
        [[ $stderr == *"admit-validate: <stdin>:$line: rule-error: total: "* ]] || fail "$stderr"
    done
}

@test "validate: a rule applies only when it says so" {
    cat >policy.json <<'END'
{ "validate": { "rules": [
    { "id": "guardian", "field": "guardian.id", "when": "has(guardian)",
      "assert": "guardian.id != id", "message": "the ID of the guardian is that of the child" },
    { "id": "age", "field": "birth", "assert": "age(birth, '2020-08-31') >= 6",
      "message": "not six years old on 31 August" } ] } }
END
    run --separate-stderr admit-validate -p policy.json <<'END'
{"id":"1","birth":"2014-08-31"}
{"id":"2","birth":"2014-09-01"}
{"id":"3","birth":"2013-01-01","guardian":{"id":"3"}}
{"id":"4","birth":"2013-01-01","guardian":{"id":"5"}}
{"id":"6","birth":"2013-01-01","guardian":{}}
END
    [ "$(jq -r .id <<<"$output" | xargs)" = "1 4" ]
    [ "$(cut -d : -f 3,4,5 <<<"$stderr")" = "2: rule-failed: birth
3: rule-failed: guardian.id
5: rule-error: guardian.id" ] || fail "$stderr"
}

@test "validate: a rule is silent where the schema has spoken" {
    run admit-validate -p policy.json <<<"${good/112.6/\"x\"}"
    [[ $output == *": type: total: "* ]]
    [[ $output != *rule-* ]]
}

@test "validate: a warning stays in the stream, and goes when it is mended" {
    sed -i 's/"message"/"severity": "warning", "message"/' policy.json
    admit-validate -p policy.json <<<"${good/112.6/113}" >warned
    cmp warned - <<'END'
{"id":"001","resident_id":"620102201409010015","scores":{"chinese":112.50,"math":0.1},"total":113,"x":[1E2],"findings":[{"code":"rule-failed","field":"total","rule":"total","reason":"the total is not the sum of the subjects"}]}
END
    sed 's/:113/:112.6/' warned | admit-validate -p policy.json >mended
    [ "$(cat mended)" = "${good%\}},\"findings\":[]}" ]
}

@test "validate --as-of: nobody is born after the day" {
    admit-validate -s schema.json --as-of 2014-09-01 <<<"$good"
    run admit-validate -s schema.json --as-of 2014-08-31 <<<"$good"
    [ "$status" -eq 1 ]
    [[ $output == *": id-future: resident_id: "* ]]
    run admit-validate -s schema.json --as-of 2014-8-31 <<<"$good"
    [ "$status" -eq 2 ]
    [ "$output" = 'admit-validate: --as-of: "2014-8-31" is not a date of the form 2020-08-31' ]
}

@test "validate: spellings of an X are told apart" {
    run admit-validate -s schema.json < <(for x in X x Ｘ Х; do
        echo "{\"id\":\"001\",\"resident_id\":\"62012319240507058$x\",\"scores\":{\"chinese\":1,\"math\":2},\"total\":3}"
    done)
    [ "$(sed 's/: resident_id.*//' <<<"$output" | grep -o 'id-.*')" = "$(printf '%s\n' \
        id-lower-case id-full-width id-look-alike)" ]
}

@test "validate: a schema that is wrong ends the run, with its place" {
    while IFS='|' read -r schema message; do
        echo "$schema" >bad.json
        run admit-validate -s bad.json <<<"$good"
        [ "$status" -eq 2 ] || fail "$schema: $status"
        [ "$output" = "admit-validate: bad.json: $message" ] || fail "$output"
    done <<'END'
{"requird":["id"]}|at /requird: draft 2020-12 has no such keyword (names of other keywords begin with x-)
{"properties":{"a":{"$ref":"//host/a.json"}}}|at /properties/a/$ref: document file://host/a.json cannot be read
{"format":"cn-residentid"}|at /format: no format has this name
{"pattern":"("}|at /pattern: the pattern is wrong: at byte 0: a parenthesis is not closed
{"type":"text",}|line 1, column 16: the line is not JSON
END
}

@test "validate: a rule that is wrong ends the run, with its place" {
    sed 's/scores.math/scores..math/' policy.json >broken.json
    run admit-validate -p broken.json <<<"$good"
    [ "$status" -eq 2 ]
    [[ $output == "admit-validate: broken.json: /validate/rules/0/assert: line 1, column 34: "*"^"* ]] ||
        fail "$output"
    for change in 's/"id"/"ID"/' 's/"assert"/"asert"/' 's/"message": "[^"]*"/"message": 5/' \
        's/total == [^"]*/total/' 's/"id"/"severity": "bad", "id"/' 's/"id": "total"/"id": ""/'; do
        sed "$change" policy.json >broken.json
        run admit-validate -p broken.json <<<"$good"
        [ "$status" -eq 2 ] || [[ $change == *'/total/' && $status -eq 1 ]] || fail "$change: $status"
    done
    echo '{"validate":{"schema":"schema.json","rule":[]}}' >policy.json
    run admit-validate -p policy.json <<<"$good"
    [ "$status" -eq 2 ]
    [[ $output == *"/validate/rule"* ]]
    run admit-validate <<<"$good"
    [ "$status" -eq 2 ]
}

@test "validate: a pattern that is none of ECMAScript is refused with its byte" {
    cd "$BATS_TEST_TMPDIR"
    local pattern at why
    while IFS='|' read -r pattern at why; do
        jq -n --arg p "$pattern" '{properties: {a: {pattern: $p}}}' >bad.json
        run admit-validate -s bad.json <<<'{"a":"ab"}'
        [ "$status" -eq 2 ] || fail "$pattern"
        [ "$output" = "admit-validate: bad.json: at /properties/a/pattern: the pattern is wrong: at byte $at: $why" ] || fail "$output"
    done <<'PATTERNS'
^.{0.5}$|2|a lone brace; \{ is the character
^[0-9]{,6}$|6|a lone brace; \{ is the character
a}|1|a lone brace; \{ is the character
(?=a)*|5|nothing to repeat
[b-a]|2|a range that ends before it begins
\p{lu}|2|no property of Unicode has this name
PATTERNS
}

@test "validate: a group in a repetition of a pattern begins anew each time" {
    cd "$BATS_TEST_TMPDIR"
    echo '{"properties":{"a":{"pattern":"^(?:(a)|b)*\\1$"}}}' >schema.json
    [ "$(admit-validate -s schema.json <<<'{"a":"ab"}')" = '{"a":"ab"}' ]
}

@test "validate: U+0000 cuts no name, pattern, value or reference short" {
    cd "$BATS_TEST_TMPDIR"
    check() {
        echo "$1" >schema.json
        run admit-validate -s schema.json <<<"$2"
        [ "$output" = "$3" ] || fail "$1: $output"
    }
    check '{"properties":{"a\u0000b":false}}' '{"a":1}' '{"a":1}'
    check '{"properties":{"a\u0000b":{"type":"string"}}}' '{"a\u0000b":1}' \
        'admit-validate: <stdin>:1: type: /a\u0000b: must be a string'
    check '{"properties":{"a":true},"additionalProperties":false}' '{"a\u0000b":1}' \
        'admit-validate: <stdin>:1: unknown-field: /a\u0000b: is not a field of the schema'
    check '{"required":["a\u0000b"]}' '{"a":1}' 'admit-validate: <stdin>:1: required: /a\u0000b: is missing'
    check '{"patternProperties":{"^a\u0000$":false}}' '{"a":1}' '{"a":1}'
    check '{"dependentRequired":{"a\u0000b":["c"]}}' '{"a":1}' '{"a":1}'
    check '{"properties":{"a":{"pattern":"^x\u0000y$"}}}' '{"a":"x\u0000y"}' '{"a":"x\u0000y"}'
    check '{"properties":{"a":{"pattern":"^x\u0000y$"}}}' '{"a":"x"}' \
        'admit-validate: <stdin>:1: pattern: a: must match the pattern ^x y$'
    check '{"properties":{"a":{"enum":["x\u0000y"]}}}' '{"a":"x"}' \
        'admit-validate: <stdin>:1: enum: a: must be one of "x\u0000y"'
    check '{"properties":{"a":{"const":"x"}}}' '{"a":"x\u0000y"}' \
        'admit-validate: <stdin>:1: const: a: must be "x"'
    check '{"properties":{"a":{"format":"date\u0000"}}}' '{"a":"x"}' \
        'admit-validate: schema.json: at /properties/a/format: no format has this name'
    echo '{}' >x.json
    check '{"properties":{"a":{"$ref":"x.json\u0000y"}}}' '{"a":"x"}' \
        'admit-validate: schema.json: at /properties/a/$ref: must be a URI reference'
}

@test "validate: numbers of a schema are exact, whatever their length" {
    cd "$BATS_TEST_TMPDIR"
    local n=12345678901234567890123
    holds() {
        echo "{\"properties\":{\"a\":{$1}}}" >schema.json
        run admit-validate -s schema.json <<<"{\"a\":$2}"
        [ "$status" -eq "$3" ] || fail "$1 $2: $output"
    }
    holds "\"maximum\":$n" "$n" 0
    holds "\"maximum\":$n" "$n.0000000001" 1
    holds "\"exclusiveMinimum\":0.1" 0.1000000000000000055 0
    holds "\"exclusiveMinimum\":1e-400" 0 1
    holds "\"minimum\":612.1301281230959001" 612.1301281230959 1
    holds "\"enum\":[$n]" "$n.0" 0
    holds "\"const\":$n" 12345678901234567890124 1
    holds "\"multipleOf\":0.01" "$n.45" 0
    holds "\"multipleOf\":0.01" "$n.455" 1
    holds "\"maxLength\":$n" '"x"' 0
    holds "\"minLength\":$n" '"x"' 1
    [ "$output" = "admit-validate: <stdin>:1: min-length: a: must have at least $n" ]
    holds "\"multipleOf\":$n" 1 2
    [ "$output" = 'admit-validate: schema.json: at /properties/a/multipleOf: must be above 0, with at most 18 digits' ]
    echo "{\"validate\":{\"schema\":\"schema.json\"},\"constants\":$n}" >policy.json
    run admit-validate -p policy.json <<<'{}'
    [ "$status" -eq 2 ]
    [[ "$output" == "admit-validate: policy.json:1:"*": number-too-large: a number with more digits than can be kept exactly" ]] || fail "$output"
}

@test "validate: a pattern that takes too long sets the record aside" {
    echo '{"properties":{"v":{"pattern":"^(a+)+\\1$"}}}' >slow.json
    run admit-validate -s slow.json <<<'{"v":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"}'
    [ "$status" -eq 1 ]
    [[ $output == *": pattern-too-long: v: "* ]]
}

# Tried place by place, each takes the square of the letters: minutes for so many.
@test "validate: the time of a pattern grows with the length of the text alone" {
    [[ -z ${SAN:-} ]] || skip "takes long under sanitizers"
    local pattern

    printf '{"v":"0%s"}\n' "$(head -c 1000000 /dev/zero | tr '\0' a)" >long
    for pattern in '^(a|aa)+$' '^(a|aa)+[0-9]$' 'b[a-z]*!' '[a-z]+[0-9]' '[a-z]{2,}[0-9]' '(a+)+b'; do
        printf '{"properties":{"v":{"pattern":"%s"}}}' "$pattern" >slow.json
        run -1 --separate-stderr timeout 10 admit-validate -s slow.json long
        [[ $stderr == "admit-validate: long:1: pattern: v: must match the pattern $pattern" ]] ||
            fail "$stderr"
    done
    for pattern in '(a|aa)+$' '(?:x|y)?[a-z]+$' '^0(a|aa)+$'; do
        printf '{"properties":{"v":{"pattern":"%s"}}}' "$pattern" >slow.json
        run -0 timeout 10 admit-validate -s slow.json long
    done
    # What can only be tried place by place, or leaves too many ways open, is given up.
    for pattern in '(a+)+[0-9]\\1' '(?=a)[a-z]+[0-9]' '(?<=a)[a-z]+[0-9]' '[a-z]{2,900}[0-9]'; do
        printf '{"properties":{"v":{"pattern":"%s"}}}' "$pattern" >slow.json
        run -1 --separate-stderr timeout 10 admit-validate -s slow.json long
        [[ $stderr == *": pattern-too-long: v: "* ]] || fail "$pattern: $stderr"
    done
    # All texts of one record share what they may cost: a thousand took a minute.
    awk 'BEGIN { while (length(t) < 14000) t = t "a"; printf "{\"v\":[\"%s\"", t
        for (i = 1; i < 1000; i++) printf ",\"%s\"", t; print "]}" }' >many
    echo '{"properties":{"v":{"items":{"pattern":"[a-z]{2,900}[0-9]"}}}}' >slow.json
    run -1 --separate-stderr timeout 20 admit-validate -s slow.json many
    [[ $stderr == *": pattern: v.0: "*": pattern-too-long: v.9"* ]] || fail "${stderr:0:500}"
}

@test "validate --summary: the schema's digest is in it" {
    admit-validate -p policy.json --summary summary <<<"$good"
    grep -q "$(sha256sum schema.json | cut -d ' ' -f 1)" summary
}

@test "validate: a schema in several files of one folder" {
    mkdir -p year/common && cd year
    echo '{"$defs":{"score":{"type":"number","maximum":150}}}' >'common/the score.json'
    echo '{"properties":{"a":{"$ref":"common/the%20score.json#/$defs/score"}}}' >schema.json
    run admit-validate -s schema.json --summary summary <<<'{"a":151}'
    [ "$status" -eq 1 ]
    [ "$output" = "admit-validate: <stdin>:1: maximum: a: must be at most 150" ]
    grep -q "$(sha256sum 'common/the score.json' | cut -d ' ' -f 1)" summary
    # What stands outside of the folder is never read.
    echo 'true' >../outside.json
    for name in ../outside.json /outside.json %2e%2e/outside.json https://example.com/a.json; do
        echo "{\"\$ref\":\"$name\"}" >schema.json
        run admit-validate -s schema.json <<<'{}'
        [ "$status" -eq 2 ] || fail "$name: $status $output"
    done
}

@test "validate: x-severity and areas warn, and nothing is mended" {
    echo '{"properties":{"name":{"format":"cn-name","x-severity":"warning"},
        "resident_id":{"format":"cn-resident-id"}}}' >odd.json
    printf 'code,from,to,name\n620102,1983,,one\n620104,,1985,two\n' >areas.csv
    run --separate-stderr admit-validate -s odd.json --areas areas.csv <<'END'
{"name":"买买提•阿里","resident_id":"620102201409010015"}
{"name":"张三","resident_id":"620104201408310027"}
{"name":"张三","resident_id":"810000201001010019"}
END
    [ "$status" -eq 0 ]
    diff - <(echo "$output") <<'END'
{"name":"买买提•阿里","resident_id":"620102201409010015","findings":[{"code":"name-dot-alike","field":"name","rule":"/properties/name/format","reason":"has a character that only looks like the dot U+00B7"}]}
{"name":"张三","resident_id":"620104201408310027","findings":[{"code":"id-area-retired","field":"resident_id","rule":"/properties/resident_id/format","reason":"begins with an area code that was no longer used at the time of birth"}]}
{"name":"张三","resident_id":"810000201001010019"}
END
    echo 'code,from,to,name
62010,,,x' >areas.csv
    run admit-validate -s odd.json --areas areas.csv <<<'{}'
    [ "$status" -eq 2 ]
    [ "$output" = "admit-validate: areas.csv:2: the code is not six digits" ]
}

@test "validate --old-forms: 15 digits only when they are allowed" {
    echo '{"properties":{"v":{"format":"cn-resident-id"}}}' >id.json
    run admit-validate -s id.json <<<'{"v":"620102850901001"}'
    [ "$status" -eq 1 ]
    [[ $output == *": id-old-form: v: "* ]]
    admit-validate -s id.json --old-forms <<<'{"v":"620102850901001"}'
}

@test "validate: a forbidden column stops the run" {
    echo '{"validate":{"forbidden":["父母职业","home.income"]}}' >policy.json
    run --separate-stderr admit-validate -p policy.json <<'END'
{"id":"1","home":{}}
{"id":"2","home":{"income":null}}
END
    [ "$status" -eq 2 ]
    [ "$stderr" = "admit-validate: <stdin>:2: forbidden-column: home.income: the policy forbids this column" ]
    run admit-validate --forbidden 父母职业 <<<'{"父母职业":""}'
    [ "$status" -eq 2 ]
    run admit-validate --forbidden a..b <<<'{}'
    [ "$status" -eq 2 ]
    [ "$output" = 'admit-validate: --forbidden: "a..b": a step of the path is empty' ]
}

@test "validate --report: a table for people, without data" {
    sed -i 's/"message"/"severity": "warning", "message"/' policy.json
    bad='{"id":"4711","resident_id":"620102201409010016","scores":{"chinese":1,"math":2},"total":%d}\n'
    # shellcheck disable=SC2059
    { printf "$bad" 3 3 3 3 3 3 && echo "${good/112.6/9}" && echo '{"id":1,"source":{"file":"表.csv","line":40}}'; } |
        admit-validate -p policy.json -r rejects --report report >passed
    diff - report <<'END'
   count  finding      field        first lines            what it means
       6  id-checksum  resident_id  <stdin>:1,2,3,4,5 ...  does not add up: at least one character is wrong
       6  pattern      id           <stdin>:1,2,3,4,5 ...  must match the pattern ^[0-9]{3}$
       1  required     resident_id  表.csv:40              is missing
       1  required     scores       表.csv:40              is missing
       1  required     total        表.csv:40              is missing
       1  type         id           表.csv:40              must be a string
       1  rule-failed  total        <stdin>:7              (warning) the total is not the sum of the subjects
END
    run admit-validate -p policy.json --report /dev/full -r rejects <<<'{}'
    [ "$status" -eq 2 ]
}

@test "validate: the samples' policies and seats hold against their schemas" {
    cd "$BATS_TEST_DIRNAME/../samples" || return 1
    for policy in */policy.json */*/policy.json; do
        [ -e "$policy" ] || continue
        jq -c . "$policy" | admit-validate -s policy.schema.json >/dev/null
    done
    find . -name programs.jsonl -exec admit-validate -s program.schema.json {} + >/dev/null
    admit-generate --applicants 2000 --output "$BATS_TEST_TMPDIR"
    admit-validate -s program.schema.json "$BATS_TEST_TMPDIR/programs.jsonl" >/dev/null
    run admit-validate -s policy.schema.json \
        <<<'{"title":"t","year":"2020","basis":"b","vallidate":{},"validate":{"as-of":"1 May"},"rank":{"all":{}}}'
    diff - <(sed 's/:1: \([^:]*: [^:]*\): .*/ \1/' <<<"$output") <<'END'
admit-validate: <stdin> type: year
admit-validate: <stdin> format-date: validate.as-of
admit-validate: <stdin> required: rank.all.by
admit-validate: <stdin> property-names: vallidate
END
    run admit-validate -s program.schema.json <<<'{"id":"S01","capacity":1.5,"seats":3}'
    [ "${#lines[@]}" -eq 2 ]
}

@test "validate: the sample notes an odd name, and takes what it has noted" {
    cd "$BATS_TEST_DIRNAME/../samples/senior-high/small" || return 1
    admit-from-csv -p policy.json -r /dev/null applicants.csv |
        admit-validate -p policy.json -r /dev/null | sed '1s/"name":"/&?/' |
        admit-validate -p policy.json >"$BATS_TEST_TMPDIR/noted"
    run jq -c 'select(.findings) | [.findings[] | .code, .rule]' "$BATS_TEST_TMPDIR/noted"
    [ "$output" = '["name-lost-character","/$defs/name/format"]' ]
    admit-validate -p policy.json "$BATS_TEST_TMPDIR/noted" | cmp - "$BATS_TEST_TMPDIR/noted"
}

# What the source gives out as a code, by the places where codes stand.
source_codes() {
    local text
    text=$(cat lib/{cel,findings,formats,record,rules,schema}/*.c filters/admit-validate.c | tr '\n\t' '  ')
    {
        grep -oE '\[RESIDENT_ID_[A-Z_]+\] = \{ "[a-z-]+"' <<<"$text" | grep -v '"ok"'
        grep -oE 'say\( *fault, *"[a-z-]+"' <<<"$text"
        grep -oE '\{ "format-[a-z0-9-]+", *"' <<<"$text"
        grep -oE '\(struct format_fault\)\{ "[a-z-]+"' <<<"$text"
        grep -oE 'code = [a-z ?]*"[a-z-]+"( : "[a-z-]+")?' <<<"$text"
        grep -oE 'schema_state_refusal\([^"]*"[a-z-]+"' <<<"$text"
        grep -oE 'name_refusal\([^"]*"[a-z-]+"' <<<"$text"
        grep -oE 'give_up\([^"]*"[a-z-]+"' <<<"$text"
        grep -oE '(forbidden-column)' <<<"$text"
    } | grep -oE '"[a-z0-9-]+"|forbidden-column' | tr -d '"' | sort -u
}

@test "validate: the codes of the source are those of the man page, every one" {
    cd "$BATS_TEST_DIRNAME/.." || return 1
    sed -n '/^Codes of resident ID numbers/,/^Lines that are not records/p' filters/admit-validate.1 |
        sed -n '/^\.It/,/[^\\]$/p' | grep -oE 'Li [a-z0-9-]+' | sed 's/Li //' | sort -u >"$BATS_TEST_TMPDIR/man"
    diff <(source_codes) "$BATS_TEST_TMPDIR/man"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/man")" -gt 90 ]
}
