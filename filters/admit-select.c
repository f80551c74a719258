/*
 * admit-select - keep the records for which an expression is true
 *
 * The others leave by rule; a record on which the expression fails is set aside,
 * and never taken for one on which it is false.
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

static struct rule *rule;

static void
load_rule(const char *setting)
{
	static const char why[] = "the expression is neither true nor false";

	rule = rule_load(setting, expr);
	if (expression_is_never(rule_expression(rule), EXPRESSION_BOOLEAN))
		rule_fail(setting, expr,
		    &(struct expression_error){ .why = why, .line = 1, .column = 1 });
}

static void
reject_failed(struct stream *stream)
{
	struct expression_failure failure = expression_failure(rule_expression(rule));

	stream_reject(stream, "rule-error", settings_entry(),
	    "%s (%s, line %zu, column %zu of the expression)", failure.reason,
	    failure.code, failure.place.line, failure.place.column);
}

static void
select_record(struct stream *stream, struct record *record)
{
	switch (rule_evaluate(rule, record)) {
	case EXPRESSION_BOOLEAN:
		if (expression_boolean(rule_expression(rule)) != invert)
			stream_pass(stream);
		else
			stream_drop(stream);
		break;
	case EXPRESSION_ERROR:
		reject_failed(stream);
		break;
	default:
		stream_reject(stream, "rule-not-boolean", settings_entry(),
		    "the expression is neither true nor false");
	}
}

int
main(int argc, char *argv[])
{
	const char *setting = "expr";
	struct stream *stream;
	struct record *record;

	argv = settings_read(argc, argv, &filter);
	if (settings_entry() == NULL) {
		setting = NULL;
		expr = *argv++;
	}
	if (expr == NULL)
		settings_usage();
	load_rule(setting);
	stream = stream_open(argv, &io);
	while ((record = stream_next(stream)) != NULL)
		select_record(stream, record);
	rule_free(rule);
	return stream_close(stream);
}
