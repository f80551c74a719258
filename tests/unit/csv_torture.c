/*
 * Files of other projects, read by rows.h and held against what those projects say
 * is in them.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "sheet/rows.h"

#define DATA "../shared/data/torture/"

/* All rows of a file as arrays of texts; NULL if it cannot be read to its end. */
static json_t *
read_rows(const char *set, const char *name)
{
	struct rows *rows = rows_new(',', 1 << 20);
	json_t *table = json_array();
	char path[256], block[16];
	enum rows_step step;
	struct row row;
	FILE *file;

	snprintf(path, sizeof path, DATA "%s/%s.csv", set, name);
	file = fopen(path, "r");
	assert(file != NULL && rows != NULL);
	while ((step = rows_next(rows, &row)) == ROWS_ROW || step == ROWS_FED) {
		json_t *cells = json_array();
		size_t len;

		if (step == ROWS_FED) {
			json_decref(cells);
			len = fread(block, 1, sizeof block, file);
			if (len == 0)
				rows_finish(rows);
			else
				rows_feed(rows, block, len);
			continue;
		}
		for (size_t i = 0; i < row.count; i++)
			json_array_append_new(cells,
			    json_stringn_nocheck(row.cells[i].at, row.cells[i].len));
		json_array_append_new(table, cells);
	}
	fclose(file);
	rows_free(rows);
	if (step == ROWS_END)
		return table;
	json_decref(table);
	return NULL;
}

/* An array of objects, or of arrays of texts, as read_rows() makes it. */
static json_t *
read_expected(const char *set, const char *name)
{
	json_t *expected, *table = json_array(), *row, *value;
	char path[256];
	const char *header;
	size_t i;

	snprintf(path, sizeof path, DATA "%s/%s.json", set, name);
	expected = json_load_file(path, 0, NULL);
	assert(expected != NULL);
	if (!json_is_object(json_array_get(expected, 0))) {
		json_decref(table);
		return expected;
	}
	json_array_foreach(expected, i, row)
	{
		json_t *headers = json_array(), *cells = json_array();

		json_object_foreach(row, header, value)
		{
			json_array_append_new(headers, json_string(header));
			json_array_append(cells, value);
		}
		if (i == 0)
			json_array_append(table, headers);
		json_array_append_new(table, cells);
		json_decref(headers);
	}
	json_decref(expected);
	return table;
}

static void
expect_same(const char *csv_set, const char *json_set, const char *name)
{
	json_t *got = read_rows(csv_set, name), *wanted = read_expected(json_set, name);

	if (got == NULL || !json_equal(got, wanted)) {
		fprintf(stderr, "%s: ", name);
		json_dumpf(got, stderr, 0);
		abort();
	}
	json_decref(got);
	json_decref(wanted);
}

/* How many cells the rows of a file have, with spaces between. */
static void
expect_rows(const char *set, const char *name, const char *wanted)
{
	json_t *table = read_rows(set, name), *row;
	char got[64] = "";
	size_t i, len = 0;

	assert(table != NULL);
	json_array_foreach(table, i, row)
	{
		len += (size_t)snprintf(got + len, sizeof got - len, "%s%zu",
		    i == 0 ? "" : " ", json_array_size(row));
		assert(len < sizeof got);
	}
	if (strcmp(got, wanted) != 0) {
		fprintf(stderr, "%s: %s, not %s\n", name, got, wanted);
		abort();
	}
	json_decref(table);
}

static void
test_csv_spectrum(void)
{
	static const char *const names[] = { "comma_in_quotes", "empty", "empty_crlf",
		"escaped_quotes", "json", "newlines", "newlines_crlf",
		"quotes_and_newlines", "simple", "simple_crlf", "utf8" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		expect_same("csv-spectrum/csvs", "csv-spectrum/json", names[i]);
	/* Its two files have different telephone numbers; here a quote in an unquoted
	 * cell (37.8"N) makes the row one without cells. */
	expect_rows("csv-spectrum/csvs", "location_coordinates", "4 0");
}

static void
test_csv_test_data(void)
{
	static const char *const names[] = { "empty-field", "header-simple",
		"leading-space", "one-column", "quotes-empty", "quotes-with-comma",
		"quotes-with-escaped-quote", "quotes-with-newline", "quotes-with-space",
		"simple-crlf", "simple-lf", "trailing-newline",
		"trailing-newline-one-field", "trailing-space", "utf8" };
	/* A row that is refused has no cells. */
	static const char *const bad[] = { "bad-unescaped-quote",
		"bad-quotes-with-unescaped-quote" };
	json_t *table;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		expect_same("csv-test-data/csv", "csv-test-data/json", names[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		table = read_rows("csv-test-data/csv", bad[i]);
		assert(json_array_size(table) == 2);
		assert(json_array_size(json_array_get(table, 0)) == 3);
		assert(json_array_size(json_array_get(table, 1)) == 0);
		json_decref(table);
	}
	assert(read_rows("csv-test-data/csv", "bad-missing-quote") == NULL);
	/* To its authors a blank line is a row; here it is counted, and no row. */
	expect_rows("csv-test-data/csv", "all-empty", "");
	expect_rows("csv-test-data/csv", "empty-one-column", "1");
	/* Rows that a header makes wrong are read, and judged by it (csv_torture.bats).
	 */
	expect_rows("csv-test-data/csv", "header-no-rows", "3");
	expect_rows("csv-test-data/csv", "bad-header-less-fields", "3 2");
	expect_rows("csv-test-data/csv", "bad-header-more-fields", "3 4");
	expect_rows("csv-test-data/csv", "bad-header-no-header", "");
	expect_rows("csv-test-data/csv", "bad-header-wrong-header", "3");
}

int
main(void)
{
	if (access(DATA, R_OK) == -1) {
		puts("# csv_torture: skipped, no shared data");
		return 0;
	}
	test_csv_spectrum();
	test_csv_test_data();
	return 0;
}
