#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "amend/json_patch.h"
#include "amend/merge_patch.h"

static struct splice splice;
static struct writer scratch;

static void
check(enum patch_fault fault, enum patch_fault wanted, const char *expected,
    const char *what)
{
	struct span line = { splice.line.text, splice.line.len };

	if (fault == wanted && (fault != PATCH_OK || span_is(line, expected)))
		return;
	fprintf(stderr, "%s: fault %d, line %.*s, wanted %d, %s\n", what, (int)fault,
	    (int)line.len, line.at, (int)wanted, expected);
	abort();
}

static void
patch_by(const struct patch_rules *rules, const char *document, const char *patch,
    enum patch_fault wanted, const char *expected)
{
	static char line[4096];
	struct record r = { 0 };

	snprintf(line, sizeof line, "{\"patch\":%s}", patch);
	assert(record_parse(&r, line, strlen(line), NULL) == RECORD_OK);
	assert(splice_begin(&splice, span_of(document)) == RECORD_OK);
	check(json_patch_apply(&splice, &r, &r.values[2], rules, &scratch), wanted,
	    expected, patch);
	record_free(&r);
}

static void
patch(const char *document, const char *text, const char *expected)
{
	static const struct patch_rules all;

	patch_by(&all, document, text, PATCH_OK, expected);
}

static void
refuse(const char *document, const char *text, enum patch_fault fault)
{
	static const struct patch_rules all;

	patch_by(&all, document, text, fault, "");
}

static void
merge_by(const struct patch_rules *rules, const char *document, const char *merge,
    const char *was, enum patch_fault wanted, const char *expected)
{
	static char line[4096];
	struct record r = { 0 };
	const struct value *m, *w;

	snprintf(line, sizeof line, "{\"merge\":%s%s%s}", merge,
	    was == NULL ? "" : ",\"was\":", was == NULL ? "" : was);
	assert(record_parse(&r, line, strlen(line), NULL) == RECORD_OK);
	assert(splice_begin(&splice, span_of(document)) == RECORD_OK);
	m = record_member(&r, &r.values[0], "merge", 5);
	w = record_member(&r, &r.values[0], "was", 3);
	check(merge_patch_apply(&splice, &r, m, w, rules), wanted, expected, merge);
	record_free(&r);
}

static void
merge(const char *document, const char *text, const char *expected)
{
	static const struct patch_rules all;

	merge_by(&all, document, text, NULL, PATCH_OK, expected);
}

/* Appendix A of RFC 6902, in its order. */
static void
test_rfc_6902(void)
{
	patch("{\"foo\":\"bar\"}",
	    "[{\"op\":\"add\",\"path\":\"/baz\",\"value\":\"qux\"}]",
	    "{\"foo\":\"bar\",\"baz\":\"qux\"}");
	patch("{\"foo\":[\"bar\",\"baz\"]}",
	    "[{\"op\":\"add\",\"path\":\"/foo/1\",\"value\":\"qux\"}]",
	    "{\"foo\":[\"bar\",\"qux\",\"baz\"]}");
	patch("{\"baz\":\"qux\",\"foo\":\"bar\"}",
	    "[{\"op\":\"remove\",\"path\":\"/baz\"}]", "{\"foo\":\"bar\"}");
	patch("{\"foo\":[\"bar\",\"qux\",\"baz\"]}",
	    "[{\"op\":\"remove\",\"path\":\"/foo/1\"}]", "{\"foo\":[\"bar\",\"baz\"]}");
	patch("{\"baz\":\"qux\",\"foo\":\"bar\"}",
	    "[{\"op\":\"replace\",\"path\":\"/baz\",\"value\":\"boo\"}]",
	    "{\"baz\":\"boo\",\"foo\":\"bar\"}");
	patch("{\"foo\":{\"bar\":\"baz\",\"waldo\":\"fred\"},\"qux\":{\"corge\":"
	      "\"grault\"}}",
	    "[{\"op\":\"move\",\"from\":\"/foo/waldo\",\"path\":\"/qux/thud\"}]",
	    "{\"foo\":{\"bar\":\"baz\"},\"qux\":{\"corge\":\"grault\",\"thud\":"
	    "\"fred\"}}");
	patch("{\"foo\":[\"all\",\"grass\",\"cows\",\"eat\"]}",
	    "[{\"op\":\"move\",\"from\":\"/foo/1\",\"path\":\"/foo/3\"}]",
	    "{\"foo\":[\"all\",\"cows\",\"eat\",\"grass\"]}");
	patch("{\"baz\":\"qux\",\"foo\":[\"a\",2,\"c\"]}",
	    "[{\"op\":\"test\",\"path\":\"/baz\",\"value\":\"qux\"},"
	    "{\"op\":\"test\",\"path\":\"/foo/1\",\"value\":2}]",
	    "{\"baz\":\"qux\",\"foo\":[\"a\",2,\"c\"]}");
	refuse("{\"baz\":\"qux\"}",
	    "[{\"op\":\"test\",\"path\":\"/baz\",\"value\":\"bar\"}]", PATCH_DIFFERS);
	patch("{\"foo\":\"bar\"}",
	    "[{\"op\":\"add\",\"path\":\"/child\",\"value\":{\"grandchild\":{}}}]",
	    "{\"foo\":\"bar\",\"child\":{\"grandchild\":{}}}");
	patch("{\"foo\":\"bar\"}",
	    "[{\"op\":\"add\",\"path\":\"/baz\",\"value\":\"qux\",\"xyz\":123}]",
	    "{\"foo\":\"bar\",\"baz\":\"qux\"}");
	refuse("{\"foo\":\"bar\"}",
	    "[{\"op\":\"add\",\"path\":\"/baz/bat\",\"value\":\"qux\"}]",
	    PATCH_NOWHERE);
	patch("{\"/\":9,\"~1\":10}",
	    "[{\"op\":\"test\",\"path\":\"/~01\",\"value\":10}]",
	    "{\"/\":9,\"~1\":10}");
	refuse("{\"/\":9,\"~1\":10}",
	    "[{\"op\":\"test\",\"path\":\"/~01\",\"value\":\"10\"}]", PATCH_DIFFERS);
	patch("{\"foo\":[\"bar\"]}",
	    "[{\"op\":\"add\",\"path\":\"/foo/-\",\"value\":[\"abc\",\"def\"]}]",
	    "{\"foo\":[\"bar\",[\"abc\",\"def\"]]}");
}

/* What else the text of RFC 6902 says. */
static void
test_operations(void)
{
	const char *list = "{\"a\":[ 1 , 2.50 ],\"b\":{ \"c\" : 1e2 }}";

	patch(list, "[{\"op\":\"add\",\"path\":\"/a/2\",\"value\":3}]",
	    "{\"a\":[ 1 , 2.50 ,3],\"b\":{ \"c\" : 1e2 }}");
	patch(list, "[{\"op\":\"add\",\"path\":\"/a/0\",\"value\":0}]",
	    "{\"a\":[ 0,1 , 2.50 ],\"b\":{ \"c\" : 1e2 }}");
	patch(list, "[{\"op\":\"remove\",\"path\":\"/a/0\"}]",
	    "{\"a\":[  2.50 ],\"b\":{ \"c\" : 1e2 }}");
	patch(list, "[{\"op\":\"remove\",\"path\":\"/a/1\"}]",
	    "{\"a\":[ 1  ],\"b\":{ \"c\" : 1e2 }}");
	patch(list, "[{\"op\":\"remove\",\"path\":\"/b/c\"}]",
	    "{\"a\":[ 1 , 2.50 ],\"b\":{  }}");
	patch(list, "[{\"op\":\"remove\",\"path\":\"/b\"}]", "{\"a\":[ 1 , 2.50 ]}");
	patch(list, "[{\"op\":\"add\",\"path\":\"/a\",\"value\":7}]",
	    "{\"a\":7,\"b\":{ \"c\" : 1e2 }}");
	patch(list, "[{\"op\":\"copy\",\"from\":\"/a/1\",\"path\":\"/a/-\"}]",
	    "{\"a\":[ 1 , 2.50 ,2.50],\"b\":{ \"c\" : 1e2 }}");
	patch("{\"a\":1}", "[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/a\"}]",
	    "{\"a\":1}");
	patch("{\"a\":[]}", "[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":1}]",
	    "{\"a\":[1]}");
	patch("{}", "[{\"op\":\"add\",\"path\":\"/\",\"value\":1}]", "{\"\":1}");
	patch("{\"\\u0061\":1}", "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2}]",
	    "{\"\\u0061\":2}");
	patch("{}", "[{\"op\":\"add\",\"path\":\"/a\\\"~1~0\",\"value\":1}]",
	    "{\"a\\\"/~\":1}");
	patch("{\"a\":1}", "[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"b\":2}}]",
	    "{\"b\":2}");
	refuse(list, "[{\"op\":\"add\",\"path\":\"/a/3\",\"value\":3}]", PATCH_NOWHERE);
	refuse(list, "[{\"op\":\"replace\",\"path\":\"/a/-\",\"value\":3}]",
	    PATCH_NOWHERE);
	refuse(list, "[{\"op\":\"remove\",\"path\":\"/a/2\"}]", PATCH_NOWHERE);
	refuse(list, "[{\"op\":\"remove\",\"path\":\"/a/01\"}]", PATCH_NOWHERE);
	refuse(list, "[{\"op\":\"remove\",\"path\":\"/a/1e0\"}]", PATCH_NOWHERE);
	refuse(list, "[{\"op\":\"remove\",\"path\":\"/a/4294967296\"}]", PATCH_NOWHERE);
	refuse(list, "[{\"op\":\"remove\",\"path\":\"\"}]", PATCH_NOWHERE);
	refuse(
	    list, "[{\"op\":\"replace\",\"path\":\"/x\",\"value\":3}]", PATCH_NOWHERE);
	refuse(list, "[{\"op\":\"move\",\"from\":\"/b\",\"path\":\"/b/c\"}]",
	    PATCH_NOWHERE);
	refuse(list, "[{\"op\":\"copy\",\"from\":\"/x\",\"path\":\"/b/c\"}]",
	    PATCH_NOWHERE);
	refuse(
	    list, "[{\"op\":\"replace\",\"path\":\"\",\"value\":3}]", PATCH_MALFORMED);
	refuse(list, "{}", PATCH_MALFORMED);
	refuse(list, "[1]", PATCH_MALFORMED);
	refuse(list, "[{}]", PATCH_MALFORMED);
	refuse(list, "[{\"op\":\"spam\",\"path\":\"/a\"}]", PATCH_MALFORMED);
	refuse(list, "[{\"op\":\"add\",\"path\":\"/x\"}]", PATCH_MALFORMED);
	refuse(list, "[{\"op\":\"test\",\"path\":\"/a\"}]", PATCH_MALFORMED);
	refuse(list, "[{\"op\":\"copy\",\"path\":\"/x\"}]", PATCH_MALFORMED);
	refuse(list, "[{\"op\":\"remove\",\"path\":\"a\"}]", PATCH_MALFORMED);
	refuse(list, "[{\"op\":\"remove\",\"path\":\"/~2\"}]", PATCH_MALFORMED);
	refuse(list, "[{\"op\":\"remove\",\"path\":1}]", PATCH_MALFORMED);
}

/* What is replaced or removed must have been tested, and be the same still. */
static void
test_tested(void)
{
	static const char *const unchanging[] = { "id", "rank", NULL };
	const struct patch_rules rules = { .unchanging = unchanging,
		.must_test = true };
	const char *line =
	    "{\"id\":\"A\",\"rank\":{\"u\":1},\"t\":1,\"c\":[\"x\",\"y\",\"z\"]}";
#define TEST_T    "{\"op\":\"test\",\"path\":\"/t\",\"value\":1}"
#define TEST_C0   "{\"op\":\"test\",\"path\":\"/c/0\",\"value\":\"x\"}"
#define TEST_C    "{\"op\":\"test\",\"path\":\"/c\",\"value\":[\"x\",\"y\",\"z\"]}"
#define REMOVE_C0 "{\"op\":\"remove\",\"path\":\"/c/0\"}"
#define REPLACE_T "{\"op\":\"replace\",\"path\":\"/t\",\"value\":2}"

	patch_by(&rules, line, "[" TEST_T "," REPLACE_T "]", PATCH_OK,
	    "{\"id\":\"A\",\"rank\":{\"u\":1},\"t\":2,\"c\":[\"x\",\"y\",\"z\"]}");
	patch_by(&rules, line, "[" REPLACE_T "]", PATCH_UNTESTED, "");
	patch_by(&rules, line, "[" REPLACE_T "," TEST_T "]", PATCH_UNTESTED, "");
	patch_by(
	    &rules, line, "[{\"op\":\"remove\",\"path\":\"/t\"}]", PATCH_UNTESTED, "");
	patch_by(&rules, line, "[{\"op\":\"add\",\"path\":\"/t\",\"value\":3}]",
	    PATCH_UNTESTED, "");
	patch_by(&rules, line, "[{\"op\":\"move\",\"from\":\"/t\",\"path\":\"/n\"}]",
	    PATCH_UNTESTED, "");
	patch_by(&rules, line, "[{\"op\":\"copy\",\"from\":\"/c\",\"path\":\"/t\"}]",
	    PATCH_UNTESTED, "");
	/* What is new needs no test. */
	patch_by(&rules, line, "[{\"op\":\"add\",\"path\":\"/c/-\",\"value\":\"w\"}]",
	    PATCH_OK,
	    "{\"id\":\"A\",\"rank\":{\"u\":1},\"t\":1,\"c\":[\"x\",\"y\",\"z\",\"w\"]"
	    "}");
	patch_by(&rules, line, "[" TEST_C0 "," REMOVE_C0 "]", PATCH_OK,
	    "{\"id\":\"A\",\"rank\":{\"u\":1},\"t\":1,\"c\":[\"y\",\"z\"]}");
	/* The second one is another item. */
	patch_by(&rules, line, "[" TEST_C0 "," REMOVE_C0 "," REMOVE_C0 "]",
	    PATCH_UNTESTED, "");
	patch_by(&rules, line,
	    "[" TEST_C0 ",{\"op\":\"add\",\"path\":\"/c/0\",\"value\":1}," REMOVE_C0
	    "]",
	    PATCH_UNTESTED, "");
	patch_by(&rules, line,
	    "[" TEST_C0
	    ",{\"op\":\"move\",\"from\":\"/c/0\",\"path\":\"/n\"}," REMOVE_C0 "]",
	    PATCH_UNTESTED, "");
	patch_by(&rules, line, "[" TEST_C "," REMOVE_C0 "," REMOVE_C0 "]", PATCH_OK,
	    "{\"id\":\"A\",\"rank\":{\"u\":1},\"t\":1,\"c\":[\"z\"]}");
	/* A name that begins with another one is no part of it. */
	patch_by(&rules, "{\"t\":1,\"tt\":2}",
	    "[" TEST_T ",{\"op\":\"remove\",\"path\":\"/tt\"}]", PATCH_UNTESTED, "");
	patch_by(&rules, line, "[{\"op\":\"add\",\"path\":\"/rank/v\",\"value\":1}]",
	    PATCH_PROTECTED, "");
	patch_by(&rules, line, "[{\"op\":\"replace\",\"path\":\"/i\",\"value\":1}]",
	    PATCH_NOWHERE, "");
	patch_by(&rules, line, "[{\"op\":\"move\",\"from\":\"/rank\",\"path\":\"/n\"}]",
	    PATCH_PROTECTED, "");
	patch_by(&rules, line,
	    "[{\"op\":\"copy\",\"from\":\"/rank\",\"path\":\"/id\"}]", PATCH_PROTECTED,
	    "");
	patch_by(&rules, line, "[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]",
	    PATCH_PROTECTED, "");
}

/* The examples of RFC 7396, sections 1 and appendix A. */
static void
test_rfc_7396(void)
{
	merge("{\"a\":\"b\",\"c\":{\"d\":\"e\",\"f\":\"g\"}}",
	    "{\"a\":\"z\",\"c\":{\"f\":null}}", "{\"a\":\"z\",\"c\":{\"d\":\"e\"}}");
	merge("{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}");
	merge("{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}");
	merge("{\"a\":\"b\"}", "{\"a\":null}", "{}");
	merge("{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}");
	merge("{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}");
	merge("{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}");
	merge("{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}",
	    "{\"a\":{\"b\":\"d\"}}");
	merge("{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}");
	merge(
	    "{\"d\":[\"a\",\"b\"]}", "{\"d\":[\"c\",\"d\"]}", "{\"d\":[\"c\",\"d\"]}");
	merge("{\"d\":{\"a\":\"b\"}}", "{\"d\":[\"c\"]}", "{\"d\":[\"c\"]}");
	merge("{\"d\":{\"a\":\"foo\"}}", "{\"d\":\"bar\"}", "{\"d\":\"bar\"}");
	merge("{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}");
	merge("{\"d\":[1,2]}", "{\"d\":{\"a\":\"b\",\"c\":null}}",
	    "{\"d\":{\"a\":\"b\"}}");
	merge("{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}");
	/* Section 3: an array is a value, and its nulls stay. */
	merge("{}", "{\"a\":[{\"b\":null}]}", "{\"a\":[{\"b\":null}]}");
	merge("{ \"s\" : { \"m\" : 87.50 , \"n\" : 1E2 } }", "{\"s\":{\"m\":88}}",
	    "{ \"s\" : { \"m\" : 88 , \"n\" : 1E2 } }");
}

static void
test_was(void)
{
	static const char *const unchanging[] = { "rank", NULL };
	const struct patch_rules rules = { .unchanging = unchanging,
		.must_test = true };
	const char *line = "{\"rank\":1,\"t\":600,\"s\":{\"m\":87.50,\"n\":2}}";

	merge_by(&rules, line, "{\"t\":610,\"s\":{\"m\":97.5}}",
	    "{\"t\":6e2,\"s\":{\"m\":87.5}}", PATCH_OK,
	    "{\"rank\":1,\"t\":610,\"s\":{\"m\":97.5,\"n\":2}}");
	merge_by(&rules, line, "{\"t\":610}", NULL, PATCH_UNTESTED, "");
	merge_by(&rules, line, "{\"t\":610,\"s\":{\"m\":1}}", "{\"t\":600}",
	    PATCH_UNTESTED, "");
	merge_by(&rules, line, "{\"t\":610}", "{\"t\":601}", PATCH_DIFFERS, "");
	merge_by(&rules, line, "{\"t\":610}", "{\"t\":null}", PATCH_DIFFERS, "");
	merge_by(&rules, line, "{\"u\":1}", "{\"u\":null}", PATCH_OK,
	    "{\"rank\":1,\"t\":600,\"s\":{\"m\":87.50,\"n\":2},\"u\":1}");
	merge_by(&rules, line, "{\"u\":1}", "{\"u\":0}", PATCH_DIFFERS, "");
	merge_by(&rules, line, "{\"u\":1}", "{}", PATCH_UNTESTED, "");
	merge_by(&rules, line, "{\"s\":null}", "{\"s\":{\"n\":2,\"m\":87.5}}", PATCH_OK,
	    "{\"rank\":1,\"t\":600}");
	merge_by(&rules, line, "{\"rank\":2}", "{\"rank\":1}", PATCH_PROTECTED, "");
	merge_by(&rules, line, "[]", NULL, PATCH_MALFORMED, "");
	merge_by(&rules, line, "{}", "1", PATCH_MALFORMED, "");
}

int
main(void)
{
	test_rfc_6902();
	test_operations();
	test_tested();
	test_rfc_7396();
	test_was();
	splice_free(&splice);
	writer_free(&scratch);
	return 0;
}
