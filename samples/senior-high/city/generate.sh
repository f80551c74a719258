#!/bin/sh
# A city's year for this policy: generate.sh FOLDER [OPTION ...]
#
# Applicants, seats and districts.  Options are those of admit-generate(1): --seed,
# --applicants, --defects, --title ...
here=$(dirname "$0")
exec "$here/../../generate.sh" senior-high "$here" "$@"
