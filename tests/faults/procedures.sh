#!/bin/bash
# Kill each procedure, and let the disk be full, at moments over the whole of its run: the
# result is there, whole and the same as ever, or it is not there at all.  The same of
# yearly.sh, which then goes on with the stages that it had, to the same bytes.
#
#   procedures.sh [KILLS [SIZES]]     of each procedure: 100 and 30
#
# A full disk is a tmpfs of a size, which only root can mount; else that part is skipped.
# Prints violations, and what was counted; fails if there is a violation.
set -euo pipefail

kills=${1:-100} sizes=${2:-30}
project=$(cd "$(dirname "$0")/../.." && pwd)
space=$(mktemp -d)
mounted=
clear_away() {
    [ -z "$mounted" ] || umount "$mounted"
    rm -rf "$space"
}
trap clear_away EXIT
violations=0 whole=0 absent=0

violation() {
    echo "violation: $procedure: $*"
    violations=$((violations + 1))
}

# What is published of a result, by content.
digests() {
    (cd "$1" && sha256sum --quiet -c manifest.sha256 >&2 &&
        find . -path ./inputs -prune -o \( -name '*.csv' -o -path './lines/*' \) -exec sha256sum {} + | sort -k 2)
}

# look WHAT OUT STATUS: 0 is a whole result, all else none
look() {
    if [ -e "$2" ]; then
        whole=$((whole + 1))
        if ! digests "$2" >"$space/got" || ! cmp -s "$space/got" "$space/$procedure.digests"; then
            violation "$1: a result that is not the same"
        fi
    else
        absent=$((absent + 1))
        [ "$3" -ne 0 ] || violation "$1: status 0 and no result"
    fi
}

run() {
    "$project/pipelines/$procedure.sh" "$space/$procedure" "$1" >"$space/said" 2>&1
}

try_kills() {
    local took=$1 i status

    for ((i = 1; i <= kills; i++)); do
        rm -rf "$space/out"
        setsid "$project/pipelines/$procedure.sh" "$space/$procedure" "$space/out" >"$space/said" 2>&1 &
        sleep "$(awk -v i="$i" -v n="$kills" -v took="$took" 'BEGIN { print took * i / n }')"
        status=0
        kill -9 -- -$! 2>/dev/null || true
        wait $! 2>/dev/null || status=$?
        look "killed at $i of $kills" "$space/out" "$status"
    done
    rm -rf "$space/out"
    run "$space/out" || violation "the run after the kills"
    look "after the kills" "$space/out" 0
    [ "$(find "$space" -maxdepth 1 -name 'out*' | wc -l)" -eq 1 ] || violation "left behind: $(ls "$space")"
}

try_sizes() {
    local i status largest=$1

    mounted=$space/disk
    mkdir -p "$mounted"
    for ((i = 1; i <= sizes; i++)); do
        mount -t tmpfs -o "size=$((largest * i / sizes / 4 * 4 + 4))k" none "$mounted" || {
            mounted=
            echo "skipped: a full disk, which only root can make"
            return
        }
        status=0
        TMPDIR=$mounted run "$mounted/out" || status=$?
        look "a disk of $((largest * i / sizes)) KiB" "$mounted/out" "$status"
        umount "$mounted"
    done
    mounted=
}

# What is current is whole and the same as ever; the next run makes it so.
go_on() {    # go_on WHAT YEAR
    local i
    [ ! -L "$2/results/current" ] || look "$1" "$2/results/current" 0
    # Stages of a runner that was killed have the lock until they end.
    for ((i = 0; i < 100; i++)); do
        "$project/pipelines/yearly.sh" -m 0 "$procedure" "$2" >"$space/said" 2>&1 && break
        sleep 0.1
    done
    look "$1, and then a run" "$2/results/current" 0
    cmp -s "$2/results/current/manifest.sha256" "$space/manifest" || violation "$1: not the same bytes"
    [ -z "$(find "$2/results" -mindepth 1 -maxdepth 2 \( -name '.new.*' -o -type d -name '????????????????.??????' \
        ! -name '*.failed' \))" ] || violation "$1: left behind"
}

try_yearly() {    # try_yearly SECONDS KIB: how long a run takes, and how large a result is
    local i year=$space/year

    for ((i = 1; i <= kills / 4; i++)); do
        rm -rf "$year"
        cp -r "$space/$procedure" "$year"
        setsid "$project/pipelines/yearly.sh" -m 0 "$procedure" "$year" >"$space/said" 2>&1 &
        sleep "$(awk -v i="$i" -v n="$((kills / 4))" -v took="$1" 'BEGIN { print took * i / n }')"
        kill -9 -- -$! 2>/dev/null || true
        wait $! 2>/dev/null || true
        go_on "yearly killed at $i of $((kills / 4))" "$year"
    done
    rm -rf "$year"
    [ "$(id -u)" -eq 0 ] || return 0
    mounted=$space/disk
    mkdir -p "$mounted"
    for ((i = 1; i <= sizes / 2; i++)); do
        mount -t tmpfs -o "size=$(($2 * i * 2 / sizes + 100))k" none "$mounted" || { mounted=; return; }
        cp -r "$space/$procedure" "$mounted/year"
        "$project/pipelines/yearly.sh" -m 0 "$procedure" "$mounted/year" >"$space/said" 2>&1 || true
        mount -o remount,size=64m "$mounted"
        go_on "yearly on a disk of $(($2 * i * 2 / sizes)) KiB" "$mounted/year"
        umount "$mounted"
    done
    mounted=
}

for procedure in senior-high primary junior; do
    cp -r "$project/samples/$procedure/small" "$space/$procedure"
    start=$EPOCHREALTIME
    run "$space/reference" || { cat "$space/said"; exit 1; }
    took=$(awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }')
    digests "$space/reference" >"$space/$procedure.digests"
    cp "$space/reference/manifest.sha256" "$space/manifest"
    try_yearly "$took" "$(du -sk "$space/reference" | cut -f 1)"
    try_kills "$took"
    # Beyond the size of the result there is room for what it is made of.
    if [ "$(id -u)" -ne 0 ]; then
        echo "skipped: a full disk, which only root can make"
    else
        try_sizes "$(du -sk "$space/reference" | awk '{ print 2 * $1 }')"
    fi
    rm -rf "$space/out" "$space/reference"
done
echo "procedures: $((whole + absent)) runs that were killed or had no room: $whole whole, $absent without a result, $violations violations"
[ "$violations" -eq 0 ]
