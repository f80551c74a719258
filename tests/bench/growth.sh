#!/bin/bash
# Inputs that were written to stall a filter: seconds at n, 2n and 4n.  Where the last is
# more than six times the first, the time grows faster than n log n.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

seconds() {
    local start=$EPOCHREALTIME

    timeout 120 "$@" >/dev/null 2>&1 || true
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }'
}

# The shape, n, what writes it for a number, and the command that reads "in".
grow() {
    local shape=$1 n=$2 write=$3 times=() i

    for i in 1 2 4; do
        "$write" $((i * n)) >in
        times+=("$(seconds "${@:4}")")
    done
    printf '%-44s %9d  %6s %6s %6s\n' "$shape" "$n" "${times[@]}"
}

letters() { printf '{"t":"%s"}\n' "$(head -c "$1" /dev/zero | tr '\0' a)"; }
names() { seq "$1" | awk 'BEGIN { printf "{" } { printf "%s\"n%d\":1", (NR > 1 ? "," : ""), $1 } END { print "}" }'; }
items() { seq "$1" | awk 'BEGIN { printf "{\"a\":[" } { printf "%s\"n%d\"", (NR > 1 ? "," : ""), $1 } END { print "]}" }'; }
columns() {
    seq "$1" | awk '{ printf ",c%d", $1 } END { print "" }' | sed 's/^/id/'
    seq "$1" | awk '{ printf ",%d", $1 } END { print "" }' | sed 's/^/1/'
}

# One polygon in the file "in"; the point of each record is in its middle.
polygon() {
    awk 'BEGIN { printf "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"a\",\"code\":\"1\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" }
        { print } END { print "]}}]}" }'
}
# A ring of n corners round the middle: all are equally far from it.
circle() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i <= n; i++)
            printf "%s[%.9f,%.9f]", i == 0 ? "[" : ",", 100 + 0.1 * cos(i % n * 6.2831853 / n), \
                36 + 0.08 * sin(i % n * 6.2831853 / n)
        print "]" }' | polygon
}
# Each corner is joined to the one that is nearly opposite: all edges cross each other.
star() {
    awk -v n="$(($1 | 1))" 'BEGIN {
        for (i = 0; i <= n; i++) {
            a = i % n * int(n / 2) % n * 6.2831853 / n
            printf "%s[%.9f,%.9f]", i == 0 ? "[" : ",", 100 + cos(a), 36 + sin(a)
        }
        print "]" }' | polygon
}
# A square with n square holes, side by side.
holes() {
    awk -v n="$1" 'BEGIN {
        print "[[100,36],[101,36],[101,37],[100,37],[100,36]]"
        for (i = 0; i < n; i++) {
            x = 100 + (i % 1000 + 0.25) / 1000; y = 36 + (int(i / 1000) + 0.25) / 1000; s = 0.0005
            printf ",[[%.6f,%.6f],[%.6f,%.6f],[%.6f,%.6f],[%.6f,%.6f],[%.6f,%.6f]]\n",
                x, y, x, y + s, x + s, y + s, x + s, y, x, y
        } }' | polygon
}
# 100 programs; each of its n groups passes what is left to the next.
passing() {
    awk -v n="$1" 'BEGIN {
        for (p = 1; p <= 100; p++) {
            printf "{\"id\":\"P%d\",\"round\":\"r\",\"capacity\":%d,\"groups\":[", p, n
            for (i = 1; i <= n; i++) {
                next_one = i < n ? sprintf("{\"to\":\"g%d\"}", i + 1) : "\"lapse\""
                printf "%s{\"id\":\"g%d\",\"seats\":1,\"unfilled\":%s}", (i > 1 ? "," : ""), i, next_one
            }
            print "]}"
        } }'
}
same_key() { seq "$1" | sed 's/.*/{"id":"x"}/'; }

for i in {1..20}; do echo '{"lon":100,"lat":36}'; done >middle
for i in {1..2000}; do echo "{\"order\":$i,\"choices\":[\"P$((i % 100 + 1))\",\"P$((i % 7 + 1))\"]}"; done >applicants
map=(admit-geocode --crs wgs84 --lon lon --lat lat --boundaries in)
echo '{"properties":{"a":{"uniqueItems":true}}}' >unique
echo '{"properties":{"t":{"pattern":"[a-z]+[0-9]"}}}' >pattern
echo '{"id":"id"}' >map
printf '%-44s %9s  %6s %6s %6s\n' shape n 'n' '2n' '4n'
grow 'matches("[a-z]+[0-9]") in letters' 500000 letters admit-select 't.matches("[a-z]+[0-9]")' in
grow 'matches("^((a|aa)+)+$") in letters' 500000 letters admit-select 't.matches("^((a|aa)+)+$")' in
grow 'schema pattern [a-z]+[0-9] in letters' 100000 letters admit-validate -s pattern in
grow 'names of one record' 100000 names admit-select true in
grow 'uniqueItems' 100000 items admit-validate -s unique in
grow 'columns that no map names' 5000 columns admit-from-csv -m map --unmapped keep in
grow 'matches("[a-z]{2,900}[0-9]") in letters' 20000 letters admit-select 't.matches("[a-z]{2,900}[0-9]")' in
grow 'records with one key' 250000 same_key admit-dedup --key id -r rejects in
grow 'corners of a circle, --near-border' 100000 circle "${map[@]}" --near-border 20000 middle
grow 'corners of a star' 250 star "${map[@]}" middle
grow 'corners of a star, --repair' 250 star "${map[@]}" --repair middle
grow 'holes of a boundary' 20000 holes "${map[@]}" middle
grow 'groups that pass seats, in 100 programs' 1000 passing \
    admit-allocate -m deferred --programs in --choices choices --order order applicants
