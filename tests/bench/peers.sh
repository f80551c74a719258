#!/bin/bash
# The table of README: CPU seconds of stages over RECORDS (1,000,000) full records, and how
# many times as much a peer takes for the same work, in one run.  Peers that are not there
# are left out; DuckDB is that of npm (npm install @duckdb/node-api) in BENCH_DIR, on one
# thread.  Full records go in and out; only rank's and the chain's are sorted.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

export NODE_PATH=${NODE_PATH:-$BENCH_DIR/node_modules}
make_year
records=$year/applicants.jsonl
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
ADMIT_SEAL=1 admit-seal --add "$records" | ADMIT_SEAL=1 admit-select true >"$scratch/checked"
echo '{"properties":{"resident_id":{"type":"string","pattern":"^[0-9]{17}[0-9X]$"}}}' >"$scratch/schema"

cat >"$scratch/duckdb.cjs" <<'END'
const { DuckDBInstance } = require("@duckdb/node-api");
(async () => {
    const db = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    await db.run(`COPY (${process.argv[3].replaceAll("TABLE", `read_json('${process.argv[2]}',
        format = 'newline_delimited')`)}) TO '/dev/stdout' (FORMAT json)`);
})();
END

# row NAME: ours was measured last
row() {
    name=$1 ours=$cpu cells=()
}
# peer NAME COMMAND ...
peer() {
    local who=$1
    shift
    measure "  $who" "$bytes" "$@"
    cells+=("$who $(awk -v a="$ours" -v b="$cpu" 'BEGIN { printf "%.1f", b / (a > 0.005 ? a : 0.005) }')")
}
duckdb() {    # duckdb QUERY
    ! node -e 'require("@duckdb/node-api")' 2>/dev/null || peer DuckDB node "$scratch/duckdb.cjs" "$records" "$1"
}
end_row() {
    local all
    all=$(printf '%s, ' "${cells[@]+"${cells[@]}"}")
    echo "| $name | $ours | ${all%, } |" >>"$scratch/table"
}

heading "$RECORDS records of $((bytes / RECORDS)) bytes"
measure "pass" "$bytes" admit-select true "$records"
row "pass each record"
peer jq jq -c . "$records"
peer mlr mlr --ijsonl --ojsonl cat "$records"
duckdb 'SELECT * FROM TABLE'
end_row

ADMIT_SEAL=1 measure "pass, checked before" "$bytes" admit-select true "$scratch/checked"
row "the same, sealed and checked before"
end_row

measure "select" "$bytes" admit-select 'total >= 500' "$records"
row "select by a number"
peer jq jq -c 'select(.total >= 500)' "$records"
duckdb 'SELECT * FROM TABLE WHERE total >= 500'
end_row

measure "dedup" "$bytes" admit-dedup --key resident_id -r "$scratch/rejects" "$records"
row "the first of each key"
peer mlr mlr --ijsonl --ojsonl head -n 1 -g resident_id "$records"
duckdb 'SELECT * FROM TABLE QUALIFY row_number() OVER (PARTITION BY resident_id) = 1'
end_row

measure "rank" "$bytes" admit-rank --by 'total desc' --by 'scores.math desc' --by id --as u "$records"
row "sort by three keys, with the place"
duckdb 'SELECT *, row_number() OVER (ORDER BY total DESC, scores.math DESC, id) AS place FROM TABLE ORDER BY place'
end_row

# shellcheck disable=SC2016    # for the inner shell
five='admit-seal --add "$1" | admit-validate --schema "$2/schema" -r "$2/r1" |
    admit-dedup --key resident_id -r "$2/r2" | admit-derive "passed=total >= 400" |
    admit-select passed | admit-rank --by "total desc" --by id --as u'
ADMIT_SEAL=1 measure "five stages, sealed" "$bytes" bash -o pipefail -c "$five" - "$records" "$scratch"
row "validate, dedup, derive, select, rank"
duckdb "SELECT *, true AS passed, row_number() OVER (ORDER BY total DESC, id) AS place FROM (
    SELECT * FROM TABLE WHERE regexp_full_match(resident_id, '[0-9]{17}[0-9X]')
    QUALIFY row_number() OVER (PARTITION BY resident_id) = 1) WHERE total >= 400 ORDER BY place"
end_row

printf '\n| %d records of %d bytes | CPU s | times as much CPU |\n|---|---:|---|\n' \
    "$RECORDS" $((bytes / RECORDS))
cat "$scratch/table"
