#include "order/tally.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct record record;
static struct writer json;

static enum ranking_fault
count(struct tally *t, const char *line)
{
	const char *key;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	return tally_count(t, &record, &key);
}

static bool
next_is(struct tally *t, const char *expected)
{
	return tally_next(t, &json) && !writer_failed(&json) &&
	       json.len == strlen(expected) &&
	       memcmp(json.text, expected, json.len) == 0;
}

static void
test_values(void)
{
	struct tally *t = tally_new(false);
	const char *why;

	assert(t != NULL && tally_add_key(t, "a desc", &why));
	assert(tally_add_key(t, "b", &why));
	assert(!tally_add_key(t, "a", &why));
	tally_free(t);

	t = tally_new(false);
	assert(t != NULL && tally_add_key(t, "a desc", &why));
	assert(tally_add_key(t, "b", &why));
	assert(count(t, "{\"a\":1,\"b\":\"x\"}") == RANKING_OK);
	assert(count(t, "{\"a\":2,\"b\":\"\\u0078\"}") == RANKING_OK);
	assert(count(t, "{\"a\":1.0,\"b\":\"x\"}") == RANKING_OK);
	assert(count(t, "{\"a\":1}") == RANKING_MISSING);
	assert(count(t, "{\"a\":[],\"b\":1}") == RANKING_WRONG);
	assert(tally_close(t));
	assert(next_is(t, "{\"by\":{\"a\":2,\"b\":\"x\"},\"count\":1}"));
	assert(next_is(t, "{\"by\":{\"a\":1,\"b\":\"x\"},\"count\":2}"));
	assert(!tally_next(t, &json));
	tally_free(t);
}

static void
test_places(void)
{
	struct tally *t = tally_new(true);
	const char *why;

	assert(t != NULL && tally_add_pool(t, "p", &why));
	assert(tally_add_key(t, "n", &why) && !tally_add_key(t, "m", &why));
	assert(count(t, "{\"p\":2,\"n\":87.50}") == RANKING_OK);
	assert(count(t, "{\"p\":1,\"n\":9}") == RANKING_OK);
	assert(count(t, "{\"p\":2,\"n\":875e-1}") == RANKING_OK);
	assert(count(t, "{\"p\":2,\"n\":100}") == RANKING_OK);
	assert(count(t, "{\"p\":2,\"n\":\"100\"}") == RANKING_WRONG);
	assert(tally_close(t));
	assert(next_is(t, "{\"pool\":1,\"score\":9,\"count\":1,\"cumulated\":1}"));
	assert(next_is(t, "{\"pool\":2,\"score\":100,\"count\":1,\"cumulated\":1}"));
	assert(next_is(t, "{\"pool\":2,\"score\":87.5,\"count\":2,\"cumulated\":3}"));
	assert(!tally_next(t, &json));
	tally_free(t);

	/* The pool may be a key too. */
	t = tally_new(false);
	assert(
	    t != NULL && tally_add_pool(t, "p", &why) && tally_add_key(t, "p", &why));
	tally_free(t);
}

int
main(void)
{
	test_values();
	test_places();
	record_free(&record);
	writer_free(&json);
	return 0;
}
