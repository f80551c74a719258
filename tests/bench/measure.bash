# Honest timings of whole processes: CPU seconds, since machines are shared; the
# median of RUNS (3); every line beside its peers from the same run.
# shellcheck shell=bash

RUNS=${RUNS:-3}
RECORDS=${RECORDS:-1000000}
BENCH_DIR=${BENCH_DIR:-${TMPDIR:-/tmp}/admit-bench}
mkdir -p "$BENCH_DIR"

heading() {
    printf '\n%s\n%-34s %8s %8s %8s %9s %8s\n' "$1" "" "cpu s" "wall s" "MB/s" "krec/s" "MiB"
}

# measure NAME BYTES COMMAND ...: runs the command with its output read and thrown
# away, or written to the file SINK by the reader; sets cpu to the median of its CPU
# seconds, wall and peak to the seconds and the MiB of the run that took the median time.
measure() {
    local name=$1 bytes=$2 times run
    shift 2
    times=$(mktemp)
    for ((run = 0; run < RUNS; run++)); do
        /usr/bin/time -a -o "$times" -f '%U %S %e %M' "$@" | cat >"${SINK:-/dev/null}"
    done
    cpu=$(awk '{ print $1 + $2 }' "$times" | sort -n | sed -n "$(((RUNS + 1) / 2))p")
    # shellcheck disable=SC2034    # peak is the caller's
    read -r wall peak < <(sort -n -k 3 "$times" | sed -n "$(((RUNS + 1) / 2))p" |
        awk '{ print $3, $4 / 1024 }')
    awk -v name="$name" -v cpu="$cpu" -v bytes="$bytes" -v n="$RECORDS" \
        -v wall="$wall" -v peak="$peak" 'BEGIN {
            rate = cpu > 0.005 ? cpu : 0.005
            printf "%-34s %8.2f %8.2f %8.0f %9.0f %8.0f\n", name, cpu, wall,
                bytes / rate / 1e6, n / rate / 1e3, peak }'
    rm "$times"
}

# ratio NAME A B: how many times as much CPU B takes as A
ratio() {
    awk -v name="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-34s %8.2f\n", name, b / (a > 0.005 ? a : 0.005) }'
}

# One year of RECORDS applicants as JSON Lines, made once; sets year and bytes.
make_year() {
    year=$BENCH_DIR/year-$RECORDS
    if [ ! -e "$year/applicants.jsonl" ]; then
        mkdir -p "$year"
        admit-generate --applicants "$RECORDS" --seed bench --format jsonl --output "$year"
    fi
    bytes=$(stat -c %s "$year/applicants.jsonl")
}

# The same year as CSV, once in GB18030 (applicants.csv) and once in UTF-8 (utf8.csv);
# sets table.
make_table() {
    table=$BENCH_DIR/table-$RECORDS
    if [ ! -e "$table/utf8.csv" ]; then
        mkdir -p "$table"
        admit-generate --applicants "$RECORDS" --seed bench --output "$table"
        iconv -f gb18030 -t utf-8 "$table/applicants.csv" >"$table/utf8.part"
        mv "$table/utf8.part" "$table/utf8.csv"
    fi
}

# make_checks FOLDER: a schema.json and a policy.json with which admit-validate and a
# validator of npm (validate.mjs) check the same.  A name that looks odd is an error here,
# which every validator can say.
make_checks() {
    local city
    city=$(dirname "${BASH_SOURCE[0]}")/../../samples/senior-high/city
    mkdir -p "$1"
    jq 'del(."$defs".name, ."$defs".address, .properties.name."$ref", .properties.address."$ref")
        | .properties.name.format = "cn-name" | .properties.address.format = "cn-address"' \
        "$city/applicant.schema.json" >"$1/schema.json"
    jq '{constants, validate: (.validate + {schema: "schema.json"})}' \
        "$city/policy.json" >"$1/policy.json"
    cp "$(dirname "${BASH_SOURCE[0]}")/validate.mjs" "$1" # beside the modules that it imports
}
