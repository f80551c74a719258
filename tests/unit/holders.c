#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "seats/holders.h"

#define HELD(program, group, slide) ((struct holding){ program, group, slide })

static const struct holding nothing = { MARKET_NONE, MARKET_NONE, false };

/* X has two seats, Y a group of one and one of two seats, of which it gives one. */
static const uint32_t capacity[] = { 2, 3 }, group_first[] = { 0, 0, 2 };
static const struct seat_group groups[] = { { 1, MARKET_NONE, MARKET_NONE },
	{ 2, 1, MARKET_NONE } };
static const struct market xy = { .programs = 2,
	.capacity = capacity,
	.group_first = group_first,
	.groups = groups };

static void
test_short(void)
{
	static const uint32_t one_taken[] = { 1, 0 };
	struct holders h = { .decision = NULL };
	struct market m = xy;
	struct seat x = { 0, 1, MARKET_NONE }, y = { 1, 0, 0 };
	bool enough;

	assert(holders_short(&h, &m, &enough) == MARKET_NONE && enough);
	assert(holders_add(&h, 1, &HELD(0, MARKET_NONE, true)));
	assert(holders_of(&h, 0) == NULL && holders_of(&h, 2) == NULL);
	assert(holders_of(&h, 1)->program == 0 && holders_of(&h, 1)->slide);
	assert(holders_kept(&h, 1, &x) && !holders_kept(&h, 1, &y));
	assert(!holders_kept(&h, 0, &x));
	assert(holders_add(&h, 2, &nothing) && holders_of(&h, 2) == NULL);
	assert(holders_add(&h, 3, &HELD(1, 0, false)));
	assert(holders_add(&h, 4, &HELD(1, 1, false)));
	assert(holders_short(&h, &m, &enough) == MARKET_NONE && enough);
	assert(holders_add(&h, 5, &HELD(0, MARKET_NONE, false)));
	assert(holders_short(&h, &m, &enough) == MARKET_NONE);
	m.held = one_taken; /* by somebody who takes no part */
	assert(holders_short(&h, &m, &enough) == 0);
	m.held = NULL;
	assert(holders_add(&h, 6, &HELD(1, 1, false))); /* beyond the cap */
	assert(holders_short(&h, &m, &enough) == 1 && enough);
	holders_free(&h);
	assert(holders_of(&h, 1) == NULL);
}

static struct record record;
static struct programs *programs;
static struct holders holders;
static struct holding held;
static struct entry_fault fault;

/* Whether what a record decides about an admission is clear; sets what is held. */
static bool
decide(const char *decision, const char *admission)
{
	static char line[256]; /* the record borrows it */
	struct admission a;

	snprintf(
	    line, sizeof line, "{\"seat\":%s,\"admission\":%s}", decision, admission);
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(admission_read(&record, &a) == NULL);
	return holders_read(&holders, programs, &record, &a, &held, &fault);
}

#define AT(program) "{\"status\":\"admitted\",\"program\":\"" program "\"}"
#define AT_GROUP(group) \
	"{\"status\":\"admitted\",\"program\":\"Y\",\"group\":\"" group "\"}"

static void
test_decisions(void)
{
	assert(decide("\"float\"", AT("X")));
	assert(held.program == 0 && held.group == MARKET_NONE && !held.slide);
	assert(decide("\"slide\"", AT("X")) && held.program == 0 && held.slide);
	assert(decide("\"freeze\"", AT("X")) && held.program == MARKET_NONE);
	assert(decide("null", AT("X")) && held.program == MARKET_NONE);
	assert(decide("\"float\"", AT_GROUP("a")) && held.program == 1);
	assert(held.group == 0);
	/* Another round's group, no group, another round's program, no program. */
	assert(decide("\"float\"", AT_GROUP("b")) && held.program == MARKET_NONE);
	assert(decide("\"float\"", AT("Y")) && held.program == MARKET_NONE);
	assert(decide("\"float\"", AT("Z")) && held.program == MARKET_NONE);
	assert(decide("\"float\"", AT("?")) && held.program == MARKET_NONE);
	/* Who holds nothing decides nothing. */
	assert(decide("7", "{\"status\":\"unplaced\"}") && held.program == MARKET_NONE);
	assert(decide("7", "null") && held.program == MARKET_NONE);
	assert(!decide("7", AT("X")));
	assert(strcmp(fault.code, "holder-unclear") == 0);
	assert(strcmp(fault.field, "seat") == 0);
	assert(!decide("\"floats\"", AT("X")) && !decide("\"\"", AT("Z")));
}

int
main(void)
{
	struct programs_fault why;
	const char *text;
	json_t *document = json_loads(
	    "[{\"id\":\"X\",\"round\":\"r\",\"capacity\":1},"
	    "{\"id\":\"Y\",\"round\":\"r\",\"capacity\":2,\"groups\":["
	    "{\"id\":\"a\",\"seats\":1,\"unfilled\":\"lapse\"},"
	    "{\"id\":\"b\",\"seats\":1,\"unfilled\":\"lapse\",\"round\":\"s\"}]},"
	    "{\"id\":\"Z\",\"round\":\"s\",\"capacity\":1}]",
	    0, NULL);

	test_short();
	programs = programs_read(document, "r", NULL, &why);
	assert(programs != NULL);
	record_init(&record);
	holders.decision = path_new("seat", &text);
	test_decisions();
	path_free(holders.decision);
	record_free(&record);
	programs_free(programs);
	json_decref(document);
	return 0;
}
