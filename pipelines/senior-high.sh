#!/bin/bash
# The senior-high admission of a year: from the schools' spreadsheets to a checked
# list of places, in four rounds.
#
#   senior-high.sh FOLDER [OUT]
#
# FOLDER holds policy.json, the files that it names, and applicants*.csv.  OUT is
# FOLDER/result-DATE if not given; it appears when everything in it is whole and
# verified, and is never written over.  It holds personal data: only its owner can
# read it.
# shellcheck source-path=SCRIPTDIR source=procedure.bash
. "$(dirname "$0")/procedure.bash"

open_year "$@"
score=total

stage from-csv admit-from-csv "$folder"/applicants*.csv |
    stage validate admit-validate |
    stage dedup admit-dedup |
    stage geocode admit-geocode |
    stage rank admit-rank unified >"$work/lists/ranked"

give_round feeder ranked          # 指标到校: within the junior school, above a floor
give_round first feeder           # 统招: open seats, and what the feeder round left
give_round second first           # 普通高中: the other schools
give_round supplementary second   # 征集: new choices for the seats that are left
close_rounds supplementary

one_score_one_place() {
    stage tally admit-tally places "$work/lists/ranked" |
        admit-to-csv --columns score,count,cumulated
}

# Each line of a round with the score of the last one admitted, which the
# place in the order leads to.
score_lines() {
    admit-to-csv --columns rank.unified.order,total "$work/lists/ranked" >"$work/scratch/scores"
    cat "$work"/lines/{feeder,first,second,supplementary}.jsonl |
        ADMIT_SEAL=0 admit-to-csv --columns \
            round,program,group,capacity,seats,filled,last_choice,last_order |
        awk -F , -v OFS=, '
            FILENAME == ARGV[1] { score[$1] = $2; next }
            { print $0, FNR == 1 ? "last_score" : score[$8] }
        ' "$work/scratch/scores" -
}

one_score_one_place >"$work/places.csv"
score_lines >"$work/lines.csv"
publish
