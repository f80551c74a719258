/*
 * The record parser against jansson: both take the same lines, and read the same
 * texts and numbers out of them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "record/decimal.h"
#include "record/path.h"
#include "record/plain_line.h"
#include "record/record.h"

#include "target.h"

static void same_value(struct record *, uint32_t index, const json_t *);

static void
same_array(struct record *r, uint32_t index, const json_t *other)
{
	size_t count = 0;

	for (uint32_t n = index + 1; n < r->values[index].next; n = r->values[n].next)
		same_value(r, n, json_array_get(other, count++));
	if (count != json_array_size(other))
		abort();
}

static void
same_object(struct record *r, uint32_t index, const json_t *other)
{
	size_t count = 0;

	for (uint32_t n = index + 1; n < r->values[index].next;
	     n = r->values[n + 1].next) {
		struct span name = record_text(r, &r->values[n]);
		char *key = strndup(name.at, name.len);

		if (record_member(r, &r->values[index], name.at, name.len) !=
		    &r->values[n + 1])
			abort();
		same_value(r, n + 1, json_object_get(other, key));
		free(key);
		count++;
	}
	if (count != json_object_size(other))
		abort();
}

static void
same_number(const struct record *r, const struct value *v, const json_t *other)
{
	struct decimal d;

	if (!decimal_parse(r->line + v->at, v->end - v->at, &d))
		return;
	if (json_is_integer(other) &&
	    (d.scale != 0 || d.units != (int64_t)json_integer_value(other)))
		abort();
}

static void
same_value(struct record *r, uint32_t index, const json_t *other)
{
	static const int types[] = { [VALUE_NULL] = JSON_NULL,
		[VALUE_FALSE] = JSON_FALSE,
		[VALUE_TRUE] = JSON_TRUE,
		[VALUE_NUMBER] = JSON_REAL,
		[VALUE_STRING] = JSON_STRING,
		[VALUE_ARRAY] = JSON_ARRAY,
		[VALUE_OBJECT] = JSON_OBJECT };
	const struct value *v = &r->values[index];
	struct span text;

	if (other == NULL ||
	    (json_is_integer(other) ? v->type != VALUE_NUMBER
				    : types[v->type] != (int)json_typeof(other)))
		abort();
	switch (v->type) {
	case VALUE_ARRAY:
		same_array(r, index, other);
		break;
	case VALUE_OBJECT:
		same_object(r, index, other);
		break;
	case VALUE_NUMBER:
		same_number(r, v, other);
		break;
	case VALUE_STRING:
		text = record_text(r, v);
		if (text.len != json_string_length(other) ||
		    memcmp(text.at, json_string_value(other), text.len) != 0)
			abort();
		break;
	default:
		break;
	}
}

/* A reader that has read the inputs before reads the line as one that has not. */
static void
same_after_others(const struct record *r, enum record_fault fault, size_t where)
{
	static struct record warm;
	size_t place;

	if (record_parse(&warm, r->line, r->len, &place) != fault || place != where ||
	    warm.count != r->count)
		abort();
	if (r->count > 0 &&
	    memcmp(warm.values, r->values, r->count * sizeof *r->values) != 0)
		abort();
}

/* Every value and text that is there; nothing outside of the line is read. */
static void
walk(struct record *r, uint32_t index)
{
	const struct value *v = &r->values[index];
	bool object = v->type == VALUE_OBJECT;

	if (v->at > v->end || v->end > r->len)
		abort();
	if (v->type == VALUE_STRING)
		record_text(r, v);
	if (!object && v->type != VALUE_ARRAY)
		return;
	for (uint32_t n = index + 1 + object; n < v->next;
	     n = r->values[n].next + object)
		walk(r, n);
}

/* Each path is used for all inputs, and finds the same in both readers. */
static void
same_at_paths(struct record *strict, struct record *checked, bool accepted)
{
	static const char *const texts[] = { "a", "b", "b.1", "c.a", "id" };
	enum { PATHS = sizeof texts / sizeof *texts };
	static struct path *paths[PATHS][2];
	const char *why;

	for (size_t i = 0; i < PATHS; i++) {
		const struct value *v, *w;

		for (int k = 0; k < 2; k++)
			if (paths[i][k] == NULL &&
			    (paths[i][k] = path_new(texts[i], &why)) == NULL)
				abort();
		w = path_find(paths[i][0], checked);
		if (w != NULL && (w->at > w->end || w->end > checked->len))
			abort();
		if (!accepted)
			continue;
		v = path_find(paths[i][1], strict);
		if ((v == NULL) != (w == NULL) ||
		    (v != NULL && (v->at != w->at || v->end != w->end)))
			abort();
	}
}

/* Folded or not, the strict reader says the same. */
static void
same_if_folded(struct record *strict, enum record_fault fault, size_t where)
{
	static struct record r;
	size_t place;

	r.in_full = 0;
	if (record_parse_folded(&r, strict->line, strict->len, &place) != fault ||
	    place != where)
		abort();
	if (fault == RECORD_OK)
		same_at_paths(strict, &r, true);
	if (r.unsound)
		abort();
}

/* A line that the strict reader takes is the same for the other one; any other is safe.
 */
static void
same_if_checked(struct record *strict, enum record_fault fault)
{
	static struct record r;

	r.in_full = 0;
	if (record_parse_checked(&r, strict->line, strict->len, NULL) != RECORD_OK) {
		if (fault == RECORD_OK)
			abort();
		return;
	}
	same_at_paths(strict, &r, fault == RECORD_OK);
	record_unfold_all(&r);
	walk(&r, 0);
	if (fault == RECORD_OK)
		for (uint32_t i = 0, k = 0; i < strict->count; i++, k++) {
			while (k < r.count && r.values[k].end == 0)
				k++;
			if (r.unsound || k == r.count ||
			    r.values[k].at != strict->values[i].at ||
			    r.values[k].end != strict->values[i].end ||
			    r.values[k].type != strict->values[i].type ||
			    r.values[k].depth != strict->values[i].depth)
				abort();
		}
	r.unsound = false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct record r = { 0 };
	size_t where;
	json_error_t error;
	char *line =
	    malloc(size > 0 ? size : 1); /* of just this size: no byte beyond */
	enum record_fault fault;
	json_t *other;

	memcpy(line, data, size);
	if (plain_line_is_known() &&
	    plain_line(line, size) != plain_line_portable(line, size))
		abort();
	fault = record_parse(&r, line, size, &where);
	same_after_others(&r, fault, where);
	same_if_folded(&r, fault, where);
	same_if_checked(&r, fault);
	other = json_loadb(line, size,
	    JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
	if (fault == RECORD_OK && other != NULL)
		same_value(&r, 0, other);
	/* jansson also refuses numbers out of range and NUL in a name; and is four
	 * times as deep. */
	if (fault == RECORD_OK && other == NULL &&
	    json_error_code(&error) != json_error_numeric_overflow &&
	    json_error_code(&error) != json_error_null_byte_in_key)
		abort();
	/* It takes a NUL byte behind a number for space, against the grammar. */
	if (fault != RECORD_OK && fault != RECORD_TOO_DEEP && json_is_object(other) &&
	    memchr(line, 0, size) == NULL)
		abort();
	json_decref(other);
	record_free(&r);
	free(line);
	return 0;
}
