# tests/wings.sh finds what it is there to find, in a tree of three modules.
load helper

wings=$BATS_TEST_DIRNAME/wings.sh

setup() {
    cd "$BATS_TEST_TMPDIR"
    mkdir -p lib/memory lib/text lib/stream
    touch lib/memory/array.h
    echo '#include "memory/array.h"' >lib/memory/array.c
    printf '#include <stdio.h>\n\n#include "memory/array.h"\n' >lib/text/fold.h
    printf '#include "memory/array.h"\n#include "text/fold.h"\n' >lib/stream/stream.c
}

@test "wings: lib of this project is in order" {
    "$wings"
}

@test "wings: nothing to say of a tree that is in order" {
    run "$wings" lib
    [[ $status -eq 0 && -z $output ]] || fail "$output"
}

@test "wings: an include of what stands above is found, in a header and in a module" {
    for file in lib/text/fold.h lib/text/fold.c; do
        cp -r lib planted
        echo '#include "stream/stream.h"' >>"planted/${file#lib/}"
        run "$wings" planted
        [[ $status -eq 1 && $output == "text/fold includes stream/stream, which stands above it or beside it"* ]] ||
            fail "$output"
        rm -r planted
    done
}

@test "wings: two wings of one line do not include each other" {
    mkdir lib/schema lib/cel
    touch lib/schema/schema.h
    echo '#include "schema/schema.h"' >lib/cel/cel.c
    run "$wings" lib
    [[ $status -eq 1 && $output == "cel/cel includes schema/schema, "* ]] || fail "$output"
}

@test "wings: a circle is found, inside of a wing too" {
    echo '#include "text/numbering.h"' >>lib/text/fold.h
    echo '#include "text/trim.h"' >lib/text/numbering.h
    echo '#include "text/fold.h"' >lib/text/trim.c
    run "$wings" lib
    [ "$status" -eq 1 ]
    for module in fold numbering trim; do
        grep -qx "in a circle: text/$module" <<<"$output" || fail "$output"
    done
}

@test "wings: a new wing needs a place in the order" {
    mkdir lib/things
    echo '#include "memory/array.h"' >lib/things/thing.c
    run "$wings" lib
    [[ $status -eq 1 && $output == "things: a wing without a place in the order" ]] || fail "$output"
}
