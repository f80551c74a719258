/*
 * admit-select - keep the records for which an expression is true
 *
 * The others are dropped.  A record on which the expression fails is set aside: that is
 * not the same as false.
 */
#include "rules/rule.h"
#include "settings/settings.h"
#include "stream/stream.h"

static const char *expr;
static bool invert;
static struct stream_settings io;

static const struct setting settings[] = {
	SETTING_FLAG('v', "invert", &invert,
	    "keep the records for which the expression is false"),
	SETTING_TEXT(0, "expr", NULL, &expr, NULL),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-select",
	.synopsis = "[-v] [-r file] expression [file ...] admit-select "
		    "-p policy [-v] [-r file] entry [file ...]",
	.settings = settings,
	.entries = true,
};

static void
select_record(struct stream *stream, struct rule *rule, struct record *record)
{
	struct expression *expression = rule_expression(rule);

	switch (rule_evaluate(rule, record)) {
	case EXPRESSION_BOOLEAN:
		if (expression_boolean(expression) != invert)
			stream_pass(stream);
		else
			stream_drop(stream);
		break;
	case EXPRESSION_ERROR:
		stream_reject(stream, "rule-error", settings_entry(), "%s",
		    expression_failure_text(expression));
		break;
	default:
		stream_reject(stream, "rule-not-boolean", settings_entry(), "%s",
		    expression_failure_text(expression));
	}
}

/* The rule of the policy's entry, or of the first operand, which it takes. */
static struct rule *
load_rule(char ***operands)
{
	const char *setting = "expr";

	if (settings_entry() == NULL) {
		setting = NULL;
		expr = *(*operands)++;
	}
	if (expr == NULL)
		settings_usage();
	return rule_load_condition(setting, expr);
}

int
main(int argc, char *argv[])
{
	struct stream *stream;
	struct record *record;
	struct rule *rule;

	argv = settings_read(argc, argv, &filter);
	rule = load_rule(&argv);
	stream = stream_open(argv, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		select_record(stream, rule, record);
	rule_free(rule);
	return stream_close(stream);
}
