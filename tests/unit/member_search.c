/*
 * A search for a member, by vectors and without, against the table of the strict
 * reader: on lines of all lengths, with the name inside of texts and of nested objects
 * as well.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/member_search.h"
#include "record/record.h"
#include "record/writer.h"

#include "fixed_seed.h"
#include "walked_member.h"

enum { LINES = 40000 };

static const char *const names[] = { "a", "b", "total", "tutal", "name", "ab",
	"\xe5\xa7\x93", "a name of more than thirty-two bytes, as some have" };

enum { NAMES = sizeof names / sizeof *names };

static void
write_value(struct writer *w, int depth)
{
	static const char *const texts[] = { "total", "a", "", ",", "x}", "[{",
		"]:", "a text that reaches into the next block, whatever it is for",
		"name" };
	bool named = draw() % 2 == 0;

	if (depth < 4 && draw() % 3 == 0) {
		if (named)
			writer_open_object(w);
		else
			writer_open_array(w);
		for (size_t i = draw() % NAMES; i < NAMES; i += 1 + draw() % 4) {
			if (named)
				writer_name(w, names[i]);
			write_value(w, depth + 1);
		}
		if (named)
			writer_close_object(w);
		else
			writer_close_array(w);
	} else if (draw() % 3 > 0)
		writer_string(w, texts[draw() % 9]);
	else if (draw() % 200 > 0)
		writer_integer(w, (int64_t)(draw() % 1000));
	else
		writer_string(w, "with a \"total\": in it");
}

/* The members in any order; a space before a colon in a few. */
static void
write_line(struct writer *w)
{
	size_t first = draw() % NAMES, count = draw() % (NAMES + 1);

	writer_reset(w);
	writer_open_object(w);
	for (size_t i = 0; i < count; i++) {
		writer_name(w, names[(first + i * 3) % NAMES]);
		write_value(w, 1);
	}
	writer_close_object(w);
	assert(!writer_failed(w));
}

static bool
may_be_unknown(const struct writer *w)
{
	return memchr(w->text, '\\', w->len) != NULL;
}

static size_t found_at_all, unknown;

static void
search_for(struct record *r, const struct writer *w, const char *line, const char *name)
{
	const struct value *v = walked_member(r, span_of(name));
	const char *end = line + w->len, *at = NULL, *other = NULL;
	enum member_found found = member_search(line + 1, end, span_of(name), &at);

	assert(found == member_search_portable(line + 1, end, span_of(name), &other));
	unknown += found == MEMBER_UNKNOWN;
	assert(found != MEMBER_UNKNOWN || may_be_unknown(w));
	if (found == MEMBER_NONE)
		assert(v == NULL);
	if (found != MEMBER_FOUND)
		return;
	found_at_all++;
	assert(v != NULL && at == other && (size_t)(at - line) == v[-1].at);
}

/* A byte more is a fault under ASan. */
static void
test_random_lines(void)
{
	struct writer w = { 0 };
	struct record r;

	record_init(&r);
	for (int i = 0; i < LINES; i++) {
		char *line;

		write_line(&w);
		line = malloc(w.len);
		assert(line != NULL);
		memcpy(line, w.text, w.len);
		assert(record_parse(&r, line, w.len, NULL) == RECORD_OK);
		for (size_t n = 0; n < NAMES; n++)
			search_for(&r, &w, line, names[n]);
		search_for(&r, &w, line, "not there");
		free(line);
	}
	assert(found_at_all > LINES && unknown > 0 && unknown < LINES / 4);
	record_free(&r);
	writer_free(&w);
}

static enum member_found
search_text(const char *text, const char *name)
{
	const char *at = NULL;

	return member_search(text + 1, text + strlen(text), span_of(name), &at);
}

static void
test_what_is_not_said(void)
{
	assert(search_text("{\"a\" :1}", "a") == MEMBER_UNKNOWN);
	assert(search_text("{\"a\\/\":1}", "b") == MEMBER_UNKNOWN);
	assert(search_text("{\"a\":1}", "") == MEMBER_UNKNOWN);
	assert(search_text("{\"a\":\"b\" }", "b") == MEMBER_UNKNOWN);
	assert(search_text("{\"a\":\"b\"}", "b") == MEMBER_NONE);
	assert(search_text("{}", "b") == MEMBER_NONE);
}

/* Any bytes: no fault, and the two agree. */
static void
test_other_bytes(void)
{
	static const char some[] = "\"\"\"{}[]:,ab \\";
	char *bytes;

	for (int i = 0; i < LINES; i++) {
		size_t len = 1 + draw() % 200;
		const char *at = NULL, *other = NULL;
		struct span name = span_of(names[draw() % 2]);

		bytes = malloc(len);
		assert(bytes != NULL);
		for (size_t k = 0; k < len; k++)
			bytes[k] = some[draw() % (sizeof some - 1 - (size_t)(i % 2))];
		assert(member_search(bytes, bytes + len, name, &at) ==
		       member_search_portable(bytes, bytes + len, name, &other));
		assert(at == other);
		free(bytes);
	}
}

int
main(void)
{
	test_random_lines();
	test_what_is_not_said();
	test_other_bytes();
	puts("member_search: all passed");
	return 0;
}
