load helper

# Of the programs, since a flag that is only in the Makefile protects nobody.
@test "hardening: each program is position-independent, read-only where it can be, checked" {
    [[ -z ${SAN:-} ]] || skip "the sanitizers check more"
    command -v readelf >/dev/null || skip "no readelf"
    bin=$(dirname "$(command -v admit)")
    for source in "$BATS_TEST_DIRNAME"/../filters/*.c; do
        program=$bin/$(basename "$source" .c)
        readelf -hW "$program" | grep -Eq 'Type: +DYN' || fail "$program: not PIE"
        readelf -lW "$program" | grep -q GNU_RELRO || fail "$program: no RELRO"
        readelf -lW "$program" | grep GNU_STACK | grep -q RWE && fail "$program: executable stack"
        readelf -dW "$program" | grep -Eq 'FLAGS.*(BIND_)?NOW' || fail "$program: bound late"
        symbols=$(readelf -sW "$program")
        grep -q __stack_chk_fail <<<"$symbols" || fail "$program: no stack protector"
        grep -Eq '__[a-z]+_chk@' <<<"$symbols" || fail "$program: _FORTIFY_SOURCE is off"
    done
}
