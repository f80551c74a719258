# What the procedures have in common: how the folder of a year is opened, how a filter
# runs as a stage, how a round is given and verified, and how the result appears.
# For a script in pipelines/ to source, which then reads as the procedure itself.
# shellcheck shell=bash
set -euo pipefail
umask 077
export ADMIT_SEAL=1 LC_ALL=C
# A filter reads no policy but the one of the folder.
unset ADMIT_POLICY
# Filters that are not in PATH (cron's has no /usr/local/bin) are taken from where
# "make install" or "make" puts them.
here=$(unset CDPATH && cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for bin in "$here/../../../bin" "$here/../build/bin"; do
    [ ! -x "$bin/admit-seal" ] || PATH=$PATH:$bin
done
procedure=${0##*/}
# Where a record has the score that is published beside the places, if it has one.
score=

# Sets folder, policy, and work, where the result grows until it is whole.
open_year() {    # open_year FOLDER [OUT]
    if [ $# -lt 1 ] || [ $# -gt 2 ]; then
        echo "usage: $procedure folder [out]" >&2
        exit 2
    fi
    folder=$1
    out=${2:-$folder/result-$(date +%F)}
    policy=$folder/policy.json
    if [ -e "$out" ]; then
        echo "$procedure: $out is there already" >&2
        exit 2
    fi
    work=$(mktemp -d "$out.XXXXXX")
    trap 'abandon_year' EXIT
    mkdir "$work/lists" "$work/lines" "$work/rejects" "$work/log" "$work/scratch"
}

abandon_year() {
    rm -rf "$work"
    echo "$procedure: a stage failed: nothing is published" >&2
}

# A filter under the policy; what it sets aside is rejects/NAME.jsonl.
stage() {    # stage NAME FILTER [OPTION ...] [OPERAND ...]
    local name=$1 filter=$2
    shift 2
    "$filter" -p "$policy" -r "$work/rejects/$name.jsonl" \
        --summary "$work/log/summary.jsonl" "$@"
}

# The list of those who draw is published before the seed is drawn.  Without
# FOLDER/seed the year ends here with the list and its digest; with it, the list must be
# the one whose digest was published, FOLDER/DRAW.json.
close_list() {    # close_list DRAW LIST
    local draw=$1 list=$work/lists/$2

    mkdir "$work/draw"
    stage "close-$draw" admit-draw --commit --list "$work/draw/$draw.txt" "$draw" "$list" |
        admit-seal --strip >"$work/draw/$draw.json"
    if [ ! -e "$folder/seed" ]; then
        publish
        echo
        echo "The list is closed.  Publish $out/draw/$draw.json, and copy it to $folder;"
        echo "then draw the seed in public, write it to $folder/seed, and run this again."
        exit
    fi
    cmp "$work/draw/$draw.json" "$folder/$draw.json" >&2
    cp "$folder/seed" "$work/draw"
}

hold_draw() {    # hold_draw DRAW LIST
    local seed committed
    seed=$(cat "$folder/seed")
    committed=$(jq -er .sha256 "$folder/$1.json")
    stage "draw-$1" admit-draw --seed "$seed" --committed "$committed" "$1" "$work/lists/$2"
}

# Give the seats of a round: from lists/BEFORE to lists/ROUND.  Another program has
# the last word, which sees the list before and after, and the seats.  It runs without
# -r, so that a record that it cannot judge is a failure.
give_round() {    # give_round ROUND BEFORE
    local round=$1 before=$work/lists/$2 after=$work/lists/$1

    stage "allocate-$round" admit-allocate --lines "$work/lines/$round.jsonl" \
        "$round" "$before" >"$after"
    admit-verify -p "$policy" --summary "$work/log/summary.jsonl" --verbose \
        --entrants "$before" --set-aside "$work/rejects/allocate-$round.jsonl" \
        --lines "$work/lines/$round.jsonl" "$round" "$after" 2>"$work/log/verified-$round" |
        admit-seal --strip >"$work/scratch/breaches" || {
        cat "$work/log/verified-$round" >&2
        exit 1
    }
    echo "$round" >>"$work/scratch/rounds"
}

# The list after the last round is the result: everybody, and those who have a place.
close_rounds() {    # close_rounds LAST
    mv "$work/lists/$1" "$work/admissions"
    admit-select --summary "$work/log/summary.jsonl" 'admission.status == "admitted"' \
        "$work/admissions" >"$work/admitted"
    stage to-csv admit-to-csv "$work/admitted" >"$work/admitted.csv"
}

# What is published is plain JSON Lines, with a digest of every file.
publish() {
    local list
    for list in "$work"/lists/* "$work/admissions" "$work/admitted"; do
        [ -e "$list" ] || continue
        admit-seal --strip "$list" >"$list.jsonl"
        rm "$list"
    done
    report >"$work/report.txt"
    rm -r "$work/scratch"
    (cd "$work" && find . -type f ! -path './log/*' -printf '%P\n' | sort |
        xargs -d '\n' sha256sum --) >"$work/log/manifest"
    mv "$work/log/manifest" "$work/manifest.sha256"
    mv -T "$work" "$out"
    trap - EXIT
    cat "$out/report.txt"
}

report() {
    report_stages
    [ -e "$work/admitted.jsonl" ] || return 0
    echo
    report_programs
    echo
    report_rounds
}

report_stages() {
    echo "stage             in     out  by rule  set aside"
    jq -r '[.filter, .in, .out, .dropped, (.rejected | add // 0)] | @tsv' \
        "$work/log/summary.jsonl" |
        awk -F '\t' '{ printf "%-14s %7d %7d %8d %10d\n", $1, $2, $3, $4, $5 }'
}

# How many each round has placed at each program, with the lowest score if the year has
# scores, and the seats that are left.
report_programs() {
    ADMIT_SEAL=0 admit-to-csv --columns "admission.program,admission.round${score:+,$score}" \
        "$work/admitted.jsonl" | sed 1d >"$work/scratch/placed"
    ADMIT_SEAL=0 admit-to-csv --columns id,capacity,school "$folder/programs.jsonl" |
        sed 1d >"$work/scratch/programs"
    awk -F , '
        FILENAME == ARGV[1] { round[++rounds] = $1; next }
        FILENAME == ARGV[2] {
            placed[$1, $2]++
            filled[$1]++
            scores = NF > 2
            if (!(($1, $2) in low) || $3 < low[$1, $2]) low[$1, $2] = $3
            next
        }
        FNR == 1 {
            printf "program   seats"
            for (i = 1; i <= rounds; i++) printf " %13s", round[i]
            print "   left  school"
        }
        {
            printf "%-8s %6d", $1, $2
            for (i = 1; i <= rounds; i++)
                printf " %6d %6s", placed[$1, round[i]], scores ? low[$1, round[i]] : ""
            printf " %6d  %s\n", $2 - filled[$1], $3
        }
    ' "$work/scratch/rounds" "$work/scratch/placed" "$work/scratch/programs"
}

report_rounds() {
    local round
    echo "round          without a place  placed"
    awk -F , '
        FILENAME == ARGV[1] { left++; next }
        FILENAME == ARGV[2] { placed[$2]++; next }
        { print $1, left, placed[$1] + 0; left -= placed[$1] }
        END { print "-", left, 0 }
    ' "$work/admissions.jsonl" "$work/scratch/placed" "$work/scratch/rounds" |
        while read -r round without placed; do
            if [ "$round" = - ]; then
                printf '%-14s %15d\n' "in the end" "$without"
            else
                printf '%-14s %15d %7d  %s\n' "$round" "$without" "$placed" \
                    "$(cat "$work/log/verified-$round")"
            fi
        done
}
