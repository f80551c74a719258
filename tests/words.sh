#!/bin/bash
# Words that the manuals and headers do without, since a reader whose English is a
# second language has to read them twice: idioms, and "he" for an applicant.
#
#   words.sh [FILE ...]   the manuals, README and headers of this project, if not given
set -euo pipefail

idioms='put by|puts by|goes with|go with|hold against|holds? [a-z ]+ against|held against'
idioms+='|is none that|are none that|whoever|whomever|trouble'
persons='he|his|him|himself'

[ $# -gt 0 ] || {
    cd "$(dirname "$0")/.."
    set -- README.md filters/*.[17] lib/*/*.h pipelines/*
}

# A line is read with the last two words of the line before it, without the marks of a
# comment, so that an idiom is found where it is broken as well.
found=$(awk -v words="(^|[^a-z_])($idioms|$persons)([^a-z_]|\$)" '
    FNR == 1 { before = "" }
    {
        line = tolower($0)
        gsub(/^[ \t]*[\/*#]+[ \t]*|[ \t]+$/, "", line)
        if (match(before " " line, words)) {
            word = substr(before " " line, RSTART, RLENGTH)
            gsub(/^[^a-z]+|[^a-z]+$/, "", word)
            print FILENAME ":" FNR ": write it without \"" word "\""
        }
        n = split(line, word_of, " ")
        # What was found on its own line is not found again from the next one.
        before = n > 1 && !match(word_of[n-1] " " word_of[n], words) ? word_of[n-1] " " word_of[n] : ""
    }
' "$@")
[ -z "$found" ] && exit
echo "$found" >&2
exit 1
