#include <assert.h>
#include <string.h>

#include "place/coordinate.h"

/* What the coordinate "x" of a record is, and its billionths. */
static enum coordinate
read_x(const char *line, int64_t *billionths)
{
	struct path *path = path_new("x", &(const char *){ NULL });
	struct record record;
	enum coordinate what;

	record_init(&record);
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	what = coordinate_read(path, &record, billionths);
	record_free(&record);
	path_free(path);
	return what;
}

static void
expect(const char *line, int64_t wanted)
{
	int64_t billionths;

	assert(read_x(line, &billionths) == COORDINATE_OK && billionths == wanted);
}

static void
expect_fault(const char *line, const char *code)
{
	int64_t billionths;

	assert(strcmp(coordinate_code(read_x(line, &billionths)), code) == 0);
}

int
main(void)
{
	expect("{\"x\":103.5}", INT64_C(103500000000));
	expect("{\"x\":\"103.5\"}", INT64_C(103500000000));
	expect("{\"x\":\" \\t103.5\\r\\n\"}", INT64_C(103500000000));
	expect("{\"x\":-1}", INT64_C(-1000000000));
	expect_fault("{}", "place-missing");
	expect_fault("{\"x\":null}", "place-missing");
	expect_fault("{\"x\":\"\"}", "place-missing");
	expect_fault("{\"x\":\" \"}", "place-missing");
	expect_fault("{\"x\":\"36 N\"}", "place-not-a-number");
	expect_fault("{\"x\":\"1 0\"}", "place-not-a-number");
	expect_fault("{\"x\":[103.5]}", "place-not-a-number");
	expect_fault("{\"x\":true}", "place-not-a-number");
	/* A number out of range is one, as a text too. */
	expect_fault("{\"x\":3650000}", "place-range");
	expect_fault("{\"x\":\"3650000\"}", "place-range");
	expect_fault("{\"x\":1e300}", "place-range");
	return 0;
}
