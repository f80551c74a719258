/*
 * admit-derive - compute fields of records by rules, some from others
 *
 * All fields that the rules name are set, or none: a record for which a rule has no
 * value is set aside as it came in.
 */
#include <err.h>
#include <string.h>

#include "rules/derivation.h"
#include "rules/rule.h"
#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/stream.h"

static const json_t *fields;
static struct stream_settings io;

static const struct setting settings[] = {
	SETTING_JSON("fields", &fields),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-derive",
	.synopsis = "[-r file] name=expression ... [file ...] admit-derive "
		    "-p policy [-r file] entry [file ...]",
	.settings = settings,
	.entries = true,
};

static struct derivation_rule *rules;
static struct derivation *derivation;

/*
 * An operand is a rule if it has an equals sign before any slash, as with awk(1), so
 * that ./a=b is a file.  Rules come first; they are taken off the operands.
 */
static void
rules_of_operands(char ***operands, size_t *count)
{
	size_t n = 0;

	while ((*operands)[n] != NULL &&
	       strcspn((*operands)[n], "/=") < strcspn((*operands)[n], "/"))
		n++;
	rules = allocate(n + 1, sizeof *rules);
	for (*count = 0; *count < n; (*operands)++) {
		char *equals = strchr(**operands, '=');

		rules[*count].name =
		    allocate_text(**operands, (size_t)(equals - **operands));
		rules[(*count)++].text = equals + 1;
	}
}

static void
rules_of_policy(size_t *count)
{
	const char *name;
	json_t *text;

	if (fields == NULL)
		settings_usage();
	if (!json_is_object(fields))
		settings_fail("fields", "must be an object of names and expressions");
	rules = allocate(json_object_size(fields) + 1, sizeof *rules);
	*count = 0;
	json_object_foreach((json_t *)fields, name, text)
	{
		rules[*count].name = name;
		rules[*count].text = json_string_value(text);
		if (rules[(*count)++].text == NULL)
			settings_fail("fields", "%s: must be an expression", name);
	}
}

/* Say which rule is no rule, and end. */
static _Noreturn void
fail(const struct derivation_rule *rule, const struct derivation_error *error)
{
	struct writer place = { 0 };
	int cycle = (int)error->cycle.len;
	const char *setting = NULL;

	if (settings_entry() != NULL) {
		writer_bytes(&place, "fields/", 7);
		writer_bytes(&place, rule->name, strlen(rule->name) + 1);
		setting = place.text;
	}
	if (writer_failed(&place))
		errx(STATUS_TROUBLE, "no memory");
	if (error->in_text)
		rule_fail(setting, rule->text, &error->place);
	if (setting != NULL && error->why == NULL)
		settings_fail(setting, "rules wait for each other: %.*s", cycle,
		    error->cycle.text);
	if (setting != NULL)
		settings_fail(setting, "%s", error->why);
	if (error->why == NULL)
		errx(STATUS_TROUBLE, "rules wait for each other: %.*s", cycle,
		    error->cycle.text);
	errx(STATUS_TROUBLE, "%s: %s", rule->name, error->why);
}

static void
load(char ***operands)
{
	struct derivation_error error;
	size_t count;

	if (settings_entry() != NULL)
		rules_of_policy(&count);
	else
		rules_of_operands(operands, &count);
	if (count == 0)
		settings_usage();
	derivation = derivation_new(rules, count, rule_constants(), &error);
	if (derivation == NULL)
		fail(&rules[error.rule], &error);
}

static void
reject(
    struct stream *stream, const char *field, const struct derivation_failure *failure)
{
	const struct expression_failure *error = &failure->error;

	switch (failure->kind) {
	case DERIVATION_ERROR:
		stream_reject(stream, "rule-error", field,
		    "%s (%s, line %zu, column %zu of the expression)", error->reason,
		    error->code, error->place.line, error->place.column);
		break;
	case DERIVATION_NO_JSON:
		stream_reject(stream, "rule-not-json", field,
		    "the result is none that a record can hold");
		break;
	case DERIVATION_NO_MEMORY:
		errx(STATUS_TROUBLE, "not enough memory");
	}
}

static void
derive(struct stream *stream, struct record *record)
{
	struct derivation_failure failure;
	struct derivation_edit edit;

	if (!derivation_evaluate(derivation, record, &failure)) {
		reject(stream, derivation_name(derivation, failure.rule), &failure);
		return;
	}
	for (size_t i = 0; derivation_edit(derivation, i, &edit); i++)
		stream_set(stream, edit.outer, edit.inner, edit.value);
	stream_pass(stream);
}

int
main(int argc, char *argv[])
{
	struct stream *stream;
	struct record *record;

	argv = settings_read(argc, argv, &filter);
	load(&argv);
	stream = stream_open(argv, &io);
	while ((record = stream_next(stream)) != NULL)
		derive(stream, record);
	derivation_free(derivation);
	return stream_close(stream);
}
