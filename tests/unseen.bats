# What is unseen is decided in one place: lib/text/unseen.h.

load helper

# Lines of code with a character that cannot be seen, written as a code point or as the
# bytes of UTF-8.  Bytes of a byte order mark are a matter of encodings.
lists() {
    grep -nEi '0x(34f|61c|1680|180e|200[0-9a-f]|202[89a-f]|205f|206[0-9a-f]|3000|3164|feff|ffa0)\b|"[^"]*(\\xc2\\x(85|a0|ad)|\\xe2\\x80\\x(8[0-9a-f]|a[89])|\\xe2\\x81\\x9f|\\xe3\\x80\\x80|\\xe3\\x85\\xa4)|isspace' "$@"
}

@test "unseen: no other list of spaces or unseen characters stands in lib or filters" {
    cd "$BATS_TEST_DIRNAME/.." || return 1
    local file files=()
    for file in lib/*/*.[ch] filters/*.c; do
        case $file in lib/text/unseen.[ch]) ;; *) files+=("$file") ;; esac
    done
    run lists "${files[@]}"
    [ "$status" -eq 1 ] || fail "$output"
}

@test "unseen: such a list is found where it stands" {
    printf '%s\n' 'if (c == 0x3000)' 'strcmp(at, "\xe3\x80\x80")' '{ 0x200b, 0x200f, X },' 'isspace(c)' >"$BATS_TEST_TMPDIR/x.c"
    run lists "$BATS_TEST_TMPDIR/x.c"
    [ "${#lines[@]}" -eq 4 ]
    printf '%s\n' 'c == 0x2000a' '"\xef\xbb\xbf"' 'TAG = 0xA1' >"$BATS_TEST_TMPDIR/x.c"
    run lists "$BATS_TEST_TMPDIR/x.c"
    [ "$status" -eq 1 ]
}
