#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "rules/rule.h"
#include "settings/allocate.h"
#include "settings/settings.h"

struct rule {
	struct expression *expression;
};

enum { VARIABLES = 2 };

void
rule_fail(const char *setting, const char *text, const struct expression_error *error)
{
	static struct writer shown; /* static: the program ends with it */
	const char *what = error->what[0] != '\0' ? ": " : "";

	expression_show(&shown, text, error);
	if (writer_failed(&shown))
		allocate_fail();
	if (setting != NULL)
		settings_fail(setting, "line %zu, column %zu: %s%s%s\n%.*s",
		    error->line, error->column, error->why, what, error->what,
		    (int)shown.len - 1, shown.text);
	errx(STATUS_TROUBLE, "the expression: line %zu, column %zu: %s%s%s\n%.*s",
	    error->line, error->column, error->why, what, error->what,
	    (int)shown.len - 1, shown.text);
}

/* A policy without constants has an empty map of them, so that their names fail. */
const struct expression_value *
rule_constants(void)
{
	static struct expression_value *value;
	const json_t *constants = settings_constants();
	json_t *none;

	if (value != NULL)
		return value;
	none = json_object();
	if (none == NULL)
		allocate_fail();
	value = expression_value_new(constants != NULL ? constants : none);
	json_decref(none);
	if (value == NULL)
		errx(STATUS_TROUBLE,
		    "/constants of the policy: a number with more than 18 places, or "
		    "too large for 64 bits");
	return value;
}

const struct expression_scope *
rule_scope(void)
{
	static struct expression_variable variables[VARIABLES] = {
		{ "record", EXPRESSION_RECORD, NULL },
		{ "policy", EXPRESSION_CONSTANT, NULL },
	};
	static const struct expression_scope scope = {
		.variables = variables, .count = VARIABLES, .fields = true
	};

	variables[1].constant = rule_constants();
	return &scope;
}

static struct rule *
load(const char *setting, const char *text,
    struct expression *(*compile)(const char *, size_t, const struct expression_scope *,
	struct expression_error *))
{
	struct rule *rule = allocate(1, sizeof *rule);
	struct expression_error error;

	rule->expression = compile(text, strlen(text), rule_scope(), &error);
	if (rule->expression == NULL) {
		rule_free(rule);
		rule_fail(setting, text, &error);
	}
	return rule;
}

struct rule *
rule_load(const char *setting, const char *text)
{
	return load(setting, text, expression_compile);
}

struct rule *
rule_load_condition(const char *setting, const char *text)
{
	return load(setting, text, expression_compile_condition);
}

void
rule_free(struct rule *rule)
{
	if (rule == NULL)
		return;
	expression_free(rule->expression);
	free(rule);
}

struct expression *
rule_expression(const struct rule *rule)
{
	return rule->expression;
}

enum expression_result
rule_evaluate(struct rule *rule, struct record *record)
{
	const struct expression_binding bindings[VARIABLES] = { { .record = record } };
	enum expression_result result = expression_evaluate(rule->expression, bindings);

	if (result == EXPRESSION_NO_MEMORY)
		allocate_fail();
	return result;
}
