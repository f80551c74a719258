/* The values of expressions from JSON, and to JSON. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cel/cel_function.h"
#include "cel/cel_number.h"
#include "cel/cel_text.h"
#include "cel/expression.h"

static struct cel_value take(struct cel_run *, const json_t *);

static struct cel_value
take_number(const json_t *json)
{
	struct decimal d = { .units = json_integer_value(json) };

	if (json_is_real(json) && !decimal_from_double(json_real_value(json), &d))
		return cel_error(CEL_FAULT_NUMBER_RANGE);
	return cel_decimal(d);
}

static struct cel_value
take_array(struct cel_run *run, const json_t *json)
{
	struct cel_value *items;
	struct cel_value list =
	    cel_new_items(run, CEL_LIST, json_array_size(json), &items);

	for (uint32_t i = 0; list.kind != CEL_ERROR && i < list.len; i++) {
		items[i] = take(run, json_array_get(json, i));
		if (items[i].kind == CEL_ERROR)
			return items[i];
	}
	return list;
}

static struct cel_value
take_object(struct cel_run *run, const json_t *json)
{
	struct cel_value *items;
	struct cel_value map =
	    cel_new_items(run, CEL_MAP, json_object_size(json), &items);
	json_t *object = (json_t *)(uintptr_t)json, *value;
	const char *key;

	if (map.kind == CEL_ERROR)
		return map;
	json_object_foreach(object, key, value)
	{
		items[0] = cel_string_copy(run, key, strlen(key));
		items[1] = take(run, value);
		if (items[0].kind == CEL_ERROR || items[1].kind == CEL_ERROR)
			return items[0].kind == CEL_ERROR ? items[0] : items[1];
		items += 2;
	}
	return map;
}

static struct cel_value
take(struct cel_run *run, const json_t *json)
{
	switch (json_typeof(json)) {
	case JSON_NULL:
		return cel_null();
	case JSON_TRUE:
	case JSON_FALSE:
		return cel_bool(json_is_true(json));
	case JSON_INTEGER:
	case JSON_REAL:
		return take_number(json);
	case JSON_STRING:
		return cel_string_copy(
		    run, json_string_value(json), json_string_length(json));
	case JSON_ARRAY:
		return take_array(run, json);
	default:
		return take_object(run, json);
	}
}

struct expression_value *
expression_value_new(const json_t *json)
{
	struct expression_value *value = calloc(1, sizeof *value);
	struct cel_run run = { .steps = INT64_MAX };

	if (value == NULL)
		return NULL;
	run.memory = &value->memory;
	value->value = take(&run, json);
	if (value->value.kind != CEL_ERROR)
		return value;
	expression_value_free(value);
	return NULL;
}

void
expression_value_free(struct expression_value *value)
{
	if (value == NULL)
		return;
	arena_free(&value->memory);
	free(value);
}

static bool put(struct cel_run *, struct writer *, struct cel_value);

static bool
put_list(struct cel_run *run, struct writer *w, struct cel_value list)
{
	struct cel_iterator it = cel_iterate(list);

	writer_open_array(w);
	while (cel_next(&it))
		if (!put(run, w, it.value))
			return false;
	writer_close_array(w);
	return true;
}

static bool
put_map(struct cel_run *run, struct writer *w, struct cel_value map)
{
	struct cel_iterator it = cel_iterate(map);

	writer_open_object(w);
	while (cel_next(&it)) {
		if (it.key.kind != CEL_STRING)
			return false;
		writer_name_span(w, cel_span(it.key));
		if (!put(run, w, it.value))
			return false;
	}
	writer_close_object(w);
	return true;
}

/* A number, or with quotes a time or a duration, as string() has it. */
static bool
put_text(struct cel_run *run, struct writer *w, struct cel_value v)
{
	struct cel_builder b = { .run = run };
	struct cel_value text;

	if ((v.kind == CEL_DOUBLE && !isfinite(cel_number_double(v))) ||
	    !cel_build_value(&b, v))
		return false;
	text = cel_built(&b);
	if (text.kind == CEL_ERROR)
		return false;
	if (cel_is_number(v))
		writer_raw(w, cel_span(text));
	else
		writer_string_span(w, cel_span(text));
	return true;
}

static bool
put_bytes(struct cel_run *run, struct writer *w, struct cel_value v)
{
	static const char name[] = "base64.encode";
	const struct cel_function *encode =
	    cel_find_function((struct span){ name, sizeof name - 1 }, false, 1);
	struct cel_value text = encode->call(run, &v, 1);

	if (text.kind == CEL_STRING)
		writer_string_span(w, cel_span(text));
	return text.kind == CEL_STRING;
}

static bool
put(struct cel_run *run, struct writer *w, struct cel_value v)
{
	switch (v.kind) {
	case CEL_NULL:
		writer_null(w);
		return true;
	case CEL_BOOL:
		writer_boolean(w, v.truth);
		return true;
	case CEL_INT:
	case CEL_DECIMAL:
		writer_decimal(w, (struct decimal){ v.integer, v.scale });
		return true;
	case CEL_STRING:
		writer_string_span(w, cel_span(v));
		return true;
	case CEL_BYTES:
		return put_bytes(run, w, v);
	case CEL_LIST:
		return put_list(run, w, v);
	case CEL_MAP:
		return put_map(run, w, v);
	case CEL_OPTIONAL:
		return put(run, w, v.items != NULL ? *v.items : cel_null());
	default:
		return put_text(run, w, v);
	}
}

bool
expression_write(const struct expression *e, struct writer *w)
{
	struct arena memory = { 0 };
	struct cel_run run = { .memory = &memory, .steps = EXPRESSION_STEPS };
	bool written = put(&run, w, expression_result_value(e)->value);

	arena_free(&memory);
	return written && !writer_failed(w);
}
