/* Fields that rules read: those that no record and no input has, and those that are
 * just known. */
#include "preflight/unknown_fields.h"

#include <stdio.h>

#include "single_quotes.h"

enum { RULES = 2, INPUTS = 2, RECORDS = 3 };

/* Rules, inputs, records, and "rule field severity count/of;" for each finding; least
 * is 2, and there are as many records as are not NULL. */
static const struct {
	const char *rules[RULES], *inputs[INPUTS], *records[RECORDS], *told;
} cases[] = {
	/* It is misspelt, where it is asked for, guarded, or an optional. */
	{ { "has(record.studnet.id)" }, { "'student.id'" }, { "{}", "{}" },
	    "0 /studnet warning 0/2;" },
	{ { "!has(record.studnet) || studnet.id != ''" }, { "'student.id'" },
	    { "{}", "{}", "{}" }, "0 /studnet warning 0/3;" },
	{ { "record.?student.?idd.orValue('') == ''" }, { "'student.id'" },
	    { "{}", "{}" }, "0 /student/idd warning 0/2;" },
	{ { "has(student.id)" }, { "'student.id'" }, { "{}", "{}" }, "" },
	{ { "has(record.studnet)", "has(record.studnet) && has(record.tonw)" },
	    { "'student'" }, { "{}", "{}" },
	    "0 /studnet warning 0/2;1 /studnet warning 0/2;1 /tonw warning 0/2;" },
	/* One record has it; one record is too few. */
	{ { "has(record.studnet.id)" }, { "''" }, { "{}", "{'studnet':null}" }, "" },
	{ { "has(record.studnet.id)" }, { "''" }, { "{}" }, "" },
	{ { "has(studnet.idd)" }, { "'studnet'" }, { "{'studnet':{}}", "{'idd':1}" },
	    "0 /studnet/idd warning 0/2;" },
	/* An input has it as a key, in a text, anywhere. */
	{ { "has(record.x)" }, { "{'x':1}" }, { "{}", "{}" }, "" },
	{ { "has(record.x)" }, { "''", "[1,{'a':['1 + x*2']}]" }, { "{}", "{}" }, "" },
	{ { "has(record.x)" }, { "'x'" }, { "{}", "{}" }, "" },
	{ { "has(record.x)" }, { "'choices.x[]'" }, { "{}", "{}" }, "" },
	/* As a part of a word it is something else. */
	{ { "has(record.x)" }, { "{'ax':'x1 _x x_ Xx xx'}", "['x学','学x']" },
	    { "{}", "{}" }, "0 /x warning 0/2;" },
	{ { "has(record.学号)" }, { "'学号'" }, { "{}", "{}" }, "" },
	{ { "has(record.学号)" }, { "'学'" }, { "{}", "{}" }, "0 /学号 warning 0/2;" },
	/* What stages write, a place in a list, and a name that no word is. */
	{ { "!has(record.rank) && !has(rank.all.order) && !has(record.source)" },
	    { "''" }, { "{}", "{}" }, "" },
	{ { "has(record.part.rank)" }, { "'part'" }, { "{}", "{}" },
	    "0 /part/rank warning 0/2;" },
	{ { "choices[0] == 'a' && record['a/b'] == 1" }, { "'choices'" },
	    { "{}", "{}" }, "" },
	/* No field at all. */
	{ { "size(record) > 1 || 1 > 2" }, { "''" }, { "{}", "{}" }, "" },
};

static void
add_rule(struct unknown_fields *u, const char *id, const char *text,
    const struct field_names *names)
{
	static const struct expression_variable variables[] = {
		{ "record", EXPRESSION_RECORD, NULL },
	};
	static const struct expression_scope scope = {
		.variables = variables, .count = 1, .fields = true
	};
	struct expression_error error;
	struct expression *expression =
	    expression_compile(text, strlen(text), &scope, &error);

	assert(expression != NULL);
	assert(unknown_fields_add(u, id, expression, names));
	expression_free(expression);
}

static void
look(struct unknown_fields *u, const char *text)
{
	char *line = double_quotes(text);
	struct record record = { 0 };

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	unknown_fields_look(u, &record);
	record_free(&record);
	free(line);
}

static void
read_told(const struct unknown_fields *u, char *told)
{
	struct preflight_findings findings = { 0 };

	*told = '\0';
	assert(unknown_fields_tell(u, &findings));
	for (size_t i = 0; i < findings.count; i++) {
		const struct preflight_finding *f = &findings.all[i];

		assert(strcmp(f->code, "field-unknown") == 0);
		told += sprintf(told, "%.*s %.*s %s %d/%d;", (int)f->rule.len,
		    f->rule.at, (int)f->field.len, f->field.at,
		    preflight_severity_name(f->severity), (int)f->count, (int)f->of);
	}
	preflight_findings_free(&findings);
}

static void
test_case(size_t number)
{
	static const char *const ids[RULES] = { "0", "1" };
	struct unknown_fields *u = unknown_fields_new(2);
	struct field_names names = { .listed = true };
	json_t *inputs[INPUTS];
	char told[400];

	assert(u != NULL);
	for (int i = 0; i < INPUTS; i++) {
		inputs[i] = read_json(cases[number].inputs[i]);
		assert(field_names_add(&names, inputs[i]));
	}
	for (int i = 0; i < RULES && cases[number].rules[i] != NULL; i++)
		add_rule(u, ids[i], cases[number].rules[i], &names);
	field_names_free(&names);
	for (int i = 0; i < INPUTS; i++)
		json_decref(inputs[i]);
	for (int i = 0; i < RECORDS && cases[number].records[i] != NULL; i++)
		look(u, cases[number].records[i]);
	read_told(u, told);
	if (strcmp(told, cases[number].told) != 0)
		fprintf(stderr, "case %zu: \"%s\", not \"%s\"\n", number, told,
		    cases[number].told);
	assert(strcmp(told, cases[number].told) == 0);
	unknown_fields_free(u);
}

/* Where nothing lists the fields that there are, it may be one that nobody has; two
 * expressions of one rule are one rule. */
static void
test_unlisted(void)
{
	const char *id = "r";
	struct unknown_fields *u = unknown_fields_new(1);
	struct field_names names = { 0 };
	char told[100];

	assert(u != NULL);
	add_rule(u, id, "has(record.x)", &names);
	add_rule(u, id, "has(record.y) || has(record.x)", &names);
	look(u, "{}");
	read_told(u, told);
	assert(strcmp(told, "r /x notice 0/1;r /y notice 0/1;") == 0);
	unknown_fields_free(u);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		test_case(i);
	test_unlisted();
	return 0;
}
