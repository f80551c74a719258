#include "publish/demand.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct writer row;

/* The row of a school that so many want has this behind its count. */
static void
expect(struct demand *d, const char *school, int64_t count, const char *expected)
{
	struct writer wanted = { 0 };

	writer_reset(&row);
	writer_open_object(&row);
	writer_name(&row, "by");
	writer_open_object(&row);
	writer_name(&row, "s");
	writer_raw(&row, span_of(school));
	writer_close_object(&row);
	writer_name(&row, "count");
	writer_integer(&row, count);
	writer_bytes(&wanted, row.text, row.len);
	writer_bytes(&wanted, ",", 1);
	writer_bytes(&wanted, expected, strlen(expected));
	writer_bytes(&wanted, "}", 1);
	writer_close_object(&row);
	assert(demand_add_to(d, "s", &row));
	assert(span_same((struct span){ row.text, row.len },
	    (struct span){ wanted.text, wanted.len }));
	writer_free(&wanted);
}

static void
expect_unasked(struct demand *d, const char *expected)
{
	assert(demand_next_unasked(d, "s", &row));
	assert(span_is((struct span){ row.text, row.len }, expected));
}

int
main(void)
{
	struct demand *d = demand_new();

	assert(d != NULL);
	assert(demand_add_colour(d, "green 0") == NULL);
	assert(demand_add_colour(d, "dark orange 0.85") == NULL);
	assert(demand_add_colour(d, "red 1") == NULL);
	assert(demand_add_colour(d, "black 1.0") != NULL);
	assert(demand_add_colour(d, "2") != NULL && demand_add_colour(d, " 2") != NULL);
	assert(demand_add_colour(d, "black") != NULL);
	assert(demand_add_colour(d, "black -1") != NULL);
	assert(demand_add_seats(d, span_of("\"P1\""), 40));
	assert(demand_add_seats(d, span_of("\"P2\""), 0));
	assert(demand_add_seats(d, span_of("\"P3\""), 3));
	assert(demand_add_seats(d, span_of("\"P1\""), 20));

	expect(d, "\"P1\"", 50, "\"seats\":60,\"ratio\":0.833,\"warning\":\"green\"");
	expect(
	    d, "\"P1\"", 51, "\"seats\":60,\"ratio\":0.85,\"warning\":\"dark orange\"");
	expect(d, "\"P1\"", 60, "\"seats\":60,\"ratio\":1,\"warning\":\"red\"");
	expect(d, "\"P1\"", 0, "\"seats\":60,\"ratio\":0,\"warning\":\"green\"");
	expect(d, "\"P2\"", 1, "\"seats\":0,\"warning\":\"red\"");
	expect(d, "\"P2\"", 0, "\"seats\":0,\"warning\":\"green\"");
	assert(demand_unknown(d) == 0);
	expect(d, "1", 4, "\"seats\":null");
	assert(demand_unknown(d) == 1);
	expect_unasked(d, "{\"by\":{\"s\":\"P3\"},\"count\":0,\"seats\":3,\"ratio\":0,"
			  "\"warning\":\"green\"}");
	assert(!demand_next_unasked(d, "s", &row));
	expect(d, "\"P3\"", 2, "\"seats\":3,\"ratio\":0.667,\"warning\":\"green\"");
	demand_free(d);
	writer_free(&row);
	return 0;
}
