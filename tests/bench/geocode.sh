#!/bin/bash
# What it costs to put records in districts: 8 of a city and 2,870 of a country, with
# winding borders of 640 corners each, beside a plain pass of the same records.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

# make_map COLUMNS ROWS: areas of one size; neighbours share their winding borders.
make_map() {
    awk -v columns="$1" -v rows="$2" '
        function at(x, y) {
            return sprintf("[%.6f,%.6f]", 102.6 + 1.9 / columns * (x + 0.02 * sin(40 * y)),
                35.6 + 1.3 / rows * (y + 0.02 * sin(40 * x)))
        }
        function area(x, y, i, ring) {
            for (i = 0; i < 160; i++) ring = ring at(x + i / 160, y) ","
            for (i = 0; i < 160; i++) ring = ring at(x + 1, y + i / 160) ","
            for (i = 0; i < 160; i++) ring = ring at(x + 1 - i / 160, y + 1) ","
            for (i = 0; i < 160; i++) ring = ring at(x, y + 1 - i / 160) ","
            return ring at(x, y)
        }
        BEGIN {
            print "{\"type\":\"FeatureCollection\",\"features\":["
            for (y = 0; y < rows; y++)
                for (x = 0; x < columns; x++)
                    printf "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"%d\",\"name\":\"-\"}," \
                        "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}\n",
                        (x + y ? "," : ""), y * columns + x, area(x, y)
            print "]}"
        }'
}

make_year
records=$BENCH_DIR/places-$RECORDS.jsonl
awk 'BEGIN { srand(1) } {
    at = index($0, "\"lon\":")
    rest = substr($0, at)
    printf "%s\"lon\":%.6f,\"lat\":%.6f%s\n", substr($0, 1, at - 1),
        102.8 + 1.5 * rand(), 35.75 + rand(), substr(rest, index(rest, ",\"scores\""))
    }' "$year/applicants.jsonl" >"$records"
bytes=$(stat -c %s "$records")
make_map 4 2 >"$BENCH_DIR/8.geojson"
make_map 70 41 >"$BENCH_DIR/2870.geojson"
echo '{}' >"$BENCH_DIR/anything.schema.json"
geocode=(admit-geocode -r /dev/null --lon lon --lat lat --crs wgs84)

heading "$RECORDS records of $((bytes / RECORDS)) bytes"
measure "pass (admit-validate, any schema)" "$bytes" \
    admit-validate --schema "$BENCH_DIR/anything.schema.json" "$records"
pass=$cpu
measure "8 districts" "$bytes" "${geocode[@]}" --boundaries "$BENCH_DIR/8.geojson" "$records"
ratio "8 districts / pass" "$pass" "$cpu"
measure "8 districts, points converted" "$bytes" \
    "${geocode[@]}" --boundaries-crs gcj02 --boundaries "$BENCH_DIR/8.geojson" "$records"
measure "8 districts, near a border" "$bytes" \
    "${geocode[@]}" --near-border 100 --boundaries "$BENCH_DIR/8.geojson" "$records"
measure "2,870 districts" "$bytes" \
    "${geocode[@]}" --boundaries "$BENCH_DIR/2870.geojson" "$records"
: >"$BENCH_DIR/none.jsonl"
measure "2,870 districts, loading alone" "$bytes" \
    "${geocode[@]}" --boundaries "$BENCH_DIR/2870.geojson" "$BENCH_DIR/none.jsonl"
