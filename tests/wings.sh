#!/bin/bash
# The order of the wings of lib/, from the ground up: a wing includes only what stands
# on a line above its own; those of one line do not include each other.  And no two
# modules include each other in a circle.
#
#   wings.sh [FOLDER]     FOLDER is lib of this project, if not given; then README has to
#                         list the wings too
set -euo pipefail

wings='
memory
record
text
seal
settings
sort
kept
findings
stream
formats
schema cel
rules
sheet
address amend identity place
catchment
order draw
seats
mechanisms audit
allocate
explain preflight compare publish
synthetic
'

cd "${1:-$(dirname "$0")/../lib}"

# Lines "FROM TO": modules WING/NAME that include each other.
includes() {
    grep -EHo '^#include "[a-z0-9_]+/[a-z0-9_]+\.h"' ./*/*.[ch] |
        sed -E 's#^\./([^.]*)\.[ch]:#\1 #; s/#include "//; s/\.h"$//' |
        awk '$1 != $2' | sort -u
}

circles() {
    { tsort 2>&1 >/dev/null || true; } | sed -n "/loop:$/d; s/^tsort: /in a circle: /p"
}

upward() {
    awk -v wings="$wings" '
        BEGIN {
            count = split(wings, line, "\n")
            for (i = 1; i <= count; i++) {
                names = split(line[i], name, " ")
                for (j = 1; j <= names; j++)
                    level[name[j]] = i
            }
        }
        {
            split($1, from, "/")
            split($2, to, "/")
            if (!(from[1] in level))
                print from[1] ": a wing without a place in the order"
            else if (from[1] != to[1] && level[to[1]] >= level[from[1]])
                print $1 " includes " $2 ", which stands above it or beside it"
        }
    ' | sort -u
}

# README's list has the names in the first columns.
unlisted() {
    local listed wing
    listed=$(grep '^    [a-z]' ../README.md | cut -c 5-31)
    for wing in $wings; do
        grep -qw "$wing" <<<"$listed" || echo "$wing: a wing that README does not list"
    done
}

problems=$(includes | upward; includes | circles; [ $# -gt 0 ] || unlisted)
[ -z "$problems" ] && exit
echo "$problems" >&2
exit 1
