#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "rules/conditions.h"
#include "text/numbering.h"

enum { APPLICANT, POLICY, PROGRAM, VARIABLES };

struct condition {
	struct expression *expression;
	bool of_program;
	uint64_t record; /* the one that result is of, if it is not of a program */
	enum condition_result result;
	const char *reason; /* why it failed */
};

struct conditions {
	struct expression_value *constants;
	struct numbering *texts;
	struct condition *all;
	uint32_t count;
	size_t room;
	uint64_t record;
	const char *reason;
};

struct conditions *
conditions_new(const json_t *constants)
{
	struct conditions *c = calloc(1, sizeof *c);
	json_t *none = json_object();

	if (c != NULL && none != NULL) {
		c->constants =
		    expression_value_new(constants != NULL ? constants : none);
		c->texts = numbering_new();
		c->record = 1;
	}
	json_decref(none);
	if (c != NULL && (none == NULL || c->constants == NULL || c->texts == NULL)) {
		conditions_free(c);
		c = NULL;
	}
	return c;
}

void
conditions_free(struct conditions *c)
{
	if (c == NULL)
		return;
	for (uint32_t i = 0; i < c->count; i++)
		expression_free(c->all[i].expression);
	free(c->all);
	numbering_free(c->texts);
	expression_value_free(c->constants);
	free(c);
}

static struct expression *
compile(const struct conditions *c, const char *text, size_t variables,
    struct expression_error *error)
{
	const struct expression_variable names[VARIABLES] = {
		[APPLICANT] = { "applicant", EXPRESSION_RECORD, NULL },
		[POLICY] = { "policy", EXPRESSION_CONSTANT, c->constants },
		[PROGRAM] = { "program", EXPRESSION_VALUE, NULL },
	};
	const struct expression_scope scope = { .variables = names,
		.count = variables };

	return expression_compile_condition(text, strlen(text), &scope, error);
}

/* What does not compile without the program must name it. */
static bool
compile_either(struct conditions *c, struct condition *one, const char *text,
    struct expression_error *error)
{
	one->expression = compile(c, text, PROGRAM, error);
	if (one->expression == NULL) {
		one->of_program = true;
		one->expression = compile(c, text, VARIABLES, error);
	}
	return one->expression != NULL;
}

uint32_t
conditions_add(struct conditions *c, const char *text, struct expression_error *error)
{
	struct span span = { text, strlen(text) };
	uint32_t number = numbering_find(c->texts, span);
	struct condition one = { 0 };
	bool known;

	if (number != NUMBERING_NONE)
		return number;
	*error = (struct expression_error){ 0 };
	if (!array_reserve(&c->all, &c->room, (size_t)c->count + 1, sizeof *c->all))
		return CONDITION_NONE;
	if (!compile_either(c, &one, text, error))
		return CONDITION_NONE;
	number = numbering_add(c->texts, span, &known);
	if (number == NUMBERING_NONE) {
		expression_free(one.expression);
		return CONDITION_NONE;
	}
	c->all[c->count++] = one;
	return number;
}

bool
conditions_of_program(const struct conditions *c, uint32_t condition)
{
	return c->all[condition].of_program;
}

void
conditions_next(struct conditions *c)
{
	c->record++;
}

enum condition_result
conditions_test(struct conditions *c, uint32_t condition, struct record *applicant,
    const struct expression_value *program)
{
	struct condition *one = &c->all[condition];
	const struct expression_binding bindings[VARIABLES] = {
		[APPLICANT] = { .record = applicant },
		[PROGRAM] = { .value = program },
	};

	if (one->of_program || one->record != c->record) {
		one->record = c->record;
		switch (expression_evaluate(one->expression, bindings)) {
		case EXPRESSION_BOOLEAN:
			one->result = expression_boolean(one->expression)
					  ? CONDITION_TRUE
					  : CONDITION_FALSE;
			break;
		case EXPRESSION_NO_MEMORY:
			one->result = CONDITION_NO_MEMORY;
			break;
		default:
			one->result = CONDITION_FAILED;
			one->reason = expression_failure_text(one->expression);
		}
	}
	if (one->result == CONDITION_FAILED)
		c->reason = one->reason;
	return one->result;
}

const char *
conditions_reason(const struct conditions *c)
{
	return c->reason;
}
