#!/bin/bash
# A procedure, unattended: from cron, or from a timer of systemd.
#
#   yearly.sh PROCEDURE FOLDER        yearly.sh senior-high /srv/admission/2020
#
# Runs PROCEDURE on FOLDER, if anything in it has changed since the last result.
# A result is FOLDER/results/DIGEST, by the digest of all inputs, and
# FOLDER/results/current is the last one.  A run that fails leaves current as it was,
# says why on standard error, and ends with 1; what it left to look at is
# FOLDER/results/DIGEST.failed, until the next run.  If another run is under way already, it ends with 2.
# Quiet if all went well, so that cron sends a mail only for a failure, or if somebody
# has to do something, such as publish a list that was closed:
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
unset CDPATH

here=$(cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=folder.bash
. "$here/folder.bash"

# A procedure is a script that opens a year; nothing else is run.
if [ $# -ne 2 ] || [ ! -d "$2" ] || [[ $1 == */* ]] || ! grep -qs '^open_year' "$here/$1.sh"; then
    echo "usage: yearly.sh procedure folder" >&2
    exit 2
fi
procedure=$1 given=$2

# Ends with STATUS.
end() {    # end STATUS MESSAGE
    say "yearly.sh: $given: $2"
    exit "$1"
}

[[ $2 == /* ]] || set -- "$1" "./$2"
cd -- "$2"
folder=$PWD
[ -e results ] || [ -L results ] || mkdir results

# Who can write into results could have the runner, who may have more rights, write
# through a link to anywhere; so it is the runner's own.
cd -P results
if [ "$PWD" != "$(cd -P "$folder" && pwd -P)/results" ] || [ ! -O . ] ||
    [ $((0$(stat -c %a .) & 022)) -ne 0 ]; then
    end 2 "results must be a folder of $(id -un), in which nobody else can write"
fi
if [ -L lock ] || { [ -e lock ] && [ ! -f lock ]; }; then
    end 2 "results/lock is not a plain file; find out who made it, and remove it"
fi

# The procedure and its stages have the lock too: a runner that is killed does not free
# it while they go on.
exec 9>>lock
flock -n 9 || end 2 "a run is under way"
remove_left .

digest=$(cd "$folder" && digest_inputs | sha256sum | cut -c 1-16)
news=
if [ ! -e "$digest" ]; then
    # Only the last failure is kept.
    for evidence in *.failed; do
        ! is_evidence "$evidence" || rm -rf "$evidence"
    done
    rm -f log
    set -C
    if ! ADMIT_INPUTS=$digest "$here/$procedure.sh" "$folder" "$PWD/$digest" >log 2>&1; then
        say "yearly.sh: $given: $procedure failed; the last result stays"
        tail -n 20 log >&2
        exit 1
    fi
    set +C
    news=yes
fi
rm -f next
ln -s "$digest" next
mv -T next current
# What somebody has to do before the year can go on.
[ -z "$news" ] || [ ! -e "$digest/next-step.txt" ] || cat "$digest/next-step.txt" >&2
