#include <assert.h>
#include <string.h>

#include "audit/row_digest.h"

static struct row_digest
digest(const char *line, const char *name)
{
	struct row_digest d;
	struct record r;

	record_init(&r);
	assert(record_parse(&r, line, strlen(line), NULL) == RECORD_OK);
	d = row_digest(&r, name);
	record_free(&r);
	return d;
}

/* Without its key k, a row is the row that never had it. */
static void
test_without_key(void)
{
	static const char *const pairs[][2] = {
		{ "{\"a\":1,\"k\":{\"x\":2}}", "{\"a\":1}" },
		{ "{\"k\":3,\"a\":1}", "{\"a\":1}" },
		{ "{\"a\":1,\"k\":[1,[2]],\"b\":\"k\"}", "{\"a\":1,\"b\":\"k\"}" },
		{ "{\"k\":null}", "{}" },
		{ "{\"a\":1 ,\"k\":1}", "{\"a\":1 }" },
		{ "{ \"a\":1 , \"k\" : 1 }", "{ \"a\":1  }" },
		{ "{\"a\":1,\"\\u006b\":1}", "{\"a\":1}" },
		{ "{\"a\":{\"k\":1},\"k\":1}", "{\"a\":{\"k\":1}}" },
		{ "{\"a\":\"x,y\",\"k\":1}", "{\"a\":\"x,y\"}" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct row_digest bare = digest(pairs[i][1], NULL);

		assert(row_digest_equal(digest(pairs[i][0], "k"), bare));
		assert(row_digest_equal(digest(pairs[i][1], "k"), bare));
		assert(!row_digest_equal(digest(pairs[i][0], NULL), bare));
	}
}

static void
test_any_byte_counts(void)
{
	struct row_digest d = digest("{\"a\":87.50}", "k");

	assert(!row_digest_equal(d, digest("{\"a\":87.5}", "k")));
	assert(!row_digest_equal(d, digest("{\"a\":87.50 }", "k")));
	assert(!row_digest_equal(d, digest("{\"a\":87.50,\"k\":1,\"b\":0}", "k")));
	assert(!row_digest_equal(d, digest("{\"b\":87.50}", "k")));
}

int
main(void)
{
	test_without_key();
	test_any_byte_counts();
	return 0;
}
