#include <assert.h>
#include <string.h>

#include "compare/field_changes.h"

static struct field_changes changes;

/* Compare two lines; the paths that differ must be these. */
static void
differ(const char *old, const char *new, const char *paths)
{
	struct record a = { 0 }, b = { 0 };

	assert(record_parse(&a, old, strlen(old), NULL) == RECORD_OK);
	assert(record_parse(&b, new, strlen(new), NULL) == RECORD_OK);
	assert(field_changes_find(&changes, &a, &b));
	assert(span_is((struct span){ changes.paths.text, changes.paths.len }, paths));
	record_free(&a);
	record_free(&b);
}

static void
test_values(void)
{
	differ("{}", "{}", "[]");
	differ("{\"a\":1,\"b\":[1,{}]}", "{ \"b\":[1.0, {}], \"a\":1e0}", "[]");
	differ("{\"a\":\"\\u0041\"}", "{\"a\":\"A\"}", "[]");
	differ("{\"a\":{\"b\":1,\"c\":2}}", "{\"a\":{\"c\":2,\"b\":1}}", "[]");
	differ("{\"a\":1}", "{\"a\":\"1\"}", "[\"a\"]");
	differ("{\"a\":null}", "{}", "[\"a\"]");
	differ("{\"b\":1}", "{\"a\":1,\"b\":1}", "[\"a\"]");
	differ("{\"s\":{\"x\":1,\"y\":{\"z\":1}},\"t\":[1]}",
	    "{\"s\":{\"x\":2,\"y\":{\"z\":3}},\"t\":[2]}", "[\"s.x\",\"s.y.z\",\"t\"]");
	differ("{\"s\":{\"x\":1}}", "{\"s\":1}", "[\"s\"]");
	differ("{\"c\":1,\"a\":1}", "{\"b\":1,\"a\":2}", "[\"a\",\"b\",\"c\"]");
}

/* A name that would be two steps is a JSON Pointer. */
static void
test_names(void)
{
	differ("{\"a.b\":1}", "{\"a.b\":2}", "[\"/a.b\"]");
	differ("{\"a/b\":1}", "{\"a/b\":2}", "[\"/a~1b\"]");
	differ("{\"\":1}", "{\"\":2}", "[\"/\"]");
	differ("{\"a\":{\"~\":1}}", "{\"a\":{\"~\":2}}", "[\"a.~\"]");
	differ("{\"a\":{\".\":1}}", "{\"a\":{\".\":2}}", "[\"/a/.\"]");
}

static void
test_whose(void)
{
	static const char *const computed[] = { "rank", NULL },
				 *ignored[] = { "s", NULL };

	changes.computed = computed;
	differ("{\"rank\":{\"u\":1}}", "{\"rank\":{\"u\":2}}", "[\"rank.u\"]");
	assert(!changes.own);
	differ("{\"rank\":1,\"a\":{\"rank\":1}}", "{\"rank\":2,\"a\":{\"rank\":2}}",
	    "[\"rank\",\"a.rank\"]");
	assert(changes.own);
	changes.ignored = ignored;
	changes.skipped = "k";
	differ("{\"s\":1,\"k\":1,\"a\":{\"s\":1}}", "{\"s\":2,\"a\":{\"s\":2}}",
	    "[\"a.s\"]");
	changes.computed = changes.ignored = NULL;
	changes.skipped = NULL;
}

/* More differences than anybody reads are cut. */
static void
test_many(void)
{
	struct writer a = { 0 }, b = { 0 };

	writer_open_object(&a);
	writer_open_object(&b);
	for (int i = 0; i < 150; i++) {
		const char name[] = { 'a', (char)('0' + i % 10), (char)('0' + i / 10),
			0 };

		writer_name(&a, name);
		writer_integer(&a, i);
		writer_name(&b, name);
		writer_integer(&b, i + 1);
	}
	writer_close_object(&a);
	writer_close_object(&b);
	writer_bytes(&a, "", 1);
	writer_bytes(&b, "", 1);
	struct record x = { 0 }, y = { 0 };
	assert(record_parse(&x, a.text, a.len - 1, NULL) == RECORD_OK);
	assert(record_parse(&y, b.text, b.len - 1, NULL) == RECORD_OK);
	assert(field_changes_find(&changes, &x, &y));
	assert(changes.more && changes.count == FIELD_CHANGES_MOST);
	record_free(&x);
	record_free(&y);
	writer_free(&a);
	writer_free(&b);
}

int
main(void)
{
	test_values();
	test_names();
	test_whose();
	test_many();
	field_changes_free(&changes);
	return 0;
}
