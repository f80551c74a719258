#!/bin/sh
# A city's primary entry for this policy: generate.sh FOLDER [OPTION ...]
#
# Puts the policy into FOLDER and generates the applicants, the schools, the districts
# and the places that homes gave before beside it.  Options go to admit-generate(1),
# which must be in PATH: --seed, --applicants, --defects, --truth ...
set -eu

if [ $# -eq 0 ]; then
    echo "usage: generate.sh FOLDER [OPTION ...]" >&2
    exit 2
fi
here=$(dirname "$0")
folder=$1
shift

mkdir -p "$folder"
cp "$here/policy.json" "$folder"
admit-generate --procedure primary --output "$folder" "$@"
