#!/bin/bash
# Run the unit tests given as arguments, then one Bats file per filter, and close
# with a line of counts.  The filters are looked for in PATH.  A unit test that
# cannot run here ends with 77.
set -u
cd "$(dirname "$0")/.." || exit 1

passed=0 failed=0 skipped=0
for unit in "$@"; do
    "$unit"
    case $? in
    0) echo "ok $unit" && passed=$((passed + 1)) ;;
    77) echo "ok $unit # skip" && skipped=$((skipped + 1)) ;;
    *) echo "not ok $unit" && failed=$((failed + 1)) ;;
    esac
done

results=$(mktemp)
trap 'rm -f "$results"' EXIT
# What a filter holds when it ends is the system's to free; modules free all.
files=(tests)
if [ -n "${SAN-}" ]; then
    # The shell scripts of a procedure are the same under sanitizers, and its filters have
    # files of their own.
    files=()
    for file in tests/*.bats; do
        case ${file##*/} in
        pipelines.bats | pipelines_faults.bats | yearly.bats | dossier.bats | audit_manual.bats | appeal.bats | \
            samples.bats | what-if.bats | why-not.bats | who-moves.bats | published_values.bats) echo "# not under sanitizers: $file" ;;
        *) files+=("$file") ;;
        esac
    done
fi
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0} bats --tap "${files[@]}" | tee "$results"
bats_status=${PIPESTATUS[0]}
bats_skipped=$(grep -c '^ok .*# skip' "$results")
skipped=$((skipped + bats_skipped))
passed=$((passed + $(grep -c '^ok ' "$results") - bats_skipped))
failed=$((failed + $(grep -c '^not ok ' "$results")))
[ "$bats_status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
