#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "audit/roll.h"

static struct record record;
static uint32_t number;

static struct span
parse(const char *id, const char *line)
{
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	return span_of(id);
}

static enum roll_finding
enter(struct roll *r, const char *id, const char *line, bool admitted)
{
	return roll_enter(r, parse(id, line), &record, admitted, &number);
}

static enum roll_finding
call(struct roll *r, const char *id, const char *line, bool *admitted)
{
	return roll_call(r, parse(id, line), &record, admitted, &number);
}

static void
test_list(void)
{
	struct roll *r = roll_new(true);
	bool admitted;

	assert(enter(r, "A", "{\"s\":87.50}", false) == ROLL_OK && number == 0);
	assert(enter(r, "B", "{\"admission\":7,\"s\":2}", true) == ROLL_OK);
	assert(enter(r, "C", "{\"s\":3}", false) == ROLL_OK);
	assert(enter(r, "D", "{\"s\":4}", false) == ROLL_OK && number == 3);
	assert(enter(r, "E", "{\"admission\":7}", true) == ROLL_OK);
	assert(enter(r, "B", "{}", false) == ROLL_TWICE && number == 1);

	assert(call(r, "D", "{\"s\":4,\"admission\":1}", &admitted) == ROLL_OK);
	assert(number == 3 && !admitted);
	assert(call(r, "D", "{\"s\":4,\"admission\":1}", &admitted) == ROLL_TWICE);
	assert(call(r, "X", "{\"s\":4}", &admitted) == ROLL_STRANGER && !admitted);
	assert(call(r, "X", "{\"s\":4}", &admitted) == ROLL_TWICE);
	assert(call(r, "A", "{\"s\":87.5}", &admitted) == ROLL_ROW_CHANGED);
	assert(call(r, "B", "{\"admission\":8,\"s\":2}", &admitted) ==
	       ROLL_ADMISSION_CHANGED);
	assert(number == 1 && admitted);

	number = 0;
	assert(roll_missing(r, &number) && number == 2);
	assert(roll_id(r, number).len == 1 && roll_id(r, number).at[0] == 'C');
	number++;
	assert(roll_missing(r, &number) && number == 4);
	assert(call(r, "E", "{\"admission\":7}", &admitted) == ROLL_OK && admitted);
	number = 3;
	assert(!roll_missing(r, &number));
	roll_free(r);
	roll_free(NULL);
}

static void
test_no_list(void)
{
	struct roll *r = roll_new(false);
	bool admitted;

	assert(call(r, "A", "{}", &admitted) == ROLL_OK && !admitted);
	assert(call(r, "B", "{}", &admitted) == ROLL_OK && number == 1);
	assert(call(r, "A", "{}", &admitted) == ROLL_TWICE && number == 0);
	number = 0;
	assert(!roll_missing(r, &number));
	roll_free(r);
}

static enum roll_finding
aside(struct roll *r, const char *id, const char *line, bool *admitted)
{
	return roll_set_aside(r, parse(id, line), &record, admitted, &number);
}

static void
test_set_aside(void)
{
	struct roll *r = roll_new(true);
	bool admitted;

	enter(r, "A", "{}", false);
	enter(r, "B", "{\"n\":12345678901234567890}", false);
	enter(r, "C", "{}", false);
	enter(r, "D", "{\"admission\":1,\"n\":1}", false);
	enter(r, "E", "{\"n\":1}", true);
	assert(aside(r, "B", "{\"n\":12345678901234567890}", &admitted) == ROLL_OK);
	assert(number == 1 && !admitted);
	assert(aside(r, "B", "{}", &admitted) == ROLL_TWICE);
	assert(aside(r, "X", "{}", &admitted) == ROLL_STRANGER && number == 5);
	assert(aside(r, "C", "{\"n\":1}", &admitted) == ROLL_ROW_CHANGED);
	assert(aside(r, "D", "{\"admission\":2,\"n\":1}", &admitted) ==
	       ROLL_ADMISSION_CHANGED);
	assert(aside(r, "E", "{\"n\":1}", &admitted) == ROLL_OK && admitted);
	assert(call(r, "A", "{}", &admitted) == ROLL_OK);
	assert(call(r, "B", "{\"n\":12345678901234567890}", &admitted) == ROLL_TWICE);
	number = 0;
	assert(!roll_missing(r, &number));
	roll_free(r);
}

static void
test_many(void)
{
	struct roll *r = roll_new(true);
	bool admitted;
	char id[16];

	for (int i = 0; i < 5000; i++) {
		snprintf(id, sizeof id, "%d", i);
		assert(enter(r, id, "{}", i % 2 == 0) == ROLL_OK);
	}
	for (int i = 4999; i > 0; i--) {
		snprintf(id, sizeof id, "%d", i);
		assert(call(r, id, "{}", &admitted) == ROLL_OK);
		assert(admitted == (i % 2 == 0));
	}
	number = 0;
	assert(roll_missing(r, &number) && number == 0);
	roll_free(r);
}

int
main(void)
{
	record_init(&record);
	test_list();
	test_no_list();
	test_set_aside();
	test_many();
	record_free(&record);
	return 0;
}
