#!/bin/bash
# What is done with a result: verify it, explain it, compare it with another one, correct
# it, and reconcile it with the rolls of the schools.  Each is compared with verifying.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

nation=$BENCH_DIR/nation-$RECORDS-12-2000
if [ ! -e "$nation/applicants.jsonl" ]; then
    mkdir -p "$nation"
    admit-generate --quiet --procedure gaokao --applicants "$RECORDS" --choices 12 --programs 2000 \
        --seed bench --format jsonl --output "$nation"
fi
rules=(--quiet -m serial --programs "$nation/programs.jsonl" --choices choices --order places.unified)
admit-allocate "${rules[@]}" "$nation/applicants.jsonl" >"$nation/result.jsonl"
# Of each thousand one has another order, so that seats move.
awk 'NR % 1000 == 0 { sub(/"unified":[0-9]+/, "\"unified\":" NR + 100000000) } { print }' \
    "$nation/applicants.jsonl" >"$nation/changed.jsonl"
admit-allocate "${rules[@]}" "$nation/changed.jsonl" >"$nation/other.jsonl"
# A roll that one of a hundred is missing from, or is on at another school.
jq -c 'select(.admission.program) | {id, program: .admission.program}' "$nation/result.jsonl" |
    awk 'NR % 200 != 0 { if (NR % 200 == 100) sub(/"program":"[^"]*"/, "\"program\":\"elsewhere\""); print }' \
        >"$nation/roll.jsonl"
jq -c 'select(.id) | [.id, .places.unified]' "$nation/applicants.jsonl" |
    awk 'NR % 1000 == 0' | jq -c '{id: .[0], by: "A", level: "city", basis: "document \(.[1])",
        at: "2026-06-20T10:00:00+08:00", reason: "an example", was: {places: {unified: .[1]}},
        merge: {places: {unified: (.[1] + 100000000)}}}' >"$nation/corrections.jsonl"
bytes=$(stat -c %s "$nation/result.jsonl")

heading "$RECORDS applicants, up to 12 choices, 2000 programs; records of $((bytes / RECORDS)) bytes"
measure "admit-verify" "$bytes" admit-verify "${rules[@]}" "$nation/result.jsonl"
verify=$cpu
beside() {    # beside NAME COMMAND ...
    measure "$1" "$bytes" sh -c '"$@" || [ $? -eq 1 ]' - "${@:2}"
    ratio "  / verify" "$verify" "$cpu"
}
beside "admit-explain, all" admit-explain "${rules[@]}" "$nation/result.jsonl"
beside "admit-explain, all, two keys" admit-explain "${rules[@]}" --by "total desc" --by "scores.math desc" \
    "$nation/result.jsonl"
beside "admit-explain, the unplaced" admit-explain --unplaced "${rules[@]}" "$nation/result.jsonl"
beside "admit-diff" admit-diff --moves "$nation/result.jsonl" "$nation/other.jsonl"
beside "admit-amend" admit-amend --corrections "$nation/corrections.jsonl" "$nation/applicants.jsonl"
beside "admit-reconcile" admit-reconcile "$nation/result.jsonl" "$nation/roll.jsonl"
echo "goal: each at most 1.5 times verifying"
rm -f "$nation"/{result,other,changed,roll}.jsonl
