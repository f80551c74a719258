#!/bin/bash
# What it costs to parse addresses: without a gazetteer, with 1,000 and with 100,000
# names, beside a plain pass of the same records.  Peak memory is that of the gazetteer.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"
# shellcheck source-path=SCRIPTDIR source=names.bash
. "$(dirname "$0")/names.bash"

# make_names ROADS COMPOUNDS
make_names() {
    awk -v roads="$1" -v compounds="$2" "$name_of"'
        BEGIN {
            print "kind,name,within,road,number\ndistrict,城关区,,,\ndistrict,七里河区,,,"
            for (i = 0; i < roads; i++) print "road," name(i) "路,,,"
            for (i = 0; i < compounds; i++)
                print "compound," name(i) "小区,城关区," name(i % roads) "路," i % 290 + 1 "号"
        }'
}

# make_records ROADS COMPOUNDS: half of them at a road, half in a compound.
make_records() {
    awk -v records="$RECORDS" -v roads="$1" -v compounds="$2" "$name_of"'
        function random(n) { return int(rand() * n) }
        BEGIN {
            srand(1)
            for (i = 0; i < records; i++) {
                at = (rand() < 0.5 ? "甘肃省兰州市" : rand() < 0.5 ? "兰州市" : "") "城关区"
                at = at (i % 2 ? name(random(roads)) "路" random(300) + 1 "号" : name(random(compounds)) "小区")
                room = random(30) + 1 "0" random(4) + 1
                if (rand() < 0.5) home = random(20) + 1 "号楼" random(5) + 1 "单元" room "室"
                else home = random(20) + 1 "-" random(5) + 1 "-" room
                printf "{\"id\":\"%09d\",\"name\":\"张三\",\"resident_id\":\"620102201409010015\"," \
                    "\"sex\":\"男\",\"birth\":\"2014-09-01\",\"address\":\"%s\",\"mobile\":\"13900000000\"}\n", i, at home
            }
        }'
}

echo '{}' >"$BENCH_DIR/anything.schema.json"
: >"$BENCH_DIR/none.jsonl"
for size in "700 300" "60000 40000"; do
    read -r roads compounds <<<"$size"
    names=$BENCH_DIR/names-$roads.csv
    records=$BENCH_DIR/addresses-$roads-$RECORDS.jsonl
    make_names "$roads" "$compounds" >"$names"
    [ -e "$records" ] || make_records "$roads" "$compounds" >"$records"
    bytes=$(stat -c %s "$records")
    address=(admit-address --city 甘肃省兰州市)

    heading "$RECORDS records of $((bytes / RECORDS)) bytes, $((roads + compounds)) names"
    measure "pass (admit-validate, any schema)" "$bytes" \
        admit-validate --schema "$BENCH_DIR/anything.schema.json" "$records"
    pass=$cpu
    measure "without a gazetteer" "$bytes" "${address[@]}" "$records"
    measure "loading the gazetteer alone" "$bytes" \
        "${address[@]}" --gazetteer "$names" "$BENCH_DIR/none.jsonl"
    loading=$cpu
    measure "with the gazetteer" "$bytes" "${address[@]}" --gazetteer "$names" "$records"
    awk -v n="$RECORDS" -v pass="$pass" -v loading="$loading" -v cpu="$cpu" 'BEGIN {
        printf "%-34s %8.0f\n", "addresses a second, parsing alone", n / (cpu - pass - loading)
        printf "%-34s %8.0f\n", "addresses a second, the filter", n / (cpu - loading) }'
    ratio "filter / pass" "$pass" "$(awk -v a="$cpu" -v b="$loading" 'BEGIN { print a - b }')"
done
