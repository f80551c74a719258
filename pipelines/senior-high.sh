#!/bin/bash
# The senior-high admission of a year: from the schools' spreadsheets to a checked
# list of places, in four rounds.
#
#   senior-high.sh FOLDER [OUT]
#
# FOLDER holds policy.json, the files that it names, and the spreadsheets.  OUT is
# FOLDER/result-DATE if not given; it appears when everything in it is whole and
# verified, and is never written over.  A run that fails leaves OUT.failed to look at.
# Both hold personal data: only their owner can read them.
# shellcheck source-path=SCRIPTDIR source=procedure.bash
. "$(dirname "$0")/procedure.bash"

open_year "$@"
score=total

read_tables |
    stage validate admit-validate |
    stage dedup admit-dedup |
    stage geocode admit-geocode |
    stage rank admit-rank unified >"$work/lists/ranked"

give_round feeder ranked unified  # 指标到校: within the junior school, above a floor
give_round first feeder           # 统招: open seats, and what the feeder round left
give_round second first           # 普通高中: the other schools
give_round supplementary second   # 征集: new choices for the seats that are left
close_rounds supplementary

one_score_one_place() {
    stage tally admit-tally places <"$work/lists/ranked" |
        admit-to-csv "${whole[@]}" --columns score,count,cumulated
}

# Each line of a round with the score of the applicant who stands where it ends.
score_lines() {
    local lines=("$work"/lines/{feeder,first,second,supplementary}.jsonl)
    admit-to-csv "${whole[@]}" --columns rank.unified.order,total "$work/lists/ranked" |
        awk -F , 'NR == FNR { ends[$0]; next } $1 in ends' <(jq '.last_order // empty' "${lines[@]}") - \
            >"$work/scratch/scores"
    jq -nc --rawfile scores "$work/scratch/scores" \
        'reduce ($scores | split("\n")[:-1][] | split(",")) as [$order, $score] ({}; .[$order] = $score) |
            . as $score_of | inputs |
            {round, program, group, capacity, seats, filled, last_choice, last_order,
                last_score: $score_of[.last_order // "" | tostring]}' \
        "${lines[@]}" |
        ADMIT_SEAL=0 admit-to-csv "${whole[@]}" --columns \
            round,program,group,capacity,seats,filled,last_choice,last_order,last_score
}

one_score_one_place >"$work/places.csv"
score_lines >"$work/lines.csv"
publish
