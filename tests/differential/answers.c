/*
 * The answers of this suite to the cases of compare.cjs: each line of the input is
 *
 *	{"expression":TEXT}              the result as JSON, "error" or "refused"
 *	{"schema":SCHEMA,"value":VALUE}  "true", "false" or "refused"
 *
 * and each line of the output is {"answer":...}.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cel/expression.h"
#include "schema/schema.h"

static void
answer(struct span json)
{
	printf("{\"answer\":%.*s}\n", (int)json.len, json.at);
}

static void
evaluate(struct span text)
{
	const struct expression_scope scope = { .unchecked = true };
	struct expression_error error;
	struct expression *e = expression_compile(text.at, text.len, &scope, &error);
	struct writer w = { 0 };

	if (e == NULL) {
		answer(span_of("\"refused\""));
		return;
	}
	if (expression_evaluate(e, NULL) == EXPRESSION_ERROR ||
	    !expression_write(e, &w))
		answer(span_of("\"error\""));
	else
		answer((struct span){ w.text, w.len });
	writer_free(&w);
	expression_free(e);
}

static void
validate(struct record *r, const struct value *schema, const struct value *value)
{
	const struct schema_options options = { .formats_noted = true };
	char *why = NULL;
	struct schema *s = schema_new(record_raw(r, schema), &options, &why);

	if (s == NULL)
		answer(span_of("\"refused\""));
	else
		answer(span_of(schema_validate(s, r, value, NULL) == SCHEMA_HOLDS
				   ? "true"
				   : "false"));
	free(why);
	schema_free(s);
}

int
main(void)
{
	struct record r = { 0 };
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	while ((len = getline(&line, &size, stdin)) > 0) {
		const struct value *schema, *text;

		if (record_parse(&r, line, (size_t)len - (line[len - 1] == '\n'),
			NULL) != RECORD_OK)
			errx(2, "a case is no record");
		schema = record_member(&r, &r.values[0], "schema", 6);
		text = record_member(&r, &r.values[0], "expression", 10);
		if (text != NULL)
			evaluate(record_text(&r, text));
		else
			validate(
			    &r, schema, record_member(&r, &r.values[0], "value", 5));
	}
	record_free(&r);
	free(line);
	return fflush(stdout) == 0 ? 0 : 2;
}
