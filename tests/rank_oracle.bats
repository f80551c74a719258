# admit-rank against sort(1): a hundred sizes and seeds, each with keys, directions and
# pools of its own.
load helper

# Writes N.in, the records; N.columns, their pool and keys as sort(1) reads them, with
# the line and the id behind; and a line of "plan":
#
#	N | the keys of sort(1) | the arguments of admit-rank | the names of the keys
#
# A number stands in the records in many ways, in the columns in one.  Texts are columns
# of bytes, and escaped here and there in the records.
generate() {
    LC_ALL=C awk -v cases="$1" '
    function roll(n) { seed = seed * 16807 % 2147483647; return int(seed / 7) % n }

    # Each kind sets column and json.  There are few values, so that many are equal.
    function number(    whole, part, sign, digits, form, i) {
        whole = roll(4)
        for (i = roll(30) ? 0 : roll(12); i > 0 && whole > 0; i--)
            whole = whole roll(10)
        part = roll(3) ? "000" : roll(2) roll(3) "5"
        sign = roll(4) ? "" : "-"
        digits = whole part
        sub(/^0+/, "", digits)
        column = (digits == "" ? "" : sign) whole "." part
        form = roll(5)
        if (digits == "")
            json = zeros[1 + form]
        else if (form == 0)
            json = digits "e-3"
        else if (form == 1)
            json = digits "00E-05"
        else if (form == 2 && length(digits) > 1)
            json = substr(digits, 1, 1) "." substr(digits, 2) "e" length(digits) - 4
        else if (form == 3)
            json = whole "." part "00"
        else {
            sub(/0+$/, "", part)
            json = whole (part == "" ? "" : "." part)
        }
        json = sign json
    }

    function text(    i, n) {
        column = json = ""
        for (i = roll(4); i > 0; i--) {
            n = 1 + roll(letters)
            column = column letter[n]
            json = json (roll(3) ? plain[n] : escaped[n])
        }
        json = "\"" json "\""
    }

    function boolean() {
        column = roll(2)
        json = column ? "true" : "false"
    }

    function value(kind) {
        if (kind == "number")
            number()
        else if (kind == "text")
            text()
        else
            boolean()
    }

    function spell(bytes, as_it_is, with_escapes) {
        letter[++letters] = bytes
        plain[letters] = as_it_is
        escaped[letters] = with_escapes
    }

    # How sort(1) reads a column of that kind.
    function key(column, kind, descending) {
        return " -k " column "," column (kind == "text" ? "" : "n") (descending ? "r" : "")
    }

    function make(n, size,
            i, k, keys, kind, line, columns, sorting, arguments, list, unique, name) {
        keys = 1 + roll(4)
        unique = n % 4 != 0
        kind[0] = roll(3) ? kinds[1 + roll(3)] : ""
        if (kind[0] != "") {
            sorting = key(1, kind[0], 0)
            arguments = " --within p"
        }
        for (k = 1; k <= keys; k++) {
            kind[k] = kinds[1 + roll(3)]
            if (k == keys && unique)
                kind[k] = "id"
            name = kind[k] == "id" ? "id" : names[k]
            list = list " " name
            i = roll(3)
            sorting = sorting key(k + 1, kind[k] == "id" ? "text" : kind[k], i == 0)
            arguments = arguments " --by " name way[i]
        }
        print n "|" sorting "|" arguments "|" list >"plan"
        printf "" >(n ".in")
        printf "" >(n ".columns")
        for (line = 1; line <= size; line++) {
            columns = ""
            pool = ""
            for (k = 1; k <= 4; k++)
                member[k] = "null"
            id = roll(1000000) "-" line
            if (kind[0] != "") {
                do
                    value(kind[0])
                while (length(column) > 6)
                columns = column
                pool = ",\"p\":" json
            }
            for (k = 1; k <= keys; k++) {
                if (kind[k] == "id")
                    column = id
                else {
                    value(kind[k])
                    member[k] = json
                }
                columns = columns "\t" column
            }
            print columns "\t" line "\t" id >(n ".columns")
            print "{\"id\":\"" id "\"" pool ",\"a\":" member[1] ",\"s\":{\"b\":" member[2] \
                ",\"\346\200\273\345\210\206\":" member[3] "},\"d\":" member[4] "}" >(n ".in")
        }
        close(n ".in")
        close(n ".columns")
    }

    BEGIN {
        split("number text boolean", kinds, " ")
        way[0] = "+desc"
        way[1] = "+asc"
        split("0 0.0 0e3 0.000 0E-7", zeros, " ")
        split("a s.b s.\346\200\273\345\210\206 d", names, " ")
        spell("a", "a", "\\u0061")
        spell("B", "B", "\\u0042")
        spell("\001", "\\u0001", "\\u0001")
        spell("\"", "\\\"", "\\u0022")
        spell("\\", "\\\\", "\\u005C")
        spell("/", "/", "\\/")
        spell("\303\244", "\303\244", "\\u00e4")
        spell("\347\224\262", "\347\224\262", "\\u7532")
        spell("\357\275\201", "\357\275\201", "\\uFF41")
        spell("\360\240\200\200", "\360\240\200\200", "\\ud840\\udc00")
        for (n = 1; n <= cases; n++) {
            seed = n * 7919 + 1
            make(n, n == 1 ? 0 : 1 + int(n * n * n / 200))
        }
    }'
}

# What admit-rank has to say of each N.sorted, its columns in their order: "line id order
# of key" for each record, or how many ties there are and where; and how it ends.
expect() {
    LC_ALL=C awk '
    # Equal in all keys to the one above.
    function tie(file) {
        if (++ties <= 3)
            messages = messages "admit-rank: " file ":" c[keys + 2] \
                ": rank-tie: equal in all keys to " file ":" last[keys + 2] "\n"
    }

    function end_pool(    i) {
        for (i = 1; i <= order; i++)
            told[places[i]] = lines[i] " " i " " order " " (i > 1 ? name[by[i]] : "")
        order = 0
    }

    function expect(n,    i, k, of) {
        of = order = ties = 0
        messages = ""
        while ((getline line < (n ".sorted")) > 0) {
            split(line, c, "\t")
            if (of > 0 && c[1] "" != last[1])
                end_pool()
            by[++order] = keys + 1
            for (k = keys; k > 0; k--)
                if (c[k + 1] "" != last[k + 1])
                    by[order] = k
            if (order > 1 && by[order] > keys)
                tie(n ".in")
            lines[order] = c[keys + 2] " " c[keys + 3]
            places[order] = n % 3 == 0 ? c[keys + 2] : of + 1
            of++
            for (k in c)
                last[k] = c[k] ""
        }
        end_pool()
        if (ties)
            print messages "admit-rank: rank-tie: no key separates " ties " of the records" \
                " from the one above; add a key that does"
        for (i = 1; i <= of && !ties; i++)
            print told[i]
        print n, "ends with", ties ? 2 : 0
    }

    {
        split($0, part, "|")
        keys = split(part[4], name, " ")
        expect(part[1])
    }' plan
}

# The same of a record that has come out.
told='^\{"id":"([0-9]+-([0-9]+))".*"rank":\{"r":'
told+='\{"order":([0-9]+),"of":([0-9]+)(,"decided_by":"([^"]*)")?\}\}\}$'

@test "admit-rank: the order of sort(1), its ties, and the key that decided, a hundred times" {
    cd "$BATS_TEST_TMPDIR"
    generate 100
    while IFS='|' read -r n sorting arguments _; do
        read -r -a sorting <<<"$sorting"
        read -r -a arguments <<<"$arguments"
        arguments=("${arguments[@]/+/ }")
        [ $((n % 3)) -gt 0 ] || arguments+=(--keep-order)
        LC_ALL=C sort -s -t $'\t' "${sorting[@]}" "$n.columns" >"$n.sorted"
        status=0
        admit-rank --as r "${arguments[@]}" "$n.in" >>out 2>&1 || status=$?
        echo "$n ends with $status" >>out
    done <plan
    expect >expected
    sed -E "s/$told/\2 \1 \3 \4 \6/" out | diff expected - >differences ||
        fail "$(head -n 20 differences)"
    # Not all of them are of one kind.
    [ "$(grep -c 'ends with 0' expected)" -ge 70 ]
    [ "$(grep -c 'ends with 2' expected)" -ge 15 ]
}
