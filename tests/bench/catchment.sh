#!/bin/bash
# What it costs to find the catchment of a home, with 1,000 and with 100,000 rules, by the
# address alone and with coordinates on a map, beside a plain pass of the same records.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"
# shellcheck source-path=SCRIPTDIR source=names.bash
. "$(dirname "$0")/names.bash"

# make_rules COUNT: a third each of odd and even sides of roads, and compounds.
make_rules() {
    awk -v count="$1" "$name_of"'
        BEGIN {
            print "id,schools,kind,name,from,to,parity"
            for (i = 0; i < count; i += 3) {
                n = i / 3
                printf "a%d,P%d,road,%s路,1,999,odd\n", n, n % 500, name(n)
                printf "b%d,P%d,road,%s路,2,998,even\n", n, (n + 1) % 500, name(n)
                printf "c%d,P%d,compound,%s小区,,,\n", n, (n + 2) % 500, name(n)
            }
        }'
}

# make_records NAMES: half of them at a road, half in a compound, all with coordinates.
make_records() {
    awk -v records="$RECORDS" -v names="$1" "$name_of"'
        function random(n) { return int(rand() * n) }
        BEGIN {
            srand(1)
            for (i = 0; i < records; i++) {
                at = "甘肃省兰州市城关区" name(random(names))
                at = at (i % 2 ? "路" random(300) + 1 "号" : "小区")
                printf "{\"id\":\"%09d\",\"name\":\"张三\",\"resident_id\":\"620102201409010015\"," \
                    "\"lon\":%.6f,\"lat\":%.6f,\"address\":\"%s%d号楼%d单元%d0%d室\"}\n", i,
                    103 + rand(), 36 + rand(), at, random(20) + 1, random(5) + 1, random(30) + 1, random(4) + 1
            }
        }'
}

echo '{}' >"$BENCH_DIR/anything.schema.json"
: >"$BENCH_DIR/none.jsonl"
map=$BENCH_DIR/one.geojson
echo '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1","name":"城关区"},
    "geometry":{"type":"Polygon","coordinates":[[[103,36],[104,36],[104,37],[103,37],[103,36]]]}}]}' >"$map"
for rules in 1000 100000; do
    table=$BENCH_DIR/rules-$rules.csv
    records=$BENCH_DIR/homes-$rules-$RECORDS.jsonl
    make_rules "$rules" >"$table"
    [ -e "$records" ] || make_records $((rules / 3)) | admit-address >"$records"
    bytes=$(stat -c %s "$records")
    geocode=(admit-geocode --catchments "$table")

    heading "$RECORDS records of $((bytes / RECORDS)) bytes, $rules rules"
    measure "pass (admit-validate, any schema)" "$bytes" \
        admit-validate --schema "$BENCH_DIR/anything.schema.json" "$records"
    pass=$cpu
    measure "loading the rules alone" "$bytes" "${geocode[@]}" "$BENCH_DIR/none.jsonl"
    loading=$cpu
    measure "by the address" "$bytes" "${geocode[@]}" "$records"
    awk -v n="$RECORDS" -v pass="$pass" -v loading="$loading" -v cpu="$cpu" 'BEGIN {
        printf "%-34s %8.0f\n", "homes a second, deciding alone", n / (cpu - pass - loading)
        printf "%-34s %8.0f\n", "homes a second, the filter", n / (cpu - loading) }'
    ratio "by the address / pass" "$pass" "$(awk -v a="$cpu" -v b="$loading" 'BEGIN { print a - b }')"
    measure "by address and coordinates" "$bytes" \
        "${geocode[@]}" --boundaries "$map" --crs wgs84 --lon lon --lat lat "$records"
    ratio "by both / pass" "$pass" "$(awk -v a="$cpu" -v b="$loading" 'BEGIN { print a - b }')"
done
