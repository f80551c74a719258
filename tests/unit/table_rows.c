/* A table of any kind, as records. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "record/writer.h"
#include "sheet/sheet_file.h"
#include "sheet/table_rows.h"

static const char map[] = "{\"a\":\"id\",\"b\":{\"to\":\"n\",\"type\":\"integer\"}}";

/* What all rows of a table are, one a line: its line, then the record, or the codes and
 * the row; at the end why the table cannot be used. */
static char *
read_all(struct table_rows_source source)
{
	json_t *json = json_loads(map, 0, NULL);
	struct map_fault fault;
	struct table *table = table_new(json, UNMAPPED_REFUSE, &fault);
	struct table_rows *rows;
	struct table_rows_item item;
	enum table_rows_step step;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	uint64_t line;

	source.file = "/some/where/t";
	source.table = table;
	source.max_row = 1000;
	rows = table_rows_new(&source);
	assert(table != NULL && rows != NULL && out != NULL);
	while ((step = table_rows_next(rows, &item)) < TABLE_ROWS_ENDED) {
		fprintf(out, "%d ", (int)item.line);
		for (size_t i = 0; step == TABLE_ROWS_SET_ASIDE && i < item.count; i++)
			fprintf(out, "%s ", item.findings[i].code);
		fprintf(out, "%.*s\n", (int)item.text.len, item.text.at);
	}
	if (step == TABLE_ROWS_FAILED) {
		const char *reason = table_rows_reason(rows, &line);

		fprintf(out, "%d %.*s\n", (int)line, (int)strcspn(reason, ":"), reason);
	}
	assert(step != TABLE_ROWS_NO_MEMORY);
	table_rows_free(rows);
	table_free(table);
	json_decref(json);
	fclose(out);
	return text;
}

static void
expect_of(struct table_rows_source source, const char *wanted)
{
	char *got = read_all(source);

	if (strcmp(got, wanted) != 0) {
		fprintf(stderr, "wanted %s\ngot    %s\n", wanted, got);
		abort();
	}
	free(got);
}

static void
expect(struct span bytes, const char *wanted)
{
	expect_of((struct table_rows_source){ .bytes = bytes }, wanted);
}

/* Two letters of GBK that are one pair of UTF-8 by accident; two kinds of delimiter. */
static void
test_given(void)
{
	struct table_rows_source source = { .bytes =
						span_of("a,b\n\xc1\xaa\xcd\xa8,2\n") };

	source.encoding = ENCODING_GB18030;
	expect_of(source,
	    "2 {\"id\":\"联通\",\"n\":2,\"source\":{\"file\":\"t\",\"line\":2}}\n");
	source.bytes = span_of("a;b\n1,5;2\n3,5;4\n");
	source.delimiter = ';';
	expect_of(source,
	    "2 {\"id\":\"1,5\",\"n\":2,\"source\":{\"file\":\"t\",\"line\":2}}\n"
	    "3 {\"id\":\"3,5\",\"n\":4,\"source\":{\"file\":\"t\",\"line\":3}}\n");
}

static void
test_csv(void)
{
	expect(span_of("a,b\n1,2\nx,y\n\nn,\n3,4"),
	    "2 {\"id\":\"1\",\"n\":2,\"source\":{\"file\":\"t\",\"line\":2}}\n"
	    "3 csv-not-an-integer x,y\n"
	    "5 csv-note-row n,\n"
	    "6 {\"id\":\"3\",\"n\":4,\"source\":{\"file\":\"t\",\"line\":6}}\n");
	/* GB18030, semicolons; a bad quote. */
	expect(span_of("a;b\n\xd5\xc5;2\n\"x\"y;3\n"),
	    "2 {\"id\":\"张\",\"n\":2,\"source\":{\"file\":\"t\",\"line\":2}}\n"
	    "3 csv-bad-quote \"x\"y;3\n");
	expect((struct span){ "\xff\xfe"
			      "a\0\t\0b\0\n\0"
			      "1\0\t\0"
			      "2\0\n",
		   18 },
	    "2 {\"id\":\"1\",\"n\":2,\"source\":{\"file\":\"t\",\"line\":2}}\n");
	expect(span_of(""), "0 csv-no-header\n");
	expect((struct span){ NULL, 0 }, "0 csv-no-header\n");
	expect(span_of("a,c\n1,2\n"), "1 csv-no-header\n");
	expect(span_of("a,b\n1,\"2\n"), "2 csv-truncated\n");
	expect(span_of("a，b\n1，2\n"), "1 csv-full-width-comma\n");
}

static void
test_json_lines(void)
{
	expect(span_of("{\"id\":\"1\"}\n\n[]\n{\"id\":\"2\",\"n\":1.50}"),
	    "1 {\"id\":\"1\"}\n2 not-json \n3 not-object []\n"
	    "4 {\"id\":\"2\",\"n\":1.50}\n");
	expect(span_of("\xef\xbb\xbf{}\n"), "1 byte-order-mark \xef\xbb\xbf{}\n");
	expect(span_of("{\"n\":1}\n{\"#seal\":{\"records\":1,\"bytes\":8,\"xxh3\":"
		       "\"0000000000000000\"}}\n"),
	    "1 {\"n\":1}\n2 broken-seal\n");
}

/* Bytes that a workbook with one sheet has. */
static struct span
new_workbook(void)
{
	static struct written_column items[] = { { .header = "a" }, { .header = "b" } };
	static const struct columns columns = { .items = items, .count = 2 };
	static const struct written_cell rows[][2] = {
		{ { WRITTEN_TEXT, { "张", 3 } }, { WRITTEN_NUMBER, { "7", 1 } } },
		{ { WRITTEN_TEXT, { "x", 1 } }, { WRITTEN_TEXT, { "y", 1 } } },
	};
	struct sheet_file *file = sheet_file_new(&columns);
	FILE *out = tmpfile();
	struct span bytes;
	size_t wrong;
	char *at;

	assert(file != NULL && out != NULL);
	assert(sheet_file_add_sheet(file, "s") == SHEET_FILE_OK);
	for (size_t i = 0; i < 2; i++)
		assert(sheet_file_add_row(file, 0, rows[i], &wrong) == SHEET_FILE_OK);
	assert(sheet_file_write(file, fileno(out)));
	bytes.len = (size_t)lseek(fileno(out), 0, SEEK_END);
	at = malloc(bytes.len);
	assert(
	    at != NULL && pread(fileno(out), at, bytes.len, 0) == (ssize_t)bytes.len);
	bytes.at = at;
	fclose(out);
	sheet_file_free(file);
	return bytes;
}

static void
test_workbook(void)
{
	struct span bytes = new_workbook();

	expect(bytes,
	    "2 {\"id\":\"张\",\"n\":7,\"source\":{\"file\":\"t\",\"sheet\":\"s\","
	    "\"line\":2}}\n3 xlsx-not-an-integer x,y\n");
	bytes.len /= 2;
	expect(bytes, "0 xlsx-damaged\n");
	free((char *)(uintptr_t)bytes.at);
}

int
main(void)
{
	test_given();
	test_csv();
	test_json_lines();
	test_workbook();
	return 0;
}
