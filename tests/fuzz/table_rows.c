/*
 * A file of any bytes as a table of any kind: what comes out as a record is one, what
 * is set aside has a reason, and so has a table that cannot be used.
 */
#include <stdint.h>
#include <stdlib.h>

#include "sheet/table_rows.h"

#include "target.h"

static const char map[] =
    "{\"a\":{\"to\":\"a\",\"clean\":[\"width\",\"guard\"]},"
    "\"b\":{\"to\":\"x.b\",\"type\":\"number\",\"required\":false},"
    "\"c\":{\"to\":\"l[]\",\"required\":false}}";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *json = json_loads(map, 0, NULL);
	struct map_fault fault;
	struct table *table = table_new(json, UNMAPPED_KEEP, &fault);
	struct table_rows_source source = { .file = "f",
		.bytes = { (const char *)data, size },
		.table = table,
		.max_row = 4096 };
	struct table_rows *rows = table_rows_new(&source);
	struct table_rows_item item;
	enum table_rows_step step;
	struct record record;
	uint64_t line;

	record_init(&record);
	while ((step = table_rows_next(rows, &item)) < TABLE_ROWS_ENDED) {
		if (step == TABLE_ROWS_RECORD && record_parse(&record, item.text.at,
						     item.text.len, NULL) != RECORD_OK)
			abort();
		if (step == TABLE_ROWS_SET_ASIDE &&
		    (item.count == 0 || item.findings[0].code == NULL))
			abort();
	}
	if (step == TABLE_ROWS_FAILED && table_rows_reason(rows, &line) == NULL)
		abort();
	record_free(&record);
	table_rows_free(rows);
	table_free(table);
	json_decref(json);
	return 0;
}
