#include "order/totals.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct record record;
static struct writer json;

static void
count(struct totals *t, const char *line, enum ranking_fault expected)
{
	const char *key;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(totals_count(t, &record, &key) == expected);
}

static void
expect(struct totals *t, const char *row, bool by_first)
{
	bool first;

	assert(totals_next(t, &json, &first) && first == by_first);
	assert(span_is((struct span){ json.text, json.len }, row));
}

static void
test_two_keys(void)
{
	struct totals *t = totals_new(2, true, false);
	const char *why;
	bool first;

	assert(t != NULL && totals_add_key(t, "a", &why));
	assert(totals_add_key(t, "b desc", &why));
	assert(totals_add_measure(t, measures_add_sum, "n", &why));
	assert(!totals_add_measure(t, measures_add_sum, "n", &why));
	totals_free(t);
	t = totals_new(2, true, false);
	assert(t != NULL && totals_add_key(t, "a", &why));
	assert(totals_add_key(t, "b desc", &why));
	count(t, "{\"a\":1,\"b\":\"x\"}", RANKING_OK);
	count(t, "{\"a\":2,\"b\":\"y\"}", RANKING_OK);
	count(t, "{\"a\":1,\"b\":\"y\"}", RANKING_OK);
	count(t, "{\"a\":1}", RANKING_MISSING); /* counted nowhere */
	assert(totals_close(t));
	expect(t, "{\"by\":{\"a\":1,\"b\":\"y\"},\"count\":1}", false);
	expect(t, "{\"by\":{\"a\":1,\"b\":\"x\"},\"count\":1}", false);
	expect(t, "{\"by\":{\"a\":2,\"b\":\"y\"},\"count\":1}", false);
	expect(t, "{\"by\":{\"a\":1},\"count\":2}", true);
	expect(t, "{\"by\":{\"a\":2},\"count\":1}", true);
	expect(t, "{\"by\":{\"b\":\"y\"},\"count\":2}", false);
	expect(t, "{\"by\":{\"b\":\"x\"},\"count\":1}", false);
	expect(t, "{\"by\":{},\"count\":3}", false);
	assert(!totals_next(t, &json, &first));
	totals_free(t);
}

static void
test_without_totals(void)
{
	struct totals *t = totals_new(1, false, false);
	struct writer columns = { 0 };
	const char *why;

	assert(t != NULL && totals_add_pool(t, "p", &why));
	assert(totals_add_key(t, "a.b", &why));
	count(t, "{\"p\":1,\"a\":{\"b\":true}}", RANKING_OK);
	assert(totals_close(t));
	expect(t, "{\"pool\":1,\"by\":{\"a.b\":true},\"count\":1}", true);
	tally_columns(totals_whole(t), &columns);
	assert(columns.len == 21 &&
	       memcmp(columns.text, "/pool\0/by/a.b\0/count\0", 21) == 0);
	writer_free(&columns);
	totals_free(t);
}

int
main(void)
{
	test_two_keys();
	test_without_totals();
	record_free(&record);
	writer_free(&json);
	return 0;
}
