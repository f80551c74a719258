/*
 * The conformance cases of the Common Expression Language, where they stand beside
 * the project.  Each runs without the checker, as the specification runs the cases
 * that mix types, and once more with it: what is not refused there has to have the
 * same result.
 */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cel/cel_compare.h"
#include "cel/cel_function.h"
#include "cel/cel_number.h"
#include "cel/expression.h"

static const char cases_path[] = "../shared/conformance/cel.jsonl";

enum { MOST_VARIABLES = 8 };

static struct cel_value typed(struct cel_run *, const json_t *);

static double
real_of(const json_t *json)
{
	return json_is_string(json) ? strtod(json_string_value(json), NULL)
				    : json_number_value(json);
}

static struct cel_value
decoded(struct cel_run *run, const char *base64)
{
	static const char name[] = "base64.decode";
	struct cel_value text = cel_string_copy(run, base64, strlen(base64));

	return cel_find_function((struct span){ name, sizeof name - 1 }, false, 1)
	    ->call(run, &text, 1);
}

static struct cel_value
type_named(const char *name)
{
	for (int kind = CEL_NULL; kind < CEL_KINDS; kind++)
		if (strcmp(cel_type_name((enum cel_kind)kind), name) == 0)
			return cel_type((enum cel_kind)kind);
	abort();
}

static struct cel_value
typed_list(struct cel_run *run, const json_t *json)
{
	struct cel_value *items;
	struct cel_value list =
	    cel_new_items(run, CEL_LIST, json_array_size(json), &items);

	for (uint32_t i = 0; i < list.len; i++)
		items[i] = typed(run, json_array_get(json, i));
	return list;
}

static struct cel_value
typed_map(struct cel_run *run, const json_t *json)
{
	struct cel_value *items;
	struct cel_value map =
	    cel_new_items(run, CEL_MAP, json_array_size(json), &items);

	for (uint32_t i = 0; i < 2 * map.len; i++)
		items[i] =
		    typed(run, json_array_get(json_array_get(json, i / 2), i % 2));
	return map;
}

/* A value as the cases spell it: {"int":"1"}, {"list":[...]} ... */
static struct cel_value
typed(struct cel_run *run, const json_t *json)
{
	const char *key =
	    json_object_iter_key(json_object_iter((json_t *)(uintptr_t)json));
	const json_t *value = json_object_get(json, key);
	const char *text = json_string_value(value);

	if (strcmp(key, "int") == 0)
		return cel_int(strtoll(text, NULL, 10));
	if (strcmp(key, "uint") == 0)
		return cel_uint(strtoull(text, NULL, 10));
	if (strcmp(key, "double") == 0)
		return cel_double(real_of(value));
	if (strcmp(key, "bool") == 0)
		return cel_bool(json_is_true(value));
	if (strcmp(key, "string") == 0)
		return cel_string_copy(run, text, json_string_length(value));
	if (strcmp(key, "bytes_base64") == 0)
		return decoded(run, text);
	if (strcmp(key, "null") == 0)
		return cel_null();
	if (strcmp(key, "type") == 0)
		return type_named(text);
	if (strcmp(key, "list") == 0)
		return typed_list(run, value);
	if (strcmp(key, "map") == 0)
		return typed_map(run, value);
	assert(strcmp(key, "error") == 0);
	return cel_error(CEL_FAULT_NONE);
}

/* Equality without mercy: the kinds are the same too. */
static bool
is_same(struct cel_run *run, struct cel_value a, struct cel_value b)
{
	struct cel_value other;

	if (a.kind != b.kind)
		return false;
	if (a.kind == CEL_ERROR)
		return true;
	if (a.kind == CEL_DOUBLE) /* the cases have no more digits than a double */
		return cel_number_double(a) == cel_number_double(b) ||
		       (isnan(cel_number_double(a)) && isnan(cel_number_double(b)));
	if (a.kind != CEL_LIST && a.kind != CEL_MAP)
		return cel_equal(run, a, b);
	if (a.len != b.len)
		return false;
	for (uint32_t i = 0; i < a.len; i++) {
		if (a.kind == CEL_LIST
			? !is_same(run, a.items[i], b.items[i])
			: !cel_map_find(run, b, a.items[2 * i], &other) ||
			      !is_same(run, a.items[2 * i + 1], other))
			return false;
	}
	return true;
}

enum outcome { RIGHT, WRONG, REFUSED };

static enum outcome
run_case(const json_t *json, bool unchecked)
{
	struct expression_variable variables[MOST_VARIABLES];
	struct expression_binding bindings[MOST_VARIABLES];
	struct expression_value values[MOST_VARIABLES] = { 0 };
	struct expression_scope scope = { .variables = variables,
		.unchecked = unchecked };
	struct arena memory = { 0 };
	struct cel_run run = { .memory = &memory, .steps = 1000000 };
	struct cel_value want = typed(&run, json_object_get(json, "want"));
	struct expression_error error;
	struct expression *e;
	enum outcome outcome = REFUSED;
	const char *name;
	json_t *value, *text;

	json_object_foreach(json_object_get(json, "bindings"), name, value)
	{
		assert(scope.count < MOST_VARIABLES);
		values[scope.count].value = typed(&run, value);
		bindings[scope.count].record = NULL;
		bindings[scope.count].value = &values[scope.count];
		variables[scope.count++] =
		    (struct expression_variable){ name, EXPRESSION_VALUE, NULL };
	}
	text = json_object_get(json, "expr");
	e = expression_compile(
	    json_string_value(text), json_string_length(text), &scope, &error);
	if (e != NULL) {
		expression_evaluate(e, bindings);
		outcome = is_same(&run, expression_result_value(e)->value, want)
			      ? RIGHT
			      : WRONG;
	} else if (want.kind == CEL_ERROR) {
		outcome = RIGHT;
	}
	expression_free(e);
	arena_free(&memory);
	return outcome;
}

static void
report(const json_t *json, const char *what)
{
	char *want = json_dumps(json_object_get(json, "want"), 0);

	fprintf(stderr, "%s: %s %s: %s: wants %s\n", what,
	    json_string_value(json_object_get(json, "suite")),
	    json_string_value(json_object_get(json, "name")),
	    json_string_value(json_object_get(json, "expr")), want);
	free(want);
}

int
main(void)
{
	FILE *file = fopen(cases_path, "r");
	int cases = 0, right = 0, refused = 0, wrong = 0;
	json_error_t error;
	json_t *json;

	if (file == NULL)
		return 77;
	while ((json = json_loadf(file,
		    JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL,
		    &error)) != NULL) {
		enum outcome plain = run_case(json, true),
			     checked = run_case(json, false);

		cases++;
		right += plain == RIGHT;
		refused += checked == REFUSED;
		if (plain != RIGHT || checked == WRONG) {
			report(json, plain != RIGHT ? "unchecked" : "checked");
			wrong++;
		}
		json_decref(json);
	}
	if (!feof(file))
		fprintf(stderr, "%s\n", error.text);
	fclose(file);
	printf("CEL: %d of %d cases (the checker refuses %d)\n", right, cases, refused);
	return wrong > 0 || right != 1180;
}
