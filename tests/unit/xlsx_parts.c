/* Names of cells, targets of relationships, and what a file is by its first bytes. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/xlsx_kind.h"
#include "sheet/xlsx_reference.h"
#include "sheet/xlsx_workbook.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void
test_references(void)
{
	static const char *const wrong[] = { "", "A", "1", "A0", "XFE1", "A1048577",
		"a1", "$A$1", "A1:B2", "A1 ", "AAAA1", "A99999999999999999999",
		"ZZZZZZZZZZZZZZZZZZZZZ1" };
	struct xlsx_cell cell;
	char name[XLSX_REFERENCE_SIZE];

	assert(xlsx_reference_read("A1", &cell) && cell.column == 0 && cell.row == 1);
	assert(xlsx_reference_read("XFD1048576", &cell) && cell.column == 16383 &&
	       cell.row == 1048576);
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert(!xlsx_reference_read(wrong[i], &cell));
	/* Every column has one name. */
	for (size_t column = 0; column < XLSX_COLUMNS; column++) {
		xlsx_reference_write((struct xlsx_cell){ column, 7 }, name);
		assert(xlsx_reference_read(name, &cell) && cell.column == column &&
		       cell.row == 7);
	}
	assert(strcmp(name, "XFD7") == 0);
	assert(xlsx_reference_row("12") == 12 && xlsx_reference_row("0") == 0 &&
	       xlsx_reference_row("1a") == 0 && xlsx_reference_row("1048577") == 0);
}

static void
test_areas(void)
{
	static const char *const wrong[] = { "", ":", "A1:", ":A1", "B1:A1", "A2:A1",
		"A1:B2:C3", "A1:XFE1" };
	struct xlsx_area area;

	assert(xlsx_reference_read_area("B4:C8", &area) && area.first.column == 1 &&
	       area.first.row == 4 && area.last.column == 2 && area.last.row == 8);
	assert(xlsx_reference_read_area("B4", &area) && area.last.column == 1 &&
	       area.last.row == 4);
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert(!xlsx_reference_read_area(wrong[i], &area));
}

static void
test_targets(void)
{
	static const char *const cases[][3] = {
		{ "xl/workbook.xml", "worksheets/sheet1.xml",
		    "xl/worksheets/sheet1.xml" },
		{ "xl/workbook.xml", "/xl/worksheets/sheet1.xml",
		    "xl/worksheets/sheet1.xml" },
		{ "xl/workbook.xml", "./a/../b.xml", "xl/b.xml" },
		{ "xl/workbook.xml", "../b.xml", "b.xml" },
		{ "xl/workbook.xml", "a\\b.xml", "xl/a/b.xml" },
		{ "xl/workbook.xml", "../../b.xml", NULL },
		{ "xl/workbook.xml", "/../b.xml", NULL },
		{ "workbook.xml", "b.xml", "b.xml" },
		{ "", "xl//workbook.xml", "xl/workbook.xml" },
		{ "", "..", NULL },
		{ "", "", "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		bool no_memory;
		char *part =
		    xlsx_workbook_resolve(cases[i][0], cases[i][1], &no_memory);

		assert(!no_memory && (part == NULL) == (cases[i][2] == NULL));
		assert(part == NULL || strcmp(part, cases[i][2]) == 0);
		free(part);
	}
}

static const char *
reason(const char *bytes)
{
	return xlsx_kind_reason(bytes, strlen(bytes), false);
}

static void
test_kinds(void)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	char stream[100] = "EEE";

	assert(xlsx_kind_is_zip("PK\3\4", 4) && !xlsx_kind_is_zip("PK\3", 3));
	assert(strstr(reason(""), "empty") != NULL);
	assert(strstr(reason("\n<TABLE>"), "HTML") != NULL);
	assert(strstr(reason("<"), "CSV") != NULL);
	assert(strstr(reason("\xd5\xc5\xc8\xfd,1\n"), "CSV") != NULL);
	assert(strstr(reason("\1\2"), "at all") != NULL);
	assert(!xlsx_kind_is_encrypted(stream, sizeof stream));
	memcpy(stream + 60, name, sizeof name);
	assert(xlsx_kind_is_encrypted(stream, sizeof stream));
	assert(xlsx_kind_is_encrypted(stream, 60 + sizeof name));
	assert(!xlsx_kind_is_encrypted(stream, 60 + sizeof name - 1));
	assert(sizeof name - 1 == XLSX_KIND_OVERLAP);
	assert(!xlsx_kind_is_encrypted(NULL, 0));
}

int
main(void)
{
	test_references();
	test_areas();
	test_targets();
	test_kinds();
	return 0;
}
