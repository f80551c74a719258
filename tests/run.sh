#!/bin/bash
# Run the unit tests given as arguments, then one Bats file per filter, and close
# with a line of counts.  The filters are looked for in PATH.
set -u
cd "$(dirname "$0")/.." || exit 1

passed=0 failed=0
for unit in "$@"; do
    if "$unit"; then
        echo "ok $unit"
        passed=$((passed + 1))
    else
        echo "not ok $unit"
        failed=$((failed + 1))
    fi
done

results=$(mktemp)
trap 'rm -f "$results"' EXIT
bats --tap tests | tee "$results"
bats_status=${PIPESTATUS[0]}
skipped=$(grep -c '^ok .*# skip' "$results")
passed=$((passed + $(grep -c '^ok ' "$results") - skipped))
failed=$((failed + $(grep -c '^not ok ' "$results")))
[ "$bats_status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
