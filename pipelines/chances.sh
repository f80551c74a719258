#!/bin/bash
# The chance of a place before the draw: a year with many draws.
#
#   chances.sh [-c PATH] [-s TEXT] FOLDER N
#
# FOLDER is the folder of a year whose procedure draws lots.  The year is run N times
# beside it, each time with another seed, which is made of TEXT ("chances" if not given)
# and the number of the run: so the same command gives the same bytes.  Nothing in FOLDER
# is changed, and its own seed, if there is one, is not used.
#
# Written as CSV: for each program how many list it, which share of them gets a place
# there, and from where to where the share lies with a confidence of 95 % (the mean of
# the runs, give or take 1.96 times its standard error); and "*" for any place at all.
# With -c apart for each class of applicants, the text or number at PATH of their records.
# No line names anybody.  The status is 2 if a year does not run.
# shellcheck source-path=SCRIPTDIR source=rerun.bash
. "$(dirname "$0")/rerun.bash"

usage() {
    echo "usage: chances.sh [-c path] [-s text] folder n" >&2
    exit 2
}

class='' text=chances
while getopts c:s: option; do
    case $option in
    c) class=$OPTARG ;;
    s) text=$OPTARG ;;
    *) usage ;;
    esac
done
shift $((OPTIND - 1))
if [ $# -ne 2 ] || [ ! -d "$1" ] || ! [[ $2 =~ ^[1-9][0-9]{0,5}$ ]]; then
    usage
fi
set_folder "$1"
runs=$2

# Ten decimal digits with spaces between them, as a draw with balls gives.
make_seed() {    # make_seed RUN
    printf '%s/%d' "$text" "$1" | sha256sum | cut -c 1-50 | fold -w 5 |
        while read -r hex; do
            echo $((16#$hex % 10))
        done | paste -s -d ' '
}

# The year without a seed closes its lists; their digests are those of all runs.
close_lists() {
    rm -f -- "$space/year.year/seed"
    run_year "$space/year" || end "the year does not run"
    [ ! -e "$space/year/admissions.jsonl" ] || end "the procedure of the year draws no lots"
    cp -- "$space/year/draw/"*.json "$space/year.year"
    rm -rf -- "$space/year"
}

# Lines "program, class, how many list it, how many have a place there".
count_run() {    # count_run RESULT
    jq -rn --arg class "$class" --slurpfile policy "$space/year.year/policy.json" '
        def at($path): getpath($path | split("."))? // null;
        ($policy[0].allocate | map(.choices // empty) | unique) as $lists |
        reduce inputs as $r ({};
            ($r | if $class == "" then "" else at($class) // "" | tostring end) as $k |
            ([$lists[] as $l | $r | at($l) | if type == "array" then .[] else . end | strings] | unique) as $listed |
            ($r.admission.program // "") as $got |
            reduce ($listed[], "*") as $p (.;
                .["\($p)\t\($k)"] |= [(.[0] // 0) + 1,
                    (.[1] // 0) + (if $p == $got or ($p == "*" and $got != "") then 1 else 0 end)]))
        | to_entries[] | "\(.key)\t\(.value[0])\t\(.value[1])"' "$1/admissions.jsonl"
}

find_procedure
space=$(mktemp -d -- "$folder.chances.XXXXXX")
trap 'rm -rf -- "$space"' EXIT
copy_inputs "$space/year.year"
close_lists
for ((run = 1; run <= runs; run++)); do
    make_seed "$run" >"$space/year.year/seed"
    run_year "$space/year" || end "the year does not run with seed $(cat "$space/year.year/seed")"
    count_run "$space/year" >>"$space/counts"
    rm -rf -- "$space/year"
done

echo "program,class,applicants,share,from,to"
awk -F '\t' -v runs="$runs" '
    function cell(text) {
        if (text !~ /[",]/)
            return text
        gsub(/"/, "\"\"", text)
        return "\"" text "\""
    }
    { key = cell($1) "," cell($2); n[key] = $3; share = $4 / $3; sum[key] += share; squares[key] += share * share }
    END {
        for (key in n) {
            mean = sum[key] / runs
            spread = runs > 1 ? (squares[key] - runs * mean * mean) / (runs - 1) : 0
            error = spread > 0 ? 1.96 * sqrt(spread / runs) : 0
            low = mean - error < 0 ? 0 : mean - error
            high = mean + error > 1 ? 1 : mean + error
            printf "%s,%d,%.3f,%.3f,%.3f\n", key, n[key], mean, low, high
        }
    }' "$space/counts" | sort
