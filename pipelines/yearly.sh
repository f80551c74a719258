#!/bin/bash
# A procedure, unattended: from cron, or from a timer of systemd.
#
#   yearly.sh [-f] [-m MIB] [-n COMMAND] [-t LIMIT] PROCEDURE FOLDER
#
# Runs PROCEDURE on FOLDER, if anything in it has changed since the last result.
# A result is FOLDER/results/DIGEST, by the digest of all inputs; FOLDER/results/current is
# the last one, and previous the one that was current before.  A run that fails leaves
# them as they were, says why on standard error, and ends with 1; what it left to look at
# is FOLDER/results/DIGEST.failed, until the next run.  If another run is under way
# already, it ends with 2.  Quiet if all went well, so that cron sends a mail only for a
# failure, or if somebody has to do something, such as publish a list that was closed.
#
#   -f           run all stages afresh.  Otherwise what the stages made is kept in
#                results/stages, and a stage whose inputs did not change is not run again,
#                also after a run that was stopped; it is personal data, as a result is
#   -m MIB       so many MiB must be free; if not given, by the size of the inputs
#   -n COMMAND   runs COMMAND with the line below as its argument, unless nothing has changed
#   -t LIMIT     ends a run that takes longer, such as 90m; see timeout(1)
#
# How it ended is one line of JSON, FOLDER/results/status.json:
#
#   {"status":"published","procedure":"junior","result":"4f0c...","reason":""}
#
# Other words are "unchanged", "failed", "late" and "full" (the disk).  For cron see
# yearly.cron, for systemd admit-yearly@.service and its timer, beside this script.
set -euo pipefail
umask 077
unset CDPATH

here=$(cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=folder.bash
. "$here/folder.bash"

usage() {
    echo "usage: yearly.sh [-f] [-m mib] [-n command] [-t limit] procedure folder" >&2
    exit 2
}

fresh='' free='' notify='' limit=0
while getopts :fm:n:t: option; do
    case $option in
    f) fresh=yes ;;
    m) free=$OPTARG ;;
    n) notify=$OPTARG ;;
    t) limit=$OPTARG ;;
    *) usage ;;
    esac
done
shift $((OPTIND - 1))
[[ $free =~ ^[0-9]{0,9}$ && $limit =~ ^[0-9]+(\.[0-9]+)?[smhd]?$ ]] || usage
# A procedure is a script that opens a year; nothing else is run.
if [ $# -ne 2 ] || [ ! -d "$2" ] || [[ $1 == */* ]] || ! grep -qs '^open_year' "$here/$1.sh"; then
    usage
fi
procedure=$1 given=$2
[[ $notify != */* || $notify == /* ]] || notify=$PWD/$notify

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

# How the run ended, for who watches it.  What the command says is not data of a result.
tell() {    # tell STATUS [REASON]
    local line
    line=$(jq -nc --arg status "$1" --arg procedure "$procedure" --arg result "$digest" --arg reason "${2-}" \
        '{$status, $procedure, $result, $reason}')
    rm -f status.new
    echo "$line" >status.new
    mv -T status.new status.json
    [ -z "$notify" ] || [ "$1" = unchanged ] || "$notify" "$line" 9>&- >&2 ||
        say "yearly.sh: $given: the notification failed: $notify"
}

# A result is some 25 times as large as its spreadsheets, and the stages are kept beside.
check_space() {
    local need=$free has
    [ -n "$need" ] || need=$((64 + $(cd "$folder" && list_inputs | xargs -0 -r stat -L -c %s -- |
        awk '{ bytes += $1 } END { printf "%d", bytes * 60 / 1048576 }')))
    has=$(($(df --output=avail -B 1 . | tail -n 1) / 1048576))
    [ "$has" -ge "$need" ] && return
    tell full "$has MiB are free, $need are needed"
    end 1 "$has MiB are free where results lies, and a run may need $need: make room, or say -m MIB"
}

run_procedure() {
    local status=0 stages='' limited=()
    # What a stage that was killed has left; none is running, since the lock is ours.
    rm -rf -- stages/.new.*
    if [ -n "$fresh" ]; then
        rm -rf -- stages
    else
        mkdir -p stages
        stages=$PWD/stages
    fi
    rm -f log
    set -C
    [ "$limit" = 0 ] || limited=(timeout -k 10 "$limit")
    ADMIT_INPUTS=$digest ADMIT_STAGES=$stages "${limited[@]}" \
        "$here/$procedure.sh" "$folder" "$PWD/$digest" >log 2>&1 || status=$?
    set +C
    [ "$status" -ne 0 ] || return 0
    if [ "$limit" != 0 ] && { [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; }; then
        tell late "the run was ended after $limit"
        say "yearly.sh: $given: $procedure took longer than $limit; the last result stays"
    else
        tell failed "$(grep -v 'the evidence' log | tail -n 2 | head -n 1)"
        say "yearly.sh: $given: $procedure failed; the last result stays"
    fi
    tail -n 20 log >&2
    exit 1
}

# Sets current, and previous where there was another one.
make_current() {
    local before
    before=$(readlink current || true)
    if [[ -n $before && $before != "$digest" && $before != */* && -d $before ]]; then
        rm -f next
        ln -s "$before" next
        mv -T next previous
    fi
    rm -f next
    ln -s "$digest" next
    mv -T next current
}

digest=$(cd "$folder" && list_inputs | digest_files | sha256sum | cut -c 1-16)
news=
if [ ! -e "$digest" ]; then
    # Only the last failure is kept.
    for evidence in *.failed; do
        ! is_evidence "$evidence" || rm -rf "$evidence"
    done
    check_space
    run_procedure
    news=yes
fi
make_current
if [ -n "$news" ]; then tell published; else tell unchanged; fi
# What somebody has to do before the year can go on.
[ -z "$news" ] || [ ! -e "$digest/next-step.txt" ] || cat "$digest/next-step.txt" >&2
