#!/bin/bash
# A whole year by its procedure, from CSV to published lists, verified and explained: the
# CPU of the filters apart from that of the other programs; and with RECORDS applicants
# the rows a second of each stage, and which stage bounds the wall time.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

project=$(cd "$(dirname "$0")/../.." && pwd)
space=$(mktemp -d -- "$BENCH_DIR/year.XXXXXX")
trap 'rm -rf -- "$space"' EXIT

# Each filter by way of a script that writes down its arguments, when it ran, and its CPU.
time_filters() {
    local real
    mkdir "$space/timed"
    for real in $(compgen -c admit- | sort -u); do
        real=$(type -P "$real")
        cat >"$space/timed/${real##*/}" <<END
#!/bin/bash
label=${real##*/}
# What it starts itself is in its own time.
PATH=\${PATH#"$space/timed:"}
for word; do
    [[ ! \$word =~ ^[a-z][a-z-]*\$ ]] || last=\$word
done
start=\$EPOCHREALTIME status=0
TIMEFORMAT='%U %S'
{ time "$real" "\$@" 2>&3 3>&-; } 3>&2 2>"$space/times/\$\$" || status=\$?
echo "\$start \$EPOCHREALTIME \$(tail -n 1 "$space/times/\$\$") \$label \${last-}" >"$space/times/\$\$"
exit \$status
END
    done
    chmod +x "$space/timed"/*
}

# run_year APPLICANTS: sets wall and all_cpu, and leaves the times of the filters in "times".
run_year() {
    local year=$BENCH_DIR/year-city-$1
    if [ ! -e "$year/applicants.csv" ]; then
        "$project/samples/senior-high/city/generate.sh" "$year" --applicants "$1" --seed "example 2020" --quiet
    fi
    rm -rf "$space/times" "$space/result"
    mkdir "$space/times"
    PATH=$space/timed:$PATH /usr/bin/time -o "$space/whole" -f '%e %U %S' \
        "$project/pipelines/senior-high.sh" "$year" "$space/result" >/dev/null 2>"$space/said" ||
        { cat "$space/said" >&2; exit 1; }
    read -r wall user system <"$space/whole"
    all_cpu=$(awk -v a="$user" -v b="$system" 'BEGIN { print a + b }')
    cat "$space/times"/* | sort >"$space/order"
    rm -rf "$space/result"
}

# A phase is what ran at the same time: the stages of a pipe.  The one with the most CPU
# bounds its wall time.
show_stages() {    # show_stages APPLICANTS
    awk -v n="$1" '
        function show() {
            if (stages == 0) return
            for (i = 1; i <= stages; i++)
                printf "%-40s %8.2f %8.0f%s\n", name[i], cpu[i], n / (cpu[i] + 0.0005) / 1e3,
                    ((stages > 1 && i == most) ? "   bounds this pipe" : "")
            printf "  %-38s %8s %8s   %.2f s of wall time\n", "", "", "", end - start
            if (end - start > longest) { longest = end - start; bound = name[most] }
            stages = 0
        }
        { if (stages == 0 || $1 >= end) { show(); start = $1; end = 0; most = 1 }
            stages++; cpu[stages] = $3 + $4; name[stages] = $5 " " $6
            if (cpu[stages] > cpu[most]) most = stages
            if ($2 > end) end = $2 }
        END { show(); printf "the longest phase takes %.2f s, and %s bounds it\n", longest, bound }' "$space/order"
}

# What is not a filter: bash, jq, sha256sum, cp, and here the scripts that take the time.
show_sum() {    # show_sum APPLICANTS
    awk -v n="$1" -v wall="$wall" -v all="$all_cpu" '
        { filters += $3 + $4; proof += $5 ~ /verify|explain|preflight/ ? $3 + $4 : 0 }
        END { printf "%d applicants: filters %.2f s of CPU (%.2f of it verify, explain, preflight), " \
            "other programs %.2f, wall %.2f\n", n, filters, proof, all - filters, wall }' "$space/order"
}

time_filters
echo
echo "a year of senior high, from CSV to published lists, verified and explained"
for ((run = 0; run < RUNS; run++)); do
    run_year 22216
    show_sum 22216
done
echo "goal: less than 2 s of CPU for the filters"
printf '\n%-40s %8s %8s\n' "" "cpu s" "krec/s"
run_year "$RECORDS"
show_stages "$RECORDS"
show_sum "$RECORDS"
