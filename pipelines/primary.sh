#!/bin/bash
# The primary entry of a year: from the parents' applications to a checked list of
# places, by a draw for private schools, and then by classes, dates and the draw.
#
#   primary.sh FOLDER [OUT]
#
# FOLDER holds policy.json, the files that it names, and the spreadsheets; earlier.jsonl,
# with a seal, if there are records of earlier years or other districts; after the
# draw in public also seed, and places.json, which was published before it.  Without
# a seed the list of those who draw is closed and published, and no seat is given.
# OUT is FOLDER/result-DATE if not given; it appears when everything in it is whole and
# verified, and is never written over.  It holds personal data: only its owner can
# read it.
# shellcheck source-path=SCRIPTDIR source=procedure.bash
. "$(dirname "$0")/procedure.bash"

open_year "$@"

# Earlier years, and what other districts have told, to be compared with.
compared=()
if [ -e earlier.jsonl ]; then
    admit-seal --strip earlier.jsonl >/dev/null ||
        refuse "earlier.jsonl is not whole: copy it again, with its seal"
    compared=(--against earlier.jsonl)
fi

read_tables |
    stage validate admit-validate |
    stage address admit-address |
    stage dedup admit-dedup "${compared[@]}" |
    stage geocode admit-geocode |
    stage derive admit-derive standing |
    stage number admit-rank entrants >"$work/lists/entrants"

close_list places entrants
hold_draw places entrants |
    stage rank-private admit-rank private |
    stage rank admit-rank catchment |
    stage rank-placement admit-rank placement >"$work/lists/ranked"

give_round private ranked private                  # 民办: the draw, for those who list a private school
give_round catchment private catchment placement   # 片区: class by class, the draw where nothing else decides
give_round placement catchment                     # 统筹: the nearest seats that are left
close_rounds placement

# How many each school has to expect, by class; the policy says which counts are too small
# to be told.
stage tally admit-tally --csv demand <"$work/lists/entrants" >"$work/demand.csv"

publish
