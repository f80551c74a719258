#!/bin/sh
# A city's primary entry for this policy: generate.sh FOLDER [OPTION ...]
#
# Applicants, schools, districts, catchments, and the places that homes gave before.
# Options are those of admit-generate(1): --seed, --applicants, --defects, --truth ...
set -eu
here=$(dirname "$0")
"$here/../../generate.sh" primary "$here" "$@"
# The procedure refuses a list of earlier places that may have been cut off.
ADMIT_SEAL=1 admit-seal -a "$1/earlier.jsonl" >"$1/.sealed"
mv "$1/.sealed" "$1/earlier.jsonl"
