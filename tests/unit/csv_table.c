#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/table.h"

/*
 * A table of rows with '|' between cells, each a line: what each row is, a letter each
 * (. nothing, r record, s set aside, t reason), then the reason if there is some.
 */
static char *
verdicts(uint64_t header_line, const char *const *lines)
{
	json_t *map = json_loads("{\"a\":\"a\",\"b\":\"b\"}", 0, NULL);
	struct map_fault fault;
	struct table *table = table_new(map, UNMAPPED_REFUSE, &fault);
	enum table_verdict verdict = TABLE_NOTHING;
	struct span cells[8];
	uint64_t line = 0;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert(table != NULL && out != NULL);
	table_begin(table, &(struct table_file){ .name = "f" }, header_line);
	for (; *lines != NULL && verdict != TABLE_UNUSABLE; lines++) {
		struct row row = { .cells = cells, .line = ++line };

		for (const char *at = *lines;; at++) {
			size_t len = strcspn(at, "|");

			cells[row.count++] = (struct span){ at, len };
			at += len;
			if (*at == '\0')
				break;
		}
		verdict = table_row(table, &row);
		fputc(".rst"[verdict], out);
	}
	if (verdict != TABLE_UNUSABLE)
		verdict = table_end(table);
	if (verdict == TABLE_UNUSABLE) {
		const char *reason = table_reason(table, &line);

		fprintf(out, " %zu %s", (size_t)line, reason);
	}
	table_free(table);
	json_decref(map);
	fclose(out);
	return text;
}

static void
expect(uint64_t header_line, const char *const *lines, const char *wanted)
{
	char *got = verdicts(header_line, lines);

	if (strcmp(got, wanted) != 0) {
		fprintf(stderr, "wanted %s\ngot    %s\n", wanted, got);
		abort();
	}
	free(got);
}

static void
test_rows(void)
{
	static const char *const lines[] = { "2020", "b|a", "1|2", "|", "合计|2",
		"1|2|3", "b|a", "note", "3|4", NULL };

	expect(0, lines, "..r.ssssr");
	expect(2, lines, "..r.ssssr");
	expect(1, lines, "...t 0 no-header: no row names a column of the map");
}

static void
test_trouble(void)
{
	static const char *const lacking[] = { "x", "y|b", NULL };
	static const char *const unknown[] = { "a|b|c", NULL };
	static const char *const two[] = { "a|x|b|y", NULL };
	static const char *const twice[] = { "a|b|a", NULL };
	static const char *const doubt[] = { "x", "1|2", "a|b", NULL };
	static const char *const none[] = { NULL };

	expect(0, lacking,
	    ".. 2 no-header: no row names all required columns; this one "
	    "names 1 and lacks a");
	expect(0, unknown, "t 1 bad-header: column c is not in the map");
	expect(0, two, "t 1 bad-header: columns x, y are not in the map");
	expect(0, twice, "t 1 bad-header: column a stands there twice");
	expect(0, doubt,
	    "..t 2 header-in-doubt: this row is as full as the header row "
	    "below it, in line 3: which line is the --header-row?");
	expect(3, doubt, "...");
	expect(0, none, " 0 no-header: no row names a column of the map");
}

/* A heading over several columns stands in the first of them. */
static void
test_joined_headers(void)
{
	static const char *const two[] = { "2020|", "a|y", "|b", "1|2", NULL };
	static const char *const three[] = { "2020||", "a|z|", "|y|", "|b|x", "1|2|3",
		NULL };
	static const char *const twice[] = { "a|y|z", "|b|b", NULL };
	static const char *const doubt[] = { "1|2", "a|y", "|b", NULL };
	static const char *const data[] = { "a|c", "1|b", NULL };
	static const char *const left[] = { "a|y|", "||b", "1||2", NULL };

	expect(0, two, "...r");
	expect(2, two, "...r");
	expect(1, two, "...r");
	expect(3, two,
	    ".... 3 no-header: no row names all required columns; this one "
	    "names 1 and lacks a");
	expect(0, three, "...t 2 bad-header: column z/y/x is not in the map");
	expect(0, twice, ".t 1 bad-header: column b stands there twice");
	expect(0, doubt,
	    "..t 1 header-in-doubt: this row is as full as the header row "
	    "below it, in line 2: which line is the --header-row?");
	expect(0, data,
	    ".. 1 no-header: no row names all required columns; this one "
	    "names 1 and lacks b");
	expect(0, left, ".t 1 bad-header: column y is not in the map");
}

static void
test_map_faults(void)
{
	json_t *map = json_loads("{\"a\":\"x\",\"b\":\"x\"}", 0, NULL);
	struct map_fault fault;

	assert(table_new(map, UNMAPPED_REFUSE, &fault) == NULL);
	assert(strcmp(fault.header, "b") == 0 &&
	       strcmp(fault.what, "leads to where another column goes") == 0);
	json_decref(map);
	map = json_integer(1);
	assert(table_new(map, UNMAPPED_REFUSE, &fault) == NULL && fault.header == NULL);
	json_decref(map);
}

/* Rows that are given in spite of it: there are no columns to read them by. */
static void
test_stays_unusable(void)
{
	static struct span header[] = { { "a", 1 }, { "b", 1 } },
			   twice[] = { { "a", 1 }, { "b", 1 }, { "a", 1 } },
			   cells[] = { { "1", 1 }, { "2", 1 }, { "3", 1 } };
	struct row first = { .cells = header, .count = 2, .line = 1 },
		   again = { .cells = twice, .count = 3, .line = 2 },
		   row = { .cells = cells, .count = 3, .line = 3 };
	json_t *map = json_loads("{\"a\":\"a\",\"b\":\"b\"}", 0, NULL);
	struct map_fault fault;
	struct table *table = table_new(map, UNMAPPED_REFUSE, &fault);
	uint64_t line;

	table_begin(table, &(struct table_file){ .name = "f" }, 0);
	assert(table_row(table, &first) == TABLE_NOTHING);
	assert(table_row(table, &again) == TABLE_UNUSABLE);
	assert(table_row(table, &row) == TABLE_UNUSABLE);
	assert(table_end(table) == TABLE_UNUSABLE);
	assert(strncmp(table_reason(table, &line), "bad-header", 10) == 0 && line == 2);
	table_begin(table, &(struct table_file){ .name = "g" }, 0);
	assert(table_row(table, &first) == TABLE_NOTHING);
	row.count = 2;
	assert(table_row(table, &row) == TABLE_RECORD);
	table_free(table);
	json_decref(map);
}

int
main(void)
{
	test_rows();
	test_trouble();
	test_stays_unusable();
	test_joined_headers();
	test_map_faults();
	return 0;
}
