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
