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

/* SHA-256 of {"a":1}, as sha256sum(1) prints it, and of the value 1. */
static void
test_sha256(void)
{
	static const unsigned char start[] = { 0x01, 0x5a, 0xbd, 0x7f },
				   one[] = { 0x6b, 0x86, 0xb2, 0x73 };
	struct row_digest d = digest("{\"a\":1}", NULL);
	struct record r;

	assert(memcmp(d.bytes, start, sizeof start) == 0);
	record_init(&r);
	assert(record_parse(&r, "{\"a\":1}", 7, NULL) == RECORD_OK);
	d = row_value_digest(&r, "a");
	assert(memcmp(d.bytes, one, sizeof one) == 0);
	record_free(&r);
}

/* Without its key k, a row is the row that never had it. */
static bool
equal(struct row_digest a, struct row_digest b)
{
	return row_digest_equal(&a, &b);
}

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

		assert(equal(digest(pairs[i][0], "k"), bare));
		assert(equal(digest(pairs[i][1], "k"), bare));
		assert(!equal(digest(pairs[i][0], NULL), bare));
	}
}

static void
test_any_byte_counts(void)
{
	struct row_digest d = digest("{\"a\":87.50}", "k");

	assert(!equal(d, digest("{\"a\":87.5}", "k")));
	assert(!equal(d, digest("{\"a\":87.50 }", "k")));
	assert(!equal(d, digest("{\"a\":87.50,\"k\":1,\"b\":0}", "k")));
	assert(!equal(d, digest("{\"b\":87.50}", "k")));
}

int
main(void)
{
	test_sha256();
	test_without_key();
	test_any_byte_counts();
	return 0;
}
