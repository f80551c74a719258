#include "publish/demand.h"

#undef NDEBUG
#include <assert.h>

static void
expect(struct demand *d, const char *school, uint64_t count, const char *expected)
{
	struct writer json = { 0 };

	writer_open_object(&json);
	demand_write(d, span_of(school), count, &json);
	writer_close_object(&json);
	assert(span_is((struct span){ json.text, json.len }, expected));
	writer_free(&json);
}

int
main(void)
{
	struct demand *d = demand_new();
	struct span school;

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

	expect(d, "\"P1\"", 50, "{\"seats\":60,\"ratio\":0.833,\"warning\":\"green\"}");
	expect(d, "\"P1\"", 51,
	    "{\"seats\":60,\"ratio\":0.85,\"warning\":\"dark orange\"}");
	expect(d, "\"P1\"", 60, "{\"seats\":60,\"ratio\":1,\"warning\":\"red\"}");
	expect(d, "\"P1\"", 0, "{\"seats\":60,\"ratio\":0,\"warning\":\"green\"}");
	assert(demand_next_unasked(d, &school) && span_is(school, "\"P2\""));
	expect(d, "\"P2\"", 1, "{\"seats\":0,\"warning\":\"red\"}");
	expect(d, "\"P2\"", 0, "{\"seats\":0,\"warning\":\"green\"}");
	assert(demand_unknown(d) == 0);
	expect(d, "1", 4, "{\"seats\":null}");
	assert(demand_unknown(d) == 1);
	assert(demand_next_unasked(d, &school) && span_is(school, "\"P3\""));
	assert(!demand_next_unasked(d, &school));
	expect(d, "\"P3\"", 2, "{\"seats\":3,\"ratio\":0.667,\"warning\":\"green\"}");
	demand_free(d);
	return 0;
}
