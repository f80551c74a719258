#!/bin/sh
# A city's junior-high entry for this policy: generate.sh FOLDER [OPTION ...]
#
# Puts policy and schema into FOLDER and generates the applicants and the seats beside
# them.  Options go to admit-generate(1), which must be in PATH: --seed, --applicants ...
set -eu

if [ $# -eq 0 ]; then
    echo "usage: generate.sh FOLDER [OPTION ...]" >&2
    exit 2
fi
here=$(dirname "$0")
folder=$1
shift

mkdir -p "$folder"
cp "$here/policy.json" "$here/applicant.schema.json" "$folder"
admit-generate --procedure junior --output "$folder" "$@"
