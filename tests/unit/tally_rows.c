#include "publish/tally_rows.h"

#undef NDEBUG
#include <assert.h>

#include "publish/row_table.h"

static const char *const names[] = { "s", "c" };

static const char *const rows[] = {
	"{\"by\":{\"s\":\"P1\",\"c\":\"A\"},\"count\":2,\"sum\":{\"n\":7}}",
	"{\"by\":{\"s\":\"P1\",\"c\":\"B\"},\"count\":30,\"sum\":{\"n\":1.5}}",
	"{\"by\":{\"s\":\"P2\",\"c\":\"A\"},\"count\":40}",
	"{\"by\":{\"s\":\"P2\",\"c\":\"B\"},\"count\":50}",
	"{\"by\":{\"s\":\"P1\"},\"count\":32}",
	"{\"by\":{\"s\":\"P2\"},\"count\":90}",
	"{\"by\":{\"c\":\"A\"},\"count\":42}",
	"{\"by\":{\"c\":\"B\"},\"count\":80}",
	"{\"by\":{},\"count\":122}",
	"{\"by\":{\"s\":\"P3\"},\"count\":0}",
};

/* The same rows as CSV: four cells hide the one that counts 2. */
static const char sheet[] = "by.s,by.c,count,sum.n\n"
			    "P1,A,*,\nP1,B,*,\nP2,A,*,\nP2,B,*,\n"
			    "P1,,32,\nP2,,90,\n,A,42,\n,B,80,\n,,122,\nP3,,0,\n";

int
main(void)
{
	static const char columns[] = "/by/s\0/by/c\0/count\0/sum/n";
	struct tally_rows *r = tally_rows_new(names, 2);
	struct row_table *t = row_table_new(false);
	struct writer json = { 0 }, lines = { 0 };

	assert(r != NULL && t != NULL);
	assert(row_table_add_columns(t, (struct span){ columns, sizeof columns }));
	assert(row_table_add_header(t, &lines));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert(tally_rows_add(r, span_of(rows[i])));
	assert(tally_rows_suppress(r, 5) == 4);
	assert(tally_rows_count(r) == sizeof rows / sizeof *rows);
	for (size_t i = 0; i < tally_rows_count(r); i++) {
		struct span row;

		tally_rows_write(r, i, &json);
		row = (struct span){ json.text, json.len };
		if (i == 1)
			assert(span_is(row, "{\"by\":{\"s\":\"P1\",\"c\":\"B\"},"
					    "\"suppressed\":true}"));
		if (i >= 4)
			assert(span_is(row, rows[i]));
		assert(row_table_add(t, row, &lines));
	}
	assert(row_table_close(t, &lines));
	assert(span_is((struct span){ lines.text, lines.len }, sheet));
	tally_rows_free(r);
	row_table_free(t);
	writer_free(&json);
	writer_free(&lines);
	return 0;
}
