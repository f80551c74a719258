/*
 * Lines that were checked before, against the strict reader: the same values where
 * they are, folded or not, and no byte outside of the line is read whatever it holds.
 */
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/path.h"
#include "record/plain_line.h"
#include "record/record.h"
#include "record/writer.h"

#include "fixed_seed.h"
#include "walked_member.h"

enum { LINES = 30000 };

static bool hard; /* lines with escapes, and with more nested objects than shapes */

static void write_value(struct writer *, int depth);

static void
write_name(struct writer *w, size_t i)
{
	static const char *const names[] = { "a", "id", "scores",
		"the name of a member", "\xe5\xa7\x93\xe5\x90\x8d", "choices", "x/y",
		"quote\"", "l", "m" };

	assert(i < sizeof names / sizeof *names);
	writer_name(w, names[i]);
}

static void
write_object(struct writer *w, int depth)
{
	bool always = draw() % 4 > 0; /* mostly the same names */

	writer_open_object(w);
	for (size_t i = 0; i < 10; i++) {
		if ((!always && draw() % 3 == 0) ||
		    (i == 7 && (!hard || draw() % 4 > 0)))
			continue;
		write_name(w, i);
		write_value(w, depth + 1);
	}
	writer_close_object(w);
}

static void
write_array(struct writer *w, int depth)
{
	writer_open_array(w);
	for (size_t i = draw() % 5; i > 0; i--)
		write_value(w, depth + 1);
	writer_close_array(w);
}

static void
write_value(struct writer *w, int depth)
{
	static const char *const texts[] = { "", "S36",
		"a text of some length, [not] {",
		"\xe5\x9f\x8e\xe5\x85\xb3\xe5\x8c\xba", "2005-07-01", "]", "}{",
		"\"]\\" };
	static const char *const others[] = { "0", "-1.50e3", "true", "false", "null",
		"[ ]", "{ }", " 7", "[1 , 2]" };

	switch (draw() % (depth < (hard ? 3 : 2) ? 4 : 2)) {
	case 0:
		writer_string(w, texts[draw() % (hard ? 8 : 7)]);
		break;
	case 1:
		writer_raw(w, span_of(others[draw() % 9]));
		break;
	case 2:
		write_array(w, depth);
		break;
	default:
		write_object(w, depth);
		break;
	}
}

static void
same_value(struct record *a, uint32_t i, struct record *b, uint32_t k)
{
	struct value *v = &a->values[i], *w = &b->values[k];
	uint32_t n, m;

	record_unfold(b, w);
	assert(v->type == w->type && v->at == w->at && v->end == w->end &&
	       v->depth == w->depth && v->escaped == w->escaped);
	if (v->type != VALUE_ARRAY && v->type != VALUE_OBJECT)
		return;
	for (n = i + 1, m = k + 1; n < v->next; n = a->values[n].next) {
		assert(m < w->next);
		if (v->type == VALUE_OBJECT)
			same_value(a, n++, b, m++);
		same_value(a, n, b, m);
		m = b->values[m].next;
	}
	assert(m == w->next);
}

/* What stands in the table that is no place without a value. */
static size_t
count_values(const struct record *r)
{
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		count += r->values[i].end > 0;
	return count;
}

/* Each is used for all lines, and learns where its value is. */
static const char *const paths[] = { "a", "m", "scores", "id", "unknown", "choices",
	"scores.choices.1.id", "choices.0", "the name of a member.l", "quote\"" };

enum { PATHS = sizeof paths / sizeof *paths };

static struct path *in_strict[PATHS], *in_checked[PATHS];

struct found {
	const struct value *strict, *checked;
};

/* The value at a path, the same in both. */
static struct found
find_both(struct record *strict, struct record *checked, size_t path)
{
	const struct value *v = path_find(in_strict[path], strict);
	const struct value *w = path_find(in_checked[path], checked);

	assert((v == NULL) == (w == NULL));
	assert(v == NULL || (v->at == w->at && v->end == w->end && v->type == w->type));
	return (struct found){ v, w };
}

/* Of a name that all records have, or most, or few, or none. */
static void
same_member(struct record *strict, struct record *checked)
{
	static const char *const names[] = { "a", "scores", "choices", "quote\"",
		"none", "l" };
	struct span name = span_of(names[draw() % (sizeof names / sizeof *names)]);
	const struct value *v = walked_member(strict, name), *w;

	assert(record_member(strict, strict->values, name.at, name.len) == v);
	w = record_member(checked, checked->values, name.at, name.len);
	assert((v == NULL) == (w == NULL) && (v == NULL || v->at == w->at));
}

static void
compare(struct record *strict, struct record *checked, const char *line, size_t len)
{
	struct found found[6] = { { NULL, NULL } };
	size_t count = draw() % 7;

	assert(record_parse(strict, line, len, NULL) == RECORD_OK);
	checked->walks &= draw() % 4 > 0; /* or no member would be found by itself */
	checked->in_full = draw() % 4 == 0;
	assert(record_parse_checked(checked, line, len, NULL) == RECORD_OK);
	for (size_t i = 0; i < count; i++) {
		found[i] = find_both(strict, checked, draw() % PATHS);
		if (found[i].strict != NULL && draw() % 2 == 0)
			same_value(strict, (uint32_t)(found[i].strict - strict->values),
			    checked, (uint32_t)(found[i].checked - checked->values));
	}
	if (draw() % 2 == 0)
		same_member(strict, checked);
	if (draw() % 2 == 0)
		record_unfold_all(checked);
	for (size_t i = 0; i < count; i++) /* no value has moved */
		assert(found[i].strict == NULL ||
		       found[i].strict->at == found[i].checked->at);
	same_value(strict, 0, checked, 0);
	assert(count_values(checked) == strict->count && !checked->unsound);
}

/* The same verdict, and the same values if there is none, folded or not. */
static void
same_verdict(struct record *strict, struct record *folded, const char *line, size_t len)
{
	size_t at, folded_at;
	enum record_fault fault = record_parse(strict, line, len, &at);

	assert(record_parse_folded(folded, line, len, &folded_at) == fault);
	assert(at == folded_at && !folded->checked);
	if (fault != RECORD_OK)
		return;
	if (draw() % 2 == 0)
		find_both(strict, folded, draw() % PATHS);
	record_unfold_all(folded);
	same_value(strict, 0, folded, 0);
}

static size_t stayed_folded;

static void
compare_folded(
    struct record *strict, struct record *folded, const char *line, size_t len)
{
	folded->in_full = draw() % 4 == 0;
	same_verdict(strict, folded, line, len);
	folded->in_full = 0;
	assert(record_parse_folded(folded, line, len, NULL) == RECORD_OK);
	stayed_folded += folded->values[0].escaped;
}

/* A line with another byte, or with a part left out, behind one with the same names. */
static void
compare_broken(struct record *strict, const char *line, size_t len)
{
	size_t from = draw() % len, cut = draw() % (len - from + 1);
	struct record folded = { 0 };
	char *copy = malloc(len);

	assert(copy != NULL);
	memcpy(copy, line, len);
	for (int i = 0; i < 4; i++) /* a shape at a time is learnt for what is inside */
		assert(record_parse(&folded, line, len, NULL) == RECORD_OK);
	if (draw() % 2 == 0) {
		copy[from] = "\"\\[]{},:\xe5\n 1x-.e0"[draw() % 17];
		cut = 0;
	} else
		memmove(copy + from, copy + from + cut, len - from - cut);
	same_verdict(strict, &folded, copy, len - cut);
	record_free(&folded);
	free(copy);
}

/* One byte is another: nothing is read outside of the line, whatever is found. */
static void
survive(struct record *r, const char *line, size_t len)
{
	char *copy = malloc(len);
	const struct value *member;

	assert(copy != NULL);
	memcpy(copy, line, len);
	copy[draw() % len] = "\"\\[]{},:\xe5\n 1x"[draw() % 13];
	r->in_full = 0;
	if (record_parse_checked(r, copy, len, NULL) == RECORD_OK) {
		path_find(in_checked[draw() % PATHS], r);
		member = record_member(r, r->values, "l", 1);
		assert(member == NULL || member->end <= len);
		record_unfold(r, r->values);
		member = record_member(r, r->values, "l", 1);
		assert(member == NULL || member < r->values + r->values[0].next);
		for (uint32_t n = 1; n < r->values[0].next; n = r->values[n + 1].next) {
			record_unfold(r, &r->values[n + 1]);
			assert(r->values[n + 1].end <= len);
			if (r->values[n + 1].type == VALUE_STRING)
				record_text(r, &r->values[n + 1]);
		}
	}
	r->unsound = false;
	free(copy);
}

static void
test_lines(void)
{
	struct record strict = { 0 }, checked = { 0 }, broken = { 0 }, folded = { 0 };
	const char *why;

	for (size_t i = 0; i < PATHS; i++) {
		in_strict[i] = path_new(paths[i], &why);
		in_checked[i] = path_new(paths[i], &why);
		assert(in_strict[i] != NULL && in_checked[i] != NULL);
	}
	for (int i = 0; i < LINES; i++) {
		struct writer w = { 0 };
		char *line;

		hard = i >= LINES / 2;
		write_object(&w, 0);
		assert(!writer_failed(&w));
		line = malloc(w.len); /* a byte more is a fault under ASan */
		assert(line != NULL);
		memcpy(line, w.text, w.len);
		compare(&strict, &checked, line, w.len);
		survive(&broken, line, w.len);
		compare_folded(&strict, &folded, line, w.len);
		compare_broken(&strict, line, w.len);
		free(line);
		writer_free(&w);
	}
	for (size_t i = 0; i < PATHS; i++) {
		path_free(in_strict[i]);
		path_free(in_checked[i]);
	}
	record_free(&strict);
	record_free(&checked);
	record_free(&broken);
	record_free(&folded);
	assert(!plain_line_is_known() || stayed_folded > LINES / 8);
}

/* Parse a line of a checked stream or of another; whether it comes folded. */
static bool
comes_folded(struct record *r, bool checked, const char *line)
{
	size_t len = strlen(line);

	assert((checked ? record_parse_checked(r, line, len, NULL)
			: record_parse_folded(r, line, len, NULL)) == RECORD_OK);
	return r->values[0].escaped;
}

/* Where most of a record is asked for, the next ones are read in one pass. */
static void
test_adaptive(bool checked)
{
	static const char line[] = "{\"a\":[1,2,3,4,5],\"b\":{\"c\":1},\"d\":\"text\"}";
	struct record r = { 0 };
	const char *why;
	struct path *most = path_new("a.0", &why), *little = path_new("b.c", &why);

	assert(most != NULL && little != NULL);
	for (int i = 0; i < 4; i++) /* its shape is learnt */
		assert(record_parse(&r, line, strlen(line), NULL) == RECORD_OK);
	assert(path_find(little, &r) != NULL && path_find(most, &r) != NULL);
	for (int i = 0; i < 40; i++) {
		assert(comes_folded(&r, checked, line));
		assert(path_find(little, &r) != NULL);
	}
	assert(path_find(most, &r) != NULL);
	for (int i = 0; i < 15; i++) {
		assert(!comes_folded(&r, checked, line));
		assert(path_find(most, &r) != NULL);
	}
	assert(comes_folded(&r, checked, line));
	assert(path_find(little, &r) != NULL);
	assert(comes_folded(&r, checked, line));
	path_free(most);
	path_free(little);
	record_free(&r);
}

/* The record itself is not folded then. */
static void
read_members(struct record *r, const char *line)
{
	r->unsound = false;
	r->in_full = 0;
	assert(record_parse_checked(r, line, strlen(line), NULL) == RECORD_OK);
	record_unfold(r, r->values);
}

/* What the strict reader would have refused is found when it is asked for. */
static void
test_unsound(void)
{
	static const char *const no_objects[] = { "{\"a\":1]}", "{\"a\":1}}",
		"{\"a\":{\"b\":1}", "{\"a\" 1}", "{\"a\":1,}", "{\"a\":\"x}",
		"{\"a\":[1}", "{\"a\":1,\"a\":2}", "{,}" };
	const char *why;
	struct record r = { 0 };
	struct path *path = path_new("a", &why);

	assert(path != NULL);
	read_members(&r, "{\"a\":\"x\",\"b\":[\"y\"]}");
	read_members(&r, "{\"a\":\"\xff\",\"b\":[\"y\"]}");
	assert(record_text(&r, &r.values[2]).at == NULL && r.unsound);
	read_members(&r, "{\"a\":\"x\",\"b\":[\"\xff\"]}");
	record_unfold(&r, &r.values[4]);
	assert(r.unsound && r.values[4].type == VALUE_NULL);
	read_members(&r, "{\"a\":\"x\",\"b\":{\"c\":1,\"c\":2}}");
	assert(record_member(&r, &r.values[4], "c", 1) == NULL && r.unsound);
	for (size_t i = 0; i < sizeof no_objects / sizeof *no_objects; i++) {
		const char *line = no_objects[i];

		r.unsound = false;
		r.in_full = 0;
		if (record_parse_checked(&r, line, strlen(line), NULL) == RECORD_OK) {
			path_find(path, &r);
			record_unfold_all(&r);
			assert(r.unsound && r.values[0].next == 1);
			assert(record_member(&r, r.values, "a", 1) == NULL);
		}
	}
	/* What is no object at all is the strict reader's to name. */
	assert(record_parse_checked(&r, "[1]", 3, NULL) == RECORD_NOT_OBJECT);
	assert(record_parse_checked(&r, "{\"a\":\"x", 7, NULL) == RECORD_NOT_JSON);
	path_free(path);
	record_free(&r);
}

/* What is behind the last member that was asked for is not looked at. */
static void
test_no_further(void)
{
	static const char first[] = "{\"a\":1,\"b\":\"x\",\"c\":[1,2],\"d\":4}";
	static const char second[] = "{\"a\":1,\"b\":\"y\",\"c\":[!}";
	const char *why;
	struct path *b = path_new("b", &why), *c = path_new("c.1", &why);
	struct record r = { 0 };
	struct span text;

	assert(b != NULL && c != NULL);
	read_members(&r, first);
	assert(path_find(c, &r)->at == 22);
	assert(record_parse_checked(&r, second, strlen(second), NULL) == RECORD_OK);
	assert(r.count == 1);
	/* Once it is known where it stands. */
	read_members(&r, first);
	assert(path_string(b, &r, &text) == PATH_FOUND);
	assert(record_parse_checked(&r, second, strlen(second), NULL) == RECORD_OK);
	assert(path_string(b, &r, &text) == PATH_FOUND && span_is(text, "y"));
	assert(r.count == 5 && !r.unsound);
	assert(path_find(c, &r) == NULL && r.unsound);
	path_free(b);
	path_free(c);
	record_free(&r);
}

/* Bytes that look like a name with a quote or a backslash, where another name is. */
static void
test_quotes(void)
{
	static const char *const lines[] = { "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2}",
		"{\"x\":{\"c\\\\\":1}}", "{\"x\":{\"c\\\":\":1}}" };
	const char *why;
	struct path *first = path_new("a\":1,\"b", &why);
	struct path *second = path_new("x.c\\", &why);
	struct record strict = { 0 }, checked = { 0 };

	assert(first != NULL && second != NULL);
	for (size_t i = 0; i < 4; i++) {
		const char *line = lines[i];

		assert(record_parse(&strict, line, strlen(line), NULL) == RECORD_OK);
		assert(record_parse_checked(&checked, line, strlen(line), NULL) ==
		       RECORD_OK);
		assert(path_find(first, &strict) == NULL);
		assert(path_find(first, &checked) == NULL);
		assert((path_find(second, &strict) != NULL) == (i == 2));
		assert((path_find(second, &checked) != NULL) == (i == 2));
	}
	path_free(first);
	path_free(second);
	record_free(&strict);
	record_free(&checked);
}

int
main(void)
{
	test_quotes();
	test_lines();
	if (plain_line_is_known())
		test_adaptive(false);
	test_adaptive(true);
	test_unsound();
	test_no_further();
	return 0;
}
