#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "sheet/header.h"

static struct column_map *
map_of(const char *text, struct map_fault *fault)
{
	json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);
	struct column_map *map;
	static char header[64];

	assert(json != NULL);
	map = column_map_new(json, fault);
	if (fault->header != NULL) {
		/* It is borrowed from the value, which goes now. */
		snprintf(header, sizeof header, "%s", fault->header);
		fault->header = header;
	}
	json_decref(json);
	return map;
}

static void
expect_fault(const char *text, const char *header, const char *what)
{
	struct map_fault fault;

	assert(map_of(text, &fault) == NULL);
	assert(fault.what != NULL && strstr(fault.what, what) != NULL);
	assert(header == NULL || strcmp(fault.header, header) == 0);
}

static void
test_map(void)
{
	struct map_fault fault;
	struct column_map *map = map_of(
	    "{\"姓名\":\"name\",\"语文\":{\"to\":\"scores.chinese\",\"type\":"
	    "\"number\"},"
	    "\"身份证件号码\":{\"to\":\"resident_id\",\"aliases\":[\"身份证号\",\"证件 "
	    "号码\"]},"
	    "\"出生日期\":{\"to\":\"birth\",\"type\":\"date\",\"date-serial\":1904,"
	    "\"required\":false},\"序号\":null}",
	    &fault);
	const struct column *c;

	assert(map != NULL && map->count == 5);
	c = map->columns;
	assert(strcmp(c[0].header, "姓名") == 0 && strcmp(c[0].to, "name") == 0);
	assert(strcmp(c[0].type->name, "text") == 0 && c[0].required);
	assert(strcmp(c[1].type->name, "number") == 0 &&
	       strcmp(c[1].to, "scores.chinese") == 0);
	assert(c[2].name_count == 3 && strcmp(c[2].names[2], "证件号码") == 0);
	assert(c[3].reading.serials == CELL_SERIALS_1904 && !c[3].required);
	assert(c[4].to == NULL && !c[4].required);
	column_map_free(map);
}

static void
test_map_faults(void)
{
	expect_fault("7", NULL, "object");
	expect_fault("{}", NULL, "object");
	expect_fault("{\"a\":7}", "a", "path");
	expect_fault("{\"a\":{}}", "a", "to");
	expect_fault("{\"a\":{\"to\":7}}", "a", "to");
	expect_fault("{\"a\":\"x\",\"b\":{\"to\":\"y\",\"typ\":\"date\"}}", "b", "key");
	expect_fault("{\"a\":{\"to\":\"x\",\"type\":\"score\"}}", "a", "type");
	expect_fault("{\"a\":{\"to\":\"x\",\"date-serial\":1900}}", "a", "date-serial");
	expect_fault("{\"a\":{\"to\":\"x\",\"type\":\"date\",\"date-serial\":1905}}",
	    "a", "1904");
	expect_fault("{\"a\":{\"to\":\"x\",\"required\":1}}", "a", "required");
	expect_fault("{\"a\":{\"to\":\"x\",\"gap\":\"null\"}}", "a", "array");
	expect_fault("{\"a\":{\"to\":\"x[]\",\"gap\":\"skip\"}}", "a", "gap");
	expect_fault("{\"a\":{\"to\":\"x\",\"aliases\":\"b\"}}", "a", "aliases");
	expect_fault("{\"a\":{\"to\":\"x\",\"aliases\":[\"b\",1]}}", "a", "aliases");
	expect_fault("{\"a b\":\"x\",\"ab\":\"y\"}", "ab", "another");
	expect_fault(
	    "{\"a\":\"x\",\"b\":{\"to\":\"y\",\"aliases\":[\"a\"]}}", "b", "another");
	expect_fault("{\" \":\"x\"}", " ", "empty");
}

/* Cells with commas between them. */
static size_t
split(const char *row, struct span cells[16])
{
	size_t n = 0;

	for (;; row++) {
		size_t len = strcspn(row, ",");

		cells[n++] = (struct span){ row, len };
		row += len;
		if (*row == '\0')
			return n;
	}
}

static const char columns[] = "{\"id\":\"id\",\"语文\":\"scores.chinese\",\"total\":{"
			      "\"to\":\"total\",\"required\":false}}";

static void
test_match(void)
{
	struct map_fault fault;
	struct column_map *map = map_of(columns, &fault);
	struct header header = { .places = NULL };
	struct span cells[16];
	size_t n = split("语\n文 ,,\xe3\x80\x80id,other", cells);

	assert(header_match(map, cells, n, &header));
	assert(header.places[0] == 2 && header.places[1] == 0);
	assert(header.places[2] == HEADER_ABSENT);
	assert(header.found == 2 && header.filled == 3 && header.lacking == 0);
	assert(header.twice == NULL);

	n = split("id,total,id", cells);
	assert(header_match(map, cells, n, &header));
	assert(header.lacking == 1 && strcmp(header.lacks, "语文") == 0);
	assert(strcmp(header.twice, "id") == 0);
	header_clear(&header);
	column_map_free(map);
}

/* The verdicts on rows, as letters: h here, n not yet, x not found, ? in doubt. */
static void
expect_search(uint64_t given_line, const char *const *rows, const char *verdicts,
    uint64_t nearest, uint64_t fullest)
{
	struct map_fault fault;
	struct column_map *map = map_of(columns, &fault);
	struct header_search search = { .given_line = given_line };
	struct header header = { .places = NULL };
	struct span cells[16];

	for (size_t i = 0; verdicts[i] != '\0'; i++) {
		assert(header_match(map, cells, split(rows[i], cells), &header));
		assert("hnx?"[header_consider(&search, &header, i + 1)] == verdicts[i]);
	}
	assert(search.nearest_line == nearest && search.fullest_line == fullest);
	header_clear(&header);
	column_map_free(map);
}

static void
test_search(void)
{
	static const char *const first[] = { "id,语文" };
	static const char *const titled[] = { "2020", ",", "id,", "id,语文,total" };
	static const char *const wide[] = { "a,b,c", "id,语文" };
	static const char *const none[20] = { "a", "id", "b,c", "", "", "", "", "", "",
		"", "", "", "", "", "", "", "", "", "", "id,语" };

	static const char *const below[] = { "2020", ",", "id,", "1", "2", "3" };

	expect_search(0, first, "h", 0, 0);
	expect_search(0, titled, "nnnh", 3, 1);
	expect_search(0, wide, "n?", 0, 1);
	expect_search(0, none, "nnnnnnnnnnnnnnnnnnnx", 2, 3);
	expect_search(2, wide, "nh", 0, 0);
	expect_search(3, below, "nnnnnx", 3, 3);
	expect_search(3, titled, "nnnn", 3, 3);
}

int
main(void)
{
	test_map();
	test_map_faults();
	test_match();
	test_search();
	return 0;
}
