#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "record/edits.h"
#include "record/names.h"
#include "record/path.h"
#include "record/record.h"
#include "record/writer.h"

/* Parse a copy of just the right size, so that a read outside of it is seen. */
static enum record_fault
parse_bytes(const char *line, size_t len)
{
	struct record r;
	char *copy = malloc(len > 0 ? len : 1);
	enum record_fault fault;

	assert(copy != NULL);
	memcpy(copy, line, len);
	record_init(&r);
	fault = record_parse(&r, copy, len, NULL);
	assert((fault == RECORD_OK) == (r.count > 0));
	record_free(&r);
	free(copy);
	return fault;
}

static enum record_fault
parse(const char *line)
{
	return parse_bytes(line, strlen(line));
}

static void
test_faults(void)
{
	static const struct {
		const char *line;
		enum record_fault fault;
	} cases[] = {
		{ "{}", RECORD_OK },
		{ " \t{ } \r", RECORD_OK },
		{ "{\"a\":[1,-0.5e+3,true,false,null,\"\",{},[]]}", RECORD_OK },
		{ "{\"a\":\"\\u4e2d\\ud83d\\ude00\\n\\u0000\"}", RECORD_OK },
		{ "{\"\xe4\xb8\xad\":\"\xf0\x9f\x98\x80\xc2\xa2\xed\x9f\xbf\"}",
		    RECORD_OK },
		{ "", RECORD_NOT_JSON },
		{ "{", RECORD_NOT_JSON },
		{ "{}{}", RECORD_NOT_JSON },
		{ "{\"a\":1,}", RECORD_NOT_JSON },
		{ "{\"a\" 1}", RECORD_NOT_JSON },
		{ "{a:1}", RECORD_NOT_JSON },
		{ "{\"a\":01}", RECORD_NOT_JSON },
		{ "{\"a\":1.}", RECORD_NOT_JSON },
		{ "{\"a\":+1}", RECORD_NOT_JSON },
		{ "{\"a\":NaN}", RECORD_NOT_JSON },
		{ "{\"a\":tru}", RECORD_NOT_JSON },
		{ "{\"a\":\"\\x\"}", RECORD_NOT_JSON },
		{ "{\"a\":\"\t\"}", RECORD_NOT_JSON },
		{ "{\"a\":\"\\u12g4\"}", RECORD_NOT_JSON },
		{ "{\"a\":[1 2]}", RECORD_NOT_JSON },
		{ "[]", RECORD_NOT_OBJECT },
		{ "\"x\"", RECORD_NOT_OBJECT },
		{ "{\"a\":\"\xff\"}", RECORD_NOT_UTF8 },
		{ "{\"a\":\"\xc0\xaf\"}", RECORD_NOT_UTF8 },
		{ "{\"a\":\"\xe0\x80\xaf\"}", RECORD_NOT_UTF8 },
		{ "{\"a\":\"\xed\xa0\x80\"}", RECORD_NOT_UTF8 },
		{ "{\"a\":\"\xf4\x90\x80\x80\"}", RECORD_NOT_UTF8 },
		{ "{\"a\":\"\xe4\xb8\"}", RECORD_NOT_UTF8 },
		{ "{\"a\":\"\\ud83d\"}", RECORD_NOT_UTF8 },
		{ "{\"a\":\"\\ude00\\ud83d\"}", RECORD_NOT_UTF8 },
		{ "{\"a\":1,\"a\":1}", RECORD_DUPLICATE_NAME },
		{ "{\"a\":1,\"\\u0061\":1}", RECORD_DUPLICATE_NAME },
		{ "{\"x\":{\"b\":1,\"b\":2}}", RECORD_DUPLICATE_NAME },
		{ "{\"b\":{\"a\":1},\"a\":{\"b\":1}}", RECORD_OK },
		{ "\xef\xbb\xbf{}", RECORD_BYTE_ORDER_MARK },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (parse(cases[i].line) != cases[i].fault) {
			fprintf(stderr, "case %zu: %s\n", i, cases[i].line);
			abort();
		}
}

static char *
nested(size_t depth)
{
	char *line = malloc(2 * depth + 5);

	assert(line != NULL);
	memcpy(line, "{\"\":", 4);
	memset(line + 4, '[', depth);
	memset(line + 4 + depth, ']', depth);
	line[4 + 2 * depth] = '}';
	return line;
}

static void
test_depth(void)
{
	char *most = nested(RECORD_MAX_DEPTH - 1), *more = nested(RECORD_MAX_DEPTH);

	assert(parse_bytes(most, 2 * RECORD_MAX_DEPTH + 3) == RECORD_OK);
	assert(parse_bytes(more, 2 * RECORD_MAX_DEPTH + 5) == RECORD_TOO_DEEP);
	free(most);
	free(more);
}

/* So many members, the last one named like the first one if twice is true. */
static enum record_fault
parse_members(int count, bool twice, bool escaped)
{
	struct writer w = { 0 };
	enum record_fault fault;
	char name[32];

	writer_bytes(&w, "{", 1);
	for (int i = 0; i < count; i++) {
		int number = twice && i == count - 1 ? 0 : i;
		int len = escaped ? snprintf(name, sizeof name, "\"\\u004e%d\"", number)
				  : snprintf(name, sizeof name, "\"N%d\"", number);

		if (i > 0)
			writer_bytes(&w, ",", 1);
		writer_bytes(&w, name, (size_t)len);
		writer_bytes(&w, ":0", 2);
	}
	writer_bytes(&w, "}", 1);
	assert(!writer_failed(&w));
	fault = parse_bytes(w.text, w.len);
	writer_free(&w);
	return fault;
}

static void
test_many_names(void)
{
	static const int counts[] = { 2, 63, 64, 65, 66, 1000, 200000 };

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		for (int escaped = 0; escaped < 2; escaped++) {
			assert(parse_members(counts[i], false, escaped) == RECORD_OK);
			assert(parse_members(counts[i], true, escaped) ==
			       RECORD_DUPLICATE_NAME);
		}
}

static const char sample[] =
    "{\"id\":\"A\",\"scores\":{\"math\":87.50,\"a.b\":1},\"choices\":[\"S1\",\"S2\"],"
    "\"\xe5\xa7\x93\xe5\x90\x8d\":\"\\u674e\",\"n\":null,\"\":5,\"/~\":6,\"big\":1e30,"
    "\"five\":5.0,\"half\":5.5}";

static struct path *
path(const char *text)
{
	const char *why;
	struct path *p = path_new(text, &why);

	assert(p != NULL);
	return p;
}

static bool
raw_is(struct record *r, const char *text, const char *raw)
{
	struct path *p = path(text);
	bool same = true;

	/* Twice: the second time it stands where it was remembered. */
	for (int i = 0; i < 2; i++) {
		const struct value *v = path_find(p, r);

		same &= raw == NULL
			    ? v == NULL
			    : v != NULL && v->end - v->at == strlen(raw) &&
				  memcmp(r->line + v->at, raw, strlen(raw)) == 0;
	}
	path_free(p);
	return same;
}

static void
test_paths(void)
{
	struct record r = { 0 };

	assert(record_parse(&r, sample, strlen(sample), NULL) == RECORD_OK);
	assert(raw_is(&r, "id", "\"A\""));
	assert(raw_is(&r, "scores.math", "87.50"));
	assert(raw_is(&r, "/scores/math", "87.50"));
	assert(raw_is(&r, "/scores/a.b", "1"));
	assert(raw_is(&r, "choices.1", "\"S2\""));
	assert(raw_is(&r, "/choices/0", "\"S1\""));
	assert(raw_is(&r, "choices.2", NULL));
	assert(raw_is(&r, "choices.01", NULL));
	assert(raw_is(&r, "\xe5\xa7\x93\xe5\x90\x8d", "\"\\u674e\""));
	assert(raw_is(&r, "/", "5"));
	assert(raw_is(&r, "/~1~0", "6"));
	assert(raw_is(&r, "math", NULL));
	assert(raw_is(&r, "id.x", NULL));
	assert(raw_is(&r, "scores.math.x", NULL));
	record_free(&r);
}

static void
test_bad_paths(void)
{
	static const char *const bad[] = { "", ".", "a.", ".a", "a..b", "/~", "/a~2" };
	const char *why;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert(path_new(bad[i], &why) == NULL && why != NULL);
}

/* A value that looks like the name that was found before must not be taken for it. */
static void
test_path_in_records_of_other_shape(void)
{
	static const char first[] = "{\"x\":1,\"a\":2}",
			  second[] = "{\"x\":[\"a\",\"a\"],\"a\":3}",
			  third[] = "{\"x\":{\"a\":4},\"b\":5}";
	struct record r = { 0 };
	struct path *p = path("a");

	assert(record_parse(&r, first, strlen(first), NULL) == RECORD_OK);
	assert(path_find(p, &r) == &r.values[4]);
	assert(record_parse(&r, second, strlen(second), NULL) == RECORD_OK);
	assert(r.line[path_find(p, &r)->at] == '3');
	assert(record_parse(&r, third, strlen(third), NULL) == RECORD_OK);
	assert(path_find(p, &r) == NULL);
	path_free(p);
	record_free(&r);
}

static void
test_typed_paths(void)
{
	struct record r = { 0 };
	struct path *p;
	struct span text;
	struct decimal d;
	int64_t n;

	assert(record_parse(&r, sample, strlen(sample), NULL) == RECORD_OK);
	p = path("\xe5\xa7\x93\xe5\x90\x8d");
	assert(path_string(p, &r, &text) == PATH_FOUND);
	assert(text.len == 3 && memcmp(text.at, "\xe6\x9d\x8e", 3) == 0);
	assert(path_decimal(p, &r, &d) == PATH_WRONG_TYPE);
	path_free(p);
	p = path("scores.math");
	assert(path_decimal(p, &r, &d) == PATH_FOUND && d.units == 875 && d.scale == 1);
	assert(path_string(p, &r, &text) == PATH_WRONG_TYPE);
	path_free(p);
	p = path("n");
	assert(path_decimal(p, &r, &d) == PATH_MISSING);
	path_free(p);
	p = path("big");
	assert(path_decimal(p, &r, &d) == PATH_RANGE);
	path_free(p);
	p = path("five");
	assert(path_integer(p, &r, &n) == PATH_FOUND && n == 5);
	path_free(p);
	p = path("half");
	assert(path_integer(p, &r, &n) == PATH_WRONG_TYPE);
	path_free(p);
	record_free(&r);
}

static bool
spliced(const char *line, const char *outer, const char *inner, const char *expected)
{
	struct record r = { 0 };
	struct writer w = { 0 };
	struct edit edit;
	bool same;

	assert(record_parse(&r, line, strlen(line), NULL) == RECORD_OK);
	edit = edit_at(&r, outer, inner);
	writer_bytes(&w, line, edit.cut);
	edit_write(&w, edit, outer, inner, span_of("7"));
	writer_bytes(&w, line + edit.resume, strlen(line) - edit.resume);
	same = w.len == strlen(expected) && memcmp(w.text, expected, w.len) == 0;
	writer_free(&w);
	record_free(&r);
	return same;
}

static void
test_edits(void)
{
	assert(spliced("{}", "k", NULL, "{\"k\":7}"));
	assert(spliced("{ }", "k", "i", "{ \"k\":{\"i\":7}}"));
	assert(spliced("{\"a\":1} ", "k", NULL, "{\"a\":1,\"k\":7} "));
	assert(spliced("{\"k\":{\"i\":0},\"a\":1}", "k", NULL, "{\"k\":7,\"a\":1}"));
	assert(spliced(
	    "{\"k\":{\"i\":0},\"a\":1}", "k", "i", "{\"k\":{\"i\":7},\"a\":1}"));
	assert(spliced("{\"k\":{\"j\":0},\"a\":1}", "k", "i",
	    "{\"k\":{\"j\":0,\"i\":7},\"a\":1}"));
	assert(spliced("{\"k\":{},\"a\":1}", "k", "i", "{\"k\":{\"i\":7},\"a\":1}"));
	assert(spliced("{\"k\":0,\"a\":1}", "k", "i", "{\"k\":{\"i\":7},\"a\":1}"));
	assert(spliced("{}", "\"", NULL, "{\"\\\"\":7}"));
	assert(spliced("{\"\\u006b\":1}", "k", NULL, "{\"\\u006b\":7}"));
}

enum { COLLIDING = 15000, NAME = 16 };

/*
 * A name whose second half makes its hash the same as that of all others: names_hash()
 * can be inverted.  False if that half is no text.
 */
static bool
colliding_name(uint64_t random, char name[NAME])
{
	uint64_t hash;

	for (int i = 0; i < NAME / 2; i++, random /= 57)
		name[i] = (char)('#' + random % 57);
	hash = names_mix(NAME * 0x9e3779b97f4a7c15u, span_load(name, NAME / 2)) ^
	       0x6162636465666768u;
	memcpy(name + NAME / 2, &hash, NAME / 2);
	for (int i = NAME / 2; i < NAME; i++)
		if (name[i] < ' ' || name[i] > '~' || name[i] == '"' || name[i] == '\\')
			return false;
	return true;
}

/* An object of such names took the square of their number. */
static void
test_colliding_names(void)
{
	char *line = malloc(COLLIDING * (NAME + 5) + 2), *at = line, *last = line;
	uint64_t random = 1;
	clock_t start;

	assert(line != NULL);
	*at = '{';
	for (int made = 0; made < COLLIDING;) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		if (!colliding_name(random >> 11, at + 2))
			continue;
		at[1] = '"';
		memcpy(at + 2 + NAME, "\":1", 3);
		last = at + 2;
		at += NAME + 5;
		*at = ',';
		made++;
	}
	*at = '}';
	start = clock();
	assert(parse_bytes(line, (size_t)(at - line) + 1) == RECORD_OK);
	assert(clock() - start < CLOCKS_PER_SEC / 10);
	memcpy(last, line + 2, NAME);
	assert(parse_bytes(line, (size_t)(at - line) + 1) == RECORD_DUPLICATE_NAME);
	free(line);
}

int
main(void)
{
	test_faults();
	test_depth();
	test_many_names();
	test_colliding_names();
	test_paths();
	test_bad_paths();
	test_path_in_records_of_other_shape();
	test_typed_paths();
	test_edits();
	return 0;
}
