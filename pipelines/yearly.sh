#!/bin/bash
# A procedure, unattended: from cron, or from a timer of systemd.
#
#   yearly.sh PROCEDURE FOLDER        yearly.sh senior-high /srv/admission/2020
#
# Runs PROCEDURE on FOLDER, if anything in it has changed since the last result.
# A result is FOLDER/results/DIGEST, by the digest of all that it was made from, and
# FOLDER/results/current is the last one.  A run that fails leaves current as it was,
# says why on standard error, and ends with 1; one that is under way already, with 2.
# Quiet if all went well, so that cron sends a mail only for a failure:
#
#   */30 * * 6-8 *  yearly.sh senior-high /srv/admission/2020
#
# With systemd, a service that "OnFailure=" of its own tells somebody:
#
#   [Service]
#   Type=oneshot
#   ExecStart=/usr/local/share/admit/pipelines/yearly.sh senior-high /srv/admission/2020
#
#   [Timer]
#   OnCalendar=*-06..08-* *:00/30
set -euo pipefail
umask 077

here=$(cd "$(dirname "$0")" && pwd)
# A procedure is a script that opens a year; nothing else is run.
if [ $# -ne 2 ] || [ ! -d "$2" ] || ! grep -qs '^open_year' "$here/$1.sh"; then
    echo "usage: yearly.sh procedure folder" >&2
    exit 2
fi
procedure=$1 folder=$2 results=$2/results

mkdir -p "$results"
exec 9>"$results/lock"
if ! flock -n 9; then
    echo "yearly.sh: $folder: a run is under way" >&2
    exit 2
fi

# The rules, the data, the seed of a draw: every file, but for what came out.
digest=$(cd "$folder" && find . -path ./results -prune -o -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum -- | sha256sum | cut -c 1-16)
result=$results/$digest

if [ ! -e "$result" ] && ! "$here/$procedure.sh" "$folder" "$result" >"$results/log" 2>&1 9>&-; then
    echo "yearly.sh: $folder: $procedure failed; the last result stays" >&2
    tail -n 20 "$results/log" >&2
    exit 1
fi
ln -sfn "$digest" "$results/next"
mv -T "$results/next" "$results/current"
