#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/derivation.h"

static const char line[] =
    "{\"id\":\"7\",\"total\":612.50,\"scores\":{\"math\":90.5,\"chinese\":100},"
    "\"bonus\":7,\"a\":[1]}";

/* Rules as "name", "text" ... NULL. */
static size_t
take(const char *const texts[], struct derivation_rule rules[])
{
	size_t n = 0;

	for (; texts[2 * n] != NULL; n++)
		rules[n] = (struct derivation_rule){ texts[2 * n], texts[2 * n + 1] };
	return n;
}

static void
test_values(void)
{
	static const struct {
		const char *rules[12];
		const char *edits; /* outer[.inner]=value, in their order */
	} cases[] = {
		/* Exact, and of the needs' order, not the text's. */
		{ { "final", "total + b", "b", "scores.math / 10" },
		    "final=621.55 b=9.05 " },
		{ { "d", "c + 1", "c", "record.b + 1", "b", "scores.math" },
		    "d=92.5 c=91.5 b=90.5 " },
		/* What stands there is replaced; an old value is never seen. */
		{ { "bonus", "1", "twice", "bonus * 2" }, "bonus=1 twice=2 " },
		{ { "a", "[total, {'x': null}, 'q\"']", "b", "a[1].x == null" },
		    "a=[612.5,{\"x\":null},\"q\\\"\"] b=true " },
		/* Fields of a field: that is there, that is not, that is no object. */
		{ { "scores.sum", "scores.math + scores.chinese", "x",
		      "scores.sum + 1" },
		    "scores.sum=190.5 x=191.5 " },
		{ { "new.b", "new.a + 1", "x", "0", "new.a", "1" },
		    "new={\"b\":2,\"a\":1} x=0 " },
		{ { "a.b", "1", "a.c", "record.a.b" }, "a={\"b\":1,\"c\":1} " },
		{ { "a.b", "1" }, "a.b=1 " },
		/* Names that mean something else by themselves; a macro's own. */
		{ { "type", "1", "b", "record.type + 1", "c", "type(b) == type" },
		    "type=1 b=2 c=false " },
		{ { "b", "1", "c", "[5].map(b, b + 1)" }, "b=1 c=[6] " },
		{ { "\xE6\x80\xBB\xE5\x88\x86", "total", "x",
		      "\xE6\x80\xBB\xE5\x88\x86 + 1" },
		    "\xE6\x80\xBB\xE5\x88\x86=612.5 x=613.5 " },
		{ { "m", "{'x': 5}", "n", "m.x + record.m.x" }, "m={\"x\":5} n=10 " },
		/* A rule that replaces its field sees the old value, the others the
		   new. */
		{ { "total", "total + 1", "x", "total * 2" }, "total=613.5 x=1227 " },
		{ { "scores.math", "record.scores.math + 1" }, "scores.math=91.5 " },
		{ { "cap", "math.least(total, policy.cap)" }, "cap=20 " },
	};
	struct record record = { 0 };
	json_t *constants = json_loads("{\"cap\":20}", 0, NULL);
	struct expression_value *policy = expression_value_new(constants);

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct derivation_rule rules[6];
		struct derivation_error error;
		struct derivation_failure failure;
		struct derivation_edit edit;
		size_t count = take(cases[i].rules, rules);
		struct derivation *d = derivation_new(rules, count, policy, &error);

		assert(d != NULL);
		for (size_t k = 0; k < count; k++)
			assert(strcmp(derivation_name(d, k), rules[k].name) == 0);
		for (int twice = 0; twice < 2; twice++) {
			char text[500] = "";

			assert(derivation_evaluate(d, &record, &failure));
			for (size_t k = 0; derivation_edit(d, k, &edit); k++)
				snprintf(text + strlen(text),
				    sizeof text - strlen(text), "%s%s%s=%.*s ",
				    edit.outer, edit.inner != NULL ? "." : "",
				    edit.inner != NULL ? edit.inner : "",
				    (int)edit.value.len, edit.value.at);
			if (strcmp(text, cases[i].edits) != 0)
				printf("%s\n%s\n", cases[i].edits, text);
			assert(strcmp(text, cases[i].edits) == 0);
		}
		derivation_free(d);
	}
	expression_value_free(policy);
	json_decref(constants);
	record_free(&record);
}

static void
test_refused(void)
{
	static const struct {
		const char *rules[10];
		size_t rule;
		const char *why; /* or the cycle */
		size_t column;   /* 0: not about the text */
	} cases[] = {
		{ { "x", "a", "a", "b + 1", "b", "record.c", "c", "a" }, 1,
		    "a needs b, b needs c, c needs a", 0 },
		{ { "s.x", "s.y", "s.y", "s.x" }, 0, "s.x needs s.y, s.y needs s.x",
		    0 },
		{ { "a.b.c", "1" }, 0, "the name of a field", 0 },
		{ { "a-b", "1" }, 0, "the name of a field", 0 },
		{ { "", "1" }, 0, "the name of a field", 0 },
		{ { "a.", "1" }, 0, "the name of a field", 0 },
		{ { ".a", "1" }, 0, "the name of a field", 0 },
		{ { "a", "1", "1a", "1" }, 1, "the name of a field", 0 },
		{ { "in", "1" }, 0, "this is a word of the language", 0 },
		{ { "\xE3\x80\x80", "1" }, 0, "this is a word of the language", 0 },
		{ { "a", "1", "b", "2", "a", "3" }, 2, "another rule", 0 },
		{ { "a.b", "1", "a", "2" }, 1, "another rule", 0 },
		{ { "a", "1", "a.b", "2" }, 1, "another rule", 0 },
		{ { "a", "1", "b", "1 +" }, 1, "the expression is not complete", 4 },
		{ { "b", "1 + nothing(2)" }, 0, "no function has this name", 5 },
		/* What would show the value of before. */
		{ { "a", "has(b)", "b", "1" }, 0, "a rule derives this field, so", 1 },
		{ { "a", "1 > 2 || has(record.b)", "b", "1" }, 0,
		    "a rule derives this field, or", 10 },
		{ { "a", "record.?b", "b", "1" }, 0, "a rule derives this field, or",
		    9 },
		{ { "a", "record['b']", "b", "1" }, 0, "a rule derives this field, or",
		    8 },
		{ { "a", "record[id]", "b", "1" }, 0, "a rule derives this field, or",
		    1 },
		{ { "a", "scores.all(k, true)", "scores.x", "1" }, 0,
		    "a rule derives this field, or", 1 },
		{ { "a", "cel.bind(r, record, r.b)", "b", "1" }, 0,
		    "a rule derives this field, or", 13 },
		{ { "a", "record.`b`", "b", "1" }, 0, "a rule derives this field, or",
		    8 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct derivation_rule rules[5];
		struct derivation_error error;
		const char *why;

		assert(derivation_new(
			   rules, take(cases[i].rules, rules), NULL, &error) == NULL);
		writer_bytes(&error.cycle, "", 1);
		why = error.why != NULL ? error.why : error.cycle.text;
		if (error.rule != cases[i].rule ||
		    strncmp(why, cases[i].why, strlen(cases[i].why)) != 0 ||
		    error.in_text != (cases[i].column > 0) ||
		    (error.in_text && error.place.column != cases[i].column))
			printf("%zu: rule %zu column %zu: %s\n", i, error.rule,
			    error.place.column, why);
		assert(error.rule == cases[i].rule);
		assert(strncmp(why, cases[i].why, strlen(cases[i].why)) == 0);
		assert(error.in_text == (cases[i].column > 0));
		assert(!error.in_text || error.place.column == cases[i].column);
		writer_free(&error.cycle);
	}
}

/* What is near a derived field, and is not it, is read from the record. */
static void
test_neighbours(void)
{
	static const char *const texts[][2] = {
		{ "scores", "has(total)" },
		{ "scores.mat", "scores.math" },
		{ "scores.maths", "scores.math" },
		{ "scores.math", "scores.chinese" },
		{ "scores.math", "record.?scores.?chinese.orValue(0)" },
		{ "scores.math", "record['scores']['chinese']" },
		{ "scores.math", "has(scores.chinese)" },
		{ "math", "scores.math" },
		{ "b", "scores.map(b, b)" },
		{ "b", "a.map(x, x)" },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct derivation_rule rules[] = { { texts[i][0], "1" },
			{ "other", texts[i][1] } };
		struct derivation_error error;
		struct derivation *d = derivation_new(rules, 2, NULL, &error);

		if (d == NULL)
			printf("%s: %s\n", texts[i][1], error.why);
		assert(d != NULL);
		derivation_free(d);
	}
}

static void
test_failures(void)
{
	struct derivation_rule rules[] = { { "a", "1" }, { "b", "c + 1" },
		{ "c", "missing" }, { "d", "1.0 / 0.0" } };
	struct derivation_error error;
	struct derivation_failure failure;
	struct derivation_edit edit;
	struct record record = { 0 };
	struct derivation *d = derivation_new(rules, 3, NULL, &error);

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(!derivation_evaluate(d, &record, &failure));
	assert(failure.rule == 2 && failure.kind == DERIVATION_ERROR);
	assert(strcmp(derivation_name(d, 2), "c") == 0);
	assert(strstr(failure.reason, "no-such-field") != NULL);
	assert(!derivation_edit(d, 0, &edit));
	derivation_free(d);

	rules[1] = rules[3];
	d = derivation_new(rules, 2, NULL, &error);
	assert(!derivation_evaluate(d, &record, &failure));
	assert(failure.rule == 1 && failure.kind == DERIVATION_NO_JSON);
	derivation_free(d);
	record_free(&record);
}

/* A chain of as many rules as there may be, last first: each adds one to the next. */
static void
test_long(void)
{
	enum { COUNT = DERIVATION_MAX, SIZE = 20 };
	struct derivation_rule *rules = calloc(COUNT + 1, sizeof *rules);
	char *texts = calloc(COUNT + 1, (size_t)2 * SIZE);
	struct derivation_error error;
	struct derivation_failure failure;
	struct derivation_edit edit;
	struct record record = { 0 };
	struct derivation *d;

	for (int i = 0; i < COUNT + 1; i++) {
		char *name = texts + (ptrdiff_t)i * 2 * SIZE, *text = name + SIZE;

		snprintf(name, SIZE, "f%d", i);
		snprintf(text, SIZE, "f%d + 1", i + 1);
		rules[i] = (struct derivation_rule){ name, text };
	}
	assert(derivation_new(rules, COUNT + 1, NULL, &error) == NULL);
	rules[COUNT - 1].text = "0";
	assert((d = derivation_new(rules, COUNT, NULL, &error)) != NULL);
	assert(record_parse(&record, "{}", 2, NULL) == RECORD_OK);
	assert(derivation_evaluate(d, &record, &failure));
	assert(derivation_edit(d, 0, &edit));
	assert(edit.value.len == 3 && memcmp(edit.value.at, "999", 3) == 0);
	derivation_free(d);
	record_free(&record);
	free(rules);
	free(texts);
}

int
main(void)
{
	test_values();
	test_refused();
	test_neighbours();
	test_failures();
	test_long();
	return 0;
}
