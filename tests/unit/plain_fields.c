/*
 * The record of a row whose cells are JSON as they stand, against that of the same row
 * of which nothing is known: maps with fields of all kinds, rows with cells of all
 * kinds.
 */
#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/layout.h"

#include "fixed_seed.h"

enum { MAPS = 400, ROWS = 200, MAPPED = 12, COLUMNS = MAPPED + 2, LONGEST = 4000 };

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* What was seen: records, rows with faults, rows by what was known of them. */
static size_t records, faulty, known[3];

/* The types of the columns of the map at hand. */
static const char *types[COLUMNS];

/* Objects in each other, lists, and names that are longer than a piece. */
static void
write_path(char *to, size_t size, size_t column)
{
	static const char *const places[] = { "", "scores.", "a.b.", "a.",
		"a.b.a_name_that_is_longer_than_others_" };
	static const char *const lists[] = { "choices[]", "a.list[]" };

	if (draw() % 3 == 0)
		snprintf(to, size, "%s", lists[draw() % COUNT(lists)]);
	else
		snprintf(to, size, "%sv%zu", places[draw() % COUNT(places)], column);
}

static json_t *
random_map(void)
{
	static const char *const all[] = { "text", "text", "text", "number", "number",
		"decimal", "integer", "date", "boolean", "list" };
	json_t *map = json_object();

	for (size_t i = 0; i < MAPPED; i++) {
		char header[16], to[64];
		json_t *column;
		bool list;

		snprintf(header, sizeof header, "c%zu", i);
		write_path(to, sizeof to, i);
		list = strchr(to, ']') != NULL; /* its items are no lists */
		types[i] = all[draw() % (COUNT(all) - list)];
		column = json_pack("{s:s, s:s}", "to", to, "type", types[i]);
		if (draw() % 4 == 0)
			json_object_set_new(column, "clean",
			    json_pack("[s, s, s]", "trim", "unseen", "width"));
		if (list && draw() % 8 == 0)
			json_object_set_new(column, "gap", json_string("error"));
		json_object_set_new(map, header, column);
	}
	return map;
}

/* A layout for a header row: the columns of the map, one more, and one without a name.
 */
static struct layout *
bind(const struct column_map *map)
{
	static const char *const headers[COLUMNS] = { "c0", "c1", "c2", "c3", "c4",
		"c5", "c6", "c7", "c8", "c9", "c10", "c11", "more", "" };
	struct span cells[COLUMNS];
	struct header header = { .places = NULL };
	struct map_fault fault;
	struct layout *layout = layout_new(map, UNMAPPED_KEEP, &fault);

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = span_of(headers[i]);
	assert(layout != NULL && header_match(map, cells, COLUMNS, &header));
	assert(layout_bind(layout, &header, cells, COLUMNS,
	    &(struct table_file){ .name = "a.csv" }, &fault));
	header_clear(&header);
	return layout;
}

/* A cell that a column of a type has, as a rule. */
static const char *
suiting_cell(const char *type)
{
	static const char *const numbers[] = { "7", "88", "31.5", "-0.25", "103.823262",
		"0", "1234567890123456", "12345678901234567", "2e3" };
	static const char *const dates[] = { "2005/7/1", "2014-09-01", "2014年9月1日" };

	if (type == NULL || draw() % 3 == 0)
		return "";
	if (strcmp(type, "integer") == 0)
		return numbers[draw() % 2];
	if (strcmp(type, "number") == 0 || strcmp(type, "decimal") == 0)
		return numbers[draw() % (COUNT(numbers) - (*type == 'd'))];
	if (strcmp(type, "date") == 0)
		return dates[draw() % COUNT(dates)];
	return draw() % 2 == 0 ? "是" : "否";
}

/* Any cell; an odd one is more than JSON as it stands, or may have to be trimmed. */
static const char *
any_cell(bool odd)
{
	static const char *const usual[] = { "", "", "", "7", "007", "1.", "-", "x",
		"2014-02-30", "张三", "a/b", "620102200507017419", "甘肃省兰州市城关区",
		"甘肃省兰州市城关区南屏巷184号柳荫佳园6号楼2单元903室", "=1" };
	static const char *const others[] = { " 7", "张 三 ", "#N/A", "####", "3#楼",
		"（东校区）", "\xe3\x80\x80", "古丽·买买提", "７", "＂", "a\\b",
		"a\x01", "\xf0\xa0\x80\x80", "\xef\xbb\xbf", "\x7f" };

	return odd ? others[draw() % COUNT(others)] : usual[draw() % COUNT(usual)];
}

static const char *
cell(size_t column, bool odd)
{
	const char *type = types[column];
	bool free = type != NULL && (strcmp(type, "text") == 0 || draw() % 64 == 0);

	return odd || free || draw() % 64 == 0 ? any_cell(odd) : suiting_cell(type);
}

/* A row, in memory of its own size with what can be read behind it. */
static struct span
random_row(char **memory)
{
	char text[LONGEST + ROW_BYTES_BEHIND];
	size_t len = 0, odd = draw() % (3 * COLUMNS);

	for (size_t i = 0; i < COLUMNS; i++) {
		bool last = i + 1 == COLUMNS; /* and without a header */
		const char *at = cell(i, i == odd);
		size_t times = draw() % 256 == 0 ? draw() % 8 : 1;

		for (; times > 0; times--) {
			memcpy(text + len, at, strlen(at));
			len += strlen(at);
		}
		if (!last)
			text[len++] = ',';
	}
	text[len] = '\n';
	for (size_t i = 1; i < ROW_BYTES_BEHIND; i++)
		text[len + i] = "0123456789.,\n\" \xe5"[draw() % 16];
	*memory = malloc(len + ROW_BYTES_BEHIND);
	assert(*memory != NULL);
	memcpy(*memory, text, len + ROW_BYTES_BEHIND);
	return (struct span){ *memory, len };
}

/* The record, or the codes and fields of the faults; new. */
static char *
outcome(struct layout *layout, const struct row *row)
{
	struct span record = layout_record(layout, row);
	const struct row_fault *faults;
	size_t count;
	char *text;
	FILE *out = open_memstream(&text, &(size_t){ 0 });

	assert(out != NULL && record.at != NULL);
	faults = layout_faults(layout, &count);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "%s %s\n", faults[i].code,
		    faults[i].field == NULL ? "-" : faults[i].field);
	if (count == 0)
		fprintf(out, "%.*s\n", (int)record.len, record.at);
	fclose(out);
	records += count == 0;
	faulty += count > 0;
	return text;
}

static void
compare(struct layout *layout)
{
	static struct row_cells cells;
	struct span again[COLUMNS];
	char *memory, *quick, *slow;
	struct row row = { .line = 7, .text = random_row(&memory) };

	assert(row_scan((struct row_line){ row.text, ROW_BYTES_BEHIND }, ',', &cells,
		   &row.bytes) == ROW_SCAN_CUT);
	assert(cells.count == COLUMNS);
	memcpy(again, cells.items, sizeof again);
	row.count = COLUMNS;
	row.cells = cells.items;
	known[row.bytes]++;
	quick = outcome(layout, &row);
	row.cells = again;
	row.bytes = ROW_BYTES_ANY;
	slow = outcome(layout, &row);
	if (strcmp(quick, slow) != 0) {
		fprintf(stderr, "%.*s\nquick %s\nslow %s\n", (int)row.text.len,
		    row.text.at, quick, slow);
		abort();
	}
	free(quick);
	free(slow);
	free(memory);
}

int
main(void)
{
	for (int i = 0; i < MAPS; i++) {
		json_t *json = random_map();
		struct map_fault fault;
		struct column_map *map = column_map_new(json, &fault);
		struct layout *layout;

		assert(map != NULL);
		layout = bind(map);
		for (int k = 0; k < ROWS; k++)
			compare(layout);
		layout_free(layout);
		column_map_free(map);
		json_decref(json);
	}
	assert(known[ROW_BYTES_ORDINARY] > 10000 && known[ROW_BYTES_TEXT] > 1000 &&
	       known[ROW_BYTES_ANY] > 1000 && records > 1000 && faulty > 1000);
	return 0;
}
