/*
 * A reader that has read many records against one that has read none: whatever names
 * came before, the same line gives the same table, the same fault, and the same fields.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/path.h"
#include "record/record.h"
#include "record/shape.h"
#include "record/writer.h"

#include "fixed_seed.h"
#include "walked_member.h"

enum { NAMES = 12, LINES = 60000 };

static const char *const names[NAMES] = { "id", "a", "ab", "score", "scores", "address",
	"resident_id", "姓名", "a name of more than sixteen bytes",
	"a name of more than sixteen bytes, and of more than sixty-four in all, so",
	"n\\u0061me", "x" };

static struct path *paths[NAMES], *nested[NAMES];

static bool
one_in(unsigned n)
{
	return draw() % n == 0;
}

static void add_object(struct writer *, int depth);

static void
add_text(struct writer *w, const char *text)
{
	writer_bytes(w, text, strlen(text));
}

static void
add_value(struct writer *w, int depth)
{
	switch (draw() % (depth > 2 ? 3 : 5)) {
	case 0:
		add_text(w, "87.50");
		break;
	case 1:
		add_text(w, "\"甘肃省兰州市\"");
		break;
	case 2:
		add_text(w, "null");
		break;
	case 3:
		add_object(w, depth + 1);
		break;
	default:
		add_text(w, "[");
		for (uint64_t i = draw() % 4; i > 0; i--) {
			add_value(w, depth + 1);
			if (i > 1)
				add_text(w, ",");
		}
		add_text(w, "]");
	}
}

/* Names in their order, some left out; sometimes any name, which may occur twice. */
static void
add_object(struct writer *w, int depth)
{
	bool any = one_in(8), first = true;

	add_text(w, "{");
	for (size_t i = 0; i < NAMES; i++) {
		if (i >= 8 ? !one_in(12) : one_in(6))
			continue;
		if (!first)
			add_text(w, one_in(50) ? " , " : ",");
		first = false;
		add_text(w, "\"");
		add_text(w, names[any ? draw() % NAMES : i]);
		add_text(w, one_in(100) ? "\" :" : "\":");
		add_value(w, depth);
	}
	add_text(w, "}");
}

static void
same_fields(struct record *warm, struct record *cold)
{
	for (size_t i = 0; i < NAMES; i++) {
		struct span name = span_of(path_text(paths[i]));
		const struct value *expected = walked_member(cold, name);
		const struct value *found = path_find(paths[i], warm);

		assert(record_member(warm, warm->values, name.at, name.len) == found);
		assert((expected == NULL) == (found == NULL));
		if (expected == NULL)
			continue;
		assert(found - warm->values == expected - cold->values);
		expected = record_member(cold, expected, "id", 2);
		found = path_find(nested[i], warm);
		assert((expected == NULL) == (found == NULL));
		assert(
		    found == NULL || found - warm->values == expected - cold->values);
	}
}

static void
same_record(struct record *warm, const char *line, size_t len)
{
	struct record cold = { 0 };
	size_t there = 0, here = 0;
	char *copy = malloc(len);
	enum record_fault fault;

	assert(copy != NULL);
	memcpy(copy, line, len);
	fault = record_parse(&cold, copy, len, &there);
	assert(record_parse(warm, copy, len, &here) == fault && here == there);
	assert(warm->count == cold.count);
	if (fault == RECORD_OK) {
		assert(memcmp(warm->values, cold.values,
			   cold.count * sizeof *cold.values) == 0);
		same_fields(warm, &cold);
	}
	record_free(&cold);
	free(copy);
}

static void
test_any_names(void)
{
	struct record warm = { 0 };
	struct writer w = { 0 };
	size_t expected = 0, broken = 0;

	for (int i = 0; i < LINES; i++) {
		writer_reset(&w);
		add_object(&w, 0);
		assert(!w.failed);
		if (one_in(20))
			w.text[draw() % w.len] = (char)draw();
		same_record(&warm, w.text, w.len);
		expected += warm.count > 0 && warm.shapes->top_count > 0;
		broken += warm.count == 0;
	}
	/* Both ways were taken. */
	assert(expected > LINES / 4 && broken > LINES / 50);
	writer_free(&w);
	record_free(&warm);
}

static uint32_t
followed(struct record *r, const char *line)
{
	assert(record_parse(r, line, strlen(line), NULL) == RECORD_OK);
	return r->shapes->top_count;
}

/* What a record has is learnt; another order is, once it has come often enough. */
static void
test_what_is_learnt(void)
{
	struct record r = { 0 };

	assert(followed(&r, "{\"a\":1,\"c\":3}") == 2);
	assert(followed(&r, "{\"a\":1,\"b\":2,\"c\":3}") == 3);
	assert(followed(&r, "{\"b\":2}") == 3);
	for (int i = 1; i < SHAPE_MISFITS; i++)
		assert(followed(&r, "{\"c\":3,\"a\":1}") == 0);
	assert(followed(&r, "{\"c\":3,\"a\":1}") == 2);
	assert(followed(&r, "{\"c\":3}") == 2);
	assert(
	    record_parse(&r, "{\"c\":1,\"c\":1}", 13, NULL) == RECORD_DUPLICATE_NAME);
	record_free(&r);
}

/* More names and more objects than are remembered. */
static void
test_bounds(void)
{
	struct record warm = { 0 };
	struct writer w = { 0 };
	char name[32];

	for (int i = 0; i < 200; i++) {
		writer_reset(&w);
		add_text(&w, "{");
		for (int n = 0; n <= SHAPE_MEMBERS - 2 + i % 5; n++) {
			snprintf(name, sizeof name, "%s\"n%d\":{\"i\":%d}",
			    n > 0 ? "," : "", n + i % 7, n);
			add_text(&w, name);
		}
		add_text(&w, "}");
		same_record(&warm, w.text, w.len);
	}
	assert(warm.shapes->count <= SHAPES);
	writer_free(&w);
	record_free(&warm);
}

int
main(void)
{
	const char *why;
	char text[128];

	for (size_t i = 0; i < NAMES; i++) {
		paths[i] = path_new(names[i], &why);
		assert(paths[i] != NULL);
		snprintf(text, sizeof text, "%s.id", names[i]);
		nested[i] = path_new(text, &why);
		assert(nested[i] != NULL);
	}
	test_any_names();
	test_what_is_learnt();
	test_bounds();
	for (size_t i = 0; i < NAMES; i++) {
		path_free(paths[i]);
		path_free(nested[i]);
	}
	return 0;
}
