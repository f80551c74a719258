#!/bin/sh
# A city's primary entry for this policy: generate.sh FOLDER [OPTION ...]
#
# Applicants, schools, districts, and the places that homes gave before.  Options are
# those of admit-generate(1): --seed, --applicants, --defects, --truth ...
here=$(dirname "$0")
exec "$here/../../generate.sh" primary "$here" "$@"
