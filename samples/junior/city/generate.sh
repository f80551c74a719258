#!/bin/sh
# A city's junior-high entry for this policy: generate.sh FOLDER [OPTION ...]
#
# Applicants and seats.  Options are those of admit-generate(1): --seed, --applicants ...
here=$(dirname "$0")
exec "$here/../../generate.sh" junior "$here" "$@"
