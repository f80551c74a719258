#!/bin/bash
# Why not this program, which the applicant did not list?
#
#   why-not.sh [-t] [-l zh|en] RESULT ID PROGRAM
#
# RESULT is a result of a procedure.  The rounds are given again, as they were, but with
# PROGRAM as the first choice of the applicant ID in each list of choices whose round
# offers it and that does not have it; all other applicants and choices are as they were.
# So the answer is exact under every mechanism: what admit-explain(1) says of the applicant
# then, with PROGRAM as choice 1: admitted there; or the rule, the cut-off, and what would
# have been enough.  -t prints a page for people, in the language of -l.  Nothing in RESULT is changed.
#
# The status is 2 if nobody has the id, no round of the result offers the program, or the
# applicant has it in all lists: then admit-explain(1) tells.
# shellcheck source-path=SCRIPTDIR source=command.bash
. "$(dirname -- "$0")/command.bash"

usage() {
    echo "usage: why-not.sh [-t] [-l zh|en] result id program" >&2
    exit 2
}

page=()
while getopts tl: option; do
    case $option in
    t) page+=(--text) ;;
    l) page+=(--lang "$OPTARG") ;;
    *) usage ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 3 ] || usage
result=$(cd -- "$1" 2>/dev/null && pwd) || end "$1: there is no such folder"
id=$2 program=$3
policy=$result/inputs/policy.json
if [ ! -f "$policy" ] || [ ! -f "$result/commands.txt" ]; then
    end "$1: it is no result of a procedure"
fi

# The rounds in their order, and the list that the first one was given from.
mapfile -t rounds < <(sed -n 's/^allocate-\([a-z0-9-]*\): .*/\1/p' "$result/commands.txt")
[ ${#rounds[@]} -gt 0 ] || end "$1: no seats were given"
before=$(grep -m 1 "^verify-${rounds[0]}: " "$result/commands.txt" | grep -oE 'OUT/lists/[a-z0-9-]+' | head -n 1)
before=$result/${before#OUT/}.jsonl

# The paths of the choices of all rounds that offer the program, each once, as JSON.
find_choices() {
    local round file
    for round in "${rounds[@]}"; do
        file=$(jq -r --arg round "$round" '.allocate[$round].programs' "$policy")
        [[ $file == /* ]] || file=$result/inputs/$file
        jq -es --arg round "$round" --arg program "$program" 'any(.[]; .id == $program and
            (.round == null or .round == $round or (.round | type == "array" and index([$round]) != null)))' \
            "$file" >/dev/null || continue
        jq --arg round "$round" '.allocate[$round].choices // empty' "$policy"
    done | jq -cs unique
}

choices=$(find_choices)
[ "$choices" != '[]' ] || end "no round of the result offers $program to those who list it"
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# The list with the program before the choices of the applicant; all other lines stay as
# they are, byte for byte.
number=$(jq -r --arg id "$id" 'select(.id == $id) | input_line_number' "$before")
[[ $number =~ ^[0-9]+$ ]] || end "nobody who took part in the first round has the id"
sed -n "${number}p" "$before" >"$work/one"
jq -c --arg program "$program" --argjson paths "$choices" 'reduce $paths[] as $path (.;
    ($path | split(".")) as $at | (getpath($at) // [] | if type == "array" then . else [.] end) as $list |
    if $list | index([$program]) then . else setpath($at; [$program] + $list) end)' \
    "$work/one" >"$work/changed"
! jq -es '.[0] == .[1]' "$work/one" "$work/changed" >/dev/null ||
    end "the applicant has listed $program: admit-explain tells"
{
    head -n $((number - 1)) "$before"
    cat "$work/changed"
    tail -n "+$((number + 1))" "$before"
} >"$work/list"
cd -- "$result/inputs"
for round in "${rounds[@]}"; do
    admit-allocate -p policy.json "$round" "$work/list" >"$work/next" || [ $? -eq 1 ] || end "round $round cannot be given again"
    mv -- "$work/next" "$work/list"
done
admit-explain "${page[@]}" -p policy.json --applicant "$id" "$(IFS=, && echo "${rounds[*]}")" "$work/list"
