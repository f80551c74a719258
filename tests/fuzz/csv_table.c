/*
 * A file of any bytes, in any encoding, through a map: what comes out as a record is
 * one, to the parser that reads it next.
 */
#include <stdint.h>
#include <stdlib.h>

#include "sheet/reader.h"
#include "sheet/table.h"

#include "target.h"

static const char map[] =
    "{\"a\":{\"to\":\"a\",\"clean\":[\"trim\",\"unseen\",\"width\",\"middle-dot\","
    "\"gloss\",\"id-x\",\"inner-space\",\"first-of\"]},"
    "\"b\":{\"to\":\"x.b\",\"type\":\"number\",\"clean\":[\"width\"]},"
    "\"c\":{\"to\":\"x.c\",\"type\":\"date\",\"date-serial\":1900,\"required\":false},"
    "\"d\":{\"to\":\"l[]\",\"required\":false,\"clean\":[\"gloss\",\"unseen\"]},"
    "\"e\":{\"to\":\"l[]\",\"required\":false,\"type\":\"decimal\"},"
    "\"f\":{\"to\":\"f\",\"type\":\"boolean\",\"required\":false,\"yes\":[\"Y\"]},"
    "\"g\":{\"to\":\"g\",\"type\":\"integer\",\"required\":false},"
    "\"h\":{\"to\":\"h\",\"type\":\"list\",\"required\":false,\"clean\":[\"inner-"
    "space\"]}}";

static void
check_row(struct table *table, const struct row *row)
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
		if (count == 0)
			abort();
		break;
	default:
		break;
	}
}

static void
read_all(struct table *table, struct reader *reader, const char *bytes, size_t len,
    size_t block)
{
	const struct row_fault *fault;
	enum rows_step step = ROWS_FED;
	struct row row;
	size_t at = 0;

	do {
		size_t n = len - at < block ? len - at : block;

		if (step == ROWS_FED) {
			reader_feed(reader, bytes + at, n);
			at += n;
		} else if (fault == NULL) {
			check_row(table, &row);
		} else {
			reader_text(reader, &row);
		}
		step = reader_next(reader, &row, &fault);
	} while (step == ROWS_ROW || step == ROWS_FED);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct map_fault fault;
	struct reader *reader;
	struct table *table;
	json_t *json;

	if (size < 2)
		return 0;
	json = json_loads(map, 0, NULL);
	table = table_new(json, data[0] / 8 % 3, &fault);
	reader = reader_new(data[0] % 7, 0, 4096);
	table_begin(table, &(struct table_file){ .name = "f" }, 0);
	read_all(table, reader, (const char *)data + 2, size - 2, 4 + data[1]);
	table_end(table);
	reader_free(reader);
	table_free(table);
	json_decref(json);
	return 0;
}
