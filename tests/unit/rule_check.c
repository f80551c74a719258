/*
 * Rules of validate over the records of a year: cases, and random rules over random
 * records, counted by what the rules were made of.
 */
#undef NDEBUG
#include "preflight/rule_check.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_seed.h"

enum { LEAST = 3 };

static json_t *
read_json(const char *text)
{
	json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);

	assert(json != NULL);
	return json;
}

/* The inputs that are not the rules. */
static struct field_names names;

/* What is told of rules and records, as "rule code severity count;". */
static void
check(json_t *list, const json_t *derive, uint64_t least, const char *const *lines,
    size_t count, char *told)
{
	static const char *const severities[] = { "error", "warning", "notice" };
	struct record_rules *rules = record_rules_load("rules", list);
	struct rule_check *c = rule_check_new(rules, derive, &names, least);
	struct preflight_findings findings = { 0 };
	struct record record = { 0 };

	assert(c != NULL);
	for (size_t i = 0; i < count; i++) {
		assert(record_parse(&record, lines[i], strlen(lines[i]), NULL) ==
		       RECORD_OK);
		rule_check_add(c, &record);
	}
	assert(rule_check_tell(c, &findings));
	*told = '\0';
	for (size_t i = 0; i < findings.count; i++) {
		const struct preflight_finding *f = &findings.all[i];

		told += sprintf(told, "%.*s %s %s %d/%d;", (int)f->rule.len, f->rule.at,
		    f->code, severities[f->severity], (int)f->count, (int)f->of);
	}
	preflight_findings_free(&findings);
	rule_check_free(c);
	record_rules_free(rules);
	record_free(&record);
}

static const char *const year[] = {
	"{\"kind\":\"city\",\"total\":10,\"sum\":20,\"phone\":\"1\",\"rank\":5}",
	"{\"kind\":\"city\",\"total\":11,\"sum\":22,\"rank\":6}",
	"{\"kind\":\"city\",\"total\":12,\"sum\":24,\"rank\":7}",
	"{\"kind\":\"county\",\"total\":13,\"sum\":26,\"part\":{\"b\":1},\"rank\":8}",
};

static const struct {
	const char *severity, *when, *assertion, *told;
} cases[] = {
	/* Who has broken it is not here. */
	{ "error", NULL, "total > 9", "" },
	{ "warning", NULL, "total > 9", "" },
	{ "warning", NULL, "total > 12", "" },
	/* Nobody keeps it. */
	{ "error", NULL, "total > 20", "r rule-never-holds error 4/4;" },
	{ "warning", NULL, "total > 20", "r rule-never-holds warning 4/4;" },
	{ "error", "kind == 'city'", "sum == total", "r rule-never-holds error 3/3;" },
	{ "error", "kind == 'county'", "sum == total", "" }, /* of one: too few */
	{ "error", "kind != ''", "kind == 'county' || sum == total", "" },
	/* It is about nobody. */
	{ "warning", "kind == 'town'", "total > 9",
	    "r rule-never-applies warning 0/4;" },
	{ "error", "kind == 'town'", "total > 9", "r rule-never-applies notice 0/4;" },
	{ "warning", "kind == 'town'", "has(email)",
	    "r rule-never-applies warning 0/4;" },
	/* A field that is nowhere may have been removed. */
	{ "warning", "has(record.email)", "total > 20", "" },
	{ "warning", NULL, "has(record.email)", "" },
	{ "warning", NULL, "email != ''", "" },
	{ "warning", "email != ''", "total > 20", "" },
	{ "warning", "has(part.a)", "total > 9", "" },
	{ "warning", "has(record.part) && part.b == 2", "total > 9",
	    "r rule-never-applies warning 0/4;" },
	/* One record has it. */
	{ "warning", NULL, "record.?phone.orValue('') == '2'",
	    "r rule-never-holds warning 4/4;" },
	/* A switch; and what is not allowed. */
	{ "warning", "1 > 2", "total > 9", "" },
	{ "error", "kind == 'town'", "false", "" },
	{ "warning", "kind == 'city'", "false", "" },
	/* What a later stage writes. */
	{ "warning", NULL, "rank > 9", "" },
	{ "warning", NULL, "size(record) > 9", "" },
	{ "warning", "bonus == 1", "total > 9", "" },
	{ "error", NULL, "record.?part.?b.orValue(0) == total", "" },
};

static void
test_cases(void)
{
	json_t *derive = read_json("{\"a\":{\"fields\":{\"bonus\":\"1\"}},\"b\":{"
				   "\"fields\":{\"part.b\":\"2\"}}}");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char told[200];
		json_t *list = json_pack("[{ss,ss,ss*,ss,ss}]", "id", "r", "severity",
		    cases[i].severity, "when", cases[i].when, "assert",
		    cases[i].assertion, "message", "m");
		bool derived =
		    strstr(cases[i].assertion, "part.?b") != NULL ||
		    (cases[i].when != NULL && strstr(cases[i].when, "bonus") != NULL);

		check(list, derived ? derive : NULL, LEAST, year, 4, told);
		if (strcmp(told, cases[i].told) != 0)
			fprintf(
			    stderr, "%zu %s: \"%s\"\n", i, cases[i].assertion, told);
		assert(strcmp(told, cases[i].told) == 0);
		json_decref(list);
	}
	json_decref(derive);
}

/* Without an input that has its name, a field that nobody has is told, also of a rule
 * that somebody keeps or that reads what a later stage writes. */
static void
test_unknown(void)
{
	static const struct {
		const char *when, *assertion, *told;
	} of[] = {
		{ NULL, "!has(record.emial) || emial != ''",
		    "r field-unknown notice 0/4;" },
		{ "has(record.emial)", "total > 9", "r field-unknown notice 0/4;" },
		{ "has(record.emial)", "total > 9 && has(part.d)",
		    "r field-unknown notice 0/4;r field-unknown notice 0/4;" },
		{ NULL, "rank > 9 || has(record.emial)",
		    "r field-unknown notice 0/4;" },
		{ NULL, "total > 20 && !has(record.emial)",
		    "r field-unknown notice 0/4;" },
		{ NULL, "has(record.phone) || has(record.email)", "" },
	};

	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		char told[200];
		json_t *list = json_pack("[{ss,ss*,ss,ss}]", "id", "r", "when",
		    of[i].when, "assert", of[i].assertion, "message", "m");

		check(list, NULL, LEAST, year, 4, told);
		assert(strcmp(told, of[i].told) == 0);
		json_decref(list);
	}
}

/* A random rule: a field against a number, a field that must be there, or nothing. */
enum { FIELDS = 3, ABSENT = 9, RECORDS = 12 };
struct term {
	enum { NOTHING, EQUAL, PRESENT } kind;
	int field, number;
};

static const char *
text_of(const struct term *t, char text[40])
{
	if (t->kind == NOTHING)
		return NULL;
	if (t->kind == EQUAL)
		sprintf(text, "%c == %d", 'a' + t->field, t->number);
	else
		sprintf(text, "has(record.%c)", 'a' + t->field);
	return text;
}

/* 0, 1, or 2 if there is no answer. */
static int
answer(const struct term *t, const int record[FIELDS])
{
	if (t->kind == NOTHING)
		return 1;
	if (t->kind == PRESENT)
		return record[t->field] != ABSENT;
	return record[t->field] == ABSENT ? 2 : record[t->field] == t->number;
}

static bool
somebody_has(const struct term *t, int records[RECORDS][FIELDS])
{
	for (int r = 0; r < RECORDS; r++)
		if (t->kind == NOTHING || records[r][t->field] != ABSENT)
			return true;
	return false;
}

/* The finding of a rule, by counting all records for each of its answers. */
static void
expected(const struct term *when, const struct term *assertion, bool warns, int least,
    int records[RECORDS][FIELDS], char *told)
{
	int apart = 0, broken = 0, held = 0, failed = 0;

	*told = '\0';
	for (int r = 0; r < RECORDS; r++) {
		int applies = answer(when, records[r]);
		int holds = answer(assertion, records[r]);

		apart += applies == 0;
		failed += applies == 2 || (applies == 1 && holds == 2);
		held += applies == 1 && holds == 1;
		broken += applies == 1 && holds == 0;
	}
	if (!somebody_has(when, records))
		return;
	if (apart == RECORDS && apart >= least)
		sprintf(told, "r rule-never-applies %s 0/%d;",
		    warns ? "warning" : "notice", apart);
	else if (broken > 0 && broken >= least && held == 0 &&
		 somebody_has(assertion, records))
		sprintf(told, "r rule-never-holds %s %d/%d;",
		    warns ? "warning" : "error", broken, broken);
	assert(apart + failed + held + broken == RECORDS);
}

static void
make_records(int records[RECORDS][FIELDS], char lines[RECORDS][64])
{
	int absent[FIELDS], common[FIELDS];

	for (int f = 0; f < FIELDS; f++) {
		absent[f] = (int)(draw() % 3);
		common[f] = (int)(draw() % 3);
	}
	for (int r = 0; r < RECORDS; r++) {
		sprintf(lines[r], "{\"n\":%d", r);
		for (int f = 0; f < FIELDS; f++) {
			int *value = &records[r][f];

			*value = draw() % 8 == 0 ? (int)(draw() % 3) : common[f];
			if (absent[f] == 0 || (absent[f] == 1 && draw() % 6 == 0))
				*value = ABSENT;
			else
				sprintf(lines[r] + strlen(lines[r]), ",\"%c\":%d",
				    'a' + f, *value);
		}
		strcat(lines[r], "}");
	}
}

static void
make_term(struct term *t, bool needed)
{
	t->kind = needed ? 1 + draw() % 2 : draw() % 3;
	t->field = (int)(draw() % FIELDS);
	t->number = (int)(draw() % 3);
}

static void
test_random(void)
{
	size_t never_applies = 0, never_holds = 0, rounds = 20000;

	for (size_t i = 0; i < rounds; i++) {
		int records[RECORDS][FIELDS];
		char lines[RECORDS][64], told[200], wanted[200], texts[2][40];
		const char *at[RECORDS];
		struct term when, assertion;
		bool warns = draw() % 2 == 0;
		int least = (int)(draw() % (RECORDS + 2));
		json_t *list;

		make_records(records, lines);
		for (int r = 0; r < RECORDS; r++)
			at[r] = lines[r];
		make_term(&when, false);
		make_term(&assertion, true);
		list = json_pack("[{ss,ss,ss*,ss,ss}]", "id", "r", "severity",
		    warns ? "warning" : "error", "when", text_of(&when, texts[0]),
		    "assert", text_of(&assertion, texts[1]), "message", "m");
		assert(list != NULL);
		check(list, NULL, (uint64_t)least, at, RECORDS, told);
		expected(&when, &assertion, warns, least, records, wanted);
		if (strcmp(told, wanted) != 0)
			fprintf(stderr, "when %s: %s: \"%s\", not \"%s\"\n",
			    when.kind == NOTHING ? "" : texts[0], texts[1], told,
			    wanted);
		assert(strcmp(told, wanted) == 0);
		never_applies += strstr(told, "applies") != NULL;
		never_holds += strstr(told, "holds") != NULL;
		json_decref(list);
	}
	assert(never_applies > rounds / 40 && never_holds > rounds / 40);
}

int
main(void)
{
	json_t *input = read_json("\"a b c bonus email kind part phone sum total\"");

	assert(field_names_add(&names, input));
	test_cases();
	test_unknown();
	test_random();
	field_names_free(&names);
	json_decref(input);
	return 0;
}
