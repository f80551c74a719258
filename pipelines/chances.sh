#!/bin/bash
# The chance of a place before the draw: a year with many draws, or what came of last year.
#
#   chances.sh [-c PATH] [-s TEXT] FOLDER N
#   chances.sh [-c PATH] -r RESULT
#
# FOLDER is the folder of a year whose procedure draws lots.  The year is run N times
# beside it, each time with another seed, which is made of TEXT ("chances" if not given)
# and the number of the run: so the same command gives the same bytes.  Nothing in FOLDER
# is changed, and its own seed, if there is one, is not used.
#
# Written as CSV: for each program how many list it, which share of them gets a place
# there, and from where to where the share lies with a confidence of 95 % (the mean of
# the runs, give or take 1.96 times its standard error); and "*" for any place at all.
# With -r nothing is run: the shares are those of a result that a procedure has published,
# last year's say, where there is no draw; from and to are those of Wilson for so many
# applicants.
#
# With -c apart for each class of applicants, the text or number at PATH of their records.
# No line names anybody.  The status is 2 if a year does not run.
# shellcheck source-path=SCRIPTDIR source=rerun.bash
. "$(dirname "$0")/rerun.bash"

usage() {
    echo "usage: chances.sh [-c path] [-s text] folder n
       chances.sh [-c path] -r result" >&2
    exit 2
}

class='' text=chances result=
while getopts :c:r:s: option; do
    case $option in
    c) class=$OPTARG ;;
    r) result=$OPTARG ;;
    s) text=$OPTARG ;;
    *) usage ;;
    esac
done
shift $((OPTIND - 1))
if [ -n "$result" ]; then
    [[ $# -eq 0 && -d $result ]] || usage
elif [ $# -ne 2 ] || [ ! -d "$1" ] || ! [[ $2 =~ ^[1-9][0-9]{0,5}$ ]]; then
    usage
fi

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
count_run() {    # count_run RESULT POLICY
    jq -rn --arg class "$class" --slurpfile policy "$2" '
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

# Sets counts, a file, and runs.
count_draws() {
    runs=$2
    set_folder "$1"
    find_procedure
    space=$(mktemp -d -- "$folder.chances.XXXXXX")
    trap 'rm -rf -- "$space"' EXIT
    counts=$space/counts
    copy_inputs "$space/year.year"
    close_lists
    for ((run = 1; run <= runs; run++)); do
        make_seed "$run" >"$space/year.year/seed"
        run_year "$space/year" || end "the year does not run with seed $(cat "$space/year.year/seed")"
        count_run "$space/year" "$space/year.year/policy.json" >>"$counts"
        rm -rf -- "$space/year"
    done
}

count_result() {
    if [ ! -f "$result/admissions.jsonl" ] || [ ! -f "$result/inputs/policy.json" ]; then
        end "$result is not a result with seats"
    fi
    runs=0
    counts=$(mktemp)
    trap 'rm -f -- "$counts"' EXIT
    count_run "$result" "$result/inputs/policy.json" >"$counts"
}

if [ -n "$result" ]; then count_result; else count_draws "$@"; fi
echo "program,class,applicants,share,from,to"
awk -F '\t' -v draws="$runs" '
    function cell(text) {
        if (text !~ /[",]/)
            return text
        gsub(/"/, "\"\"", text)
        return "\"" text "\""
    }
    { key = cell($1) "," cell($2); n[key] = $3; share = $4 / $3; sum[key] += share; squares[key] += share * share }
    END {
        for (key in n) {
            runs = draws > 0 ? draws : 1
            mean = sum[key] / runs
            spread = runs > 1 ? (squares[key] - runs * mean * mean) / (runs - 1) : 0
            error = spread > 0 ? 1.96 * sqrt(spread / runs) : 0
            low = mean - error < 0 ? 0 : mean - error
            high = mean + error > 1 ? 1 : mean + error
            if (draws == 0) {
                z = 1.96 * 1.96 / n[key]
                middle = (mean + z / 2) / (1 + z)
                half = 1.96 / (1 + z) * sqrt(mean * (1 - mean) / n[key] + z / (4 * n[key]))
                low = middle - half
                high = middle + half
            }
            printf "%s,%d,%.3f,%.3f,%.3f\n", key, n[key], mean, low, high
        }
    }' "$counts" | sort
