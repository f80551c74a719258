#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/equality.h"
#include "schema/value_set.h"

/* The value of the member v. */
static const struct value *
parse(struct record *r, const char *line)
{
	const struct value *v;

	assert(record_parse(r, line, strlen(line), NULL) == RECORD_OK);
	v = record_member(r, &r->values[0], "v", 1);
	assert(v != NULL);
	return v;
}

static bool
same(const char *a, const char *b)
{
	struct record x = { 0 }, y = { 0 };
	const struct value *v = parse(&x, a), *w = parse(&y, b);
	bool no_memory = false, holds = equality_holds(&x, v, &y, w, &no_memory);

	assert(equality_holds(&y, w, &x, v, &no_memory) == holds && !no_memory);
	assert(!holds ||
	       equality_hash(&x, v, &no_memory) == equality_hash(&y, w, &no_memory));
	record_free(&x);
	record_free(&y);
	return holds;
}

static void
test_equality(void)
{
	static const char *const equal[][2] = {
		{ "{\"v\":1}", "{\"v\":1.0}" },
		{ "{\"v\":\"a\\u0041/\"}", "{\"v\":\"aA\\/\"}" },
		{ "{\"v\":[1,[],{}]}", "{\"v\":[ 10e-1 , [ ] , { } ]}" },
		{ "{\"v\":{\"a\":1,\"b\":[2]}}",
		    "{\"v\":{\"b\":[2.0],\"\\u0061\":1}}" },
		{ "{\"v\":null}", "{\"w\":0,\"v\":null}" },
	};
	static const char *const different[][2] = {
		{ "{\"v\":1}", "{\"v\":\"1\"}" },
		{ "{\"v\":0}", "{\"v\":false}" },
		{ "{\"v\":1}", "{\"v\":true}" },
		{ "{\"v\":0}", "{\"v\":null}" },
		{ "{\"v\":[]}", "{\"v\":{}}" },
		{ "{\"v\":[1,2]}", "{\"v\":[2,1]}" },
		{ "{\"v\":[1]}", "{\"v\":[1,1]}" },
		{ "{\"v\":{\"a\":1}}", "{\"v\":{\"a\":1,\"b\":1}}" },
		{ "{\"v\":{\"a\":1}}", "{\"v\":{\"b\":1}}" },
		{ "{\"v\":{\"a\":1}}", "{\"v\":{\"a\":2}}" },
		{ "{\"v\":\"é\"}", "{\"v\":\"e\xcc\x81\"}" },
	};

	for (size_t i = 0; i < sizeof equal / sizeof *equal; i++)
		assert(same(equal[i][0], equal[i][1]));
	for (size_t i = 0; i < sizeof different / sizeof *different; i++)
		assert(!same(different[i][0], different[i][1]));
}

static bool
holds(struct value_set *set, const char *line)
{
	struct record r = { 0 };
	bool no_memory = false;
	bool found = value_set_holds(set, &r, parse(&r, line), &no_memory);

	assert(!no_memory);
	record_free(&r);
	return found;
}

static void
test_mixed_set(void)
{
	struct arena arena = { NULL };
	struct record r = { 0 };
	const struct value *v = parse(&r, "{\"v\":[\"男\",\"\\u5973\",1.50,null,[1],"
					  "{\"a\":\"b\"},\"男\"]}");
	struct value_set *set = value_set_new(&arena, &r, v + 1, 7);

	assert(holds(set, "{\"v\":\"男\"}") && holds(set, "{\"v\":\"女\"}"));
	assert(holds(set, "{\"v\":\"\\u7537\"}"));
	assert(holds(set, "{\"v\":1.5}") && holds(set, "{\"v\":null}"));
	assert(
	    holds(set, "{\"v\":[1.0]}") && holds(set, "{\"v\":{\"\\u0061\":\"b\"}}"));
	assert(!holds(set, "{\"v\":\"null\"}") && !holds(set, "{\"v\":1}"));
	assert(!holds(set, "{\"v\":[]}") && !holds(set, "{\"v\":{\"a\":\"c\"}}"));
	assert(!holds(set, "{\"v\":\"\"}"));
	arena_free(&arena);
	record_free(&r);

	v = parse(&r, "{\"v\":[]}");
	set = value_set_new(&arena, &r, v + 1, 0);
	assert(!holds(set, "{\"v\":1}"));
	arena_free(&arena);
	record_free(&r);
}

/* Ten thousand strings: each is found, and nothing between them. */
static void
test_large_set(void)
{
	enum { COUNT = 10000 };
	struct arena arena = { NULL };
	struct record r = { 0 };
	char *line = malloc(16 * COUNT + 32), text[32];
	struct value_set *set;
	size_t len;

	assert(line != NULL);
	len = (size_t)snprintf(line, 16, "{\"v\":[0");
	for (int i = 0; i < COUNT; i++)
		len += (size_t)snprintf(line + len, 16, ",\"%d\"", i * 2);
	snprintf(line + len, 16, "]}");
	set = value_set_new(&arena, &r, parse(&r, line) + 1, COUNT + 1);
	for (int i = 0; i < 2 * COUNT; i++) {
		snprintf(text, sizeof text, "{\"v\":\"%d\"}", i);
		assert(holds(set, text) == (i % 2 == 0));
	}
	arena_free(&arena);
	record_free(&r);
	free(line);
}

int
main(void)
{
	test_equality();
	test_mixed_set();
	test_large_set();
	return 0;
}
