/*
 * Any text as an expression over a small record, with and without the checker, is
 * either refused or evaluated, twice alike, and its result can be written.
 */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cel/expression.h"

#include "target.h"

static const char line[] =
    "{\"name\":\"欧阳\",\"birth\":\"2005-03-04\",\"scores\":{\"math\":112.5,\"pe\":30},"
    "\"choices\":[\"S01\",\"S03\"],\"total\":320.0,\"none\":null,\"ok\":true}";

static const char policy[] = "{\"line\":612.5,\"districts\":[\"A\",\"B\"]}";

static void
evaluate(const char *text, size_t size, const struct expression_scope *scope,
    const struct expression_binding *bindings)
{
	struct expression_error error;
	struct expression *e = expression_compile(text, size, scope, &error);
	struct writer first = { 0 }, second = { 0 };
	bool written;

	if (e == NULL) {
		if (error.why == NULL || error.at > size)
			abort();
		expression_show(&first, text, &error);
		writer_free(&first);
		return;
	}
	expression_evaluate(e, bindings);
	written = expression_write(e, &first);
	expression_evaluate(e, bindings);
	if (expression_write(e, &second) != written || first.len != second.len ||
	    (first.len > 0 && memcmp(first.text, second.text, first.len) != 0))
		abort();
	if (expression_failure(e).place.at > size)
		abort();
	writer_free(&first);
	writer_free(&second);
	expression_free(e);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *json = json_loads(policy, 0, NULL);
	struct expression_value *constants = expression_value_new(json);
	const struct expression_variable variables[] = { { "record", EXPRESSION_RECORD,
							     NULL },
		{ "policy", EXPRESSION_CONSTANT, constants } };
	struct expression_scope scope = {
		.variables = variables, .count = 2, .fields = true
	};
	struct record record = { 0 };
	const struct expression_binding bindings[2] = { { .record = &record } };
	char *text = calloc(1, size + 1);

	memcpy(text, data, size);
	if (record_parse(&record, line, sizeof line - 1, NULL) != RECORD_OK)
		abort();
	evaluate(text, size, &scope, bindings);
	scope.unchecked = true;
	evaluate(text, size, &scope, bindings);
	record_free(&record);
	expression_value_free(constants);
	json_decref(json);
	free(text);
	return 0;
}
