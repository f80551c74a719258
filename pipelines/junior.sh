#!/bin/bash
# The junior-high entry of a year: a lottery where a chosen school is sought by more
# than it can take, then the feeder schools for all others.
#
#   junior.sh FOLDER [OUT]
#
# FOLDER holds policy.json, the files that it names, and the spreadsheets; after the
# draw in public also seed, and lots.json, which was published before it.  Without a
# seed the list of those who draw is closed and published, and no seat is given.  OUT is
# FOLDER/result-DATE if not given; it appears when everything in it is whole and
# verified, and is never written over.  It holds personal data: only its owner can
# read it.
# shellcheck source-path=SCRIPTDIR source=procedure.bash
. "$(dirname "$0")/procedure.bash"

open_year "$@"

read_tables |
    stage validate admit-validate |
    stage dedup admit-dedup |
    stage derive admit-derive feeder >"$work/lists/entrants"

close_list lots entrants
hold_draw lots entrants | stage rank admit-rank lots >"$work/lists/ranked"

give_round lottery ranked lots    # 民办, and a local school that takes some first
give_round feeder lottery         # 对口: by the primary school
close_rounds feeder

publish
