# What every filter promises, whatever it does.  Each tests/admit-NAME.bats calls
#
#   contract admit-NAME ARGUMENTS
#
# with the least arguments that make the filter run.  CONTRACT_RECORD is a record
# that it passes, as a printf template: each %d becomes the number of the record.
# CONTRACT_EMPTY is its output for no input, CONTRACT_OUTPUT=other says that its
# output is no stream of the same records, and =none that it writes nothing for them.
# CONTRACT_SECTION is its section of a policy, where that has another name.
# CONTRACT_NOTHING is the status, not 0, with which it ends if it has read no record.
# A filter that reads no records calls contract_usage instead, and contract_faults for
# what it does.
# shellcheck shell=bash disable=SC2154    # run sets status, output, stderr, lines

bats_require_minimum_version 1.5.0
unset ADMIT_POLICY

# Data that is not ours to ship stands beside the project, where it stands at all.
export shared=$BATS_TEST_DIRNAME/../../shared

# What run of Bats does, without the processes that it starts for itself, which cost more
# than a filter that reads four records: run [--separate-stderr] [!|-STATUS] COMMAND ...
# shellcheck disable=SC2034    # the variables are the test's
run() {
    local said=$BATS_TEST_TMPDIR.said.$BASHPID wanted='' separate=''

    while [[ $1 == -* || $1 == '!' ]]; do
        if [[ $1 == --separate-stderr ]]; then separate=yes; else wanted=$1; fi
        shift
    done
    status=0
    : >"$said.2"
    if [[ -n $separate ]]; then
        run_apart "$@" >"$said.1" 2>"$said.2" || status=$?
    else
        run_apart "$@" >"$said.1" 2>&1 || status=$?
    fi
    output=$(<"$said.1") stderr=$(<"$said.2")
    IFS=$'\n' read -r -d '' -a lines <<<"$output" || true
    IFS=$'\n' read -r -d '' -a stderr_lines <<<"$stderr" || true
    case $wanted in
    '') return ;;
    '!') [[ $status -ne 0 ]] ;;
    *) [[ $status -eq ${wanted#-} ]] ;;
    esac || fail "status $status: $*" "$output" "$stderr"
}

# A function cannot change the variables of the test.
run_apart() {
    if declare -F -- "$1" >/dev/null; then
        (set +eT && "$@")
    else
        "$@"
    fi
}

fail() {
    printf '%s\n' "$@" >&2
    return 1
}

# Whether this filter has tried on it what all filters do by the same code.  Under
# sanitizers a start costs five times as much, and one filter is enough.
tries_shared_code() {    # tries_shared_code FILTER
    [[ -z ${SAN-} || $1 == admit-select ]]
}

# All items; under sanitizers one of every OF.
sample() {    # sample OF ITEM ...
    if [[ -n ${SAN-} ]]; then one_of "$@"; else one_of 1 "${@:2}"; fi
}

# One of every OF items, where each item takes seconds; with ADMIT_ALL=1 all.
few() {    # few OF ITEM ...
    if [[ -n ${ADMIT_ALL-} ]]; then one_of 1 "${@:2}"; else one_of "$@"; fi
}

one_of() {    # one_of OF ITEM ...
    local of=$1 n=0 item

    for item in "${@:2}"; do
        ((n++ % of)) || echo "$item"
    done
}

man_page() {
    echo "$BATS_TEST_DIRNAME/../filters/$1.1"
}

# Options, help and man page.
contract_usage() {
    local filter=$1 synopsis

    [[ -z ${FAULTS_SET-} ]] && tries_shared_code "$filter" || return 0
    run --separate-stderr "$filter" --no-such-option
    [[ $status -eq 2 && -z $output ]] || fail "unknown option: $status"

    run --separate-stderr "$filter" --help
    [[ $status -eq 0 && -z $stderr ]] || fail "--help: $status $stderr"
    run sh -c '"$1" --help >/dev/full' - "$filter"
    [[ $status -eq 2 ]] || fail "--help on a full disk: $status"
    run --separate-stderr "$filter" --version
    [[ $status -eq 0 && $output == "$filter "* ]] || fail "--version: $output"

    # The usage line is the SYNOPSIS, and both know the same options.
    synopsis=$(mandoc -T ascii -O width=500 "$(man_page "$filter")" | col -bx |
        sed -n '/^SYNOPSIS/,/^DESCRIPTION/p' | sed '1d;$d' | tr -s ' \n' ' ')
    synopsis=$(sed 's/^ //; s/ $//' <<<"$synopsis")
    run "$filter" --help
    [[ ${lines[0],,} == "usage: ${synopsis,,}" ]] ||
        fail "usage is not the SYNOPSIS:" "${lines[0]}" "usage: $synopsis"
    diff <(grep -oE -e '^ +(-., |    )--[a-z-]+' <<<"$output" | grep -oE -e '--[a-z-]+' | sort) \
        <("$filter" --options | cut -f 1 | sort) || fail "--help (<) and --options (>) differ"
    diff <("$filter" --options | awk -F '\t' '$6 == "own" { print $1 }' | sort) \
        <(documented_options <"$(man_page "$filter")") ||
        fail "the filter's own options (<) and the man page (>) differ"
    # An option that names a file says whether it is read or written.
    run awk -F '\t' 'toupper($4) == "FILE" && $3 !~ /^(file|output|list)$/ { print $1 }' <("$filter" --options)
    [[ -z $output ]] || fail "of which kind is $output?"
    contract_common_options "$filter"
}

# The long options that a man page describes, one a line.
documented_options() {
    grep -oE -e '^\.It Fl .*' | grep -oE -e ' -[a-z-]{2,}' | sed 's/^ /-/' | sort -u
}

# Common options are described once, in admit(7), and its page says so.
contract_common_options() {
    local filter=$1 page=$BATS_TEST_DIRNAME/../filters/admit.7 common described

    grep -q '^The options that all filters have are described in$' "$(man_page "$filter")" ||
        fail "the man page does not refer to the common options"
    common=$("$filter" --options | awk -F '\t' '$6 == "common" { print $1 }' | sort)
    described=$(sed -n '/^\.Sh COMMON OPTIONS/,/^\.Sh ENV/p' "$page" | documented_options)
    diff <(comm -23 <(echo "$common") <(echo "$described")) /dev/null ||
        fail "common options (<) that admit(7) does not describe"
    ! grep -qx -e --rejects <<<"$common" ||
        diff <(echo "$common") <(echo "$described" | if "$filter" -p '' --version &>/dev/null
            then cat; else grep -vx -e --policy; fi) ||
        fail "a filter of records has (<) not all common options of admit(7) (>)"
}

# The call in which a fault of the machine is tried, and the input: see faults/run.sh,
# which alone has them tried.  All files of the folder but the input are the command's.
contract_faults() {
    [[ -n ${FAULTS_SET-} ]] || return 0
    # shellcheck source=tests/faults/faults.bash
    source "$BATS_TEST_DIRNAME/faults/faults.bash"
    [[ $FAULTS_SET == sample ]] || write_matrix "$@"
    inject_faults "$@"
}

# So many records that the filter passes.
contract_records() {
    local record=${CONTRACT_RECORD:-'{"id":"%d"}'}

    [[ $record != *[\\\&/]* ]] || fail "CONTRACT_RECORD has a character that sed knows"
    seq "$1" | sed "s/.*/${record//%d/\&}/"
}

contract() {
    local filter=$1 empty=${CONTRACT_EMPTY-} nothing=${CONTRACT_NOTHING-} record kept

    cd "$BATS_TEST_TMPDIR" || return 1
    contract_records 3 >three
    { cat three && echo 'no record'; } >four
    if [[ -n ${FAULTS_SET-} ]]; then
        contract_faults four "$filter" -r rejects --summary summary "${@:2}"
        [[ $FAULTS_SET == sample ]] || contract_faults /dev/null "$@" four
        return
    fi
    contract_usage "$filter"

    # No records in, none out.
    run --separate-stderr "$@" </dev/null
    [[ $status -eq ${nothing:-0} && $output == "$empty" && (-n $nothing || -z $stderr) ]] ||
        fail "empty input: $status $output$stderr"
    if [[ $nothing == 2 ]]; then
        # What ends so is not taken for a whole output by the next one.
        run --separate-stderr env ADMIT_SEAL=1 "$@" < <(admit-seal --add /dev/null)
        [[ $status -eq $nothing && $output != *'"#seal"'* ]] || fail "empty input: $status $output"
    fi

    # A line that is no record is counted and named by its place, never quoted.
    run --separate-stderr "$@" <<<'"secret-4711" no record'
    [[ $status -eq ${nothing:-1} && $output == "$empty" ]] || fail "bad line: $status $output"
    [[ $stderr == "$filter: <stdin>:1: not-json: "* ]] || fail "bad line: $stderr"
    [[ $stderr != *4711* ]] || fail "a message quotes the line: $stderr"

    # With -r it is set aside whole, for the owner's eyes only, and that is no failure.
    run --separate-stderr "$filter" -r rejects "${@:2}" <<<'"secret-4711" no record'
    [[ $status -eq ${nothing:-0} && (-n $nothing || -z $stderr) ]] || fail "-r: $status $stderr"
    [[ $(stat -c %a rejects) == 600 ]] || fail "-r: mode $(stat -c %a rejects)"
    [[ $(jq -r .text rejects) == '"secret-4711" no record' ]] || fail "-r: $(cat rejects)"

    # A dry run reads no record and writes nothing.
    kept=$(ls -A -I "separate-*")
    run --separate-stderr "$filter" --dry-run -r dry-rejects --summary dry-summary "${@:2}" four
    [[ $status -eq 0 && -z $output$stderr && $(ls -A -I "separate-*") == "$kept" ]] ||
        fail "--dry-run: $status $output$stderr" "$(diff <(ls -A -I "separate-*") <(echo "$kept"))"

    # The user's mistakes and the machine's are trouble.
    run "$@" /nonexistent
    [[ $status -eq 2 ]] || fail "missing file: $status"
    run sh -c '"$@" three >/dev/full' - "$@"
    [[ $status -eq 2 || ${CONTRACT_OUTPUT:-same} == none ]] || fail "full disk: $status $output"
    run --separate-stderr "$filter" -r /dev/full "${@:2}" <<<'no record'
    [[ $status -eq 2 ]] || fail "no room for rejects: $status"

    # A reader that has gone ends it quietly.
    contract_records 20000 >many
    run --separate-stderr bash -c '"$@" many | head -n 1 >/dev/null' - "$@"
    [[ $status -eq 0 && -z $stderr ]] || fail "closed pipe: $status $stderr"

    # The summary accounts for everything.
    run "$filter" --summary summary -r rejects "${@:2}" four
    [[ $status -eq 0 ]] || fail "summary: $status $output"
    run jq -r '[.filter, .in, .in + .made == .out + .dropped + (.rejected | add),
        .rejected["not-json"]] | join(" ")' summary
    [[ $output == "$filter 4 true 1" ]] || fail "summary: $output" "$(cat summary)"

    if tries_shared_code "$filter"; then
        contract_descriptors "$@"
        contract_outputs "$@"
        contract_limits "$@"
        contract_paths "$@"
        contract_messages "$@"
        contract_long_line "$@"
    fi
    contract_seal "$@"
    [[ ${CONTRACT_OUTPUT:-same} == same ]] || return 0

    # What a filter does not change leaves byte for byte.
    kept='"kept":[87.50,"\u4e2d\/",12345678901234567890,{"":1E2}]'
    record=$(contract_records 1)
    "$@" <<<"${record%\}},$kept}" >passed
    [[ $(cat passed) == *"$kept"* ]] || fail "bytes are not kept: $(cat passed)"
    printf '%s' "$record" | "$@" >passed
    [[ $(wc -l <passed) -eq 1 ]] || fail "a last line without its end"
}

# A line over the ceiling is refused without being held; with one filter, one far over it.
contract_long_line() {
    local filter=$1 room bytes=20000000

    [[ $filter != admit-select ]] || bytes=67108864
    { head -c "$bytes" /dev/zero | tr '\0' x && echo && cat three; } >long
    room=$([[ -n ${SAN:-} ]] || echo 'ulimit -v 250000;')
    run --separate-stderr bash -c "$room"' "$@" long >passed' - "$@"
    [[ $status -eq 1 && $stderr == "$filter: long:1: line-too-long: "* ]] ||
        fail "long line: $status ${stderr:0:200}"
    "$@" three >expected
    cmp passed expected || fail "a long line disturbs the next"
    rm long
}

# A file that is opened takes no place of a standard descriptor that is closed.
contract_descriptors() {
    local filter=$1 status_of_none=2

    [[ ${CONTRACT_OUTPUT:-same} != none ]] || status_of_none=0
    "$filter" -r rejects "${@:2}" four >expected
    cp rejects expected.rejects
    "$filter" -r rejects "${@:2}" four >passed <&-
    cmp passed expected || fail "no standard input"
    cmp rejects expected.rejects || fail "rejects: no standard input"
    "$filter" -r rejects "${@:2}" four >passed 2>&-
    cmp passed expected || fail "no standard error"
    cmp rejects expected.rejects || fail "rejects: no standard error"
    run sh -c '"$@" <&-' - "$@"
    [[ $status -eq 2 ]] || fail "no standard input to read: $status"
    run sh -c '"$@" >&-' - "$@" three
    [[ $status -eq $status_of_none ]] || fail "no standard output: $status"
    rm rejects
    run sh -c '"$@" -r rejects >/dev/full' - "$@" four
    [[ $status -ne 2 || ! -e rejects ]] || fail "no output, but rejects"
}

# A run that sets aside too much, or gets too little, looks like no success.  One line of
# four is set aside, and all but standard output says so.  How limits are spelled is tried
# with one filter.
contract_limits() {
    local filter=$1 limit
    local -a kept=(25%) passed=(24%) wrong=('1 %')

    if [[ $filter == admit-select ]]; then
        kept=(1 25% 25.0% 99.9% 100%)
        passed=(0 0% 24% 24.999999999999% 0.5%)
        wrong=('' x 1.5 -1 101% % 1%% '1 %')
    fi
    for limit in "${kept[@]}"; do
        rm -f rejects summary
        run "$filter" --reject-limit "$limit" -r rejects "${@:2}" four
        [[ $status -eq 0 ]] || fail "--reject-limit $limit: $status $output"
        run "$filter" --reject-limit "$limit" "${@:2}" four
        [[ $status -eq 1 ]] || fail "--reject-limit $limit without -r: $status"
    done
    for limit in "${passed[@]}"; do
        rm -f rejects summary
        run --separate-stderr "$filter" --reject-limit "$limit" -r rejects --summary summary "${@:2}" four
        [[ $status -eq 2 && $stderr == *"$filter: reject-limit: 1 of 4 records were set aside; "* ]] ||
            fail "--reject-limit $limit: $status $stderr"
        [[ $(jq -r .code rejects) == not-json ]] || fail "--reject-limit $limit: nothing says why"
        [[ $(jq .status summary) -eq 2 ]] || fail "--reject-limit $limit: $(cat summary)"
        ADMIT_SEAL=1 run --separate-stderr "$filter" --reject-limit "$limit" "${@:2}" <<<"$(admit-seal --add four)"
        [[ $status -eq 2 && $output != *'"#seal"'* ]] || fail "--reject-limit $limit: sealed"
    done
    for limit in $(output_options "$filter" | grep -vx -e --rejects -e --summary); do
        run "$filter" --reject-limit 0% "$limit" new "${@:2}" four
        [[ $status -eq 2 && ! -e new ]] || fail "--reject-limit 0%: $limit is written: $status"
    done
    for limit in "${wrong[@]}"; do
        run --separate-stderr "$filter" --reject-limit "$limit" "${@:2}" four
        [[ $status -eq 2 && $stderr == "$filter: --reject-limit: must be a number of records"* ]] ||
            fail "--reject-limit '$limit': $status $stderr"
    done
    run "$filter" --min-records 4 -r rejects "${@:2}" four
    [[ $status -eq 0 ]] || fail "--min-records 4: $status $output"
    run --separate-stderr "$filter" --min-records 9 "${@:2}" three four three
    [[ $status -ne 2 || $stderr != *min-records* ]] || fail "--min-records 9: $status $stderr"
    run --separate-stderr "$filter" --min-records 5 -r rejects "${@:2}" four
    [[ $status -eq 2 && $stderr == *"$filter: min-records: 4 records came in; the minimum is 5"* ]] ||
        fail "--min-records 5: $status $stderr"
    run --separate-stderr "$filter" --min-records 1 "${@:2}" </dev/null
    [[ $status -eq 2 && $stderr == *"$filter: min-records: 0 records came in; the minimum is 1"* ]] ||
        fail "--min-records 1: $status $stderr"
}

# Messages say which row of a table a record was, and there is no flood of them.
contract_messages() {
    local filter=$1

    run --separate-stderr "$@" <<<'{"source":{"file":"rows.csv","line":7}}'
    [[ $stderr != *'<stdin>'* ]] || fail "a message does not say which row it was: $stderr"
    for ((line = 1; line < 26; line++)); do
        echo "x"
        [[ $line -ne 12 ]] || cat three
        echo '{"a":1,"a":2}'
    done >faults
    run --separate-stderr "$@" faults
    [[ $status -eq 1 ]] || fail "25 faults of a kind: $status"
    [[ $(grep -c ': not-json: the line' <<<"$stderr") -eq 10 && $(grep -c ': duplicate-name: a name' <<<"$stderr") -eq 10 ]] ||
        fail "there are more messages than ten of a code, or fewer: $stderr"
    [[ $stderr == *"$filter: not-json: and 15 more"* && $stderr == *"$filter: duplicate-name: and 15 more"* ]] ||
        fail "what was not printed is not counted: $stderr"
}

# A path that is given and that no record has is named, unless the options around it are
# not those that it needs.
contract_paths() {
    local filter=$1 option

    for option in $("$filter" --options | awk -F '\t' '$4 ~ /^(PATH.*|KEY|COLUMNS)$/ { print $1 }'); do
        run --separate-stderr "$@" "$option" no.such.field four
        [[ $status -eq 2 || ($status -eq 1 &&
            $stderr == *"$filter: $option: no-such-field: no record has no.such.field"*) ]] ||
            fail "$option: no record has it: $status $stderr"
        run --separate-stderr "$@" "$option" no.such.field </dev/null
        [[ $stderr != *no-such-field* ]] || fail "$option: there are no records: $stderr"
    done
}

# The options that name a file of which there can be one: written, and all.
output_options() {
    "$1" --options | awk -F '\t' '$3 == "output" { print $1 }'
}

# Nothing is written over an input, a policy or another output.
contract_refused_output() {
    local what=$1 filter=$2

    shift 2
    run --separate-stderr "$filter" "$@" <four
    [[ $status -eq 2 && $stderr == *': not written, since it is also '* ]] ||
        fail "$what: $status $stderr"
    [[ ! -e new ]] || fail "$what: opened for writing before"
    cmp -s four four.before || fail "$what: the input was overwritten"
    cmp -s policy policy.before || fail "$what: the policy was overwritten"
}

# Outputs that are other files, links, pipes and descriptors.
contract_outputs() {
    local filter=$1 option entry section

    rm -f new
    cp four four.before
    ln -s four link
    ln four hard
    section=$("$filter" --options | awk -F '\t' '$1 == "--policy" { print "yes" }')
    for entry in '' e; do
        printf '{"%s":%s}' "${CONTRACT_SECTION:-${filter#admit-}}" "${entry:+"{\"e\":"}{}${entry:+"}"}" >policy
        cp policy policy.before
        run "$filter" -p policy ${entry:+"$entry"} "${@:2}" three
        [[ $output != *policy:* ]] && break
    done
    for option in $(output_options "$filter"); do
        contract_refused_output "$option is the input" "$@" "$option" four four
        contract_refused_output "$option is ./input" "$@" "$option" ./four four
        contract_refused_output "$option is a link to the input" "$@" "$option" link four
        contract_refused_output "$option is the input's other name" "$@" "$option" hard four
        contract_refused_output "$option is standard input" "$@" "$option" four
        [[ $option == --rejects ]] ||
            contract_refused_output "$option is the rejects" "$@" -r new "$option" ./new four
        [[ -z $section ]] ||
            contract_refused_output "$option is the policy" "$filter" -p policy ${entry:+"$entry"} \
                "${@:2}" "$option" ./policy three
    done
    for entry in "${@:2}"; do
        [[ ! -f $entry ]] ||
            contract_refused_output "the rejects are $entry" "$@" -r "./$entry" four
    done
    run sh -c '"$@" four >>four' - "$@"
    cmp four four.before || fail "standard output is the input: it was overwritten"
    [[ $status -eq 2 || ${CONTRACT_OUTPUT:-same} == none ]] || fail "standard output is the input: $status"

    # What is no regular file is written in place, and a link stays.
    "$filter" -r expected "${@:2}" four >passed
    ln -s aim rejects-link
    "$filter" -r rejects-link "${@:2}" four >passed
    [[ -L rejects-link ]] || fail "a link was replaced"
    cmp aim expected || fail "a link is not followed"
    mkfifo pipe
    cat pipe >piped &
    "$filter" -r pipe "${@:2}" four >passed
    wait $!
    [[ -p pipe ]] || fail "a pipe was replaced"
    cmp piped expected || fail "a pipe is not written to"
    "$filter" -r /dev/fd/3 "${@:2}" four >passed 3>through
    cmp through expected || fail "a descriptor is not written to"
    "$filter" -r /dev/stderr "${@:2}" four >passed 2>through
    grep -qxFf expected through || fail "standard error is not written to: $(cat through)"
    ln -s nowhere dangling
    timeout 20 "$filter" --summary dangling -r rejects "${@:2}" four >passed
    [[ -L dangling && -s nowhere ]] || fail "a link to no file is not followed"
    rm -f aim dangling nowhere through piped pipe rejects-link rejects hard link
}

# A stage that died is not taken for a short file.
contract_seal() {
    local filter=$1

    admit-seal --add three >sealed
    ADMIT_SEAL=1 run --separate-stderr "$@" three
    [[ $status -eq 2 && $stderr == *": not-sealed: "* ]] || fail "no seal: $status $stderr"
    head -n 2 three >broken && tail -n 1 sealed >>broken
    run --separate-stderr "$@" broken
    [[ $status -eq 2 && $stderr == *": bad-seal: "* ]] || fail "bad seal: $status $stderr"
    "$@" three >plain
    "$@" sealed >passed
    cmp plain passed || fail "a seal is not passed over"
    ADMIT_SEAL=1 "$@" sealed >passed
    env ADMIT_SEAL=write "$@" three | cmp - passed || fail "a seal is not written where none is required"
    ADMIT_SEAL=yes run --separate-stderr "$@" three
    [[ $status -eq 2 && $stderr == *": ADMIT_SEAL: "* ]] || fail "a wish that nobody knows: $status $stderr"
    # What was checked before gives the same, and is not believed without its seal.
    ADMIT_SEAL=1 admit-select true sealed >checked
    ADMIT_SEAL=1 "$@" checked | cmp - passed || fail "a checked stream is not read alike"
    head -n 3 checked >broken
    run --separate-stderr "$@" broken
    [[ $status -eq 2 && $stderr == *": not-sealed: "* ]] || fail "no seal: $status $stderr"
    [[ ${CONTRACT_OUTPUT:-same} == same ]] || return 0
    admit-seal --strip passed | cmp - plain || fail "the output is not sealed"
}
