/*
 * Workbooks of any bytes through a map: what comes out as a record is one, to the
 * parser that reads it next.
 *
 * An input that begins with x is the parts of a workbook, sheet, strings, styles and
 * workbook, with a line %% between them; what is missing is a usual one.  One that
 * begins with z is changes to the bytes of a usual workbook, three bytes each: where,
 * and what. Any other input is the file itself.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "sheet/table.h"
#include "sheet/xlsx_book.h"

#include "target.h"

#define MAIN      "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE   "http://schemas.openxmlformats.org/package/2006/relationships"

enum { PARTS = 4 };

static const char *const names[PARTS] = { "xl/worksheets/sheet1.xml",
	"xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml" };

static const char *const usual[PARTS] = {
	"<worksheet xmlns=\"" MAIN "\"><sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c>"
	"<c t=\"s\"><v>1</v></c></row><row><c t=\"s\"><v>0</v></c><c s=\"1\">"
	"<v>41883</v></c></row></sheetData></worksheet>",
	"<sst xmlns=\"" MAIN "\"><si><t>a</t></si><si><r><t>b</t></r></si></sst>",
	"<styleSheet xmlns=\"" MAIN "\"><numFmts><numFmt numFmtId=\"200\" "
	"formatCode=\"yy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
	"numFmtId=\"14\"/><xf numFmtId=\"200\"/></cellXfs></styleSheet>",
	"<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS "\"><sheets><sheet "
	"name=\"s\" r:id=\"rId1\"/></sheets></workbook>",
};

static const char root[] =
    "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" RELATIONS
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char relations[] =
    "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" RELATIONS
    "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" "
    "Type=\"" RELATIONS "/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" "
    "Type=\"" RELATIONS "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
    "</Relationships>";

static const char map[] =
    "{\"a\":\"a\",\"b\":{\"to\":\"x.b\",\"type\":\"number\",\"required\":false},"
    "\"c\":{\"to\":\"x.c\",\"type\":\"date\",\"date-serial\":1900,\"required\":false},"
    "\"d\":{\"to\":\"l[]\",\"required\":false},\"e\":{\"to\":\"l[]\",\"required\":"
    "false}}";

static void
add(zip_t *zip, const char *name, const char *bytes, size_t len)
{
	zip_source_t *source = zip_source_buffer(zip, bytes, len, 0);
	zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);

	if (index < 0)
		abort();
	zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

/* A zip file of the parts; new. */
static char *
make_zip(const struct span parts[PARTS], size_t *len)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	char *bytes;
	zip_stat_t stat;

	zip_source_keep(source);
	add(zip, "_rels/.rels", root, sizeof root - 1);
	add(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
	for (size_t i = 0; i < PARTS; i++)
		add(zip, names[i], parts[i].at, parts[i].len);
	if (zip_close(zip) != 0 || zip_source_open(source) != 0 ||
	    zip_source_stat(source, &stat) != 0)
		abort();
	*len = (size_t)stat.size;
	bytes = malloc(*len);
	if (zip_source_read(source, bytes, *len) != (zip_int64_t)*len)
		abort();
	zip_source_close(source);
	zip_source_free(source);
	return bytes;
}

/* The parts of an input; what it lacks stays a usual one. */
static void
split(const char *at, const char *end, struct span parts[PARTS])
{
	for (size_t i = 0; i < PARTS && at < end; i++) {
		const char *part_end = at;

		while (part_end < end &&
		       (end - part_end < 4 || memcmp(part_end, "\n%%\n", 4) != 0))
			part_end++;
		if (part_end > at)
			parts[i] = (struct span){ at, (size_t)(part_end - at) };
		at = end - part_end < 4 ? end : part_end + 4;
	}
}

static void
check_row(struct table *table, struct xlsx_rows *rows, const struct row *row)
{
	struct record record;
	struct span line;
	size_t count;

	switch (table_row(table, row)) {
	case TABLE_RECORD:
		line = table_record(table);
		record_init(&record);
		if (record_parse(&record, line.at, line.len, NULL) != RECORD_OK)
			abort();
		record_free(&record);
		break;
	case TABLE_SET_ASIDE:
		table_faults(table, &count);
		if (count == 0 || xlsx_rows_text(rows).at == NULL)
			abort();
		break;
	default:
		break;
	}
}

static void
read_sheet(struct xlsx_book *book, const struct xlsx_sheet *sheet, struct table *table)
{
	struct xlsx_fault fault = { .text = NULL };
	struct xlsx_rows *rows = xlsx_book_rows(book, sheet, 4096, &fault);
	struct table_file file = { "f", sheet->name, CELL_SERIALS_1900 };
	struct row row;

	table_begin(table, &file, 0);
	while (rows != NULL &&
	       xlsx_rows_next(rows, table_width(table), &row, &fault) == XLSX_PAUSED)
		check_row(table, rows, &row);
	xlsx_rows_close(rows);
	xlsx_fault_clear(&fault);
}

static void
read_book(const char *bytes, size_t len)
{
	static const char *const all[] = { "*" };
	json_t *json = json_loads(map, 0, NULL);
	struct xlsx_fault fault = { .text = NULL };
	struct xlsx_book book = { .package = NULL };
	struct map_fault map_fault;
	struct table *table = table_new(json, UNMAPPED_KEEP, &map_fault);

	if (!xlsx_book_of_bytes(&book, bytes, len, &fault) ||
	    !xlsx_book_choose(&book, all, 1, &fault)) {
		if (fault.text == NULL)
			abort();
	} else {
		for (size_t i = 0; i < book.chosen_count; i++)
			read_sheet(&book, book.chosen[i], table);
	}
	xlsx_fault_clear(&fault);
	xlsx_book_close(&book);
	table_free(table);
	json_decref(json);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span parts[PARTS];
	char *bytes;
	size_t len;

	if (size == 0 || (*data != 'x' && *data != 'z')) {
		read_book((const char *)data, size);
		return 0;
	}
	for (size_t i = 0; i < PARTS; i++)
		parts[i] = span_of(usual[i]);
	if (*data == 'x')
		split((const char *)data + 1, (const char *)data + size, parts);
	bytes = make_zip(parts, &len);
	for (size_t i = 1; *data == 'z' && i + 2 < size; i += 3)
		bytes[((size_t)data[i] << 8 | data[i + 1]) % len] = (char)data[i + 2];
	read_book(bytes, len);
	free(bytes);
	return 0;
}
