#include <assert.h>
#include <string.h>

#include "rules/sum_rule.h"

static struct sum_rule *
make(const char *text, char why[SUM_RULE_FAULT_SIZE])
{
	json_t *rule = json_loads(text, JSON_DECODE_ANY, NULL);
	struct sum_rule *r = sum_rule_new(rule, why);

	json_decref(rule);
	return r;
}

static void
test_check(void)
{
	static const struct {
		const char *line;
		enum sum_rule_result result;
		const char *field;
	} cases[] = {
		{ "{\"s\":{\"a\":0.1,\"b\":0.2},\"t\":0.3}", SUM_RULE_HOLDS, "t" },
		{ "{\"t\":0.30,\"s\":{\"b\":2e-1,\"a\":0.1}}", SUM_RULE_HOLDS, "t" },
		{ "{\"s\":{\"a\":112.5,\"b\":90},\"t\":202}", SUM_RULE_FAILS, "t" },
		{ "{\"s\":{\"a\":1,\"b\":1}}", SUM_RULE_MISSING, "t" },
		{ "{\"s\":{\"a\":1},\"t\":1}", SUM_RULE_MISSING, "s.b" },
		{ "{\"s\":{\"a\":null,\"b\":1},\"t\":1}", SUM_RULE_MISSING, "s.a" },
		{ "{\"s\":{\"a\":\"1\",\"b\":1},\"t\":2}", SUM_RULE_NO_NUMBER, "s.a" },
		{ "{\"s\":{\"a\":1,\"b\":1e30},\"t\":1e30}", SUM_RULE_RANGE, "s.b" },
		{ "{\"s\":{\"a\":9e18,\"b\":9e18},\"t\":1}", SUM_RULE_RANGE, "s.b" },
	};
	char why[SUM_RULE_FAULT_SIZE];
	struct sum_rule *r = make("{\"id\":\"total\",\"sum\":[\"s.a\",\"s.b\"],"
				  "\"is\":\"t\",\"message\":\"m\"}",
	    why);
	struct record record = { 0 };

	assert(strcmp(sum_rule_id(r), "total") == 0);
	assert(strcmp(sum_rule_message(r), "m") == 0 && !sum_rule_is_warning(r));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *field;

		assert(record_parse(&record, cases[i].line, strlen(cases[i].line),
			   NULL) == RECORD_OK);
		assert(sum_rule_check(r, &record, &field) == cases[i].result);
		assert(strcmp(field, cases[i].field) == 0);
	}
	record_free(&record);
	sum_rule_free(r);
}

static void
test_refused(void)
{
	static const char *const cases[][2] = {
		{ "7", "must be an object" },
		{ "{\"sum\":[\"a\"],\"is\":\"t\",\"message\":\"m\"}",
		    "/id: must be there, and be a text" },
		{ "{\"id\":\"x\",\"sum\":[\"a\"],\"is\":\"t\"}",
		    "/message: must be there, and be a text" },
		{ "{\"id\":\"x\",\"sum\":[],\"is\":\"t\",\"message\":\"m\"}",
		    "/sum: must be an array of paths" },
		{ "{\"id\":\"x\",\"sum\":[\"a\",1],\"is\":\"t\",\"message\":\"m\"}",
		    "/sum/1: must be the path of a number" },
		{ "{\"id\":\"x\",\"sum\":[\"a..b\"],\"is\":\"t\",\"message\":\"m\"}",
		    "/sum/0: a step of the path is empty" },
		{ "{\"id\":\"x\",\"sum\":[\"a\"],\"message\":\"m\"}",
		    "/is: must be the path of a number" },
		{ "{\"id\":\"x\",\"sum\":[\"a\"],\"is\":\"t\",\"message\":\"m\","
		  "\"severity\":\"fatal\"}",
		    "/severity: is \"error\" or \"warning\"" },
		{ "{\"id\":\"x\",\"sum\":[\"a\"],\"is\":\"t\",\"message\":\"m\","
		  "\"when\":\"true\"}",
		    "/when: a rule has no such key" },
	};
	char why[SUM_RULE_FAULT_SIZE];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert(make(cases[i][0], why) == NULL);
		assert(strcmp(why, cases[i][1]) == 0);
	}
}

int
main(void)
{
	test_check();
	test_refused();
	return 0;
}
