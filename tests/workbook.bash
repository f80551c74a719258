# Workbooks made from XML that can be read: no binary is kept in the project.
# shellcheck shell=bash

main_ns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'
rel_ns='http://schemas.openxmlformats.org/officeDocument/2006/relationships'
package_ns='http://schemas.openxmlformats.org/package/2006/relationships'

# part NAME: a part of the workbook at hand, from standard input
part() {
    mkdir -p "book/$(dirname "$1")"
    cat >"book/$1"
}

# The parts that every workbook has: one sheet, 报名表, as Excel names them.
begin_book() {
    rm -rf book
    part _rels/.rels <<END
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="$package_ns"><Relationship Id="rId1" Type="$rel_ns/officeDocument" Target="xl/workbook.xml"/></Relationships>
END
    part xl/_rels/workbook.xml.rels <<END
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="$package_ns"><Relationship Id="rId1" Type="$rel_ns/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="$rel_ns/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="$rel_ns/worksheet" Target="worksheets/sheet3.xml"/><Relationship Id="rId8" Type="$rel_ns/styles" Target="styles.xml"/><Relationship Id="rId9" Type="$rel_ns/sharedStrings" Target="sharedStrings.xml"/></Relationships>
END
    book '<sheet name="报名表" sheetId="1" r:id="rId1"/>'
}

# book SHEETS [PROPERTIES]: xl/workbook.xml
book() {
    part xl/workbook.xml <<END
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="$main_ns" xmlns:r="$rel_ns"><workbookPr ${2-}/><sheets>$1</sheets></workbook>
END
}

# sheet ROWS [BEHIND [NUMBER]]: the rows of a sheet, and what stands behind them
sheet() {
    part "xl/worksheets/sheet${3-1}.xml" <<END
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="$main_ns" xmlns:r="$rel_ns"><dimension ref="A1:A1"/><sheetData>$1</sheetData>${2-}</worksheet>
END
}

# strings TEXT ...: each the inside of <si>
strings() {
    { echo "<sst xmlns=\"$main_ns\">" && printf '<si>%s</si>' "$@" && echo '</sst>'; } |
        part xl/sharedStrings.xml
}

# styles ID ...: a style for each format, 0, 1, 2 ...; ID=CODE defines the format too
styles() {
    {
        echo "<styleSheet xmlns=\"$main_ns\"><numFmts>"
        printf '%s\n' "$@" | sed -n 's/^\([0-9]*\)=\(.*\)/<numFmt numFmtId="\1" formatCode="\2"\/>/p'
        echo '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
        printf '%s\n' "$@" | sed 's/^\([0-9]*\).*/<xf numFmtId="\1"\/>/'
        echo '</cellXfs></styleSheet>'
    } | part xl/styles.xml
}

# end_book FILE: the parts, zipped
end_book() {
    rm -f "$1"
    (cd book && zip -q -X -r - .) >"$1"
}

# texts NAME ...: cells of a row, each a text in the cell
texts() {
    printf '<c t="inlineStr"><is><t>%s</t></is></c>' "$@"
}

# workbook_of_csv CSV FILE [numbers]: every cell a text, as a program that exports a
# table writes it; with "numbers", what looks like a number and is not too long for one
# is a number, as where a person has typed it.  For CSV without quotes.
workbook_of_csv() {
    begin_book
    sheet "$(awk -F , -v numbers="${3-}" '{
        sub(/\r$/, "")
        if (NR == 1) sub(/^\xef\xbb\xbf/, "")
        printf "<row>"
        for (i = 1; i <= NF; i++) {
            gsub(/&/, "\\&amp;", $i); gsub(/</, "\\&lt;", $i)
            if ($i == "") printf "<c/>"
            else if (numbers && NR > 1 && length($i) < 16 && $i ~ /^(0|[1-9][0-9]*)([.][0-9]+)?$/) {
                if ($i ~ /[.]/) sub(/[.]?0+$/, "", $i)
                printf "<c><v>%s</v></c>", $i
            } else printf "<c t=\"inlineStr\"><is><t>%s</t></is></c>", $i
        }
        print "</row>"
    }' "$1")"
    end_book "$2"
}
