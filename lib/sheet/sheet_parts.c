#include "sheet/sheet_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sheet/sheet_text.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PACKAGE     "http://schemas.openxmlformats.org/package/2006/"
#define RELATION    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPE        "application/vnd.openxmlformats-officedocument.spreadsheetml."

enum {
	LINE_SIZE = 512,
	BUILT_IN_0 = 1, /* formats that have a number everywhere: 0, 0.00 and @ */
	BUILT_IN_0_00 = 2,
	BUILT_IN_TEXT = 49,
	DAY_FORMAT = 164,    /* the first number that is free */
	NUMBER_FORMAT = 165, /* and as many more as digits behind the point */
};

static void
add(struct writer *w, const char *text)
{
	writer_bytes(w, text, strlen(text));
}

/* Only numbers are filled in, so a line has room. */
static void __attribute__((format(printf, 2, 3)))
add_line(struct writer *w, const char *format, ...)
{
	char line[LINE_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	add(w, line);
}

void
sheet_parts_types(struct writer *w, size_t sheets)
{
	add(w, DECLARATION
	    "<Types xmlns=\"" PACKAGE "content-types\">"
	    "<Default Extension=\"rels\" "
	    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "<Override PartName=\"/xl/workbook.xml\" "
	    "ContentType=\"" TYPE "sheet.main+xml\"/>"
	    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE
	    "styles+xml\"/>");
	for (size_t i = 1; i <= sheets; i++)
		add_line(w,
		    "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" "
		    "ContentType=\"" TYPE "worksheet+xml\"/>",
		    i);
	add(w, "</Types>");
}

void
sheet_parts_root(struct writer *w)
{
	add(w, DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\">"
			   "<Relationship Id=\"rId1\" Type=\"" RELATION
			   "/officeDocument\" "
			   "Target=\"xl/workbook.xml\"/></Relationships>");
}

void
sheet_parts_relations(struct writer *w, size_t sheets)
{
	add(w, DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\">");
	for (size_t i = 1; i <= sheets; i++)
		add_line(w,
		    "<Relationship Id=\"rId%zu\" Type=\"" RELATION "/worksheet\" "
		    "Target=\"worksheets/sheet%zu.xml\"/>",
		    i, i);
	add_line(w,
	    "<Relationship Id=\"rId%zu\" Type=\"" RELATION "/styles\" "
	    "Target=\"styles.xml\"/></Relationships>",
	    sheets + 1);
}

/* The name in quotes, as references have it: a name like 620102 or A1 needs them. */
static void
add_quoted(struct writer *w, const char *name)
{
	add(w, "'");
	while (*name != '\0') {
		size_t len = strcspn(name, "'");

		sheet_text_write(w, (struct span){ name, len });
		name += len;
		if (*name == '\'') {
			add(w, "''");
			name++;
		}
	}
	add(w, "'");
}

void
sheet_parts_workbook(
    struct writer *w, const struct sheet_extent *extents, size_t sheets)
{
	add(w, DECLARATION "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATION
			   "\"><bookViews><workbookView/></bookViews><sheets>");
	for (size_t i = 0; i < sheets; i++) {
		add(w, "<sheet name=\"");
		sheet_text_write(w, span_of(extents[i].name));
		add_line(w, "\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", i + 1, i + 1);
	}
	/* What spreadsheets name the range of a filter. */
	add(w, "</sheets><definedNames>");
	for (size_t i = 0; i < sheets; i++) {
		add_line(w,
		    "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"%zu\" "
		    "hidden=\"1\">",
		    i);
		add_quoted(w, extents[i].name);
		add_line(w, "!$A$1:$%s$%zu</definedName>", extents[i].last_column,
		    extents[i].last_row);
	}
	add(w, "</definedNames></workbook>");
}

static int
number_format(int decimals)
{
	if (decimals == 0)
		return BUILT_IN_0;
	return decimals == 2 ? BUILT_IN_0_00 : NUMBER_FORMAT + decimals;
}

static void
add_cell_style(struct writer *w, int format, int font)
{
	add_line(w,
	    "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
	    "applyNumberFormat=\"1\"%s/>",
	    format, font, font > 0 ? " applyFont=\"1\"" : "");
}

static void
add_number_formats(struct writer *w)
{
	/* All but the two that are built in, and the one for days. */
	add_line(w,
	    "<numFmts count=\"%d\"><numFmt numFmtId=\"%d\" formatCode=\"yyyy-mm-dd\"/>",
	    SHEET_NUMBER_DECIMALS, DAY_FORMAT);
	for (int decimals = 1; decimals <= SHEET_NUMBER_DECIMALS; decimals++)
		if (number_format(decimals) > DAY_FORMAT)
			add_line(w, "<numFmt numFmtId=\"%d\" formatCode=\"0.%.*s\"/>",
			    number_format(decimals), decimals, "000000000000000");
	add(w, "</numFmts>");
}

void
sheet_parts_styles(struct writer *w)
{
	add(w, DECLARATION "<styleSheet xmlns=\"" MAIN "\">");
	add_number_formats(w);
	add(w, "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/>"
	       "<family val=\"2\"/></font><font><b/><sz val=\"11\"/>"
	       "<name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
	       "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
	       "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
	       "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/>"
	       "</border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" "
	       "fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
	add_line(w,
	    "<cellXfs count=\"%d\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
	    "borderId=\"0\" xfId=\"0\"/>",
	    SHEET_STYLE_NUMBER + SHEET_NUMBER_DECIMALS + 1);
	add_cell_style(w, BUILT_IN_TEXT, 1);
	add_cell_style(w, BUILT_IN_TEXT, 0);
	add_cell_style(w, DAY_FORMAT, 0);
	for (int decimals = 0; decimals <= SHEET_NUMBER_DECIMALS; decimals++)
		add_cell_style(w, number_format(decimals), 0);
	add(w,
	    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
	    "builtinId=\"0\"/></cellStyles></styleSheet>");
}
