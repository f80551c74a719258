#!/bin/bash
# Let the machine fail under each filter and check what comes of it.
#
#   run.sh BUILD [sample]
#
# A sample has a few faults of each kind, under a quarter of the filters.
#
# There is no list of filters or of their arguments here: the contract tests know how
# a filter is called, and contract_faults of tests/helper.bash makes each call again
# under faults (inject.c, preload.c).  Prints violations, and what was counted for each
# kind; fails if there is a violation, or a filter that was not tried.
set -euo pipefail

FAULTS_BUILD=$(cd "$1" && pwd)
FAULTS_SET=${2:-all}
cd "$(dirname "$0")/.."
FAULTS_LOG=$(mktemp)
trap 'rm -f "$FAULTS_LOG" "$FAULTS_LOG.turns"' EXIT
: >"$FAULTS_LOG.turns"
export FAULTS_BUILD FAULTS_SET FAULTS_LOG

# This may be run by a test of bats itself.
for name in $(compgen -e BATS); do
    unset "$name"
done
failed=0
bats --tap -f 'contract|faults:' admit*.bats 3>&- >"$FAULTS_LOG.tap" || {
    grep -A 20 '^not ok' "$FAULTS_LOG.tap" && failed=1
}
rm -f "$FAULTS_LOG.tap"

grep -B 1 'violation: ' "$FAULTS_LOG" && failed=1
for filter in ../filters/*.c; do
    name=$(basename "$filter" .c)
    grep -q "^$name: " "$FAULTS_LOG" || { echo "$name was not tried" && failed=1; }
done
awk '/ runs, / && split($0, part, ": ") == 3 {
    kind = part[2]
    if (!(kind in runs)) order[++kinds] = kind
    split(part[3], n, /[^0-9]+/)
    runs[kind] += n[1]; same[kind] += n[2]; refused[kind] += n[3]
    crashed[kind] += n[4]; violations[kind] += n[5]
}
END {
    for (i = 1; i <= kinds; i++) {
        kind = order[i]
        printf "%-12s %7d runs: %d made no difference, %d refused, %d crashed in a library, %d violations\n",
            kind, runs[kind], same[kind], refused[kind], crashed[kind], violations[kind]
    }
}' "$FAULTS_LOG"
exit "$failed"
