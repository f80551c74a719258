load helper

# The verifier must not contain the allocator: the binary shows whether it does.

# The symbols that the modules of some wings of lib/ define for others, by their objects
# in the folder that the verifier was built in.
defined_by() {
    local build wing source objects=()

    build=$(dirname "$(dirname "$(command -v admit-verify)")")
    for wing; do
        for source in "$BATS_TEST_DIRNAME/../lib/$wing"/*.c; do
            objects+=("$build/lib/$wing/$(basename "$source" .c).o")
        done
    done
    nm --defined-only --extern-only --format=posix "${objects[@]}" |
        awk 'NF >= 2 { print $1 }' | sort -u
}

linked() {
    nm --defined-only --format=posix "$(command -v "$1")" | awk '{ print $1 }' | sort -u
}

@test "admit-verify: no module of the mechanisms or of the allocator is in it" {
    defined_by mechanisms allocate >"$BATS_TEST_TMPDIR/theirs"
    linked admit-verify >"$BATS_TEST_TMPDIR/linked"
    # The lists are what they should be: nothing is shown by an empty one.
    for symbol in serial_allocate deferred_allocate mechanism_run leftover_rank \
        contenders_new cutoffs_count_round; do
        grep -qx "$symbol" "$BATS_TEST_TMPDIR/theirs" || fail "not defined: $symbol"
    done
    grep -qx audit_mechanism "$BATS_TEST_TMPDIR/linked"
    run comm -12 "$BATS_TEST_TMPDIR/theirs" "$BATS_TEST_TMPDIR/linked"
    [[ $status -eq 0 && -z $output ]] || fail "admit-verify contains:" "$output"
    run grep -E '_allocate$|mechanism_run|leftover_rank' "$BATS_TEST_TMPDIR/linked"
    [[ $status -eq 1 && -z $output ]] || fail "admit-verify contains:" "$output"
}

@test "admit-allocate: no module of the auditor is in it" {
    defined_by audit >"$BATS_TEST_TMPDIR/theirs"
    linked admit-allocate >"$BATS_TEST_TMPDIR/linked"
    grep -qx audit_mechanism "$BATS_TEST_TMPDIR/theirs"
    grep -qx mechanism_run "$BATS_TEST_TMPDIR/linked"
    run comm -12 "$BATS_TEST_TMPDIR/theirs" "$BATS_TEST_TMPDIR/linked"
    [[ $status -eq 0 && -z $output ]] || fail "admit-allocate contains:" "$output"
}
