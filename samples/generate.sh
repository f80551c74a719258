#!/bin/sh
# A generated year for the policy of a sample: what the scripts generate.sh of the samples
# call, as generate.sh PROCEDURE SAMPLE FOLDER [OPTION ...].
#
# Puts policy and schema of SAMPLE into FOLDER, and generates beside them what
# admit-generate(1), which must be in PATH, makes of PROCEDURE and the options.
set -eu

if [ $# -lt 3 ]; then
    echo "usage: generate.sh FOLDER [OPTION ...]" >&2
    exit 2
fi
procedure=$1 sample=$2 folder=$3
shift 3

mkdir -p "$folder"
for file in policy.json applicant.schema.json; do
    [ ! -e "$sample/$file" ] || cp "$sample/$file" "$folder"
done
admit-generate --procedure "$procedure" --output "$folder" "$@"
