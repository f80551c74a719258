#include <assert.h>

#include "audit/set_aside.h"

static bool
is(struct span text, const char *want)
{
	return want == NULL ? text.at == NULL : text.at != NULL && span_is(text, want);
}

/* Lines without a record are skipped; what is said of the others is what they say. */
static void
test_lines(void)
{
	static const char text[] =
	    "{\"filter\":\"f\",\"code\":\"choice-unknown\",\"field\":\"choices.0\","
	    "\"record\":{\"id\":\"A\",\"n\":12345678901234567890}}\n"
	    "{\"filter\":\"f\",\"code\":\"not-json\",\"text\":\"{\\\"id\\\":\\\"B\\\"}"
	    "\"}\n"
	    "broken\n"
	    "\n"
	    "{\"record\":7}\n"
	    "{\"code\":\"\\u0063\",\"field\":1,\"record\":{\"id\":\"C\"}}"; /* no LF */
	struct set_aside s;

	set_aside_open(&s, span_of(text));
	assert(set_aside_next(&s));
	assert(is(s.filter, "f") && is(s.code, "choice-unknown"));
	assert(is(s.field, "choices.0"));
	assert(is(record_raw(&s.record, &s.record.values[0]),
	    "{\"id\":\"A\",\"n\":12345678901234567890}"));
	assert(set_aside_next(&s));
	assert(is(s.filter, NULL) && is(s.code, "c") && is(s.field, NULL));
	assert(is(record_raw(&s.record, &s.record.values[0]), "{\"id\":\"C\"}"));
	assert(!set_aside_next(&s) && !s.no_memory);
	set_aside_close(&s);
}

static void
test_nothing(void)
{
	struct set_aside s;

	set_aside_open(&s, (struct span){ "", 0 });
	assert(!set_aside_next(&s));
	set_aside_close(&s);
	set_aside_open(&s, span_of("\n\n"));
	assert(!set_aside_next(&s));
	set_aside_close(&s);
}

int
main(void)
{
	test_lines();
	test_nothing();
	return 0;
}
