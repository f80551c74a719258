# Completion in bash asks the filters for their options: filters/admit.bash-completion.
load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    # shellcheck source=filters/admit.bash-completion
    source "$BATS_TEST_DIRNAME/../filters/admit.bash-completion"
}

# What is offered at the end of a command line, as bash takes it apart.
offered() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    _admit "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\n' "${COMPREPLY[@]}" | sort | paste -s -d ' ' -
}

@test "completion: options are those of the filter" {
    [ "$(offered admit-rank --s)" = "--shared --summary" ]
    [ "$(offered admit rank --s)" = "--shared --summary" ]
    [ "$(offered admit-select --inv)" = "--invert" ]
    [ "$(offered admit-select --nothing)" = "" ]
}

@test "completion: every filter offers all options of its help" {
    for filter in "$BATS_TEST_DIRNAME"/../filters/*.1; do
        filter=$(basename "$filter" .1)
        [ "$filter" = admit ] || filter="admit ${filter#admit-}"
        # shellcheck disable=SC2086
        diff <(offered $filter -- | tr ' ' '\n') \
            <($filter --help | grep -oE -e '^ +(-., |    )--[a-z-]+' | grep -oE -e '--[a-z-]+' | sort)
    done
}

@test "completion: words of an option, however it is written" {
    [ "$(offered admit-rank --shared '')" = "dense standard" ]
    [ "$(offered admit-rank --shared s)" = "standard" ]
    [ "$(offered admit-rank --shared = d)" = "dense" ]
    [ "$(offered admit-rank --shared =)" = "dense standard" ]
    [ "$(offered admit-allocate -m t)" = "tiered ttc" ]
}

@test "completion: files, where a file is wanted" {
    touch one.json two.jsonl
    [ "$(offered admit-rank -p o)" = "one.json" ]
    [ "$(offered admit-rank --rejects t)" = "two.jsonl" ]
    [ "$(offered admit-rank '')" = "one.json two.jsonl" ]
    [ "$(offered admit-rank --keep-order t)" = "two.jsonl" ]
    [ "$(offered admit-rank --by t)" = "" ]
}

@test "completion: admit offers the filters and help" {
    [ "$(offered admit se)" = "seal select" ]
    [ "$(offered admit h)" = "help" ]
    [ "$(offered admit help ra)" = "rank" ]
    [ "$(offered admit --v)" = "--version" ]
    complete -p admit admit-rank >/dev/null
}
