load helper

records='{"id":"A","total":612.50,"math":90}
{"id":"B","total":640,"math":100.5}
{"id":"C","total":612.5,"math":91,"note":"\u7532 87.50"}'

@test "admit-rank: contract" {
    contract admit-rank --as r --by id
}

@test "admit-rank: places, and the key that decided each" {
    run --separate-stderr admit-rank --as unified --by 'total desc' --by 'math desc' <<<"$records"
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "${lines[0]}" = '{"id":"B","total":640,"math":100.5,"rank":{"unified":{"order":1,"of":3}}}' ]
    [ "${lines[1]}" = '{"id":"C","total":612.5,"math":91,"note":"\u7532 87.50","rank":{"unified":{"order":2,"of":3,"decided_by":"total"}}}' ]
    [ "${lines[2]}" = '{"id":"A","total":612.50,"math":90,"rank":{"unified":{"order":3,"of":3,"decided_by":"math"}}}' ]
    [ "${#lines[@]}" -eq 3 ]
}

# order ID: the ids in the order of the output.
order() {
    jq -r .id | tr -d '\n'
}

@test "admit-rank: ascending is the order without a word" {
    [ "$(admit-rank --as r --by total --by id <<<"$records" | order)" = ACB ]
    [ "$(admit-rank --as r --by 'total asc' --by 'id desc' <<<"$records" | order)" = CAB ]
}

@test "admit-rank --keep-order: the same places in the order of the input" {
    admit-rank --as r --by 'total desc' --by 'math desc' <<<"$records" |
        jq -cS . | sort >"$BATS_TEST_TMPDIR/ranked"
    admit-rank --keep-order --as r --by 'total desc' --by 'math desc' <<<"$records" \
        >"$BATS_TEST_TMPDIR/kept"
    [ "$(order <"$BATS_TEST_TMPDIR/kept")" = ABC ]
    jq -cS . "$BATS_TEST_TMPDIR/kept" | sort | cmp - "$BATS_TEST_TMPDIR/ranked"
}

@test "admit-rank --within: each pool has its own places" {
    run admit-rank --as r --within area --by 'n desc' <<'END'
{"id":"A","area":"620103","n":3}
{"id":"B","area":"620102","n":1}
{"id":"C","area":"620103","n":5}
{"id":"D","area":"620102","n":2}
END
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '{"id":"D","area":"620102","n":2,"rank":{"r":{"order":1,"of":2}}}' ]
    [ "${lines[1]}" = '{"id":"B","area":"620102","n":1,"rank":{"r":{"order":2,"of":2,"decided_by":"n"}}}' ]
    [ "${lines[2]}" = '{"id":"C","area":"620103","n":5,"rank":{"r":{"order":1,"of":2}}}' ]
    [ "${lines[3]}" = '{"id":"A","area":"620103","n":3,"rank":{"r":{"order":2,"of":2,"decided_by":"n"}}}' ]
}

@test "admit-rank --within: pools with numbers are in the order of numbers" {
    [ "$(admit-rank --as r --within n --by id <<<'{"id":"A","n":10}
{"id":"B","n":9}
{"id":"C","n":9.0}
{"id":"D","n":-1}' | jq -r '"\(.id)\(.rank.r.order)"' | tr '\n' ' ')" = "D1 B1 C2 A1 " ]
}

@test "admit-rank: a rank is added to others, and replaced by its like" {
    run admit-rank --as b --by id <<<'{"id":"A","rank":{"a":{"order":7},"b":{"order":9}},"z":1.0}'
    [ "$output" = '{"id":"A","rank":{"a":{"order":7},"b":{"order":1,"of":1}},"z":1.0}' ]
    run admit-rank --as c --by id <<<'{"id":"A","rank":{"a":{"order":7}}}'
    [ "$output" = '{"id":"A","rank":{"a":{"order":7},"c":{"order":1,"of":1}}}' ]
}

@test "admit-rank: texts by code points, booleans false first, equal numbers equal" {
    [ "$(printf '{"id":"%s","t":"%s"}\n' 1 b 2 B 3 Ä 4 '' 5 ä 6 甲 7 ba |
        admit-rank --as r --by t | order)" = 4217356 ]
    [ "$(printf '{"id":"%s","t":%s}\n' 1 true 2 false | admit-rank --as r --by t | order)" = 21 ]
    [ "$(printf '{"id":"%s","t":%s}\n' 4 87.5 3 87.50 2 875e-1 1 87.4 |
        admit-rank --as r --by 't desc' --by id | order)" = 2341 ]
}

@test "admit-rank: a tie is an error that names how many and where, and writes nothing" {
    printf '{"id":"4711","n":%s}\n' 1 2 1 3 2 1 >"$BATS_TEST_TMPDIR/in.jsonl"
    cd "$BATS_TEST_TMPDIR"
    run --separate-stderr admit-rank --as r --by n in.jsonl
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "${stderr_lines[0]}" = "admit-rank: in.jsonl:3: rank-tie: equal in all keys to in.jsonl:1" ]
    [ "${stderr_lines[1]}" = "admit-rank: in.jsonl:6: rank-tie: equal in all keys to in.jsonl:3" ]
    [ "${stderr_lines[2]}" = "admit-rank: in.jsonl:5: rank-tie: equal in all keys to in.jsonl:2" ]
    [ "${stderr_lines[3]}" = "admit-rank: rank-tie: no key separates 3 of the records from the one above; add a key that does" ]
    [[ "$stderr" != *4711* ]]
}

@test "admit-rank: equal keys in different pools are no tie" {
    run admit-rank --as r --within p --by n <<<'{"p":"a","n":1}
{"p":"b","n":1}'
    [ "$status" -eq 0 ]
}

@test "admit-rank: records without a place are set aside, each with its cause" {
    run --separate-stderr admit-rank -r "$BATS_TEST_TMPDIR/r" --as r --within p --by s.n <<'END'
{"p":"a","s":{"n":1}}
{"p":"a","s":{}}
{"p":"a","s":{"n":null}}
{"s":{"n":1}}
{"p":"a","s":{"n":[1]}}
{"p":"a","s":{"n":12345678901234567890}}
END
    [ "$status" -eq 0 ]
    [ "$output" = '{"p":"a","s":{"n":1},"rank":{"r":{"order":1,"of":1}}}' ]
    [ "$(jq -r '"\(.line) \(.code) \(.field)"' "$BATS_TEST_TMPDIR/r")" = "2 rank-missing-key s.n
3 rank-missing-key s.n
4 rank-missing-key p
5 rank-bad-key s.n
6 rank-number-range s.n" ]
}

@test "admit-rank: numbers and texts in one key are an error, whichever came first" {
    run --separate-stderr admit-rank --as r --by n <<<'{"n":1}
{"n":"2"}'
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "$stderr" = "admit-rank: rank-mixed-types: n is a number at <stdin>:1 and a text at <stdin>:2" ]
    run --separate-stderr admit-rank --as r --by n <<<'{"n":"2"}
{"n":1}'
    [ "$stderr" = "admit-rank: rank-mixed-types: n is a number at <stdin>:2 and a text at <stdin>:1" ]
}

@test "admit-rank -p: the entry of a policy names the rank" {
    cat >"$BATS_TEST_TMPDIR/policy.json" <<'END'
{"rank":{"unified":{"by":["total desc","math desc"]},"bad":{"by":["a..b"]},"none":{}}}
END
    run admit-rank -p "$BATS_TEST_TMPDIR/policy.json" unified <<<'{"total":1,"math":2}'
    [ "$output" = '{"total":1,"math":2,"rank":{"unified":{"order":1,"of":1}}}' ]
    run admit-rank -p "$BATS_TEST_TMPDIR/policy.json" bad </dev/null
    [ "$status" -eq 2 ]
    [[ "$output" == "admit-rank: $BATS_TEST_TMPDIR/policy.json: /rank/bad/by: "* ]]
    run admit-rank -p "$BATS_TEST_TMPDIR/policy.json" none </dev/null
    [ "$status" -eq 2 ]
}

@test "admit-rank: no key or no name is a mistake of the user" {
    run admit-rank --as r </dev/null
    [ "$status" -eq 2 ]
    run admit-rank --by id </dev/null
    [ "$status" -eq 2 ]
    run admit-rank --as r --by '' </dev/null
    [ "$status" -eq 2 ]
}

@test "admit-rank: a key may be an expression, and is exact" {
    run admit-rank --as r --by 'a + b desc' --by id <<'EOF'
{"id":"1","a":0.1,"b":0.2}
{"id":"2","a":0.3,"b":0}
{"id":"3","a":1,"b":-0.75}
{"id":"4","a":0.31,"b":0}
EOF
    [ "$status" -eq 0 ]
    [ "$(jq -r '[.id, .rank.r.order, .rank.r.decided_by // "-"] | join(" ")' <<<"$output")" = \
"4 1 -
1 2 a + b
2 3 id
3 4 a + b" ]
}

@test "admit-rank: an expression orders texts, booleans and times too" {
    records='{"id":"1","x":"B","on":"2005-08-31"}
{"id":"2","x":"a","on":"2005-09-01"}
{"id":"3","x":"C","on":"2004-09-01"}'
    order() {
        admit-rank --as r --by "$1" --by id <<<"$records" | jq -r .id | xargs
    }
    [ "$(order 'x.lowerAscii()')" = "2 1 3" ]
    [ "$(order 'x == "C" desc')" = "3 1 2" ]
    [ "$(order 'date(on)')" = "3 1 2" ]
    [ "$(order 'date(on) desc')" = "2 1 3" ]
}

@test "admit-rank: pools may be an expression" {
    run admit-rank --as r --within 'area.startsWith("6201")' --by 'n' <<'EOF'
{"area":"620102","n":2}
{"area":"110101","n":3}
{"area":"620103","n":1}
EOF
    [ "$(jq -r '[.n, .rank.r.order, .rank.r.of] | join(" ")' <<<"$output")" = "3 1 1
1 1 2
2 2 2" ]
}

@test "admit-rank: what an expression cannot tell is set aside" {
    run admit-rank --as r --by 'a + b' <<<'{"a":1}'
    [ "$status" -eq 1 ]
    [[ $output == "admit-rank: <stdin>:1: rank-missing-key: a + b: "* ]] || fail "$output"
    run admit-rank --as r --by 'a + b' <<<'{"a":1,"b":"secret"}'
    [[ $output == "admit-rank: <stdin>:1: rule-error: a + b: "* ]] || fail "$output"
    [[ $output != *secret* ]]
    run admit-rank --as r --by '[a]' <<<'{"a":1}'
    [ "$status" -eq 2 ]
    run admit-rank --as r --by 'a +' <<<'{"a":1}'
    [ "$status" -eq 2 ]
    [[ $output == *"line 1, column 4: "*"^"* ]] || fail "$output"
}

# draw SEED COUNT: records, and their keys as columns for sort(1) in a file.
draw() {
    awk -v seed="$1" -v count="$2" '
    function roll(n) { seed = seed * 16807 % 2147483647; return int(seed / 7) % n }
    BEGIN {
        seed = seed * 7919 + 1
        for (i = 0; i < count; i++) {
            pool = substr("xyXYz", 1 + roll(5), 1)
            total = roll(5) - 2 substr(".0.5.5.2.7", 1 + 2 * roll(5), 2) substr("5000", 1, roll(5))
            maths = roll(4)
            id = roll(1000000) "-" i
            printf "%s\t%s\t%d\t%s\n", pool, total, maths, id >"columns"
            printf "{\"id\":\"%s\",\"p\":\"%s\",\"t\":%s,\"s\":{\"m\":%d}}\n", id, pool, total, maths
        }
    }'
}

# Twenty seeds, all eight directions; in total some 8,600 records.
@test "admit-rank: the order of sort(1), on random records" {
    cd "$BATS_TEST_TMPDIR"
    for seed in $(seq 20); do
        draw "$seed" "$((seed * seed * 3))" >in
        t=$((seed % 2)) m=$((seed / 2 % 2)) i=$((seed / 4 % 2))
        words=(asc desc) flags=('' r)
        LC_ALL=C sort -t $'\t' -k1,1 -k"2,2n${flags[t]}" -k"3,3n${flags[m]}" \
            -k"4,4${flags[i]}" columns >sorted
        awk -F '\t' '
            NR == FNR { size[$1]++; next }
            $1 != pool { n = 0; key = "" }
            n > 0 { key = $2 + 0 != total + 0 ? "t" : $3 != maths ? "s.m" : "id" }
            { print $4, ++n, size[$1], key; pool = $1; total = $2; maths = $3 }
        ' columns sorted >expected
        admit-rank --as r --within p --by "t ${words[t]}" --by "s.m ${words[m]}" \
            --by "id ${words[i]}" in >out
        jq -r '"\(.id) \(.rank.r.order) \(.rank.r.of) \(.rank.r.decided_by // "")"' out |
            cmp - expected
    done
}

# More lines than are held in memory at once, and some of them long.
@test "admit-rank: every line comes back whole from the disk" {
    cd "$BATS_TEST_TMPDIR"
    awk 'BEGIN {
        seed = 42
        for (pad = "0123456789"; length(pad) < 40000; pad = pad pad)
            ;
        for (i = 0; i < 30000; i++) {
            seed = seed * 16807 % 2147483647
            printf "{\"n\":%d,\"pad\":\"%s\"}\n", seed, substr(pad, 1, i % 1000 ? seed % 700 : 40000)
        }
    }' >in
    LC_ALL=C sort -t : -k2,2n in >sorted
    # Keys and lines where they are; keys only, and lines in groups; both in runs.
    for memory in 1G 4M 1M; do
        admit-rank --as r --by n --memory $memory in | sed 's/,"rank":.*/}/' | cmp - sorted
        cat in | admit-rank --as r --by n --memory $memory | sed 's/,"rank":.*/}/' | cmp - sorted
    done
    admit-rank --as r --keep-order --by n in | sed 's/,"rank":.*/}/' | cmp - in
}

@test "admit-rank: lines are read again where they are, from where the input began" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"n":%d}\n' 5 9 2 7 >in
    { read -r _ && admit-rank --as r --by n; } <in | jq -c .n | xargs >out
    [ "$(cat out)" = "2 7 9" ]
    # Lines of a file, of a pipe and of a file again.
    printf '{"n":%d}\n' 1 8 >other
    cat other | admit-rank --as r --by n in - in.2 2>&1 | grep -q 'in.2: No such file'
    printf '{"n":%d}\n' 6 3 >in.2
    [ "$(admit-rank --as r --by n in - in.2 < <(cat other) | jq -c .n | xargs)" = "1 2 3 5 6 7 8 9" ]
    [ "$(admit-rank --as r --keep-order --by n in - in.2 < <(cat other) | jq -c .n | xargs)" = \
        "5 9 2 7 1 8 6 3" ]
}

@test "admit-rank: a file that changes before its lines were written is an error" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"n":%d}\n' 5 9 2 >in
    mkfifo more
    # The filter has read the file when it opens the next one.
    (exec >more && echo '{"n":7}' >in && echo '{"n":1}') 3>&- &
    status=0
    admit-rank --as r --by n in more >out 2>err || status=$?
    [ "$status" -eq 2 ]
    [ "$(cat err)" = "admit-rank: in: changed while it was read" ]
}

@test "admit-rank: a file that becomes shorter while its lines are written is an error" {
    cd "$BATS_TEST_TMPDIR"
    awk 'BEGIN { for (i = 60000; i > 0; i--) printf "{\"n\":%d,\"pad\":\"%0100d\"}\n", i, i }' >in
    # It has begun to write, and cannot end before its output is read.
    admit-rank --as r --by n -r rejects in 2>err | { head -c 1 && : >in && cat; } >out
    [ "${PIPESTATUS[0]}" -eq 2 ]
    [ "$(cat err)" = "admit-rank: in: changed while it was read" ]
    [ ! -e rejects ]
}

@test "admit-rank: who has nothing where a key is comes first or last, if that is said" {
    records='{"id":"a","t":1,"d":"2019-01-01"}
{"id":"b","t":2}
{"id":"c"}
{"id":"d","t":2,"d":"2018-01-01"}
{"id":"e","t":null,"d":"2017-01-01"}'
    order() {
        admit-rank --as r --by "$@" --by id <<<"$records" | jq -r .id | xargs
    }
    [ "$(order 't desc missing last' --by 'd missing last')" = "d b a e c" ]
    [ "$(order 't desc missing first' --by 'd asc missing first')" = "c e b d a" ]
    [ "$(order 't missing last' --by 'd desc   missing last')" = "a d b e c" ]
    [ "$(order 'd + "x" missing first')" = "b c e d a" ]
    [ "$(admit-rank --as r --by 't missing last' --by id <<<"$records" |
        jq -r '.rank.r.decided_by // "-"' | xargs)" = "- t id t id" ]
    # It is said of one key, and not of another.
    run --separate-stderr admit-rank --as r --by 't missing last' --by d <<<"$records"
    [ "$status" -eq 1 ]
    [ "$(grep -c 'rank-missing-key: d' <<<"$stderr")" -eq 2 ]
    # A wrong type is not a missing value.
    run admit-rank --as r --by 't missing last' <<<'{"t":[]}'
    [ "$status" -eq 1 ]
    run admit-rank --as r --by 't missing' </dev/null
    [ "$status" -eq 2 ]
}

five='{"id":"a","t":9,"m":1}
{"id":"b","t":8,"m":2}
{"id":"c","t":8,"m":1}
{"id":"d","t":8,"m":2}
{"id":"e","t":7,"m":5}'

@test "admit-rank --shared: equal records share a place, standard or dense" {
    places() {
        admit-rank --as r --shared "$1" --by 't desc' --by 'm desc' --tie-number --percentile <<<"$five" |
            jq -r '[.id, .rank.r.order, .rank.r.tie_number, .rank.r.percentile, .rank.r.decided_by // "-"] |
                join(" ")'
    }
    [ "$(places standard)" = "a 1 1 100 -
b 2 1 80 t
d 2 1 80 t
c 4 3 40 m
e 5 1 20 t" ]
    [ "$(places dense)" = "a 1 1 100 -
b 2 1 80 t
d 2 1 80 t
c 3 2 40 m
e 4 1 20 t" ]
    run admit-rank --as r --by 't desc' --by 'm desc' <<<"$five"
    [ "$status" -eq 2 ]
    run admit-rank --as r --shared olympic --by t </dev/null
    [ "$status" -eq 2 ]
}

# Guangzhou publishes of each total which one of those that have it was the last (同分序号).
@test "admit-rank --tie-number, --percentile: what is published of a place" {
    run admit-rank --as r --by 't desc' --by 'm desc' --by 'id desc' --tie-number --percentile <<<"$five"
    [ "$(jq -c '[.id, .rank.r]' <<<"$output")" = '["a",{"order":1,"of":5,"tie_number":1,"percentile":100}]
["d",{"order":2,"of":5,"tie_number":1,"percentile":80,"decided_by":"t"}]
["b",{"order":3,"of":5,"tie_number":2,"percentile":60,"decided_by":"id"}]
["c",{"order":4,"of":5,"tie_number":3,"percentile":40,"decided_by":"m"}]
["e",{"order":5,"of":5,"tie_number":1,"percentile":20,"decided_by":"t"}]' ]
    # In a pool, the first key is the one behind it; two of three in a hundred is cut, not rounded.
    run admit-rank --as r --within p --by n --tie-number --percentile <<<'{"p":1,"n":5}
{"p":2,"n":1}
{"p":2,"n":2}
{"p":2,"n":3}'
    [ "$(jq -c '[.rank.r | .order, .tie_number, .percentile]' <<<"$output" | xargs)" = \
        "[1,1,100] [1,1,100] [2,1,66.66] [3,1,33.33]" ]
}

@test "admit-rank -p: several ranks in one pass are those of several passes" {
    cd "$BATS_TEST_TMPDIR"
    cat >policy.json <<'END'
{"rank":{"science":{"by":["s desc","id"],"percentile":true},
         "arts":{"by":["a","id desc"],"within":"p"},
         "both":{"by":"s + a","shared":"dense"},
         "after":{"by":["rank.arts.order"]},
         "behind":{"by":["record.rank.arts.order + 1"]}}}
END
    draw_scores() {
        awk 'BEGIN { seed = 5; for (i = 0; i < 500; i++) {
            seed = seed * 16807 % 2147483647
            rank = ""
            if (i % 3 == 0)
                rank = ",\"rank\":{\"arts\":{\"order\":7},\"old\":[1], \"both\" : 3}"
            if (i % 3 == 1)
                rank = ",\"rank\":{\"both\":1}"
            printf "{\"id\":\"%d\",\"s\":%d,\"p\":%d,\"a\":%d%s}\n", i, seed % 90, seed % 3,
                int(seed / 90) % 70, rank } }'
    }
    draw_scores >in
    admit-rank -p policy.json science,arts,both in >one
    admit-rank -p policy.json both in | admit-rank -p policy.json arts |
        admit-rank -p policy.json science >three
    cmp <(jq -cS . one) <(jq -cS . three)
    [ "$(head -n 1 one | jq -c '.rank | keys_unsorted')" = '["old","science","arts","both"]' ] ||
        [ "$(head -n 1 one | jq -c '.rank | keys_unsorted')" = '["science","arts","both"]' ]
    # Names are there once, and all else as it was.
    cmp <(jq -c 'del(.rank)' one | sort) <(jq -c 'del(.rank)' in | sort)
    ! grep -E '"(arts|both|science)".*"\1"' <(sed 's/.*"rank"/"rank"/' one)
    # In the order of the input, and within a memory that is too small.
    admit-rank -p policy.json --keep-order science,arts,both in | cmp <(jq -c .id in) <(jq -c .id)
    # One that builds on another needs it to be there.
    run admit-rank -p policy.json arts,after in
    [ "$status" -eq 2 ]
    [[ $output == *"/rank/after/by: this run writes what is read there"* ]] || fail "$output"
    run admit-rank -p policy.json behind,arts in
    [ "$status" -eq 2 ]
    run admit-rank -p policy.json arts,arts in
    [ "$status" -eq 2 ]
    run admit-rank -p policy.json arts,none in
    [ "$status" -eq 2 ]
    [[ $output == *"/rank/none: there is no such entry"* ]]
}

# Applicants with keys of which some 40 bytes are held: 60,000 are beyond a megabyte.
draw_many() {
    awk -v count="$1" -v seed="${2:-3}" 'BEGIN { for (i = 0; i < count; i++) {
        seed = seed * 16807 % 2147483647
        printf "{\"id\":\"%d-%d\",\"p\":%d,\"t\":%d.%d,\"m\":%d}\n", seed, i, seed % 3,
            int(seed / 7) % 750, seed % 10, int(seed / 1000) % 150 } }'
}

@test "admit-rank --memory: what does not fit goes to disk, and comes out the same" {
    cd "$BATS_TEST_TMPDIR"
    draw_many 60000 >in
    keys=(--as r --within p --by 't desc' --by m --by 'id desc')
    admit-rank "${keys[@]}" in >all
    admit-rank "${keys[@]}" --memory 1M in | cmp - all
    admit-rank "${keys[@]}" --memory 1M <in | cmp - all
    cat in | admit-rank "${keys[@]}" --memory 2M | cmp - all
    admit-rank "${keys[@]}" --keep-order in >kept
    admit-rank "${keys[@]}" --keep-order --memory 1M in | cmp - kept
    cat in | admit-rank "${keys[@]}" --keep-order --memory 1M | cmp - kept
    ! cmp -s kept all
    [ "$(jq -r .id kept | md5sum)" = "$(jq -r .id in | md5sum)" ]
    # Ties and mixed types are found wherever the two records have come to lie.
    { cat in; head -n 1 in; } >tied
    run admit-rank "${keys[@]}" --memory 1M tied
    [ "$status" -eq 2 ]
    [ "${lines[0]}" = "admit-rank: tied:60001: rank-tie: equal in all keys to tied:1" ]
    { cat in; echo '{"id":5,"p":1,"t":1,"m":1}'; } >mixed
    run admit-rank "${keys[@]}" --memory 1M mixed
    [ "${lines[0]}" = "admit-rank: rank-mixed-types: id is a number at mixed:60001 and a text at mixed:1" ]
    for size in 0 1K 64 1.5M -1M 2T x 99999999999999999999G; do
        run admit-rank "${keys[@]}" --memory "$size" in
        [ "$status" -eq 2 ] || fail "$size"
    done
}

@test "admit-rank --merge: districts that were ranked apart, joined, are the city" {
    cd "$BATS_TEST_TMPDIR"
    keys=(--as r --by 't desc' --by m --by id --tie-number --percentile)
    draw_many 3000 >city
    for district in 0 1 2; do
        admit-select "p == $district" city | admit-rank "${keys[@]}" >"$district"
    done
    : >none
    admit-rank "${keys[@]}" city >expected
    admit-rank --merge "${keys[@]}" 2 none 0 1 | cmp - expected
    cat 1 | admit-rank --merge "${keys[@]}" 0 - 2 | cmp - expected
    # With pools, of which a file has some.
    admit-rank "${keys[@]}" --within 'm % 7' city >expected
    for district in 0 1 2; do
        admit-select "p == $district" city | admit-rank "${keys[@]}" --within 'm % 7' >"$district"
    done
    admit-rank --merge "${keys[@]}" --within 'm % 7' 0 1 2 | cmp - expected
    # Each file has a seal of its own, and one that is missing is missed.
    for district in 0 1 2; do
        admit-seal --add "$district" >"$district.sealed"
    done
    ADMIT_SEAL=1 admit-rank --merge "${keys[@]}" --within 'm % 7' 0.sealed 1.sealed 2.sealed |
        admit-seal --strip | cmp - expected
    ADMIT_SEAL=1 run admit-rank --merge "${keys[@]}" --within 'm % 7' 0.sealed 1 2.sealed
    [ "$status" -eq 2 ]
}

@test "admit-rank --merge: shared places are shared across files" {
    cd "$BATS_TEST_TMPDIR"
    keys=(--as r --by 't desc' --shared standard)
    printf '{"t":%d}\n' 9 7 7 | admit-rank "${keys[@]}" >one
    printf '{"t":%d}\n' 9 8 7 | admit-rank "${keys[@]}" >two
    [ "$(admit-rank --merge "${keys[@]}" one two | jq -c '[.t, .rank.r.order]' | xargs)" = \
        "[9,1] [9,1] [8,3] [7,4] [7,4] [7,4]" ]
    run admit-rank --merge --as r --by 't desc' one two
    [ "$status" -eq 2 ]
    [[ $output == *"two:1: rank-tie: equal in all keys to one:1"* ]]
}

@test "admit-rank --merge: a file that is no rank, not in order or cut is refused" {
    cd "$BATS_TEST_TMPDIR"
    printf '{"t":%d}\n' 1 2 3 >bare
    admit-rank --as r --by t bare >ranked
    printf '{"t":%d}\n' 5 6 | admit-rank --as r --by t >other
    refused() {
        run --separate-stderr admit-rank --merge --as r --by t "$@"
        [ "$status" -eq 2 ]
        printf '%s' "$stderr"
    }
    [ "$(refused other bare)" = "admit-rank: bare:1: merge-not-ranked: the record has no such rank yet" ]
    tac ranked >backward
    [ "$(refused other backward)" = "admit-rank: backward:2: merge-not-in-order: the one above it comes behind it" ]
    head -n 2 ranked >cut
    [ "$(refused other cut)" = "admit-rank: merge-not-whole: the files say that there are 5 records, and there are 4" ]
    [ "$(refused)" = "admit-rank: --merge: which files?" ]
    [[ $(refused --keep-order other) == *"--merge: gives one rank"* ]]
    echo '{"t":"x","rank":{"r":{"order":1,"of":1}}}' >text
    [[ $(refused other text) == *"rank-mixed-types: t is a number in one record and a text in another" ]]
}

@test "admit-rank: the reason of a reject is whole, however long a name in it" {
    local name

    cd "$BATS_TEST_TMPDIR"
    name=$(printf '分%.0s' {1..400})
    run -1 admit-rank --as r --by "$name desc" -r rejects <<<'{"a":1}'
    [ "$(jq -r .reason rejects)" = "there is nothing at $name" ]
    iconv -f utf-8 -t utf-8 rejects >/dev/null
}

@test "admit-rank: a tie behind a pipe names the rows of the table" {
    run --separate-stderr admit-rank --as r --by k < <(
        echo '{"k":1,"source":{"file":"a.csv","line":9}}'
        echo '{"k":2,"source":{"file":"a.csv","line":"9"}}'
        echo '{"k":1,"source":{"line":4,"file":"b\u000a.csv"}}'
        echo '{"k":2}')
    [ "$status" -eq 2 ]
    [ "$stderr" = 'admit-rank: b\x0a.csv:4: rank-tie: equal in all keys to a.csv:9
admit-rank: <stdin>:4: rank-tie: equal in all keys to <stdin>:2
admit-rank: rank-tie: no key separates 2 of the records from the one above; add a key that does' ]
}
