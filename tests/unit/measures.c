#include "order/measures.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct record record;

static enum ranking_fault
count(struct measures *m, uint32_t group, const char *line)
{
	const char *field;
	enum ranking_fault fault;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	fault = measures_read(m, &record, &field);
	return fault == RANKING_OK ? measures_count(m, group) : fault;
}

static void
expect(struct measures *m, uint32_t group, const char *expected)
{
	struct writer json = { 0 };

	writer_open_object(&json);
	measures_write(m, group, &json);
	writer_close_object(&json);
	assert(span_is((struct span){ json.text, json.len }, expected));
	writer_free(&json);
}

static void
test_sums(void)
{
	struct measures *m = measures_new();
	const char *why;

	assert(m != NULL && measures_add_sum(m, "a", &why));
	assert(!measures_add_sum(m, "a", &why) && !measures_add_sum(m, "a..b", &why));
	measures_free(m);
	m = measures_new();
	assert(m != NULL && measures_add_sum(m, "a", &why));
	assert(measures_add_sum(m, "b.c", &why));
	assert(count(m, 1, "{\"a\":0.1,\"b\":{\"c\":1}}") == RANKING_OK);
	assert(count(m, 1, "{\"a\":0.2,\"b\":{\"c\":-1}}") == RANKING_OK);
	assert(count(m, 0, "{\"a\":7,\"b\":{\"c\":2.50}}") == RANKING_OK);
	assert(count(m, 0, "{\"a\":7}") == RANKING_MISSING);
	assert(count(m, 0, "{\"a\":\"7\",\"b\":{\"c\":1}}") == RANKING_WRONG);
	measures_close(m);
	expect(m, 0, "{\"sum\":{\"a\":7,\"b.c\":2.5}}");
	expect(m, 1, "{\"sum\":{\"a\":0.3,\"b.c\":0}}");
	assert(count(m, 0, "{\"a\":9223372036854775807,\"b\":{\"c\":1}}") ==
	       RANKING_RANGE);
	measures_free(m);
}

static void
test_quantiles(void)
{
	struct measures *m = measures_new();
	const char *why;
	char line[] = "{\"a\":5}";

	assert(m != NULL && measures_add_quantile(m, "a 0", &why));
	assert(measures_add_quantile(m, "a 0.25", &why));
	assert(measures_add_quantile(m, "a 0.5", &why));
	assert(!measures_add_quantile(m, "a 0.50", &why));
	assert(measures_add_quantile(m, "a 1", &why));
	assert(!measures_add_quantile(m, "a 1.01", &why));
	assert(!measures_add_quantile(m, "a -0.1", &why));
	assert(!measures_add_quantile(m, "a 0.1234567", &why));
	assert(!measures_add_quantile(m, "a", &why));
	/* 1 to 9 in another order: a quarter of nine is 2.25, so the third one. */
	for (const char *c = "918273645"; *c != '\0'; c++) {
		line[5] = *c;
		assert(count(m, 2, line) == RANKING_OK);
	}
	assert(count(m, 0, "{\"a\":1.5}") == RANKING_OK);
	assert(count(m, 1, "{\"a\":2}") == RANKING_OK);
	assert(count(m, 1, "{\"a\":1}") == RANKING_OK);
	measures_close(m);
	expect(m, 0,
	    "{\"quantile\":{\"a\":{\"0\":1.5,\"0.25\":1.5,\"0.5\":1.5,\"1\":1.5}}}");
	expect(m, 1, "{\"quantile\":{\"a\":{\"0\":1,\"0.25\":1,\"0.5\":1,\"1\":2}}}");
	expect(m, 2, "{\"quantile\":{\"a\":{\"0\":1,\"0.25\":3,\"0.5\":5,\"1\":9}}}");
	measures_free(m);
}

/* The lowest score, and of those that have it the last choice, and of those the last
 * place among equals. */
static void
test_last(void)
{
	struct measures *m = measures_new();
	struct writer columns = { 0 };
	const char *why;

	assert(m != NULL && measures_add_last(m, "t desc", &why));
	assert(measures_add_last(m, "c", &why) && measures_add_last(m, "n", &why));
	assert(!measures_add_last(m, "c desc", &why));
	measures_free(m);
	m = measures_new();
	assert(m != NULL && measures_add_last(m, "t desc", &why));
	assert(measures_add_last(m, "c", &why) && measures_add_last(m, "n", &why));
	assert(count(m, 0, "{\"t\":665,\"c\":1,\"n\":298}") == RANKING_OK);
	assert(count(m, 0, "{\"t\":665.0,\"c\":2,\"n\":7}") == RANKING_OK);
	assert(count(m, 0, "{\"t\":665,\"c\":2,\"n\":7}") == RANKING_OK);
	assert(count(m, 0, "{\"t\":700,\"c\":3,\"n\":1}") == RANKING_OK);
	assert(count(m, 0, "{\"t\":665,\"c\":2}") == RANKING_MISSING);
	measures_close(m);
	expect(m, 0, "{\"last\":{\"t\":665,\"c\":2,\"n\":7}}");
	measures_columns(m, &columns);
	assert(columns.len == 24 &&
	       memcmp(columns.text, "/last/t\0/last/c\0/last/n\0", 24) == 0);
	writer_free(&columns);
	measures_free(m);
}

int
main(void)
{
	test_sums();
	test_quantiles();
	test_last();
	record_free(&record);
	return 0;
}
