#!/bin/bash
# Who would change school if the catchment rules changed: the children of a year, placed
# under two tables of rules.
#
#   who-moves.sh [-p POLICY] OLD NEW [FILE ...]
#
# OLD and NEW are tables of rules (admit-geocode(1)).  FILE has the children, with the
# parts of their addresses (admit-address(1)): a list of last year's result, say; without
# it they come from standard input.  POLICY has what else places a home: the section
# "geocode" with gazetteer, maps and coordinates.  Without it, addresses alone do.
#
# Those whose school changes are written to standard output, by id:
#
#   {"id":"...","from":["P01"],"rule":"R2","to":["P02"],"new_rule":"R7"}
#
# "from" or "to" is null where no rule decides, and the rule is then the code of the
# reject.  A table is written to standard error: of each school, how many it serves
# before and after, and how many leave and join.  The status is 0 if nobody moves, 1 if
# somebody does, 2 if a table cannot be used or two children have one id.
# shellcheck source-path=SCRIPTDIR source=command.bash
. "$(dirname -- "$0")/command.bash"

usage() {
    echo "usage: who-moves.sh [-p policy] old new [file ...]" >&2
    exit 2
}

policy=()
while getopts p: option; do
    [ "$option" = p ] || usage
    policy=(-p "$OPTARG")
done
shift $((OPTIND - 1))
[ $# -ge 2 ] || usage
old=$1 new=$2
shift 2

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cat -- "$@" >"$work/children" || end "the children cannot be read"

# Lines "ID, schools, rule", by id; schools is "-" and rule a code where none decides.
place() {    # place TABLE
    local status=0
    admit-geocode "${policy[@]}" --catchments "$1" -r "$work/rejects" "$work/children" \
        >"$work/placed" || status=$?
    [ "$status" -lt 2 ] || end "the homes cannot be placed by $1"
    {
        jq -r '[.id, (.place.catchment | tojson), .place.rule] | @tsv' "$work/placed"
        jq -r '[.record.id?, "-", .code] | @tsv' "$work/rejects"
    } | sort -t $'\t' -k 1,1
}

place "$old" >"$work/old"
place "$new" >"$work/new"
[ -s "$work/old" ] || end "there are no children"
[ -z "$(cut -f 1 "$work/old" | uniq -d | head -n 1)" ] || end "two children have one id, or none has one"

# ID, schools and rule before, schools and rule after.
join -t $'\t' -j 1 "$work/old" "$work/new" >"$work/both"
awk -F '\t' '$2 != $4' "$work/both" |
    jq -cR 'def schools: if . == "-" then null else fromjson end;
        split("\t") | map(gsub("\\\\\\\\"; "\\"))
        | {id: .[0], from: .[1] | schools, rule: .[2], to: .[3] | schools, new_rule: .[4]}' \
        >"$work/moved"
awk -F '\t' '{
        before[$2]++
        after[$4]++
        if ($2 != $4) { left[$2]++; joined[$4]++ }
    }
    END {
        for (school in after)
            before[school] += 0
        for (school in before)
            printf "%s\t%d\t%d\t%d\t%d\n", school, before[school], after[school], left[school], joined[school]
    }' "$work/both" | sort |
    while IFS=$'\t' read -r school before after left joined; do
        [ "$school" != - ] || school="no school"
        echo "$school: $before before, $after after, $left left, $joined joined"
    done | sed 's/^\[\(.*\)\]:/\1:/; s/"//g' >&2
cat "$work/moved"
[ ! -s "$work/moved" ] || exit 1
