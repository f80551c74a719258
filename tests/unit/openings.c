#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "explain/openings.h"

static void
test_by_hand(void)
{
	const struct admission placed = { .status = ADMISSION_ADMITTED,
		.round = { "first", 5 },
		.program = { "S1", 2 },
		.choice = 2 };
	const struct admission none = { .status = ADMISSION_NONE };
	struct openings openings = { .count = 0 };

	assert(openings_add(&openings, span_of("A"), &placed, NULL));
	assert(openings_add(&openings, span_of("\"B\""), &none, NULL));
	assert(span_is(openings_take(&openings),
	    "{\"id\":\"A\",\"admission\":{\"round\":\"first\",\"program\":\"S1\","
	    "\"choice\":2,\"status\":\"admitted\"}"));
	assert(span_is(openings_take(&openings), "{\"id\":\"\\\"B\\\"\""));
	openings_free(&openings);
}

/* More than a block of the file, in their order. */
static void
test_many(void)
{
	const struct admission unplaced = { .status = ADMISSION_UNPLACED };
	struct openings openings = { .count = 0 };
	char id[16], expected[80];

	for (int i = 0; i < 20000; i++) {
		snprintf(id, sizeof id, "%d", i);
		assert(openings_add(&openings, span_of(id), &unplaced, NULL));
	}
	for (int i = 0; i < 20000; i++) {
		snprintf(expected, sizeof expected,
		    "{\"id\":\"%d\",\"admission\":{\"status\":\"unplaced\"}", i);
		assert(span_is(openings_take(&openings), expected));
	}
	openings_free(&openings);
}

int
main(void)
{
	struct openings none = { .count = 0 };

	test_by_hand();
	test_many();
	openings_free(&none);
	return 0;
}
