#include <assert.h>
#include <string.h>

#include "audit/row_digest.h"

static struct row_digests *ds;

static struct row_digest
digest(const char *line, const char *name)
{
	struct row_digest d;
	struct record r;

	record_init(&r);
	assert(record_parse(&r, line, strlen(line), NULL) == RECORD_OK);
	d = row_digest(ds, &r, name);
	record_free(&r);
	return d;
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

/* Each byte of a long row, in whichever block of the digest it stands. */
static void
test_every_byte(void)
{
	enum { LEN = 5000 };
	char line[LEN + 1];
	struct row_digest was;

	memset(line, 'x', LEN);
	memcpy(line, "{\"a\":\"", 6);
	memcpy(line + LEN - 2, "\"}", 3);
	was = digest(line, NULL);
	for (size_t i = 6; i < LEN - 2; i++) {
		line[i] ^= 1;
		assert(!equal(digest(line, NULL), was));
		line[i] ^= 1;
		assert(i % 64 > 0 || equal(digest(line, NULL), was));
	}
}

static void
test_value(void)
{
	struct row_digest one, same, none, empty;
	struct record r;

	record_init(&r);
	assert(record_parse(&r, "{\"a\":1,\"b\":1,\"c\":\"\"}", 20, NULL) == RECORD_OK);
	one = row_value_digest(ds, &r, "a");
	same = row_value_digest(ds, &r, "b");
	empty = row_value_digest(ds, &r, "c");
	none = row_value_digest(ds, &r, "d");
	assert(equal(one, same) && !equal(one, none) && !equal(empty, none));
	record_free(&r);
}

/* Who knows the rows does not know the digests. */
static void
test_another_key(void)
{
	struct row_digests *first = ds;
	struct row_digest was = digest("{\"a\":1}", NULL);

	ds = row_digests_new();
	assert(ds != NULL && !equal(digest("{\"a\":1}", NULL), was));
	row_digests_free(ds);
	ds = first;
	assert(equal(digest("{\"a\":1}", NULL), was));
}

int
main(void)
{
	ds = row_digests_new();
	assert(ds != NULL);
	test_every_byte();
	test_value();
	test_another_key();
	test_without_key();
	test_any_byte_counts();
	row_digests_free(ds);
	return 0;
}
