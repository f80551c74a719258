/*
 * admit-derive - compute fields of records by rules, some from others
 *
 * All fields that the rules name are set, or none: a record for which a rule has no
 * value is set aside unchanged.
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

/*
 * An operand is a rule if it has an equals sign before any slash, as with awk(1), so
 * that ./a=b is a file.  Rules come first; they are taken off the operands.
 */
static struct derivation_rule *
rules_of_operands(char ***operands, size_t *count)
{
	struct derivation_rule *rules;
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
	return rules;
}

static struct derivation_rule *
rules_of_policy(size_t *count)
{
	struct derivation_rule *rules;
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
	return rules;
}

/* The place of a rule in the policy; NULL if it is an operand. */
static const char *
place_of(const struct derivation_rule *rule)
{
	struct writer place = { 0 };

	if (settings_entry() == NULL)
		return NULL;
	writer_bytes(&place, "fields/", 7);
	writer_bytes(&place, rule->name, strlen(rule->name) + 1);
	if (writer_failed(&place))
		allocate_fail();
	return place.text;
}

/* Say which rule cannot be used, and end. */
static _Noreturn void
fail(const struct derivation_rule *rule, const struct derivation_error *error)
{
	static const char cycle[] = "rules wait for each other: ";
	const char *place = place_of(rule);
	int len = (int)error->cycle.len;

	if (error->in_text)
		rule_fail(place, rule->text, &error->place);
	if (error->why == NULL && place == NULL)
		errx(STATUS_TROUBLE, "%s%.*s", cycle, len, error->cycle.text);
	if (error->why == NULL)
		settings_fail(place, "%s%.*s", cycle, len, error->cycle.text);
	if (place == NULL)
		errx(STATUS_TROUBLE, "%s: %s", rule->name, error->why);
	settings_fail(place, "%s", error->why);
}

/* The rules stay: what comes of them borrows their names. */
static struct derivation *
load_derivation(char ***operands)
{
	struct derivation_error error;
	struct derivation *derivation;
	size_t count;
	struct derivation_rule *rules = settings_entry() != NULL
					    ? rules_of_policy(&count)
					    : rules_of_operands(operands, &count);

	if (count == 0)
		settings_usage();
	derivation = derivation_new(rules, count, rule_constants(), &error);
	if (derivation == NULL)
		fail(&rules[error.rule], &error);
	return derivation;
}

static void
reject(
    struct stream *stream, const char *field, const struct derivation_failure *failure)
{
	static const char *const codes[] = { [DERIVATION_ERROR] = "rule-error",
		[DERIVATION_NO_JSON] = "rule-not-json" };

	if (failure->kind == DERIVATION_NO_MEMORY)
		errx(STATUS_TROUBLE, "%s", failure->reason);
	stream_reject(stream, codes[failure->kind], field, "%s", failure->reason);
}

static void
derive_record(
    struct stream *stream, struct derivation *derivation, struct record *record)
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
	struct derivation *derivation;
	struct stream *stream;
	struct record *record;

	argv = settings_read(argc, argv, &filter);
	derivation = load_derivation(&argv);
	stream = stream_open(argv, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		derive_record(stream, derivation, record);
	derivation_free(derivation);
	return stream_close(stream);
}
