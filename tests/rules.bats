load helper

# The examples of admit-rules(7), each as a line of rule, record and result with tabs
# between them.  A line that is indented goes on with the one above it.
examples() {
    awk '
        function flush() { if (rule != "") print rule "\t" record "\t" result; rule = record = result = "" }
        function add(text) {
            if (part == "rule") rule = rule (rule == "" ? "" : " ") text
            else if (part == "record") record = record text
            else if (part == "gives") result = text
        }
        /^\.Bd -literal -offset indent$/ { inside = 1; next }
        /^\.Ed$/ { flush(); inside = 0; part = "" }
        !inside { next }
        { gsub(/\\&/, ""); gsub(/\\-/, "-"); gsub(/\\\(aq/, "\047")
          gsub(/\\\(dq/, "\""); gsub(/\\e/, "\\") }
        /^(rule|record|gives) / { part = $1; sub(/^[a-z]+ +/, ""); add($0); next }
        /^ / { sub(/^ +/, ""); add($0) }
    ' "$BATS_TEST_DIRNAME/../filters/admit-rules.7"
}

# What a rule gives for a record, in the words of the page.
outcome() {
    local rule=$1 record=$2 result=$3 message

    case $result in
    true | false)
        if [[ $(admit-select "$rule" <<<"$record" 2>/dev/null) == "$record" ]]; then
            echo true
        elif [[ $(admit-select -v "$rule" <<<"$record" 2>/dev/null) == "$record" ]]; then
            echo false
        fi
        ;;
    error\ *)
        message=$(admit-select "$rule" <<<"$record" 2>&1 >/dev/null)
        [[ $message =~ :\ rule-error:\ .*\(([a-z-]+),\ line ]] &&
            echo "error ${BASH_REMATCH[1]}"
        ;;
    *)
        message=$(admit-derive "x=$rule" <<<"$record" 2>/dev/null)
        message=${message#"${record%\}},\"x\":"}
        echo "${message%\}}"
        ;;
    esac
}

@test "rules: every example of admit-rules(7) gives what it says" {
    local count=0 wrong=0 rule record result got

    while IFS=$'\t' read -r rule record result; do
        count=$((count + 1))
        got=$(outcome "$rule" "$record" "$result") || true
        [[ -n $result && $got == "$result" ]] && continue
        wrong=$((wrong + 1))
        printf '%s\n  for %s\n  gives %s, not %s\n' "$rule" "$record" "$got" "$result" >&2
    done < <(examples)
    [ "$wrong" -eq 0 ]
    [ "$count" -ge 20 ] || fail "only $count examples"
}

@test "rules: no example is lost between the page and this test" {
    [ "$(examples | wc -l)" -eq "$(grep -c '^gives ' "$BATS_TEST_DIRNAME/../filters/admit-rules.7")" ]
    [ "$(examples | wc -l)" -eq "$(grep -c '^rule ' "$BATS_TEST_DIRNAME/../filters/admit-rules.7")" ]
}

@test "rules: every code of a rule that fails is in the page" {
    local page=$BATS_TEST_DIRNAME/../filters/admit-rules.7 code

    while read -r code; do
        grep -q "^\.It Li .*$code\|^\.Pq Li $code" "$page" || fail "$code"
    done < <(sed -nE 's/^\t\[CEL_FAULT_[A-Z0-9_]+\] = \{ "([a-z0-9-]+)".*/\1/p' \
        "$BATS_TEST_DIRNAME/../lib/cel/cel_value.c" |
        grep -vxE 'no-fault|no-memory|unknown-name|unknown-function')
}

# The names of all zones of tzdata: its files, but for the copies in posix/, those that
# count leap seconds in right/, and the zone of this machine.
zones() {
    find -L "$1" \( -name posix -o -name right -o -name localtime \) -prune -o \
        -type f -exec grep -lq ^TZif {} \; -printf '%P\n' | sort
}

@test "rules: date(1) agrees on the clock of every zone from 1900 to 2037" {
    local zone folder=/usr/share/zoneinfo moments=$BATS_TEST_TMPDIR/moments

    cd "$BATS_TEST_TMPDIR"
    zones $folder >zones
    [ "$(wc -l <zones)" -gt 300 ]
    awk 'BEGIN {
        srand(20250101)
        for (i = 0; i < 100; i++)
            printf "@%d\n", -2208988800 + int(rand() * 4354819200)
    }' >"$moments"
    while read -r zone; do
        TZ=$zone date -f "$moments" +"{\"zone\":\"$zone\",\"at\":%s} %Y %-m %-d %-H %-M %-S %u"
    done <zones >expected
    cut -d' ' -f1 expected | admit-derive 'clock=cel.bind(t, timestamp(int(at)), [
            t.getFullYear(zone), t.getMonth(zone) + 1, t.getDate(zone),
            t.getHours(zone), t.getMinutes(zone), t.getSeconds(zone),
            (t.getDayOfWeek(zone) + 6) % 7 + 1])' |
        sed -E 's/,"clock":\[(.*)\]\}$/} \1/; :a; s/(\} .*),/\1 /; ta' >got
    cmp expected got
}

@test "rules: a zone that is missing is named, and no name leads out of the folder" {
    local zone

    run -2 --separate-stderr admit-select 'timestamp(t).getHours("Asia/Shangai") == 8' </dev/null
    [ "${stderr_lines[0]}" = "admit-select: the expression: line 1, column 23: the time zone is not known: Asia/Shangai" ]
    for zone in Asia/Shangai Asia Asia/ /etc/localtime localtime ../zoneinfo/UTC ./UTC \
        Asia//Shanghai Asia/../UTC right/UTC tzdata.zi asia/shanghai "" "Asia/Shanghai\u0000"; do
        run -1 --separate-stderr admit-select 'timestamp(t).getHours(z) == 8' \
            <<<"{\"t\":\"2025-01-01T00:00:00Z\",\"z\":\"$zone\"}"
        [[ $stderr == *"(unknown-zone, "* ]] || fail "$zone: $stderr"
    done
    mkdir "$BATS_TEST_TMPDIR/zones"
    cp /usr/share/zoneinfo/Asia/Tokyo "$BATS_TEST_TMPDIR/zones/Here"
    TZDIR=$BATS_TEST_TMPDIR/zones run -0 admit-derive \
        'h=timestamp(t).getHours("Here")' <<<'{"t":"2025-01-01T00:00:00Z"}'
    [ "$output" = '{"t":"2025-01-01T00:00:00Z","h":9}' ]
}

@test "rules: a number is what is written, or an error where it is written" {
    local policy=$BATS_TEST_TMPDIR/policy.json rule

    while read -r rule; do
        run -0 admit-derive "x=$rule" <<<'{"a":612.5,"b":900719925474099.25,"z":0,"n":9007199254740993}'
        [[ $output == *'"x":false}' ]] || fail "$rule: $output"
    done <<'RULES'
a == 612.500000000000001
a in [612.500000000000001]
b == 900719925474099.3
z >= 0.000000000000000001
n == 9007199254740992.0
n in [9007199254740992.0]
n == double(9007199254740993)
math.greatest(n, double(9007199254740993)) == 9007199254740992
9223372036854775807 == double("9223372036854775808")
18446744073709551615u == double("18446744073709551616")
math.sqrt(2.0) == 1.4142135623730951
RULES
    # A double keeps its digits wherever a decimal holds them, so a child with exactly
    # the sum of two numbers of the rule is not below it.
    while read -r rule; do
        run -0 admit-derive "x=$rule" <<<'{"a":0.1,"s":0.3,"t":612.3,"n":9007199254740993}'
        [[ $output == *'"x":true}' ]] || fail "$rule: $output"
    done <<'RULES'
0.1 + 0.2 == 0.3 && s >= 0.1 + 0.2 && s <= 0.1 + 0.2
t >= 612.1 + 0.2 && t >= 612.4 - 0.1 && t <= 204.1 * 3.0 && t == 6.123 / 0.01
s in [0.1 + 0.2] && math.greatest(s, 0.1 + 0.2) == 0.3 && s == a + 0.1 + 0.1
double(a) == a && double(a) == 0.1 && double("0.1") == a && double("0.1") in [a]
t >= double("612.3") && double(t) >= 612.3 && double(t) * 2.0 == 1224.6
int(9007199254740993.0) == n && uint(9007199254740993.0) == 9007199254740993u
math.round(9007199254740993.0) == n && math.abs(-9007199254740993.0) == n
math.floor(9007199254740993.5) == n && math.trunc(-9007199254740993.5) == -n
-(-9223372036854775808.0) == 9223372036854775808u
1.0 / 3.0 * 3.0 == 1.0 && 1.0 / 4.0 == 0.25 && 1.0 / 3.0 != 0.3333333333333333
math.isInf(1.0 / 0.0) && math.isInf(1.0 / -0.0) && math.isNaN(0.0 / 0.0) && 1.0 / -0.0 < 0.0
"%.20f".format([a]) == "0.10000000000000000000"
RULES
    run -0 admit-derive 'x=612.500000000000001' <<<'{}'
    [ "$output" = '{"x":612.500000000000001}' ]
    for rule in 'z >= 1e-400' 'z < 1e400' 'z < 1e19' 'z > 1e-19' 'a > 612.5000000000000000001'; do
        run -2 --separate-stderr admit-select "$rule" </dev/null
        [[ ${stderr_lines[0]} == *"line 1, column 5: a number with more than 18 places, or too large for 64 bits" ]] ||
            [[ ${stderr_lines[0]} == *"line 1, column 6: a number with more than 18 places, or too large for 64 bits" ]] ||
            fail "$rule: $stderr"
    done
    for rule in 612.50000000000001 1e-400 9007199254740993.0 430.0000000000000001; do
        printf '{"constants":{\n"line":%s},"select":{"e":{"expr":"a == policy.line"}}}\n' "$rule" >"$policy"
        run -2 --separate-stderr admit-select -p "$policy" e </dev/null
        [[ ${stderr_lines[0]} == "admit-select: $policy:2:8: inexact-number: "* ]] || fail "$rule: $stderr"
    done
    printf '{"constants":{"line":612.1301281230959},"select":{"e":{"expr":"a == policy.line"}}}\n' >"$policy"
    run -0 admit-select -p "$policy" e <<<'{"a":612.1301281230959}'
    [ "$output" = '{"a":612.1301281230959}' ]
}

@test "rules: a floor is what is written" {
    cd "$BATS_TEST_TMPDIR"
    printf '%s\n' '{"id":"P","capacity":5,"floor":{"value":"s","min":612.1301281230959}}' \
        '{"id":"Q","capacity":5,"floor":{"value":"s","min":612.1301281230951}}' >programs.jsonl
    printf '%s\n' '{"id":"at","o":1,"s":612.1301281230959,"c":["P"]}' \
        '{"id":"below","o":2,"s":612.1301281230950,"c":["Q"]}' >in
    admit-allocate -m serial --round r --programs programs.jsonl --choices c --order o in >out
    [ "$(jq -r .admission.status out | xargs)" = "admitted unplaced" ]
    echo '{"id":"P","capacity":5,"floor":{"value":"s","min":612.13012812309590001}}' >programs.jsonl
    run -2 --separate-stderr admit-allocate -m serial --round r --programs programs.jsonl \
        --choices c --order o in
    [[ $stderr == "admit-allocate: programs.jsonl:1:51: inexact-number: "* ]] || fail "$stderr"
}

@test "rules: a text holds no character that nobody sees" {
    local unseen

    for unseen in 200b 200d 2060 feff fe0f 3164 034f 061c 0085; do
        unseen=$(printf '%b' "\\u$unseen")
        run -2 --separate-stderr admit-select "a in [\"S0$unseen\"]" </dev/null
        [[ ${stderr_lines[0]} == "admit-select: the expression: line 1, column 7: a character that cannot be seen; "* ]] ||
            fail "$stderr"
        run -2 --separate-stderr admit-select "a$unseen == 1" </dev/null
        [[ $stderr == *"line 1, column 2: "* ]] || fail "$stderr"
    done
    run -0 admit-select 'a == "S0\u200b" || a == "张　三"' <<<'{"a":"张　三"}'
    [ "$output" = '{"a":"张　三"}' ]
}

@test "rules: a field of a record wins over the names of the language" {
    local name

    for name in type list map string int double bool bytes uint decimal null_type size has \
        all exists matches math text cn optional timestamp duration optional_type dyn; do
        run -0 admit-select "$name in [\"A\"] && $name == kind && [\"A\"].exists(k, k == $name) &&
            has($name) && record.$name == \"A\"" <<<"{\"$name\":\"A\",\"kind\":\"A\"}"
        [ "$output" = "{\"$name\":\"A\",\"kind\":\"A\"}" ] || fail "$name"
        run -1 --separate-stderr admit-select "$name != kind" <<<'{"kind":"A"}'
        [[ $stderr == *"the record does not have $name "* ]] || fail "$name: $stderr"
    done
    run -0 admit-derive 'x=type(a) == decimal && type(b) in [int, string] && decimal == type(a)' \
        <<<'{"a":1,"b":"t"}'
    [ "$output" = '{"a":1,"b":"t","x":true}' ]
    # What is a variable of the rule cannot be a field too: neither is silently the other.
    for name in record policy; do
        run -1 --separate-stderr admit-select "$name == $name || true" <<<"{\"$name\":1}"
        [[ $stderr == *"(ambiguous-name, line 1, column 1 "* ]] || fail "$stderr"
        run -2 --separate-stderr admit-derive "$name=1" <<<'{}'
    done
    run -0 admit-select 'kind == 1' <<<'{"kind":1,"record":2,"policy":3}'
    # What is no name in any place is refused with the way to write it.
    for name in in true false null; do
        run -2 --separate-stderr admit-select "record.$name == 1" </dev/null
        [[ $stderr == *"column 8: a word of the language is no name; write [\"in\"] for .in"* ]] ||
            fail "$stderr"
        run -0 admit-select "record[\"$name\"] == 1" <<<"{\"$name\":1}"
        [ "$output" = "{\"$name\":1}" ]
    done
}

@test "rules: what is missing is named as the rule names it" {
    local policy=$BATS_TEST_TMPDIR/policy.json record='{"total":1,"scores":{"a":1},"choices":[1]}'
    local rule missing

    while IFS='|' read -r rule missing; do
        run -1 --separate-stderr admit-select "$rule" <<<"$record"
        [[ $stderr == *": rule-error: the $missing)" ]] || fail "$stderr"
    done <<'RULES'
total == scors.b|record does not have scors.b (no-such-field, line 1, column 10 of the expression: total == ^scors.b
total == scores.b.c|record does not have scores.b.c (no-such-field, line 1, column 17 of the expression: total == scores.^b.c
record["a-b"] > 1|record does not have record["a-b"] (no-such-field, line 1, column 8 of the expression: record[^"a-b"] > 1
choices[5] == 1|list does not have choices[5] (no-such-item, line 1, column 9 of the expression: choices[^5] == 1
[scores].all(s, s.b > 1)|record does not have s.b (no-such-field, line 1, column 19 of the expression: [scores].all(s, s.^b > 1)
RULES
    # A value of the wrong type is named too, with what it is and never with its text.
    record='{"a":{"b":null,"c":"secret","d":[1,"secret"],"e":true},"n":1}'
    while IFS='|' read -r rule missing; do
        run -1 --separate-stderr admit-select "$rule" <<<"$record"
        [[ $stderr == "admit-select: <stdin>:1: rule-error: $missing" && $stderr != *secret* ]] ||
            fail "$rule: $stderr"
    done <<'RULES'
a.b.c == 1|a.b is null, which has no such field or item (wrong-type, line 1, column 5 of the expression: a.b.^c == 1)
has(a.c.b)|a.c is a text, which has no such field or item (wrong-type, line 1, column 1 of the expression: ^has(a.c.b))
a.d.b == 1|a.d is a list, which has no such field or item (wrong-type, line 1, column 5 of the expression: a.d.^b == 1)
n + a.c > 5|n is a number and a.c is a text, which the operator or the function does not take (wrong-type, line 1, column 3 of the expression: n ^+ a.c > 5)
n < 5 && 5 < a.b|a.b is null, which the operator or the function does not take (wrong-type, line 1, column 12 of the expression: n < 5 && 5 ^< a.b)
a.d[1] > 0|a.d[1] is a text, which the operator or the function does not take (wrong-type, line 1, column 8 of the expression: a.d[1] ^> 0)
a.d.all(x, x > 0)|x is a text, which the operator or the function does not take (wrong-type, line 1, column 14 of the expression: a.d.all(x, x ^> 0))
!n|n is a number, which the operator or the function does not take (wrong-type, line 1, column 1 of the expression: ^!n)
1 == -a.e|a.e is a boolean, which the operator or the function does not take (wrong-type, line 1, column 6 of the expression: 1 == ^-a.e)
n.matches("x")|n is a number, which the operator or the function does not take (wrong-type, line 1, column 3 of the expression: n.^matches("x"))
a.c.startsWith(n)|n is a number, which the operator or the function does not take (wrong-type, line 1, column 5 of the expression: a.c.^startsWith(n))
a.e && n|n is neither true nor false (not-boolean, line 1, column 8 of the expression: a.e && ^n)
a.b ? a.e : a.e|a.b is neither true nor false (not-boolean, line 1, column 3 of the expression: a.^b ? a.e : a.e)
RULES
    record='{"total":1}'
    printf '{"validate":{"rules":[{"id":"r","field":"total","assert":"total == scors.b","message":"m"}]}}' >"$policy"
    run -1 --separate-stderr admit-validate -p "$policy" <<<"$record"
    [[ $stderr == *": rule-error: total: the record does not have scors.b (no-such-field, line 1, column 10 of the expression: total == ^scors.b)"* ]] || fail "$stderr"
    run -1 --separate-stderr admit-rank --as r --by 'scors.b + 1 desc' <<<"$record"
    [[ $stderr == *"the record does not have scors.b (no-such-field, "* ]] || fail "$stderr"
}

@test "rules: a pattern means what it means in RE2" {
    run -0 admit-derive 'x=[n.matches("^a\\vb$"), l.matches("^a[\\v]b$"), v.matches("^a\\s$"), v.matches("^a\\v$")]' \
        <<<'{"n":"a\nb","l":"a\u2028b","v":"a\u000b"}'
    [[ $output == *'"x":[false,false,false,true]}' ]]
    local pattern
    for pattern in '\\xZ' '\\p{Xan}' '\\p{Xwd}' '\\p{Grek}' '\\p{Alphabetic}' 'a++' '(?=a)' '\\h'; do
        run -2 --separate-stderr admit-select "v.matches(\"$pattern\")" </dev/null
        [[ ${stderr_lines[0]} == *"the pattern is not a regular expression as RE2 defines it" ]] || fail "$pattern: $stderr"
    done
}

# Tried place by place, the first took ten seconds for 100,000 letters and sixteen times as
# long for four times as many; the second doubled its time with each letter.
@test "rules: the time of matches() grows with the length of the text alone" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"t":"%s"}\n' "$(head -c 400000 /dev/zero | tr '\0' a)" >long
    run -0 timeout 10 admit-select '!t.matches("[a-z]+[0-9]") && !t.matches("[a-z]{2,}?[0-9]")' long
    run -1 timeout 10 admit-select 't.matches("[a-z]{2,900}[0-9]")' long
    [[ $output == *"(pattern-too-slow, line 1, column 3 of the expression: "* ]] || fail "$output"
    run -0 timeout 10 admit-derive \
        'x=[t.matches("^((a|aa)+)+$"), t.matches("(a|b)*[0-9]$"), t.matches("^[a-z]+$"), (t + "1").matches("[a-z]+[0-9]"), t.matches("^(a+)+$")]' long
    [ "${output##*\"x\":}" = '[true,false,true,true,true]}' ] || fail "${output##*\"x\":}"
    run -0 timeout 10 admit-derive 'x=("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + "!").matches("^((a|aa)+)+$")' <<<'{}'
    [ "$output" = '{"x":false}' ]
}
