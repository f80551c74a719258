load helper

# Every example of admit-rules(7), as it stands in the page, must come out as it says.
@test "admit-rules(7): each example is what the filters do" {
    local line rule='' policy='{}' record='' count=0 rules=0 got
    cd "$BATS_TEST_TMPDIR"
    while IFS= read -r line; do
        case $line in
        'policy  '*) policy=${line#policy  } ;;
        'rule    '*) rule=${line#rule    } && rules=$((rules + 1)) ;;
        'record  '*) record=${line#record  } ;;
        'gives   '*)
            jq -n --arg rule "$rule" --argjson constants "$policy" \
                '{$constants, derive: {example: {fields: {result: $rule}}}}' >policy.json
            got=$(admit-derive -p policy.json example <<<"$record" | jq -c .result)
            [ "$got" = "${line#gives   }" ] || fail "$rule" "$record" "gives $got"
            count=$((count + 1))
            ;;
        '.Ed') policy='{}' ;;
        esac
    done <"$BATS_TEST_DIRNAME/../filters/admit-rules.7"
    [ "$rules" -ge 20 ] && [ "$count" -ge 30 ]
}
