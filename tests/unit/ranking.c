#include "order/ranking.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct record record;
static struct sort_key tuple;

static enum ranking_fault
encode(struct ranking *r, uint32_t number, const char *line, size_t *key)
{
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	sort_key_reset(&tuple);
	return ranking_encode(r, &record, number, &tuple, key);
}

static void
test_reading_keys(void)
{
	struct ranking *r = ranking_new();
	const char *why = NULL;

	assert(r != NULL);
	assert(ranking_add_key(r, "total desc", &why));
	assert(ranking_add_key(r, "scores.math   asc", &why));
	assert(ranking_add_key(r, "/a b", &why));
	assert(ranking_add_key(r, "desc", &why));
	assert(strcmp(ranking_key(r, 0), "total") == 0);
	assert(strcmp(ranking_key(r, 1), "scores.math") == 0);
	assert(strcmp(ranking_key(r, 2), "/a b") == 0);
	assert(strcmp(ranking_key(r, 3), "desc") == 0);
	assert(!ranking_add_key(r, "", &why) && why != NULL);
	why = NULL;
	assert(!ranking_add_key(r, " desc", &why) && why != NULL);
	ranking_free(r);
}

static void
test_faults(void)
{
	struct ranking *r = ranking_new();
	const char *why;
	size_t key;

	assert(r != NULL && ranking_add_key(r, "a desc", &why));
	assert(ranking_add_key(r, "b", &why));
	assert(encode(r, 0, "{\"a\":1,\"b\":\"x\"}", &key) == RANKING_OK);
	assert(encode(r, 1, "{\"a\":1}", &key) == RANKING_MISSING && key == 1);
	assert(
	    encode(r, 1, "{\"a\":null,\"b\":1}", &key) == RANKING_MISSING && key == 0);
	assert(encode(r, 1, "{\"a\":[],\"b\":1}", &key) == RANKING_WRONG && key == 0);
	assert(encode(r, 1, "{\"a\":1,\"b\":{}}", &key) == RANKING_WRONG && key == 1);
	assert(encode(r, 1, "{\"a\":12345678901234567890,\"b\":1}", &key) ==
	       RANKING_RANGE);
	ranking_free(r);
}

static void
test_mixed_kinds(void)
{
	struct ranking *r = ranking_new();
	struct ranking_mix mix;
	const char *why;
	size_t key;

	assert(r != NULL && ranking_add_key(r, "a", &why) &&
	       ranking_add_key(r, "b", &why));
	assert(encode(r, 0, "{\"a\":true,\"b\":\"x\"}", &key) == RANKING_OK);
	assert(encode(r, 1, "{\"a\":false,\"b\":\"y\"}", &key) == RANKING_OK);
	assert(!ranking_mixed(r, &mix));
	assert(encode(r, 2, "{\"a\":false,\"b\":7}", &key) == RANKING_OK);
	assert(encode(r, 3, "{\"a\":false,\"b\":8}", &key) == RANKING_OK);
	assert(ranking_mixed(r, &mix) && mix.key == 1);
	assert(strcmp(mix.kinds[0], "a number") == 0 && mix.numbers[0] == 2);
	assert(strcmp(mix.kinds[1], "a text") == 0 && mix.numbers[1] == 0);
	ranking_free(r);
}

static void
test_places(void)
{
	static const char *const lines[] = {
		"{\"pool\":\"b\",\"n\":1,\"id\":\"p\"}",   /* 0: b, second to n */
		"{\"pool\":\"a\",\"n\":1,\"id\":\"q\"}",   /* 1: a, first */
		"{\"pool\":\"b\",\"n\":2,\"id\":\"r\"}",   /* 2: b, first */
		"{\"pool\":\"b\",\"n\":1.0,\"id\":\"o\"}", /* 3: b, before 0 by id */
		"{\"pool\":\"b\",\"n\":1,\"id\":\"p\"}",   /* 4: as 0 */
	};
	static const struct {
		uint32_t number, pool, order, key;
	} expected[] = { { 1, 0, 1, 0 }, { 2, 1, 1, 0 }, { 3, 1, 2, 1 }, { 0, 1, 3, 2 },
		{ 4, 1, 4, 3 } };
	struct ranking *r = ranking_new();
	struct sorter *sorter = sorter_new();
	struct ranking_walk walk = { 0 };
	struct sorted item = { 0 };
	const char *why;
	size_t key;

	assert(r != NULL && sorter != NULL && ranking_add_pool(r, "pool", &why));
	assert(ranking_add_key(r, "n desc", &why) && ranking_add_key(r, "id", &why));
	for (uint32_t i = 0; i < 5; i++) {
		assert(encode(r, i, lines[i], &key) == RANKING_OK);
		assert(sorter_add(sorter, tuple.bytes, tuple.len, i));
	}
	sorter_sort(sorter);
	for (size_t i = 0; i < 5; i++) {
		assert(ranking_next(r, sorter, &item, &walk));
		assert(item.number == expected[i].number);
		assert(walk.place.pool == expected[i].pool &&
		       walk.place.order == expected[i].order);
		assert(walk.place.order == 1 || walk.place.key == expected[i].key);
		assert(walk.tied == (i == 4));
	}
	assert(!ranking_next(r, sorter, &item, &walk));
	sorter_free(sorter);
	ranking_free(r);
}

int
main(void)
{
	test_reading_keys();
	test_faults();
	test_mixed_kinds();
	test_places();
	record_free(&record);
	sort_key_free(&tuple);
	return 0;
}
