# What the procedures have in common: how the folder of a year is opened, how a filter
# runs as a stage, how a round is allocated and verified, and how the result appears.
# For a script in pipelines/ to source, which then reads as the procedure itself.
# shellcheck shell=bash
set -euo pipefail
umask 077
export ADMIT_SEAL=1 LC_ALL=C
# A filter reads no policy but the one of the folder.
unset ADMIT_POLICY CDPATH
# Filters that are not in PATH (cron's has no /usr/local/bin) are taken from where
# "make install" or "make" puts them.
here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)
for bin in "$here/../../../bin" "$here/../build/bin"; do
    [ ! -x "$bin/admit-seal" ] || PATH=$PATH:$bin
done
# shellcheck source-path=SCRIPTDIR source=folder.bash
. "$here/folder.bash"
# shellcheck source-path=SCRIPTDIR source=dossier.bash
. "$here/dossier.bash"
# shellcheck source-path=SCRIPTDIR source=reuse.bash
. "$here/reuse.bash"
procedure=${0##*/} script=$(realpath -- "$0")
# What reads a list that stages have made reads all of it.
whole=(--reject-limit 0 --min-records 1)
# Where a record has the score that is published beside the places, if it has one.
score=

# End the year for a reason that the user can do something about.
refuse() {
    say "$procedure: $given: $*"
    [ -n "${work-}" ] || say "$procedure: nothing is published"
    exit 2
}

# Sets rounds, with commas between, files (the inputs), inputs (their digests), tables and
# books (the spreadsheets), corrections, and work, where the result grows until it is whole.
# The procedure runs in the folder, so that no byte depends on how its name is spelled.
open_year() {    # open_year FOLDER [OUT]
    if [ $# -lt 1 ] || [ $# -gt 2 ]; then
        echo "usage: $procedure folder [out]" >&2
        exit 2
    fi
    given=$1
    out=${2:-$1/result-$(date +%F)}
    [[ $out == /* ]] || out=$PWD/$out
    out=${out%"${out##*[!/]}"}
    dossier_key=${ADMIT_DOSSIER_KEY-}
    [[ -z $dossier_key || $dossier_key == /* ]] || dossier_key=$PWD/$dossier_key
    [[ $1 == /* ]] || set -- "./$1"
    cd -- "$1" 2>/dev/null || refuse "there is no such folder"
    if [ -e "$out" ] || [ -L "$out" ]; then
        say "$procedure: $out is there already"
        exit 2
    fi
    rounds=$(list_rounds)
    find_files || refuse "the folder cannot be listed completely"
    inputs=$(list_files | digest_files)
    check_deliveries "$inputs"
    remove_left "${out%/*}"
    space=$(mktemp -d -- "$out.XXXXXX")
    mark_running "$space"
    work=$space/result
    trap 'abandon_year' EXIT
    mkdir "$work" "$work/lists" "$work/lines" "$work/rejects" "$work/log" "$work/scratch" \
        "$work/scratch/commands"
    take_snapshot
    read_policy
    find_tables
    find_corrections
    check_draws
    check_settings
}

# Sets files, the inputs as they are now.  Fails where not all could be listed.
find_files() {
    mapfile -d '' files < <(list_inputs && printf 'all\0')
    [[ ${#files[@]} -gt 0 && ${files[-1]} == all ]] || return
    unset 'files[-1]'
}

# The files, each ended by NUL.
list_files() {
    [ ${#files[@]} -eq 0 ] || printf '%s\0' "${files[@]}"
}

# What the year is made from, to be compared before it is published.  yearly.sh says
# which inputs it has seen.
take_snapshot() {
    list_files | identify_files >"$work/scratch/identities"
    printf '%s' "${inputs:+$inputs$'\n'}" >"$work/inputs.sha256"
    [ -z "${ADMIT_INPUTS-}" ] ||
        [ "$ADMIT_INPUTS" = "$(sha256sum <"$work/inputs.sha256" | cut -c 1-16)" ] ||
        refuse "a file was changed before the run began: run it again"
}

check_snapshot() {
    local changed
    find_files 2>/dev/null || true
    list_files | digest_files >"$work/scratch/digests-now" 2>/dev/null || true
    list_files | identify_files >"$work/scratch/identities-now" 2>/dev/null || true
    changed=$(
        { diff "$work/inputs.sha256" "$work/scratch/digests-now" |
            sed -nE 's/^[<>] \\?[0-9a-f]+  (\.\/)?//p'
            diff "$work/scratch/identities" "$work/scratch/identities-now" |
                sed -nE 's/^[<>] [0-9]+ [0-9]+ [^ ]+ [^ ]+ [^ ]+ (\.\/)?//p'
                read_otherwise; } | LC_ALL=C sort -u
    )
    [ -z "$changed" ] || refuse "changed while the run went on: ${changed//$'\n'/, }"
}

# The seed, and the digests of the lists that were closed before it was drawn.  A part of a
# seed is another seed, so that its end must be there.
check_draws() {
    local draw
    [ -e seed ] || return 0
    for draw in $(list_stages | sed -n 's/^draw-//p'); do
        [[ $(wc -l <seed) -eq 1 && -z $(tail -c 1 seed) ]] ||
            refuse "seed must be one line, with its end: was it cut off, or is it there twice?" \
                "Write it again as it was drawn in public"
        [ -f "$draw.json" ] ||
            refuse "there is a seed, but not $draw.json: the digest of the list must be published before" \
                "the seed is drawn. Move the seed away and run this again to close the list"
        jq -es 'length == 1 and (.[0] | (.entrants | type) == "number" and (.sha256 | test("^[0-9a-f]{64}$")))' \
            "$draw.json" >/dev/null 2>&1 ||
            refuse "$draw.json is not, whole and once, the digest of a list that was closed:" \
                "copy draw/$draw.json again, from the result that has closed it"
    done
}

# What is wrong before the first record: sections that a filter refuses, files that are
# empty or of another year (their digests are in earlier*.sha256), seats, plan, orders.
check_settings() {
    local list earlier=()
    for list in earlier*.sha256; do
        [ ! -f "$list" ] || earlier+=(--earlier "$list")
    done
    ADMIT_SEAL=0 preflight --only settings --digests "$work/inputs.sha256" "${earlier[@]}"
}

# What the applicants make of the seats, before the first one is given; those who took part
# last year are in last-year.jsonl.
check_applicants() {    # check_applicants LIST
    local last=()
    [ ! -f last-year.jsonl ] || last=(--last last-year.jsonl)
    preflight --only applicants "${last[@]}" <"$1"
}

# Findings stay in the result; an error ends the year.
preflight() {    # preflight OPTION ...
    local status=0
    [ -n "$rounds" ] || return 0
    run_kept preflight admit-preflight -v "$@" -p policy.json --quiet "$rounds" 2>"$work/scratch/preflight" \
        >"$work/scratch/findings" || status=$?
    grep -v '"#seal"' "$work/scratch/findings" >>"$work/preflight.jsonl" || true
    [ "$status" -ne 0 ] || return 0
    cat "$work/scratch/preflight" >&2
    jq -r 'select(.severity == "error") |
        "preflight: " + ([.code, (if .line then "\(.file):\(.line)" else .file end), .field, .rule, .round, .program, .group] | map(values) | join(" ")) + ": " + .reason' \
        "$work/preflight.jsonl" >&2
    refuse "something is wrong before the run: preflight.jsonl of the evidence has all of it"
}

# The calls by which this procedure's script names stages and rounds: FUNCTION NAME.
list_calls() {
    local line call='(^|[^a-z0-9_-])(stage|close_list|hold_draw|give_round) ([a-z0-9-]+)(.*)'
    while read -r line || [ -n "$line" ]; do
        [[ $line != '#'* ]] || continue
        while [[ $line =~ $call ]]; do
            echo "${BASH_REMATCH[2]} ${BASH_REMATCH[3]}"
            line=${BASH_REMATCH[4]}
        done
    done <"$script"
}

# The rounds of this procedure, with commas between.
list_rounds() {
    local call name rounds=
    while read -r call name; do
        [ "$call" != give_round ] || rounds+=,$name
    done < <(list_calls)
    echo "${rounds#,}"
}

# The files of rules that are not now what a stage has read: those outside of the folder
# have no snapshot.
read_otherwise() {
    local rules=$work/scratch/rules
    jq -jn '[inputs | .rules[]? | "\(.sha256)  \(.file)"] | unique[] | ., "\u0000"' \
        "$work/log/summary.jsonl" | sort -z >"$rules"
    cut -z -c 67- "$rules" | { xargs -0 -r sha256sum -z -- 2>/dev/null || true; } | sort -z |
        comm -z -23 "$rules" - | cut -z -c 67- | tr '\0' '\n'
}

# Sets sm3 (yes: the dossier is to have that digest as well), reject_limits and
# record_minima by stage, program_files by round, patterns (section, pattern ...) of the
# spreadsheets, and texts, all those of the policy.
read_policy() {
    local what name value stages ended=
    stages=$(list_stages | sort)
    stages=${stages//$'\n'/ }
    sm3='' patterns=() texts=()
    declare -gA reject_limits=() record_minima=() program_files=()
    [ -f policy.json ] || refuse "there is no policy.json"
    jq -j -L "$here" 'include "policy"; policy' policy.json >"$work/scratch/policy" 2>"$work/scratch/faults" ||
        refuse_policy
    while take_text what; do
        case $what in
        sm3) sm3=yes ;;
        limit)
            take_text name
            [[ " $stages " == *" $name "* ]] ||
                refuse "policy.json: /limits/$name: there is no such stage; there are $stages"
            take_text value
            reject_limits[$name]=$value
            take_text value
            record_minima[$name]=$value
            ;;
        programs)
            take_text name && take_text value
            program_files[$name]=$value
            ;;
        pattern)
            take_text name && take_text value
            patterns+=("$name" "$value")
            ;;
        text)
            take_text value
            texts+=("$value")
            ;;
        end) ended=yes ;;
        esac
    done <"$work/scratch/policy"
    [ -n "$ended" ] || refuse_policy
}

# Into a variable, never into an element of an array: read would evaluate a subscript that
# comes from the policy.
take_text() {    # take_text VARIABLE
    IFS= read -r -d '' "$1"
}

# What is no policy is said better by a filter.
refuse_policy() {
    local fault
    fault=$(sed -n 's/^jq: error ([^)]*): //p' "$work/scratch/faults")
    [[ $fault != /* ]] || refuse "policy.json: $fault"
    ADMIT_SEAL=0 admit-to-csv -p policy.json </dev/null >/dev/null || true
    refuse "policy.json is not a policy"
}

# The stages of this procedure.
list_stages() {
    list_calls | sed 's/^stage //; s/^close_list /close-/; s/^hold_draw /draw-/; s/^give_round /allocate-/'
    printf '%s\n' from-csv from-xlsx amend to-csv
}

# Sets tables and books, the spreadsheets that are CSV and those that are workbooks, by
# the patterns of "from-csv.files" and "from-xlsx.files".  Where a pattern names *.csv a
# workbook may lie instead.  A spreadsheet that the policy does not name ends the run:
# somebody believes that it takes part.
find_tables() {
    local key pattern file unnamed=()
    declare -A named=()
    tables=() books=()
    set -- "${patterns[@]}"
    while [ $# -gt 0 ]; do
        key=$1 pattern=$2
        shift 2
        find_pattern
    done
    mapfile -d '' tables < <(printf '%s\0' "${tables[@]}" | sort -z)
    [ ${#books[@]} -eq 0 ] || mapfile -d '' books < <(printf '%s\0' "${books[@]}" | sort -z)
    [ -n "${tables[0]-}" ] || tables=()
    check_twins
    check_readers
    for file in "${texts[@]}"; do
        named[./${file#./}]=yes
    done
    for file in "${files[@]}"; do
        [[ ${file,,} != *.@(csv|xlsx) || -n ${named[$file]-} ]] || unnamed+=("${file#./}")
    done
    [ ${#unnamed[@]} -eq 0 ] ||
        refuse "no part of the policy names ${unnamed[*]}: name it in /from-csv/files, or move it elsewhere"
}

# Adds what a pattern of the policy names to tables and books.
find_pattern() {    # of find_tables, whose variables it has
    local both=("$pattern") matches=()
    [[ $pattern != *.csv ]] || both+=("${pattern%.csv}.xlsx")
    mapfile -d '' matches < <(
        shopt -s nullglob
        IFS=
        # shellcheck disable=SC2206    # the patterns are to be expanded
        matches=(${both[@]})
        [ ${#matches[@]} -eq 0 ] || printf '%s\0' "${matches[@]}"
    )
    [ ${#matches[@]} -gt 0 ] || refuse "/$key/files of policy.json names no file: $pattern"
    for file in "${matches[@]}"; do
        [ -f "$file" ] || refuse "/$key/files of policy.json names what is no file: $file"
        file=${file#./}
        [ -z "${named[./$file]-}" ] || continue
        named[./$file]=yes
        [[ $file != -* ]] || file=./$file
        if [[ ${file,,} == *.xlsx ]]; then books+=("$file"); else tables+=("$file"); fi
    done
}

# The same table as CSV and as a workbook would be everybody twice.
check_twins() {
    local table book
    for book in "${books[@]}"; do
        for table in "${tables[@]}"; do
            [ "${book%.*}" != "${table%.*}" ] ||
                refuse "$table and $book are both there: which one is it? Move the other one elsewhere"
        done
    done
}

# A limit of a reader that does not run would be no limit.
check_readers() {
    [ ${#tables[@]} -gt 0 ] || [ -z "${record_minima[from-csv]-}" ] ||
        refuse "policy.json: /limits/from-csv: there is no CSV; the limits of workbooks are /limits/from-xlsx"
    [ ${#books[@]} -gt 0 ] || [ -z "${record_minima[from-xlsx]-}" ] ||
        refuse "policy.json: /limits/from-xlsx: there is no workbook; the limits of CSV are /limits/from-csv"
}

# Sets corrections, the options of admit-amend: granted appeals are files
# corrections*.jsonl of the folder, applied in the order of their names.
find_corrections() {
    local file
    corrections=()
    for file in corrections*.jsonl; do
        [ -f "$file" ] || continue
        [ -s "$file" ] || refuse "$file is empty: was it cut off? Move it elsewhere if no appeal was granted"
        corrections+=(--corrections "$file")
    done
}

# The records of all spreadsheets, as they were corrected.  A correction that cannot be
# applied ends the year, unless the policy says otherwise.
read_tables() {
    if [ ${#corrections[@]} -eq 0 ]; then
        read_spreadsheets
    else
        : "${reject_limits[amend]=0}"
        read_spreadsheets | stage amend admit-amend "${corrections[@]}"
    fi
}

# CSV first.  A seal is the end of a stream, so two streams become one by way of files.
read_spreadsheets() {
    local records=$work/scratch/records
    if [ ${#books[@]} -eq 0 ]; then
        stage from-csv admit-from-csv "${tables[@]}"
    elif [ ${#tables[@]} -eq 0 ]; then
        stage from-xlsx admit-from-xlsx "${books[@]}"
    else
        stage from-csv admit-from-csv "${tables[@]}" >"$records.csv"
        stage from-xlsx admit-from-xlsx "${books[@]}" >"$records.xlsx"
        admit-seal --add "$records.csv" "$records.xlsx"
    fi
}

# Nothing is published; what there is to look at stays, for its owner's eyes only.
abandon_year() {
    local evidence=$out.failed
    trap - EXIT
    set +e
    say "$procedure: a stage failed: nothing is published"
    if [ -n "$(find "$work/log" "$work/lists" -type f -size +0 -print -quit 2>/dev/null)" ]; then
        # That of the run before, and nothing else, makes room.
        if is_evidence "$evidence"; then
            rm -rf -- "$evidence"
        elif [ -e "$evidence" ] || [ -L "$evidence" ]; then
            evidence=$evidence.${space##*.}
        fi
        echo "$procedure, $(date '+%F %T')" >"$work/failure"
        mv -T -- "$work" "$evidence" &&
            say "$procedure: the evidence (lists, rejects, messages, breaches) is in $evidence"
    fi
    rm -rf -- "$space"
}

# A filter under the policy; what it sets aside is rejects/NAME.jsonl, what it says is
# log/NAME.messages as well.
stage() {    # stage NAME FILTER [OPTION ...] [OPERAND ...]
    local name=$1 filter=$2 through=
    [ -z "${ADMIT_STAGES-}" ] || through=reuse_stage
    shift 2
    log_messages "$name" "$filter" -p policy.json -r "$work/rejects/$name.jsonl" \
        --summary "$work/log/summary.jsonl" \
        --reject-limit "${reject_limits[$name]-2%}" --min-records "${record_minima[$name]-1}" "$@"
}

log_messages() {    # log_messages NAME COMMAND ...
    local name=$1
    shift
    { run_kept "$name" "$@" 2>&1 >&3 3>&- | tee -a "$work/log/$name.messages" >&2; } 3>&1
}

# The list of those who draw is published before the seed is drawn.  Without a file
# "seed" the year ends here with the list and its digest; with it, the list must be the
# one whose digest was published, DRAW.json.
close_list() {    # close_list DRAW LIST
    local draw=$1 list=$work/lists/$2

    mkdir "$work/draw"
    stage "close-$draw" admit-draw --commit --list "$work/draw/$draw.txt" "$draw" <"$list" |
        admit-seal --strip >"$work/draw/$draw.json"
    if [ ! -e seed ]; then
        cat >"$work/next-step.txt" <<END
The list of those who draw is closed.
1. Publish draw/$draw.json of this result, and copy it into the folder of the year.
2. Draw the seed in public, and write it into the file "seed" of that folder.
3. Run this again.
END
        publish
        echo
        cat "$out/next-step.txt"
        exit
    fi
    check_list "$draw"
    cp seed "$work/draw"
}

check_list() {    # check_list DRAW
    local draw=$1 closed found
    cmp -s "$work/draw/$draw.json" "$draw.json" && return
    closed=$(jq .entrants "$draw.json")
    found=$(jq .entrants "$work/draw/$draw.json")
    refuse "those who draw are not those of the list that was closed and published ($draw.json):" \
        "$closed entrants then, $found now. Somebody or a rule was added, removed or changed since;" \
        "restore the inputs as they were, or close a new list and draw a new seed in public"
}

hold_draw() {    # hold_draw DRAW LIST
    local seed committed
    seed=$(<seed)
    committed=$(jq -er .sha256 "$1.json")
    stage "draw-$1" admit-draw --seed "$seed" --committed "$committed" "$1" <"$work/lists/$2"
}

# Allocate the seats of a round: from lists/BEFORE to lists/ROUND.  Another program has
# the last word, which sees the list before and after, and the seats.  It runs without
# -r, so that a record that it cannot judge is a failure.  It derives the ranks again that
# the list before was just given, and the draw that they rest on.
give_round() {    # give_round ROUND BEFORE [RANK ...]
    local round=$1 before=$work/lists/$2 after=$work/lists/$1 derived=() list draw

    shift 2
    [ $# -eq 0 ] || derived=("${@/#/--rank=}")
    for list in "$work"/draw/*.txt; do
        draw=${list##*/}
        [ $# -eq 0 ] || [ ! -e "$list" ] ||
            derived+=(--draw "${draw%.txt}" --draw-list "$list" --seed="$(<seed)")
    done
    [ -s "$work/scratch/rounds" ] || check_applicants "$before"
    stage "allocate-$round" admit-allocate --lines "$work/lines/$round.jsonl" \
        "$round" <"$before" >"$after"
    run_kept "verify-$round" admit-verify -p policy.json --summary "$work/log/summary.jsonl" --verbose \
        "${whole[@]}" \
        --entrants "$before" --set-aside "$work/rejects/allocate-$round.jsonl" \
        --lines "$work/lines/$round.jsonl" "${derived[@]}" "$round" "$after" 2>"$work/log/verified-$round" |
        admit-seal --strip >"$work/scratch/breaches-$round.jsonl" || {
        cat "$work/log/verified-$round" >&2
        exit 1
    }
    echo "$round" >>"$work/scratch/rounds"
}

# The list after the last round is the result: everybody, those who have a place, and why
# the others have none.
close_rounds() {    # close_rounds LAST
    local given_rounds
    given_rounds=$(<"$work/scratch/rounds")
    mv "$work/lists/$1" "$work/admissions"
    log_messages select admit-select --summary "$work/log/summary.jsonl" \
        "${whole[@]}" 'admission.status == "admitted"' "$work/admissions" >"$work/admitted"
    stage to-csv admit-to-csv <"$work/admitted" >"$work/admitted.csv"
    # Why each of the others has none: for those who ask.
    run_kept explain admit-explain -p policy.json --summary "$work/log/summary.jsonl" "${whole[@]}" \
        --unplaced "${given_rounds//$'\n'/,}" "$work/admissions" >"$work/explanations"
}

# What is published is plain JSON Lines, in a dossier.
publish() {
    strip_seals
    report >"$work/report.txt"
    check_snapshot
    [ -z "${ADMIT_STAGES-}" ] || forget_stages
    find "$work/log" -name '*.messages' -size 0 -delete
    keep_dossier
    mv -T -- "$work" "$out"
    trap - EXIT
    rm -rf -- "$space"
    cat "$out/report.txt"
}

# All lists at the same time: each of them takes little memory, and waits for the disk.
strip_seals() {
    local list strip sealed=() strips=() failed=
    for list in "$work"/lists/* "$work/admissions" "$work/admitted" "$work/explanations"; do
        [ -e "$list" ] || continue
        admit-seal --strip "$list" >"$list.jsonl" &
        sealed+=("$list") strips+=($!)
    done
    for strip in "${strips[@]}"; do
        wait "$strip" || failed=yes
    done
    [ -z "$failed" ] || exit 1
    [ ${#sealed[@]} -eq 0 ] || rm -- "${sealed[@]}"
}

# The stages; and once rounds were given, the programs and the rounds.
report() {
    local round verified=() entrants=0 scratch=$work/scratch
    touch "$scratch/rounds" "$scratch/programs" "$scratch/placed"
    if [ -e "$work/admitted.jsonl" ]; then
        list_programs >"$scratch/programs"
        ADMIT_SEAL=0 admit-tally "${whole[@]}" --by admission.program --by admission.round \
            ${score:+--last "$score desc"} "$work/admitted.jsonl" >"$scratch/placed"
        while read -r round; do
            verified+=("$round" "$(<"$work/log/verified-$round")")
        done <"$scratch/rounds"
        entrants=$(wc -l <"$work/admissions.jsonl")
    fi
    jq -rn -L "$here" --slurpfile stages "$work/log/summary.jsonl" --slurpfile groups "$scratch/placed" \
        --rawfile rounds "$scratch/rounds" --arg score "$score" --slurpfile programs "$scratch/programs" \
        --argjson entrants "$entrants" 'include "report"; report' --args -- "${verified[@]}"
}

# The seats of all rounds, each file once.
list_programs() {
    local round file
    declare -A listed=()
    while read -r round; do
        file=${program_files[$round]}
        [ -n "${listed[$file]-}" ] || cat -- "$file"
        listed[$file]=yes
    done <"$work/scratch/rounds"
}
