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
