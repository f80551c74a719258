/*
 * Which values of a record an expression names, one by one; and, of random expressions,
 * that they are those of which expression_reads() says so.
 */
#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cel/expression.h"
#include "fixed_seed.h"

static const struct expression_variable variables[] = {
	{ "record", EXPRESSION_RECORD, NULL },
};
static const struct expression_scope scope = {
	.variables = variables, .count = 1, .fields = true
};

static struct expression *
compile(const char *text)
{
	struct expression_error error;
	struct expression *e = expression_compile(text, strlen(text), &scope, &error);

	if (e == NULL)
		fprintf(stderr, "%s: %s\n", text, error.why);
	assert(e != NULL);
	return e;
}

/* Places with a space behind each, at most as many as are left. */
struct list {
	char text[2048];
	size_t left;
};

static bool
add(void *context, const char *pointer)
{
	struct list *list = context;

	if (list->left-- == 0)
		return false;
	assert(strlen(list->text) + strlen(pointer) + 2 < sizeof list->text);
	strcat(list->text, pointer);
	strcat(list->text, " ");
	return true;
}

static void
test_places(void)
{
	static const struct {
		const char *text, *places;
	} cases[] = {
		{ "1 + 2 == 3", "" },
		{ "a > 1", "/a " },
		{ "a.b > 1 && has(c.d)", "/a/b /c/d " },
		{ "has(record.a) || record.?b.c.orValue(1) > 0", "/a /b/c " },
		{ "a['x.y'] == a['x/y~']", "/a/x.y /a/x~1y~0 " },
		{ "size(record) > 3", " " },
		{ "a.b.exists(c, c.d == e)", "/a/b /e " },
		{ "a[b].c == 1", "/a /b " },
		{ "a == 1 ? a : b", "/a /a /b " },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct list list = { .left = 9 };
		struct expression *e = compile(cases[i].text);

		assert(expression_reads_each(e, add, &list));
		if (strcmp(list.text, cases[i].places) != 0)
			fprintf(stderr, "%s: \"%s\"\n", cases[i].text, list.text);
		assert(strcmp(list.text, cases[i].places) == 0);
		expression_free(e);
	}
}

static void
test_end(void)
{
	struct list list = { .left = 1 };
	struct expression *e = compile("a == b");

	assert(!expression_reads_each(e, add, &list));
	assert(strcmp(list.text, "/a ") == 0);
	expression_free(e);
}

/* Whether one of two pointers is the other, or leads into it. */
static bool
overlap(const char *a, size_t len, const char *b)
{
	size_t other = strlen(b), less = len < other ? len : other;

	return memcmp(a, b, less) == 0 &&
	       (len == other || (len > other ? a[less] : b[less]) == '/');
}

static bool
has_overlap(const char *places, const char *pointer)
{
	for (size_t len; *places != '\0'; places += len + 1) {
		len = strcspn(places, " ");
		if (overlap(places, len, pointer))
			return true;
	}
	return false;
}

/* A random term over fields a to c, and over fields a to c of these. */
static void
put_term(char *text, int depth)
{
	static const struct {
		const char *before, *between, *behind;
	} forms[] = { { "", ".", "" }, { "record.", ".", "" }, { "record.?", ".", "" },
		{ "", "['", "']" }, { "has(", ".", ")" }, { "", NULL, "" },
		{ "record.", NULL, "" } };
	size_t form = draw() % (sizeof forms / sizeof *forms);
	char name[2] = { (char)('a' + draw() % 3), '\0' };

	if (depth > 0 && draw() % 2 == 0) {
		strcat(text, "(");
		put_term(text, depth - 1);
		strcat(text, draw() % 2 == 0 ? " == " : " != ");
		put_term(text, depth - 1);
		strcat(text, ")");
		return;
	}
	strcat(strcat(text, forms[form].before), name);
	if (forms[form].between != NULL) {
		name[0] = (char)('a' + draw() % 3);
		strcat(strcat(text, forms[form].between), name);
	}
	strcat(text, forms[form].behind);
}

static void
test_random(void)
{
	size_t read = 0, asked = 0;

	for (int round = 0; round < 2000; round++) {
		char text[1024] = "";
		struct list list = { .left = 99 };
		struct expression *e;

		put_term(text, 3);
		e = compile(text);
		assert(expression_reads_each(e, add, &list));
		for (int at = 0; at < 12; at++) {
			char pointer[8] = "";

			if (at < 9)
				snprintf(pointer, sizeof pointer, "/%c/%c",
				    'a' + at / 3, 'a' + at % 3);
			else
				snprintf(pointer, sizeof pointer, "/%c", 'a' + at - 9);
			assert(expression_reads(e, pointer, NULL) ==
			       has_overlap(list.text, pointer));
			read += expression_reads(e, pointer, NULL);
			asked++;
		}
		expression_free(e);
	}
	assert(read > asked / 5 && read < asked - asked / 5);
}

int
main(void)
{
	test_places();
	test_end();
	test_random();
	return 0;
}
