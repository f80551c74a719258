# tests/words.sh finds the words that it is there to find, and no others.
load helper

words=$BATS_TEST_DIRNAME/words.sh

setup() {
    cd "$BATS_TEST_TMPDIR"
}

@test "words: this project does without them" {
    "$words"
}

@test "words: each is found with its line, broken or not, in any case" {
    printf 'Records are put by here.\n' >idiom
    printf ' * A key that goes\n * with one mechanism.\n' >broken
    printf 'The applicant keeps what HE has.\n' >person
    printf 'holds each record against a schema\nWhoever asks\n' >two
    run "$words" idiom broken person two
    [ "$status" -eq 1 ]
    [ "$output" = 'idiom:1: write it without "put by"
broken:2: write it without "goes with"
person:1: write it without "he"
two:1: write it without "holds each record against"
two:2: write it without "whoever"' ] || fail "$output"
}

@test "words: names in code and longer words are not taken for them" {
    printf 'STATUS_TROUBLE, the, this, output by, history, puts them by hand\n' >clean
    run "$words" clean
    [[ $status -eq 0 && -z $output ]] || fail "$output"
}
