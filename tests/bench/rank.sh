#!/bin/bash
# A total order of RECORDS records by the total and three keys that break ties, the
# whole records written in that order: beside sort(1), Miller and DuckDB, which npm
# brings with its binary (npm view @duckdb/node-api) where node is.
#
#	RECORDS=10000000 RUNS=1 tests/bench/rank.sh
#
# The peers do less: none says which key decided, or finds a tie; sort(1) writes no
# place; DuckDB writes the records anew.  jq and Miller would take minutes (Miller 18 KB
# of memory a record), and are given a few of the records; what is compared is the time
# a record.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"
export LC_ALL=C

make_year
records=$year/applicants.jsonl
folder=$BENCH_DIR/rank
mkdir -p "$folder"
# Files that wait are beside the input, on the same disk for everybody.
export TMPDIR=$folder
keys=(--as r --by 'total desc' --by 'scores.chinese desc' --by 'scores.math desc' --by id)
columns=(-t $'\t' -k '1,1nr' -k '2,2nr' -k '3,3nr' -k '4,4')

# What was measured last as a multiple of admit-rank: time a record, and memory.
beside() {
    awk -v share="$((RECORDS / measured))" -v cpu="$cpu" -v wall="$wall" \
        -v peak="$peak" -v ours="$ours" 'BEGIN {
        split(ours, of)
        printf "%-34s %8.1f %8.1f %26s\n", "  / admit-rank", cpu * share / of[1], wall * share / of[2],
            share == 1 ? sprintf("%.1f", peak / of[3]) : "-"
    }'
}

# against COMMAND ...: measures a peer and sets it beside admit-rank.
against() {
    measured=$RECORDS
    measure "$1" "$bytes" "${@:2}"
    beside
}

# against_few NAME COMMAND ...: the same with few of the records.
few=$((RECORDS < 1000000 ? RECORDS / 10 : 100000))
against_few() {
    measured=$few
    RECORDS=$few measure "$1, of $few" "$(stat -c %s "$folder/few.jsonl")" "${@:2}"
    beside
}

heading "rank $RECORDS records of $((bytes / RECORDS)) bytes"
measure "admit-rank" "$bytes" admit-rank "${keys[@]}" "$records"
ours="$cpu $wall $peak"
measure "admit-rank --keep-order" "$bytes" admit-rank --keep-order "${keys[@]}" "$records"
if admit-rank --help | grep -q -e --memory; then
    # A quarter of what the keys take, so that they wait on the disk as well.
    room=$((1 + (RECORDS * 15 >> 20)))M
    measure "admit-rank --memory $room" "$bytes" admit-rank --memory "$room" "${keys[@]}" "$records"
fi
if admit-rank --help | grep -q -e --merge; then
    half=$((RECORDS / 2))
    admit-rank "${keys[@]}" <(head -n "$half" "$records") >"$folder/half.1"
    admit-rank "${keys[@]}" <(tail -n +"$((half + 1))" "$records") >"$folder/half.2"
    measure "admit-rank --merge, two halves" "$bytes" \
        admit-rank "${keys[@]}" --merge "$folder/half.1" "$folder/half.2"
    rm "$folder"/half.?
fi

# The keys as columns before the record, by an awk that knows how these lines are written.
cat >"$folder/project.awk" <<'END'
function number(name) {
    return substr($0, index($0, "\"" name "\":") + length(name) + 3) + 0
}
{
    split($0, part, "\"")
    printf "%s\t%s\t%s\t%s\t%s\n", number("total"), number("chinese"), number("math"), part[4], $0
}
END
awk -f "$folder/project.awk" "$records" >"$folder/columns"
against "sort, keys in columns already" sort "${columns[@]}" "$folder/columns"
rm "$folder/columns"
# shellcheck disable=SC2016    # for the other shell
against "awk, sort, cut" bash -c 'awk -f "$0" "$1" | sort "${@:2}" | cut -f 5-' \
    "$folder/project.awk" "$records" "${columns[@]}"

head -n "$few" "$records" >"$folder/few.jsonl"
# shellcheck disable=SC2016
against_few "jq, sort, cut" bash -c 'jq -r "$0" "$1" | sort "${@:2}" | cut -f 5-' \
    '"\(.total)\t\(.scores.chinese)\t\(.scores.math)\t\(.id)\t\(tojson)"' \
    "$folder/few.jsonl" "${columns[@]}"
# shellcheck disable=SC1010,SC2016    # Miller's own words
against_few "mlr sort" mlr --ijsonl --ojsonl sort -nr total,scores.chinese,scores.math -f id \
    then put '$rank = NR' "$folder/few.jsonl"
rm "$folder/few.jsonl"

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "node and npm are not here: no DuckDB"
    exit 0
fi
cd "$folder"
[ -d node_modules/@duckdb/node-api ] ||
    npm install --silent --no-fund --no-audit @duckdb/node-api >npm.log 2>&1 || {
    echo "npm cannot get DuckDB ($folder/npm.log): left out"
    exit 0
}
cat >rank.mjs <<'END'
import { DuckDBInstance } from "@duckdb/node-api";
const [, , threads, file] = process.argv;
const db = await DuckDBInstance.create(":memory:", { threads, temp_directory: "." });
const connection = await db.connect();
await connection.run(`
    COPY (SELECT *, row_number() OVER () AS "order" FROM (
        SELECT * FROM read_json('${file}', format = 'newline_delimited')
        ORDER BY total DESC, scores.chinese DESC, scores.math DESC, id))
    TO '/dev/stdout' (FORMAT json)`);
END
against "DuckDB, 1 thread" node rank.mjs 1 "$records"
against "DuckDB, 2 threads" node rank.mjs 2 "$records"
