#include "identity/roster.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct span
span(const char *text)
{
	return span_of(text);
}

static void
expect(const struct roster *r, uint32_t number, const char *file, uint64_t line,
    const char *id)
{
	assert(strcmp(roster_file(r, number), file) == 0);
	assert(roster_line(r, number) == line);
	assert(roster_id(r, number).len == strlen(id));
	assert(strncmp(roster_id(r, number).at, id, strlen(id)) == 0);
}

static void
test_files_and_ids(void)
{
	struct roster *r = roster_new(true);

	assert(r != NULL && roster_count(r) == 0);
	assert(roster_add(r, "a.jsonl", 1, span("\"007\"")));
	assert(roster_add(r, "a.jsonl", 3, span("")));
	assert(roster_add(r, "b.jsonl", 1, span("12")));
	assert(roster_add(r, "c.jsonl", 9, span("\"x\"")));
	assert(roster_add(r, "a.jsonl", 4294967295, span("\"y\"")));
	assert(!roster_add(r, "a.jsonl", 4294967296, span("\"z\"")));
	assert(roster_count(r) == 5);
	expect(r, 0, "a.jsonl", 1, "\"007\"");
	expect(r, 1, "a.jsonl", 3, "");
	expect(r, 2, "b.jsonl", 1, "12");
	expect(r, 3, "c.jsonl", 9, "\"x\"");
	expect(r, 4, "a.jsonl", 4294967295, "\"y\"");
	roster_free(r);
}

static void
test_without_ids(void)
{
	struct roster *r = roster_new(false);

	assert(r != NULL);
	for (uint64_t line = 1; line <= 10000; line++)
		assert(roster_add(r, line <= 5000 ? "a" : "b", line, span("\"id\"")));
	assert(roster_line(r, 4999) == 5000 && strcmp(roster_file(r, 4999), "a") == 0);
	assert(roster_line(r, 5000) == 5001 && strcmp(roster_file(r, 5000), "b") == 0);
	assert(roster_id(r, 7).at == NULL && roster_id(r, 7).len == 0);
	roster_free(r);
}

int
main(void)
{
	test_files_and_ids();
	test_without_ids();
	return 0;
}
