#!/bin/bash
# The table of README: CPU seconds of stages over RECORDS (1,000,000) full records, and how
# many times as much a peer takes for the same work, in one run; the goal beside it.
# Peers that are not there are left out: those of npm stand in BENCH_DIR (npm install
# @duckdb/node-api ajv), DuckDB is on one thread.  Full records go in and out; only rank's
# and the chain's are sorted.  Slow peers run once, not RUNS times.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

export NODE_PATH=${NODE_PATH:-$BENCH_DIR/node_modules}
make_year
make_table
make_checks "$BENCH_DIR/validate"
records=$year/applicants.jsonl
policy=$(cd "$(dirname "$0")/../.." && pwd)/samples/senior-high/city/policy.json
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
ADMIT_SEAL=1 admit-seal --add "$records" | ADMIT_SEAL=1 admit-select true >"$scratch/checked"
echo '{"properties":{"resident_id":{"type":"string","pattern":"^[0-9]{17}[0-9X]$"}}}' >"$scratch/schema"

cat >"$scratch/duckdb.cjs" <<'END'
const { DuckDBInstance } = require("@duckdb/node-api");
const [, , records, query, threads] = process.argv;
(async () => {
    const db = await (await DuckDBInstance.create(":memory:", { threads })).connect();
    await db.run(`COPY (${query.replaceAll("TABLE", `read_json('${records}',
        format = 'newline_delimited')`)}) TO '/dev/stdout' (FORMAT json)`);
})();
END
cat >"$scratch/node.cjs" <<'END'
const fs = require("fs");
const [, , records, what] = process.argv;
const fd = fs.openSync(records), block = Buffer.allocUnsafe(1 << 18);
const decoder = new TextDecoder();
for (let rest = "", n; (n = fs.readSync(fd, block)) > 0;) {
    const lines = (rest + decoder.decode(block.subarray(0, n), { stream: true })).split("\n");
    rest = lines.pop();
    let out = "";
    for (const line of lines) {
        const record = JSON.parse(line);
        if (what === "pass") out += JSON.stringify(record) + "\n";
        else if (record.total >= 500) out += line + "\n";
    }
    fs.writeSync(1, out);
}
END

# row NAME: ours was measured last
row() {
    name=$1 ours=$cpu cells=()
}
# cell WHO OURS THEIRS: how many times as much
declare -A theirs=()
cell() {
    theirs[$1]=$3
    cells+=("$1 $(awk -v a="$2" -v b="$3" 'BEGIN {
        r = b / (a > 0.005 ? a : 0.005)
        printf r < 1 ? "%.2f" : "%.1f", r }')")
}
# peer NAME COMMAND ...
peer() {
    local who=$1
    shift
    measure "  $who" "$bytes" "$@"
    cell "$who" "$ours" "$cpu"
}
slow_peer() {
    local RUNS=1
    peer "$@"
}
has_duckdb() {
    node -e 'require("@duckdb/node-api")' 2>/dev/null
}
duckdb() { # duckdb NAME QUERY
    ! has_duckdb || peer "$1" node "$scratch/duckdb.cjs" "$records" "$2" 1
}
end_row() { # end_row GOAL
    local all
    all=$(printf '%s, ' "${cells[@]+"${cells[@]}"}")
    echo "| $name | $ours | ${all%, } | $1 |" >>"$scratch/table"
}

heading "$RECORDS records of $((bytes / RECORDS)) bytes"
measure "pass" "$bytes" admit-select true "$records"
row "pass each record"
peer cat cat "$records"
slow_peer jq jq -c . "$records"
slow_peer mlr mlr --ijsonl --ojsonl cat "$records"
slow_peer node node "$scratch/node.cjs" "$records" pass
duckdb DuckDB 'SELECT * FROM TABLE'
end_row "cat 0.2"

ADMIT_SEAL=1 measure "pass, checked before" "$bytes" admit-select true "$scratch/checked"
row "the same, sealed and checked before"
peer cat cat "$records"
end_row "cat 0.4"

measure "select" "$bytes" admit-select 'total >= 500' "$records"
row "select by a number"
slow_peer jq jq -c 'select(.total >= 500)' "$records"
slow_peer node node "$scratch/node.cjs" "$records" select
duckdb DuckDB 'SELECT * FROM TABLE WHERE total >= 500'
end_row "node 12, DuckDB 8"

ADMIT_SEAL=1 measure "select, checked before" "$bytes" admit-select 'total >= 500' "$scratch/checked"
row "the same, sealed and checked before"
for who in node DuckDB; do
    [ -z "${theirs[$who]-}" ] || cell "$who" "$ours" "${theirs[$who]}"
done
end_row "node 12, DuckDB 8"

measure "validate" "$bytes" admit-validate -p "$BENCH_DIR/validate/policy.json" "$records"
row "validate by a schema and rules"
if [ -d "$BENCH_DIR/node_modules/ajv" ]; then
    [ -e "$BENCH_DIR/validate/node_modules" ] ||
        ln -s "$BENCH_DIR/node_modules" "$BENCH_DIR/validate/node_modules"
    # shellcheck disable=SC2016    # for the inner shell
    slow_peer ajv sh -c 'cd "$1" && exec node validate.mjs ajv "$2"' - "$BENCH_DIR/validate" "$records"
fi
end_row "ajv 8.3"

measure "dedup" "$bytes" admit-dedup --key resident_id -r "$scratch/rejects" "$records"
row "the first of each key"
slow_peer mlr mlr --ijsonl --ojsonl head -n 1 -g resident_id "$records"
duckdb DuckDB 'SELECT * FROM TABLE QUALIFY row_number() OVER (PARTITION BY resident_id) = 1'
end_row "DuckDB 6.7"

measure "rank" "$bytes" admit-rank --by 'total desc' --by 'scores.math desc' --by id --as u "$records"
row "sort by three keys, with the place"
duckdb DuckDB 'SELECT *, row_number() OVER (ORDER BY total DESC, scores.math DESC, id) AS place
    FROM TABLE ORDER BY place'
end_row "DuckDB 4"

measure "from-csv" "$bytes" admit-from-csv -p "$policy" "$table/utf8.csv"
row "records from CSV, UTF-8"
duckdb DuckDB "SELECT * FROM read_csv('$table/utf8.csv', all_varchar = true)"
end_row "DuckDB 8.3"

# shellcheck disable=SC2016    # for the inner shell
five='ADMIT_SEAL=write admit-validate --schema "$2/schema" -r "$2/r1" "$1" |
    admit-dedup --key resident_id -r "$2/r2" | admit-derive "passed=total >= 400" |
    admit-select passed | admit-rank --by "total desc" --by id --as u'
same="FROM (SELECT * FROM TABLE WHERE regexp_full_match(resident_id, '[0-9]{17}[0-9X]')
    QUALIFY row_number() OVER (PARTITION BY resident_id) = 1) WHERE total >= 400 ORDER BY place"
place='row_number() OVER (ORDER BY total DESC, id) AS place'
ADMIT_SEAL=1 measure "five stages, sealed" "$bytes" bash -o pipefail -c "$five" - "$records" "$scratch"
row "validate, dedup, derive, select, rank"
ours_wall=$wall
duckdb DuckDB "SELECT *, true AS passed, $place $same"
given=${same/TABLE/"read_json('$records', format = 'newline_delimited',
    columns = {id: 'VARCHAR', resident_id: 'VARCHAR', total: 'DOUBLE'})"}
duckdb "three columns only" "SELECT id, total, $place $given"
end_row "DuckDB 4, columns 1"

name="the same, seconds on the clock" ours=$ours_wall cells=()
if has_duckdb; then
    measure "  DuckDB, two threads" "$bytes" \
        node "$scratch/duckdb.cjs" "$records" "SELECT *, true AS passed, $place $same" 2
    cell "DuckDB, two threads" "$ours" "$wall"
fi
end_row "DuckDB 2"

printf '\n| %d records of %d bytes | CPU s | times as much CPU | goal |\n|---|---:|---|---|\n' \
    "$RECORDS" $((bytes / RECORDS))
cat "$scratch/table"
