#!/bin/bash
# A public lottery and a one-score-one-place table, and who else can count.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

make_year
records=$year/applicants.jsonl

heading "draws among $RECORDS entrants"
measure "admit-draw --commit" "$bytes" admit-draw --as t --method hash --commit "$records"
measure "admit-draw, hash" "$bytes" admit-draw --as t --method hash --seed bench "$records"
measure "admit-draw, ring" "$bytes" \
    admit-draw --as t --method ring --seed bench --start 5 --gap 999999 "$records"

heading "one score, one place in each district, of $RECORDS records"
measure "admit-tally" "$bytes" admit-tally --as-places --by total --within area "$records"
tally=$cpu
measure "mlr count-distinct" "$bytes" mlr --ijsonl --ojsonl count-distinct -f area,total "$records"
ratio "mlr / admit-tally" "$tally" "$cpu"
