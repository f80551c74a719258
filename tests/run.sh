#!/bin/bash
# Run the unit tests given as arguments, then one Bats file per filter, as many at a
# time as there are processors, and close with a line of counts.  The filters are looked
# for in PATH.  A unit test that cannot run here ends with 77.
set -u
cd "$(dirname "$0")/.." || exit 1

jobs=$(getconf _NPROCESSORS_ONLN)
results=$(mktemp)
trap 'rm -f "$results"' EXIT

run_unit() {
    "$1"
    case $? in
    0) echo "ok $1" ;;
    77) echo "ok $1 # skip" ;;
    *) echo "not ok $1" ;;
    esac
}
export -f run_unit
SHELL=/bin/bash parallel --keep-order --jobs "$jobs" run_unit ::: "$@" | tee "$results"
units_status=${PIPESTATUS[0]}

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
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0} bats --tap --jobs "$jobs" --no-parallelize-within-files \
    "${files[@]}" | tee -a "$results"
bats_status=${PIPESTATUS[0]}

skipped=$(grep -c '^ok .*# skip' "$results")
passed=$(($(grep -c '^ok ' "$results") - skipped))
failed=$(grep -c '^not ok ' "$results")
[ $((units_status + bats_status)) -eq 0 ] || [ "$failed" -gt 0 ] || failed=1

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
