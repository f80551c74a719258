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
	assert(identity_add_key(identity, paths, &why));
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
	assert(!same(id, "{\"id\":\"吕\"}", "{\"id\":\"呂\"}"));
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

	assert(identity_add_key(id, "b", &why) && identity_count(id) == 2);
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

static bool
load(const char *text)
{
	struct identity *id = identity_new();
	json_t *keys = json_loads(text, JSON_DECODE_ANY, NULL);
	const char *why = NULL;
	bool loaded;

	assert(id != NULL && keys != NULL);
	loaded = identity_add_keys(id, keys, &why);
	assert(loaded || why != NULL);
	if (loaded && identity_count(id) == 2)
		assert(strcmp(identity_name(id, 1), "b.c,/d,e") == 0);
	json_decref(keys);
	identity_free(id);
	return loaded;
}

static void
test_reading_keys(void)
{
	static const char *const bad[] = { "", ",", "a,", "a,b..c" };
	struct identity *id = identity_new();
	const char *why;

	assert(id != NULL);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		why = NULL;
		assert(!identity_add_key(id, bad[i], &why) && why != NULL);
	}
	identity_free(id);
	assert(load("[]"));
	assert(load("[[\"a\"],[\"b.c\",\"/d,e\"]]"));
	assert(!load("{}"));
	assert(!load("[\"a\"]"));
	assert(!load("[[]]"));
	assert(!load("[[1]]"));
	assert(!load("[[\"a..b\"]]"));
}

int
main(void)
{
	test_reading_keys();
	test_one_part();
	test_parts();
	test_kinds_of_keys_differ();
	test_faults();
	record_free(&record);
	return 0;
}
