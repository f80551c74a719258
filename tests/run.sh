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

# The longest first, so that no processor is left with nothing beside one of them.
files=(tests/{faults,dossier,yearly,pipelines_faults,pipelines,seats,appeal,audit_manual}.bats)
for file in tests/*.bats; do
    [[ " ${files[*]} " == *" $file "* ]] || files+=("$file")
done
if [ -n "${SAN-}" ]; then
    # The scripts of a procedure, binaries, lists of words and peers are the same under
    # sanitizers; the filters that they call, and the settings and rules that all filters
    # read, have files and unit tests of their own.
    tried=()
    for file in "${files[@]}"; do
        case ${file##*/} in
        admit*.bats | faults.bats | seats.bats | holders.bats | sheet_habits.bats | unseen.bats | \
            verify_derived.bats) tried+=("$file") ;;
        *) echo "# not under sanitizers: $file" ;;
        esac
    done
    files=("${tried[@]}")
fi
# What a filter holds when it ends is the system's to free; modules free all.
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0} bats --tap --jobs "$jobs" --no-parallelize-within-files \
    "${files[@]}" | tee -a "$results"
bats_status=${PIPESTATUS[0]}

skipped=$(grep -c '^ok .*# skip' "$results")
passed=$(($(grep -c '^ok ' "$results") - skipped))
failed=$(grep -c '^not ok ' "$results")
[ $((units_status + bats_status)) -eq 0 ] || [ "$failed" -gt 0 ] || failed=1

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
