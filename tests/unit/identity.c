#include "identity/identity.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct record record;

static struct identity *
identity_of(const char *paths)
{
	struct identity *identity = identity_new();
	const char *why;

	assert(identity != NULL);
	assert(identity_add(identity, key_text_of_paths(paths, &why)));
	return identity;
}

static struct digest
digest(struct identity *identity, size_t key, const char *line)
{
	struct digest digest;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(identity_digest(identity, &record, key, &digest) == IDENTITY_OK);
	return digest;
}

static bool
same(struct identity *identity, const char *a, const char *b)
{
	struct digest x = digest(identity, 0, a), y = digest(identity, 0, b);

	return x.high == y.high && x.low == y.low;
}

static enum identity_fault
fault(struct identity *identity, const char *line)
{
	struct digest digest;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	return identity_digest(identity, &record, 0, &digest);
}

static void
test_one_part(void)
{
	struct identity *id = identity_of("id");

	assert(strcmp(identity_name(id, 0), "id") == 0);
	assert(same(id, "{\"id\":\"62010X\"}", "{\"x\":1,\"id\":\"６２０１０ｘ \"}"));
	assert(same(id, "{\"id\":\"\\u0041\"}", "{\"id\":\"a\"}"));
	assert(same(id, "{\"id\":5}", "{\"id\":\"5\"}"));
	assert(same(id, "{\"id\":5.0}", "{\"id\":50e-1}"));
	assert(same(id, "{\"id\":123456789012345678901}",
	    "{\"id\":\"123456789012345678901\"}"));
	assert(!same(id, "{\"id\":\"5\"}", "{\"id\":\"05\"}"));
	/* Traditional and simplified characters, but not two of the standard table. */
	assert(same(id, "{\"id\":\"吕偉\"}", "{\"id\":\"呂伟\"}"));
	assert(!same(id, "{\"id\":\"升\"}", "{\"id\":\"昇\"}"));
	assert(!same(id, "{\"id\":true}", "{\"id\":false}"));
	identity_free(id);
}

static void
test_parts(void)
{
	struct identity *id = identity_of("n.a,b");

	assert(strcmp(identity_name(id, 0), "n.a,b") == 0);
	assert(same(id, "{\"n\":{\"a\":\"张　三\"},\"b\":\"X\"}",
	    "{\"b\":\"x\",\"n\":{\"a\":\"张三\"}}"));
	assert(!same(id, "{\"n\":{\"a\":\"ab\"},\"b\":\"c\"}",
	    "{\"n\":{\"a\":\"a\"},\"b\":\"bc\"}"));
	assert(!same(id, "{\"n\":{\"a\":\"a\"},\"b\":\"b\"}",
	    "{\"n\":{\"a\":\"b\"},\"b\":\"a\"}"));
	identity_free(id);
}

static void
test_kinds_of_keys_differ(void)
{
	const char *why;
	struct identity *id = identity_of("a");
	const char *line = "{\"a\":\"x\",\"b\":\"x\"}";

	assert(identity_add(id, key_text_of_paths("b", &why)));
	assert(identity_count(id) == 2);
	assert(digest(id, 0, line).high != digest(id, 1, line).high);
	identity_free(id);
}

static void
test_faults(void)
{
	struct identity *id = identity_of("a,b");

	assert(fault(id, "{\"a\":\"1\"}") == IDENTITY_MISSING);
	assert(fault(id, "{\"a\":\"1\",\"b\":null}") == IDENTITY_MISSING);
	assert(fault(id, "{\"a\":\"1\",\"b\":\"\"}") == IDENTITY_MISSING);
	assert(fault(id, "{\"a\":\"1\",\"b\":\"\\t　\"}") == IDENTITY_MISSING);
	assert(fault(id, "{\"a\":\"1\",\"b\":[]}") == IDENTITY_WRONG);
	assert(fault(id, "{\"a\":{},\"b\":\"\"}") == IDENTITY_WRONG);
	assert(fault(id, "{\"a\":\"1\",\"b\":0}") == IDENTITY_OK);
	identity_free(id);
}

static void
test_reading_keys(void)
{
	static const char *const bad[] = { "", ",", "a,", "a,b..c" };
	const char *why;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		why = NULL;
		assert(key_text_of_paths(bad[i], &why) == NULL && why != NULL);
	}
}

/* The same in each process that has the secret, and another one without it. */
static void
test_pseudonyms(void)
{
	static const char first[] = "0123456789abcdef", second[] = "0123456789abcdeg";
	unsigned char a[IDENTITY_PSEUDONYM], b[IDENTITY_PSEUDONYM];
	struct identity *id = identity_of("id");
	struct digest x, y;

	digest(id, 0, "{\"id\":\"5\"}");
	identity_use_pseudonyms(id, (struct span){ first, 16 });
	assert(identity_pseudonym(id, &record, 0, a) == IDENTITY_OK);
	/* printf 'id\0\1\0\0\0\0\0\0\0005' |
	 *     openssl dgst -sha256 -hmac 0123456789abcdef */
	assert(a[0] == 0x14 && a[1] == 0x7c);
	digest(id, 0, "{\"id\":5.0}");
	assert(identity_pseudonym(id, &record, 0, b) == IDENTITY_OK);
	assert(memcmp(a, b, sizeof a) == 0);
	x = identity_digest_of_pseudonym(a);
	y = identity_digest_of_pseudonym(b);
	assert(x.high == y.high && x.low == y.low);
	identity_use_pseudonyms(id, (struct span){ second, 16 });
	assert(identity_pseudonym(id, &record, 0, b) == IDENTITY_OK);
	assert(memcmp(a, b, sizeof a) != 0);
	identity_free(id);
}

int
main(void)
{
	test_reading_keys();
	test_one_part();
	test_parts();
	test_kinds_of_keys_differ();
	test_faults();
	test_pseudonyms();
	record_free(&record);
	return 0;
}
