/*
 * Lines that were checked before, against the strict reader: the same values where
 * they are, folded or not, and no byte outside of the line is read whatever it holds.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/path.h"
#include "record/record.h"
#include "record/writer.h"

#include "fixed_seed.h"

enum { LINES = 30000 };

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
		if (!always && draw() % 3 == 0)
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
		"\xe5\x9f\x8e\xe5\x85\xb3\xe5\x8c\xba", "\"]\\", "2005-07-01", "]",
		"}{" };
	static const char *const others[] = { "0", "-1.50e3", "true", "false", "null",
		"[ ]", "{ }", " 7", "[1 , 2]" };

	switch (draw() % (depth < 3 ? 4 : 2)) {
	case 0:
		writer_string(w, texts[draw() % 8]);
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

static void
compare(struct record *strict, struct record *checked, const char *line, size_t len,
    bool folds)
{
	struct path *path = path_new("scores.choices.1.id", &(const char *){ NULL });
	const struct value *v, *w;

	assert(record_parse(strict, line, len, NULL) == RECORD_OK);
	assert(record_parse_checked(checked, line, len, folds, NULL) == RECORD_OK);
	assert(path != NULL);
	v = path_find(path, strict);
	w = path_find(path, checked);
	assert((v == NULL) == (w == NULL) && (v == NULL || v->at == w->at));
	path_free(path);
	if (draw() % 2 == 0)
		record_unfold_all(checked);
	same_value(strict, 0, checked, 0);
	assert(count_values(checked) == strict->count && !checked->unsound);
}

/* One byte is another: nothing is read outside of the line, whatever is found. */
static void
survive(struct record *r, const char *line, size_t len)
{
	char *copy = malloc(len);

	assert(copy != NULL);
	memcpy(copy, line, len);
	copy[draw() % len] = "\"\\[]{},:\xe5\n 1x"[draw() % 13];
	if (record_parse_checked(r, copy, len, true, NULL) == RECORD_OK)
		for (uint32_t n = 1; n < r->values[0].next; n = r->values[n + 1].next) {
			record_unfold(r, &r->values[n + 1]);
			assert(r->values[n + 1].end <= len);
			if (r->values[n + 1].type == VALUE_STRING)
				record_text(r, &r->values[n + 1]);
		}
	r->unsound = false;
	free(copy);
}

static void
test_lines(void)
{
	struct record strict = { 0 }, checked = { 0 }, broken = { 0 };

	for (int i = 0; i < LINES; i++) {
		struct writer w = { 0 };
		char *line;

		write_object(&w, 0);
		assert(!writer_failed(&w));
		line = malloc(w.len); /* a byte more is a fault under ASan */
		assert(line != NULL);
		memcpy(line, w.text, w.len);
		compare(&strict, &checked, line, w.len, i % 2 == 0);
		survive(&broken, line, w.len);
		free(line);
		writer_free(&w);
	}
	record_free(&strict);
	record_free(&checked);
	record_free(&broken);
}

/* What the strict reader would have refused is found when it is asked for. */
static void
test_unsound(void)
{
	static const char first[] = "{\"a\":\"x\",\"b\":[\"y\"]}";
	static const char bytes[] = "{\"a\":\"\xff\",\"b\":[\"y\"]}";
	static const char inside[] = "{\"a\":\"x\",\"b\":[\"\xff\"]}";
	static const char twice[] = "{\"a\":\"x\",\"b\":{\"c\":1,\"c\":2}}";
	struct record r = { 0 };

	assert(
	    record_parse_checked(&r, first, sizeof first - 1, true, NULL) == RECORD_OK);
	assert(
	    record_parse_checked(&r, bytes, sizeof bytes - 1, true, NULL) == RECORD_OK);
	assert(record_text(&r, &r.values[2]).at == NULL && r.unsound);
	r.unsound = false;
	assert(record_parse_checked(&r, inside, sizeof inside - 1, true, NULL) ==
	       RECORD_OK);
	record_unfold(&r, &r.values[4]);
	assert(r.unsound && r.values[4].type == VALUE_NULL);
	r.unsound = false;
	assert(
	    record_parse_checked(&r, twice, sizeof twice - 1, true, NULL) == RECORD_OK);
	assert(record_member(&r, &r.values[4], "c", 1) == NULL && r.unsound);
	/* What is no object at all is the strict reader's to name. */
	assert(record_parse_checked(&r, "[1]", 3, true, NULL) == RECORD_NOT_OBJECT);
	assert(
	    record_parse_checked(&r, "{\"a\":\"x", 7, true, NULL) == RECORD_NOT_JSON);
	record_free(&r);
}

int
main(void)
{
	test_lines();
	test_unsound();
	return 0;
}
