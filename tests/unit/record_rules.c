#include "rules/record_rules.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct record record;
static struct findings errors, warnings;

static struct record_rules *
load(const char *text, json_t **list)
{
	*list = json_loads(text, 0, NULL);
	assert(*list != NULL);
	return record_rules_load("rules", *list);
}

/* Hold a line against rules where something was found at the field refused already. */
static void
apply(struct record_rules *rules, const char *line, const char *refused)
{
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	findings_clear(&errors);
	findings_clear(&warnings);
	errors.warnings = &warnings;
	if (refused != NULL)
		findings_add(
		    &errors, (struct finding){ .code = "type", .field = refused });
	record_rules_apply(rules, &record, &errors);
	assert(!errors.no_memory);
}

static void
assert_found(
    const struct finding *found, const char *code, const char *field, const char *rule)
{
	assert(strcmp(found->code, code) == 0 && strcmp(found->rule, rule) == 0);
	assert((found->field == NULL) == (field == NULL));
	assert(field == NULL || strcmp(found->field, field) == 0);
}

static void
test_findings(void)
{
	json_t *list;
	struct record_rules *rules =
	    load("[{\"id\":\"sum\",\"field\":\"t\",\"assert\":\"t == s.a + "
		 "s.b\",\"message\":\"m\"},"
		 "{\"id\":\"w\",\"when\":\"has(c)\",\"assert\":\"c.d > "
		 "0\",\"message\":\"n\","
		 "\"severity\":\"warning\"}]",
		&list);

	apply(rules, "{\"s\":{\"a\":0.1,\"b\":0.2},\"t\":0.30,\"c\":{\"d\":1}}", NULL);
	assert(errors.count == 0 && warnings.count == 0);
	apply(rules, "{\"s\":{\"a\":0.1,\"b\":0.2},\"t\":0.31,\"c\":{\"d\":0}}", NULL);
	assert(errors.count == 1 && warnings.count == 1);
	assert_found(&errors.items[0], "rule-failed", "t", "sum");
	assert(strcmp(errors.items[0].reason, "m") == 0);
	assert_found(&warnings.items[0], "rule-failed", NULL, "w");
	apply(rules, "{\"s\":{\"a\":1},\"t\":1}", NULL);
	assert(errors.count == 1 && warnings.count == 0);
	assert_found(&errors.items[0], "rule-error", "t", "sum");
	apply(rules, "{\"s\":{\"b\":1},\"t\":1}", NULL);
	assert_found(&errors.items[0], "rule-error", "t", "sum");
	record_rules_free(rules);
	json_decref(list);
}

/* A rule is silent if what was refused is what it reads, around that, or in it. */
static void
test_silence(void)
{
	static const struct {
		const char *condition, *refused;
		bool silent;
	} cases[] = {
		{ "a.b > 0", "a.b", true },
		{ "a.b > 0", "a", true },
		{ "a.b > 0", "a.b.0", true },
		{ "a.b > 0", "a.c", false },
		{ "a.b > 0", "a.bb", false },
		{ "a[\"x.y\"] > 0", "/a/x.y", true },
		{ "a[\"x.y\"] > 0", "a.x.y", false },
		{ "a[\"x/y~\"] > 0", "a.x/y~", true },
		{ "record.a.b > 0", "a.b", true },
		{ "size(record) > 9", "z", true },
		{ "false || a.b > 0", NULL, false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		json_t *list = json_pack("[{s:s,s:s,s:s}]", "id", "r", "assert",
		    cases[i].condition, "message", "m");
		struct record_rules *rules = record_rules_load("rules", list);

		apply(
		    rules, "{\"a\":{\"b\":0,\"x.y\":0,\"x/y~\":0}}", cases[i].refused);
		assert(errors.count == (cases[i].refused != NULL ? 1u : 0u) +
					   (cases[i].silent ? 0u : 1u));
		record_rules_free(rules);
		json_decref(list);
	}
}

/* What each rule says of a record, alone. */
static void
test_verdicts(void)
{
	static const struct {
		const char *line;
		enum record_rule_verdict of_total, of_kind;
	} cases[] = {
		{ "{\"t\":3,\"k\":\"x\",\"n\":1}", RECORD_RULE_HELD, RECORD_RULE_HELD },
		{ "{\"t\":2,\"k\":\"x\",\"n\":0}", RECORD_RULE_BROKEN,
		    RECORD_RULE_BROKEN },
		{ "{\"t\":\"3\",\"k\":\"y\"}", RECORD_RULE_FAILED, RECORD_RULE_APART },
		{ "{\"k\":\"x\"}", RECORD_RULE_FAILED, RECORD_RULE_FAILED },
		{ "{\"t\":4}", RECORD_RULE_HELD, RECORD_RULE_FAILED },
	};
	json_t *list;
	struct record_rules *rules =
	    load("[{\"id\":\"total\",\"assert\":\"t > 2\",\"message\":\"m\"},"
		 "{\"id\":\"kind\",\"when\":\"k == 'x'\",\"assert\":\"n > "
		 "0\",\"message\":\"n\","
		 "\"severity\":\"warning\"}]",
		&list);
	const struct record_rule *total = record_rules_at(rules, 0);
	const struct record_rule *kind = record_rules_at(rules, 1);

	assert(record_rules_count(rules) == 2);
	assert(strcmp(total->id, "total") == 0 && !total->is_warning);
	assert(strcmp(kind->id, "kind") == 0 && kind->is_warning);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *why = NULL;

		assert(record_parse(&record, cases[i].line, strlen(cases[i].line),
			   NULL) == RECORD_OK);
		assert(record_rule_judge(total, &record, &why) == cases[i].of_total);
		assert((why != NULL) == (cases[i].of_total == RECORD_RULE_FAILED));
		assert(record_rule_judge(kind, &record, NULL) == cases[i].of_kind);
	}
	record_rules_free(rules);
	json_decref(list);
}

int
main(void)
{
	struct record_rules *none = record_rules_load("rules", NULL);

	apply(none, "{}", NULL);
	assert(errors.count == 0);
	record_rules_free(none);
	test_findings();
	test_silence();
	test_verdicts();
	findings_free(&errors);
	findings_free(&warnings);
	record_free(&record);
	return 0;
}
