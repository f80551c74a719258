#!/bin/sh
# A nation's year for this policy: generate.sh FOLDER [OPTION ...]
#
# Applicants and seats.  Options are those of admit-generate(1): --seed, --applicants,
# --programs, --format ...
here=$(dirname "$0")
exec "$here/../generate.sh" gaokao "$here" "$@"
