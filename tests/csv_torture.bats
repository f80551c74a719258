# Files that others have broken on purpose, with what they say is in them.
load helper

sets=$shared/data/torture

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# Files with 83 rows of nine columns, one of which is broken in each file: "clean" has
# what is in them.  Each record must be that of the clean file; what is set aside is the
# broken row alone.
@test "csv torture: pollock: one broken row of a file takes no other with it" {
    [ -d "$sets" ] || skip "no shared data"
    tar xJf "$sets/pollock_polluted_files.tar.xz"
    cd polluted_files/csv
    columns='["DATE","TIME","Qty","PRODUCTID","Price","ProductType","ProductDescription","URL","Comments"]'
    jq -n "$columns | map({(.): .}) | add" >../map

    # What the unbroken file gives, compared with an independent reading of its clean
    # form, in which all cells are quoted.
    admit-from-csv -m ../map source.csv >../records
    jq -c --argjson columns "$columns" '. as $record | $columns | map($record[.] // "")' ../records >../got
    jq -nRc 'inputs | [match("\"((?:[^\"]|\"\")*)\"(?:,|\r?$)"; "g").captures[0].string | gsub("\"\""; "\"")]' \
        ../clean/source.csv | sed 1d | diff ../got -
    [ "$(wc -l <../records)" -eq 83 ]

    # A broken header row, or a quote that is open at the end: the file is refused.
    for file in row_{more,less}_sep_row0_* row_extra_quote{0_*,83_col8.csv} row_field_delimiter_0_*; do
        status=0 && admit-from-csv -m ../map "$file" >../out 2>../messages || status=$?
        # One separator more in the header row: a column without a name, and every row
        # is one cell short.
        case $file in
        row_more*) [ "$status" -eq 1 ] && [ ! -s ../out ] && grep -q 'csv-wrong-width' ../messages ;;
        *) [ "$status" -eq 2 ] && grep -qE 'csv-(no-header|truncated)' ../messages ;;
        esac || fail "$file: $status $(cat ../messages)"
    done
    rm row_{more,less}_sep_row0_* row_extra_quote{0_*,83_col8.csv} row_field_delimiter_0_*

    # All others in one go: 2240 files.
    admit-from-csv -m ../map -r ../rejects row_*.csv >../out
    sed 's/,"source":{"file":"\([^"]*\)","line":\([0-9]*\)}}$/\t\1\t\2/' ../records ../out |
        awk -F '\t' '$2 == "source.csv" { clean[$3] = $1; next }
            $1 != clean[$3] { print "not as in the clean file: " $2 ":" $3; wrong = 1 }
            { count[$2]++ }
            END { for (file in count) files[count[file]]++
                for (n in files) print n, files[n]; exit wrong }' | sort >../counts
    # A quote that is open at the end of a row takes the next one with it.
    diff ../counts - <<<$'81 82\n82 2158'
    # The row that is set aside is the one that the name of the file says.
    jq -r '(.file | capture("^row_(?<kind>[a-z_]*?)_?(?<row>[0-9]+)_")) as $name |
        if ($name.row | tonumber) + 1 != .line then "\(.file):\(.line)" else "\($name.kind) \(.code)" end' \
        ../rejects | sort | uniq -c | sed 's/^ *//' >../codes
    diff ../codes - <<'END'
746 extra_quote csv-bad-quote
83 field_delimiter csv-bad-quote
83 less_sep_row csv-bad-quote
581 less_sep_row csv-wrong-width
747 more_sep_row csv-wrong-width
END
}

# status, records, those among them that the unbroken file has, codes, file
@test "csv torture: pollock: whole files in other forms" {
    [ -d "$sets" ] || skip "no shared data"
    tar xJf "$sets/pollock_polluted_files.tar.xz"
    cd polluted_files/csv
    jq -n '["DATE","TIME","Qty","PRODUCTID","Price","ProductType","ProductDescription","URL","Comments"] |
        map({(.): .}) | add' >../map
    admit-from-csv -m ../map source.csv | sed 's/,"source":.*//' | sort >../records
    for file in file_*.csv; do
        rm -f ../rejects
        status=0 && admit-from-csv -m ../map -r ../rejects "$file" >../out 2>../messages || status=$?
        codes=$(grep -oE 'csv-[a-z-]+' ../messages || true)
        [ "$status" -ne 0 ] || codes=$(jq -r .code ../rejects | sort | uniq -c | xargs)
        echo "$status $(wc -l <../out) $(sed 's/,"source":.*//' ../out | sort -u | comm -12 - ../records | wc -l) ${file#file_} $codes"
    done | sed 's/ *$//' >../got
    # Not comma, tab or semicolon; quotes behind a space; another character for a quote.
    # A backslash, or NUL, before a quote is no escape: rows with one are set aside.
    # A second table below the first: as its rows, wrong widths, or another header.
    diff ../got - <<'END'
0 83 83 double_trailing_newline.csv
0 77 77 escape_char_0x00.csv 6 csv-bad-quote
0 77 77 escape_char_0x5C.csv 6 csv-bad-quote
2 0 0 field_delimiter_0x20.csv csv-no-header
2 0 0 field_delimiter_0x2C_0x20.csv csv-no-header
0 83 83 field_delimiter_0x3B.csv
0 83 83 field_delimiter_0x9.csv
0 83 83 header_multirow_2.csv 1 csv-repeated-header
0 83 83 header_multirow_3.csv 2 csv-repeated-header
0 0 0 header_only.csv
0 83 83 multitable_less.csv 1 csv-bad-quote 82 csv-wrong-width
2 0 0 multitable_more.csv csv-bad-header
0 164 83 multitable_same.csv 1 csv-bad-quote 1 csv-repeated-header
2 0 0 no_header.csv csv-no-header
2 0 0 no_payload.csv csv-no-header
0 83 83 no_trailing_newline.csv
0 1 1 one_data_row.csv
0 83 83 preamble.csv
2 0 0 quotation_char_0x27.csv csv-no-header
0 83 83 record_delimiter_0xA.csv
0 83 83 record_delimiter_0xD.csv
END
}

@test "csv torture: csv-test-data: rows that the header makes wrong" {
    [ -d "$sets/csv-test-data" ] || skip "no shared data"
    echo '{"foo":"foo","bar":"bar","baz":"baz"}' >map
    judged() {
        rm -f rejects
        status=0 && admit-from-csv -m map -r rejects "$sets/csv-test-data/csv/$1.csv" >out 2>messages || status=$?
        echo "$status $(wc -l <out) $(jq -r .code rejects 2>/dev/null || true)$(grep -o ' csv-[a-z-]*' messages | xargs || true)"
    }
    # A last row without a line end that has too few cells was cut off.
    [ "$(judged bad-header-less-fields)" = "2 0 csv-truncated" ] || fail "$(cat messages)"
    [ "$(judged bad-header-more-fields)" = "0 0 csv-wrong-width" ]
    [ "$(judged bad-header-no-header)" = "2 0 csv-no-header" ]
    [ "$(judged bad-header-wrong-header)" = "2 0 csv-no-header" ]
    [ "$(judged header-no-rows)" = "0 0 " ]
    [ "$(judged header-simple)" = "0 1 " ]
}

# What libcsv does by itself, and must not here.
@test "csv torture: libcsv: an unquoted cell is not trimmed before it is judged" {
    echo '{"a":{"to":"a","clean":["trim"]},"b":"b"}' >map
    printf 'a,b\n  x y ,"  z"\n' | admit-from-csv -m map >out
    # That it was trimmed is known, and the raw text is kept.
    diff out - <<<'{"a":"x y","b":"z","source":{"file":"<stdin>","line":2,"raw":{"a":"  x y "}}}'
    printf 'a,b\n "x",y\n' | { admit-from-csv -m map -r rejects >out || true; }
    [ "$(jq -r '.code + .text' rejects)" = 'csv-bad-quote "x",y' ]
}

@test "csv torture: libcsv: blank lines are counted, and lines have their numbers" {
    echo '{"a":"a","b":"b"}' >map
    printf '\n\na,b\n\n1,2\n,\n"x\n\ny",3\n' | admit-from-csv -m map --summary summary >out
    [ "$(jq -c '[.source.line, .a]' out | xargs -d '\n')" = '[5,"1"] [7,"x\n\ny"]' ]
    [ "$(jq -c .rows summary)" = '{"title":0,"header":1,"blank":4}' ]
}

@test "csv torture: libcsv: a byte order mark is no part of the first cell" {
    echo '{"a":"a","b":"b"}' >map
    printf '\xef\xbb\xbfa,b\n1,2\n' | admit-from-csv -m map >out
    printf '\xef\xbb\xbf"a",b\n1,2\n' | admit-from-csv -m map | cmp - out
    [ "$(jq -r .a out)" = 1 ]
}

@test "csv torture: libcsv: a quote that is open at the end is an error" {
    echo '{"a":"a","b":"b"}' >map
    for end in '"2' '"2\n' '"2\n3,4\n' '"' '"""'; do
        # shellcheck disable=SC2059
        run admit-from-csv -m map <(printf "a,b\n1,$end")
        [ "$status" -eq 2 ]
        [[ $output == *":2: csv-truncated: the row that begins here has a quote"* ]] || fail "$end: $output"
    done
}
