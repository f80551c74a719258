# The policy, as every filter reads it (settings.h); admit-dedup stands for all.
load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    mkdir year
    printf '{"id":"1","who":"a"}\n{"id":"2","who":"a"}\n{"id":"3","who":"b"}\n' >in
}

policy() {
    cat >year/policy.json
}

ids() {
    jq -r .id | xargs
}

@test "policy: a section sets what options set" {
    policy <<<'{"title":"t","year":2020,"dedup":{"keys":[["who"]]}}'
    [ "$(admit-dedup -p year/policy.json -r r in | ids)" = "1 3" ]
}

@test "policy: an option wins over the policy" {
    policy <<<'{"dedup":{"keys":[["who"]],"keep":"first"}}'
    [ "$(admit-dedup -p year/policy.json -r r --keep last in | ids)" = "2 3" ]
}

@test "policy: an unknown key is refused with its place" {
    policy <<<'{"dedup":{"keys":[["who"]],"kepe":"first"}}'
    run admit-dedup -p year/policy.json in
    [ "$status" -eq 2 ]
    [ "$output" = "admit-dedup: year/policy.json: /dedup/kepe: unknown key" ]
}

@test "policy: an option of the command line only is no key" {
    policy <<<'{"dedup":{"keys":[["who"]],"rejects":"r"}}'
    run admit-dedup -p year/policy.json in
    [ "$status" -eq 2 ]
    [ "$output" = "admit-dedup: year/policy.json: /dedup/rejects: unknown key" ]
}

@test "policy: at the top stand facts and sections, nothing else" {
    policy <<<'{"titel":"t","dedup":{"keys":[["who"]]}}'
    run admit-dedup -p year/policy.json in
    [ "$status" -eq 2 ]
    [ "$output" = "admit-dedup: year/policy.json: /titel: unknown key, and not the section of a filter" ]
    policy <<<'{"title":"t","dedup":{"keys":[["who"]]},"limits":{},"to-csv":{},"verify":{}}'
    admit-dedup -p year/policy.json -r r in >out
    policy <<<'{"title":"t","year":2020,"basis":"b","constants":{},"dedup":[]}'
    run admit-dedup -p year/policy.json in
    [ "$status" -eq 2 ]
}

# The section that a filter reads: that of its name, or of another filter.
section_of() {
    local other

    other=$(sed -n 's/^\t\.section = "\(.*\)",$/\1/p' "$BATS_TEST_DIRNAME/../filters/$1.c")
    echo "${other:-${1#admit-}}"
    sed -n 's/^\t\.beside = "\(.*\)",$/\1/p' "$BATS_TEST_DIRNAME/../filters/$1.c"
}

# Each filter checks all sections, so that none is passed over in silence.
@test "policy: a misspelt section is refused with its place by every filter" {
    local filter section key
    local -a keys

    cd "$BATS_TEST_TMPDIR"
    for filter in "$BATS_TEST_DIRNAME"/../filters/admit-*.c; do
        filter=$(basename "$filter" .c)
        "$filter" --options | grep -q '^--policy' || continue
        section=$(section_of "$filter" | head -n 1)
        [[ $filter == admit-select ]] && keys=(geocdoe to_csv ../dedup TITLE '' select/x 'rank ') || keys=(geocdoe)
        for key in "${keys[@]}"; do
            jq -n --arg section "$section" --arg key "$key" \
                '{title: "t", ($section): {e: {}}, ($key): {}}' >year/policy.json
            run --separate-stderr "$filter" -p year/policy.json e in </dev/null
            [[ $status -eq 2 && $stderr == "$filter: year/policy.json: /$key: unknown key, and not the section of a filter" ]] ||
                fail "$filter $key: $status $stderr"
        done
    done
}

@test "policy: admit-verify has no section of its own" {
    policy <<<'{"verify":{"e":{}},"allocate":{"e":{}}}'
    run admit-verify -p year/policy.json e in
    [[ $status -eq 2 && $output == *"/verify: unknown key, and not the section of a filter" ]]
}

@test "policy: the schema of a policy knows the same sections as the filters" {
    local filter

    cd "$BATS_TEST_TMPDIR"
    for filter in "$BATS_TEST_DIRNAME"/../filters/admit-*.c; do
        filter=$(basename "$filter" .c)
        "$filter" --options | grep -q '^--policy' || continue
        section_of "$filter"
    done | sort -u >filters
    jq -r '.propertyNames.enum[] | select(IN("title", "year", "basis", "constants", "limits", "dossier") | not)' \
        "$BATS_TEST_DIRNAME/../samples/policy.schema.json" | sort | diff - filters
}

@test "policy: a missing section, entry or file is trouble" {
    policy <<<'{"rank":{"a":{"by":"id"}}}'
    run admit-dedup -p year/policy.json in
    [ "$status" -eq 2 ]
    [ "$output" = "admit-dedup: year/policy.json: /dedup: there is no such section" ]
    run admit-rank -p year/policy.json b in
    [ "$status" -eq 2 ]
    [ "$output" = "admit-rank: year/policy.json: /rank/b: there is no such entry" ]
    run admit-rank -p year/policy.json
    [ "$status" -eq 2 ]
    run admit-rank -p nowhere.json a in
    [ "$status" -eq 2 ]
}

@test "policy: a value of the wrong kind is refused with its place" {
    policy <<<'{"rank":{"a":{"by":["id",5]}}}'
    run admit-rank -p year/policy.json a in
    [ "$status" -eq 2 ]
    [ "$output" = "admit-rank: year/policy.json: /rank/a/by: must be text" ]
}

@test "policy: a name that occurs twice is refused" {
    policy <<<'{"dedup":{"keys":[["who"]]},"dedup":{"keys":[["id"]]}}'
    run admit-dedup -p year/policy.json in
    [ "$status" -eq 2 ]
    [[ $output == "admit-dedup: year/policy.json:1:"*": duplicate-name: "* ]]
}

@test "policy: no JSON, and nothing of it is quoted" {
    policy <<<'{"dedup": secret-4711}'
    run admit-dedup -p year/policy.json in
    [ "$status" -eq 2 ]
    [[ $output == "admit-dedup: year/policy.json:1:"*": not-json: "* ]]
    [[ $output != *4711* ]]
}

@test "policy: U+0000 in a text is refused, wherever it stands" {
    local json filter

    cd "$BATS_TEST_TMPDIR"
    echo '{"a":1,"k":1,"id":"1"}' >in
    while IFS='|' read -r filter json; do
        printf '{\n%s}\n' "$json" >p.json
        # shellcheck disable=SC2086    # filter and entry are two words
        run -2 --separate-stderr ${filter/ / -p p.json } in
        [[ -z $output && $stderr == "${filter%% *}: p.json:2:"*": nul-in-text: "* ]] || fail "$json: $stderr"
    done <<'POLICIES'
admit-select e|"select":{"e":{"expr":"a == 1\u0000 && false"}}
admit-select e|"select":{"e":{"expr\u0000":"a == 1"}}
admit-select e|"select":{"e":{"expr":"a == 1"},"e\u0000":{}}
admit-select e|"select":{"e":{"expr":"a == 1"}},"x\u0000":{}
admit-select e|"select":{"e":{"expr":"a == 1"}},"constants":{"x":["\\\\\u0000"]}
admit-derive e|"derive":{"e":{"fields":{"x":"a\u0000"}}}
admit-derive e|"derive":{"e":{"fields":{"x\u0000":"a"}}}
admit-rank e|"rank":{"e":{"by":["k desc\u0000x"]}}
admit-rank e|"rank":{"e":{"by":["k"],"within":"a\u0000"}}
admit-dedup |"dedup":{"keys":[["k\u0000"]]}
admit-validate |"validate":{"rules":[{"id":"r","assert":"a == 1\u0000","message":"m"}]}
admit-validate |"validate":{"rules":[{"id":"r","assert":"a == 1","message":"m\u0000"}]}
admit-draw e|"draw":{"e":{"seed":"abc\u0000def","id":"id"}}
admit-to-csv |"to-csv":{"columns":{"id":"id\u0000"}}
admit-tally |"tally":{"by":"a\u0000"}
POLICIES
    # A backslash before it makes a text of six characters; the schema is no policy.
    printf '{"select":{"e":{"expr":"a == 1"}},"constants":{"x":"\\\\u0000"}}\n' >p.json
    run -0 admit-select -p p.json e in

    echo '{"id":"A","capacity":1,"conditions":["a == 1\u0000"]}' >programs.jsonl
    run -2 --separate-stderr admit-allocate -m serial --round r --programs programs.jsonl \
        --choices c --order k in
    [[ $stderr == "admit-allocate: programs.jsonl:1:45: nul-in-text: "* ]] || fail "$stderr"
    printf '{"columns":{"id":["\\u5b66\\u53f7\\u0000"]}}\n' >map.json
    run -2 --separate-stderr admit-from-csv -m map.json in
    [[ $stderr == "admit-from-csv: map.json:1:32: nul-in-text: "* ]] || fail "$stderr"
    echo '{"type":"FeatureCollection","features":[],"x":"620\u0000"}' >map.geojson
    run -2 --separate-stderr admit-geocode --boundaries map.geojson --crs wgs84 --lon k --lat k in
    [[ $stderr == "admit-geocode: map.geojson:1:51: nul-in-text: "* ]] || fail "$stderr"
}

@test "policy: the files that it names are beside it" {
    policy <<<'{"validate":{"schema":"anything.json"}}'
    echo '{}' >year/anything.json
    admit-validate -p year/policy.json --summary s in | cmp - in
    [ "$(jq -r '.rules | map(.file) | join(" ")' s)" = "year/policy.json year/anything.json" ]
    [ "$(jq -r '.rules[1].sha256' s)" = "$(sha256sum <year/anything.json | cut -d ' ' -f 1)" ]
}

# A year of the nation, from its spreadsheet to two verified results.
@test "policy: samples/gaokao holds against the schemas, and runs" {
    samples=$BATS_TEST_DIRNAME/../samples
    "$samples/gaokao/generate.sh" nation --applicants 3000 --seed 2026
    cd nation
    jq -c . policy.json | admit-validate -s "$samples/policy.schema.json" >/dev/null
    admit-validate -s "$samples/program.schema.json" programs.jsonl \
        programs-own-order.jsonl >/dev/null
    admit-from-csv -p policy.json applicants.csv | admit-validate -p policy.json |
        admit-dedup -p policy.json | admit-rank -p policy.json unified >ranked
    [ "$(wc -l <ranked)" -eq 3000 ]
    for entry in unified deferred; do
        admit-allocate -p policy.json $entry ranked >$entry
        admit-verify -v -p policy.json --entrants ranked $entry $entry
        [ "$(admit-to-csv -p policy.json $entry | wc -l)" -eq 3001 ]
    done
    # A total that is no sum is found.
    run admit-validate -p policy.json < <(head -n 1 ranked | jq -c 'del(.rank) | .total -= 1')
    [[ $status -eq 1 && $output == *" rule-failed: total: "* ]]
    # The records need no rank of their own.
    "$samples/gaokao/generate.sh" . --applicants 3000 --seed 2026 --format jsonl
    diff <(jq -Sc 'del(.source)' <(admit-from-csv -p policy.json applicants.csv)) \
        <(jq -Sc . applicants.jsonl)
}

@test "policy: ADMIT_POLICY names it where -p does not" {
    policy <<<'{"dedup":{"keys":[["who"]],"keep":"last"}}'
    echo '{"dedup":{"keys":[["id"]]}}' >other.json
    export ADMIT_POLICY=year/policy.json
    [ "$(admit-dedup -r r in | ids)" = "2 3" ]
    [ "$(admit-dedup -r r -p other.json in | ids)" = "1 2 3" ]
    run admit-dedup -p '' in
    [[ $status -eq 2 && $output == *"--key"* ]]
}

@test "policy: an error says that the name came from ADMIT_POLICY" {
    ADMIT_POLICY=nowhere.json run admit-dedup in
    [ "$status" -eq 2 ]
    [ "$output" = "admit-dedup: ADMIT_POLICY: nowhere.json: No such file or directory" ]
    policy <<<'{"rank":{}}'
    ADMIT_POLICY=year/policy.json run admit-rank
    [[ $status -eq 2 && $output == "admit-rank: ADMIT_POLICY: which entry of /rank?" ]]
}

@test "policy: options may stand behind operands, but not behind a command" {
    [ "$(admit-dedup in --key who -r r --keep last | ids)" = "2 3" ]
    cp in -- --keep
    [ "$(admit-dedup --key who -r r -- --keep | ids)" = "1 3" ]
    [ "$(admit-seal head -n 1 <in | ids)" = "1" ]
}

@test "policy: a word is one of those in the table, and help and error list them" {
    run admit-dedup --key who --set-aside sure in
    [[ $status -eq 2 && $output == "admit-dedup: --set-aside: must be certain, strong or weak" ]]
    policy <<<'{"dedup":{"keys":[["who"]],"set-aside":"sure"}}'
    run admit-dedup -p year/policy.json in
    [[ $status -eq 2 && $output == "admit-dedup: year/policy.json: /dedup/set-aside: must be certain, strong or weak" ]]
    [[ $(admit-dedup --help) == *"--set-aside STRENGTH"*": certain, strong or weak"* ]]
}

# Files that are known only when a document has been read.
@test "policy: what a policy or a schema names is an input, not to be overwritten" {
    cd "$BATS_TEST_TMPDIR"
    echo '{"title":"t","from-csv":{"files":["rows*.csv"],"map":{"id":"id"}}}' >csv.json
    printf 'id\n1\n' >rows.csv
    run admit-from-csv -p csv.json -r ./rows.csv
    [[ $status -eq 2 && $output == *"./rows.csv: not written, since it is also an input" ]]
    [ "$(cat rows.csv)" = "$(printf 'id\n1')" ]
    echo '{"$ref":"part.json"}' >schema.json
    echo '{"type":"object"}' >part.json
    for option in -r --report --summary; do
        run admit-validate --schema schema.json "$option" part.json <<<'{}'
        [[ $status -eq 2 && $output == *"part.json: not written, since it is also an input" ]]
        [ "$(cat part.json)" = '{"type":"object"}' ]
    done
}

@test "policy: one file that two options would write is refused" {
    cd "$BATS_TEST_TMPDIR"
    run admit-generate --applicants 3 --output year --truth year/programs.jsonl
    [[ $status -eq 2 && $output == *"not written, since it is also another output"* ]]
    run admit-select true -r both --summary ./both <<<'{}'
    [[ $status -eq 2 && ! -e both ]]
}

@test "policy: limits are keys of each section, as a number or a percentage" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"id":%s}\n' 1 2 x 4 >in
    while IFS='|' read -r limits wanted; do
        echo "{\"title\":\"t\",\"dedup\":{\"keys\":[[\"id\"]],$limits}}" >policy.json
        run --separate-stderr admit-dedup -p policy.json -r rejects in
        [[ $status -eq 2 && $stderr == *"$wanted"* ]] || fail "$limits: $status $stderr"
    done <<'END'
"reject-limit":0|reject-limit: 1 of
"reject-limit":"0"|reject-limit: 1 of
"reject-limit":"24.9%"|reject-limit: 1 of 4 records
"min-records":5|min-records: 4 records
"reject-limit":true|policy.json: /dedup/reject-limit: must be text
"reject-limit":1.5|policy.json: /dedup/reject-limit: must be text
"reject-limit":"2 %"|policy.json: /dedup/reject-limit: must be a number of records (20) or a percentage (0.5%)
"min-records":"4"|policy.json: /dedup/min-records: 
"min-records":-1|policy.json: /dedup/min-records: 
END
    sed -i 's/"min-records":-1/"min-records":5/' policy.json
    admit-dedup -p policy.json --min-records 4 -r rejects in
}

@test "policy: what is no UTF-8, or begins with a mark, is told what it is, in every file" {
    local call option file

    cd "$BATS_TEST_TMPDIR"
    echo '{"id":"1","choices":[],"order":1,"lon":1,"lat":1}' >in
    while IFS='|' read -r call file; do
        for option in bom gbk utf-16; do
            case $option in
            bom) printf '\xef\xbb\xbf{"title":"t"}\n' >"$file" ;;
            gbk) printf '{\n"title":"\xd0\xd5\xc3\xfb"}\n' >"$file" ;;
            utf-16) printf '\xff\xfe{\0"\0t\0"\0:\0001\0}\0' >"$file" ;;
            esac
            # shellcheck disable=SC2086
            run $call in
            [[ $status -eq 2 ]] || fail "$call $option: $status $output"
            case $option in
            bom) [[ ${lines[-1]} == *" $file:1: byte-order-mark: "*"without BOM"* ]] ;;
            gbk) [[ ${lines[-1]} == *" $file:2: not-utf8: "*GBK* ]] ;;
            utf-16) [[ ${lines[-1]} == *" $file:1: not-utf8: "*UTF-16* ]] ;;
            esac || fail "$call $option: $output"
        done
    done <<'END'
admit-dedup -p policy.json|policy.json
admit-from-csv -m map.json|map.json
admit-from-xlsx -m map.json|map.json
admit-validate --schema schema.json|schema.json
admit-validate --schema schema.json --areas areas.txt|areas.txt
admit-geocode --boundaries map.json --crs wgs84 --lon lon --lat lat|map.json
admit-allocate -m serial --programs programs.jsonl --choices choices --order order|programs.jsonl
admit-verify -m serial --programs programs.jsonl --choices choices --order order|programs.jsonl
END
}
