#include "settings/json_tree.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory/keyed_hash.h"
#include "record/record.h"

enum {
	KNOWN = 1024,       /* values that are remembered, the last of each place */
	MOST_SHARED = 256,  /* bytes of such a value */
	MOST_NUMBER = 1024, /* bytes; longer ones are left to jansson */
};

/* A value, and how it was written. */
struct known {
	struct span raw;
	json_t *value;
};

struct json_tree {
	struct record record;
	struct known known[KNOWN];
};

struct json_tree *
json_tree_open(void)
{
	return calloc(1, sizeof(struct json_tree));
}

void
json_tree_close(struct json_tree *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < KNOWN; i++)
		json_decref(t->known[i].value);
	record_free(&t->record);
	free(t);
}

static json_t *read_value(struct json_tree *, uint32_t index);

static json_t *
read_string(struct json_tree *t, const struct value *v)
{
	struct span text = record_text(&t->record, v);

	return text.at != NULL ? json_stringn_nocheck(text.at, text.len) : NULL;
}

/* Behind a number of a record stands a byte that is part of none. */
static json_t *
read_number(struct span raw)
{
	json_int_t whole;
	double number;

	if (raw.len > MOST_NUMBER)
		return NULL;
	errno = 0;
	for (size_t i = 0; i < raw.len; i++)
		if (raw.at[i] == '.' || raw.at[i] == 'e' || raw.at[i] == 'E') {
			number = strtod(raw.at, NULL);
			return isfinite(number) ? json_real(number) : NULL;
		}
	whole = strtoll(raw.at, NULL, 10);
	return errno == 0 ? json_integer(whole) : NULL;
}

static json_t *
read_array(struct json_tree *t, uint32_t index)
{
	const struct value *values = t->record.values;
	json_t *array = json_array();

	for (uint32_t n = index + 1; array != NULL && n < values[index].next;
	     n = values[n].next)
		if (json_array_append_new(array, read_value(t, n)) != 0) {
			json_decref(array);
			array = NULL;
		}
	return array;
}

/* In C a name ends at its first NUL. */
static bool
add_member(struct json_tree *t, json_t *object, uint32_t name)
{
	struct span text = record_text(&t->record, &t->record.values[name]);
	json_t *value = read_value(t, name + 1);

	if (text.at != NULL && memchr(text.at, '\0', text.len) == NULL)
		return json_object_setn_new_nocheck(object, text.at, text.len, value) ==
		       0;
	json_decref(value);
	return false;
}

static json_t *
read_object(struct json_tree *t, uint32_t index)
{
	const struct value *values = t->record.values;
	json_t *object = json_object();

	for (uint32_t n = index + 1; object != NULL && n < values[index].next;
	     n = values[n + 1].next)
		if (!add_member(t, object, n)) {
			json_decref(object);
			object = NULL;
		}
	return object;
}

static json_t *
make_value(struct json_tree *t, uint32_t index)
{
	const struct value *v = &t->record.values[index];

	switch (v->type) {
	case VALUE_NULL:
		return json_null();
	case VALUE_FALSE:
		return json_false();
	case VALUE_TRUE:
		return json_true();
	case VALUE_NUMBER:
		return read_number(record_raw(&t->record, v));
	case VALUE_STRING:
		return read_string(t, v);
	case VALUE_ARRAY:
		return read_array(t, index);
	default:
		return read_object(t, index);
	}
}

/* New reference to a value that may be known; NULL if it cannot be made. */
static json_t *
read_value(struct json_tree *t, uint32_t index)
{
	struct span raw = record_raw(&t->record, &t->record.values[index]);
	struct known *known;

	if (raw.len > MOST_SHARED)
		return make_value(t, index);
	known = &t->known[keyed_hash(raw.at, raw.len) % KNOWN];
	if (known->value == NULL || known->raw.len != raw.len ||
	    memcmp(known->raw.at, raw.at, raw.len) != 0) {
		json_t *value = make_value(t, index);

		if (value == NULL)
			return NULL;
		json_decref(known->value);
		*known = (struct known){ raw, value };
	}
	return json_incref(known->value);
}

json_t *
json_tree_read(struct json_tree *t, const char *line, size_t len)
{
	if (record_parse(&t->record, line, len, NULL) != RECORD_OK)
		return NULL;
	return read_object(t, 0);
}
