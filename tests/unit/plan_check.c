/* Programs by themselves and against the plan: each finding, and the sum that is right.
 */
#include "preflight/plan_check.h"

#include <stdio.h>

#include "small_round.h"

enum { MOST = 3 };

/* Two programs that share a group id, in two rounds; 12 seats in the first one. */
#define PROGRAMS                                                                   \
	"[{'id':'A','round':'first','capacity':5,'groups':["                       \
	"{'id':'g','seats':2,'unfilled':'lapse'},{'id':'h','seats':3,'unfilled':'" \
	"lapse'}]},"                                                               \
	"{'id':'B','round':['first','second'],'capacity':7,'groups':["             \
	"{'id':'g','seats':7,'unfilled':'lapse'}]},"                               \
	"{'id':'C','round':'second','capacity':4}]"

/* Files, each with a round of the run, the rounds of the policy, the plan, and what is
 * told, as "severity code round program group file:line count/of;". */
static const struct {
	struct {
		const char *file, *round, *programs;
	} rounds[MOST];
	const char *all, *plan, *told;
} cases[] = {
	/* All is as planned, and offered. */
	{ { { "a", "first", PROGRAMS }, { "a", "second", PROGRAMS } }, NULL, NULL, "" },
	{ { { "a", "first", PROGRAMS }, { "a", "second", PROGRAMS } },
	    "{'first':{},'second':{}}",
	    "{'rounds':{'first':12,'second':11},'groups':{'g':9,'h':3}}", "" },
	/* One seat more or fewer in the plan. */
	{ { { "a", "first", PROGRAMS }, { "a", "second", PROGRAMS } }, NULL,
	    "{'rounds':{'first':13,'second':10}}",
	    "error plan-sum first - - -:0 0/0;error plan-sum second - - -:0 0/0;" },
	{ { { "a", "first", PROGRAMS }, { "a", "second", PROGRAMS } }, NULL,
	    "{'groups':{'g':8,'h':3,'i':1,'j':0}}",
	    "error quota-sum - - g -:0 0/0;error quota-sum - - i -:0 0/0;" },
	/* A round of the plan that is one of the policy, of the run, or of neither. */
	{ { { "a", "first", PROGRAMS }, { "a", "second", PROGRAMS } }, "{'third':{}}",
	    "{'rounds':{'third':1}}", "" },
	{ { { "a", "first", PROGRAMS }, { "a", "second", PROGRAMS } }, "{'third':{}}",
	    "{'rounds':{'fourth':1,'second':11}}",
	    "error plan-sum fourth - - -:0 0/0;" },
	/* No round of the run offers a program: told once of a file. */
	{ { { "a", "first", PROGRAMS } }, NULL, NULL,
	    "warning not-offered - C - a:3 0/0;" },
	{ { { "a", "second", PROGRAMS }, { "a", "second", PROGRAMS } }, NULL, NULL,
	    "warning not-offered - A - a:1 0/0;"
	    "warning round-twice second - - a:0 0/0;" },
	/* Another file with the same programs is another matter: each is told, and the
	 * groups of both are counted. */
	{ { { "a", "first", PROGRAMS }, { "b", "second", PROGRAMS } }, NULL,
	    "{'groups':{'h':6}}",
	    "warning not-offered - C - a:3 0/0;warning not-offered - A - b:1 0/0;" },
	{ { { "a", "first", PROGRAMS }, { "b", "first", PROGRAMS } }, NULL, NULL,
	    "warning not-offered - C - a:3 0/0;warning not-offered - C - b:3 0/0;" },
	/* A file between two rounds of another one. */
	{ { { "a", "first", PROGRAMS }, { "b", "x", "[{'id':'X','capacity':1}]" },
	      { "a", "second", PROGRAMS } },
	    NULL, "{'groups':{'g':9}}", "" },
	/* Seats that are in no group; a program without groups has none such. */
	{ { { "a", "r",
	      "[{'id':'A','capacity':5,'groups':[{'id':'g','seats':4,'unfilled':"
	      "'lapse'}]},{'id':'B','capacity':5}]" } },
	    NULL, NULL, "warning seats-without-group - A - a:1 1/5;" },
	{ { { "a", "r",
	      "[{'id':'A','capacity':5},{'id':'B','capacity':5,'groups':[{'id':'g',"
	      "'seats':1,'unfilled':'lapse'},{'id':'h','seats':2,'unfilled':'lapse'"
	      "}]}]" } },
	    NULL, NULL, "warning seats-without-group - B - a:2 2/5;" },
};

static char *
put(char *told, const char *before, struct span text)
{
	if (text.len == 0)
		text = span_of("-");
	return told + sprintf(told, "%s%.*s", before, (int)text.len, text.at);
}

static void
read_told(const struct preflight_findings *findings, char *told)
{
	*told = '\0';
	for (size_t i = 0; i < findings->count; i++) {
		const struct preflight_finding *f = &findings->all[i];

		told += sprintf(
		    told, "%s %s", preflight_severity_name(f->severity), f->code);
		told = put(told, " ", f->round);
		told = put(told, " ", f->program);
		told = put(told, " ", f->group);
		told = put(told, " ", f->file);
		told += sprintf(
		    told, ":%d %d/%d;", (int)f->line, (int)f->count, (int)f->of);
	}
}

static void
test_case(size_t number)
{
	struct preflight_findings findings = { 0 };
	struct small_round opened[MOST];
	struct plan_round rounds[MOST];
	json_t *all = read_json(cases[number].all);
	json_t *plan = read_json(cases[number].plan);
	size_t count = 0;
	char told[400];

	for (; count < MOST && cases[number].rounds[count].file != NULL; count++) {
		small_round_open(&opened[count], cases[number].rounds[count].round,
		    cases[number].rounds[count].programs);
		rounds[count] = (struct plan_round){ &opened[count].round,
			opened[count].document, cases[number].rounds[count].file };
	}
	assert(plan_check(rounds, count, all, plan, &findings));
	read_told(&findings, told);
	if (strcmp(told, cases[number].told) != 0)
		fprintf(stderr, "case %zu: \"%s\", not \"%s\"\n", number, told,
		    cases[number].told);
	assert(strcmp(told, cases[number].told) == 0);
	for (size_t i = 0; i < count; i++)
		small_round_close(&opened[i]);
	preflight_findings_free(&findings);
	json_decref(all);
	json_decref(plan);
}

/* How many findings say that the second of two rounds is the first one again. */
static size_t
count_twice(const struct small_round *a, const struct small_round *b)
{
	const struct plan_round rounds[] = { { &a->round, a->document, "a" },
		{ &b->round, b->document, "a" } };
	struct preflight_findings findings = { 0 };
	size_t count = 0;

	assert(plan_check(rounds, 2, NULL, NULL, &findings));
	for (size_t i = 0; i < findings.count; i++)
		if (strcmp(findings.all[i].code, "round-twice") == 0) {
			assert(span_is(findings.all[i].round, "r"));
			count++;
		}
	preflight_findings_free(&findings);
	return count;
}

/* What makes another round of it: other choices, another order, other people. */
static void
test_twice(void)
{
	struct small_round a, b;
	const char *why;
	struct path *other = path_new("other", &why);
	struct round same;

	small_round_open(&a, "r", "[{'id':'A','capacity':1}]");
	small_round_open(&b, "r", "[{'id':'A','capacity':1}]");
	same = b.round;
	assert(count_twice(&a, &b) == 1);
	b.round.choices = other;
	assert(count_twice(&a, &b) == 0 && count_twice(&b, &a) == 0);
	b.round.choices = NULL; /* it gives what is left */
	assert(count_twice(&a, &b) == 0 && count_twice(&b, &a) == 0);
	b.round = same;
	b.round.order = other;
	assert(count_twice(&a, &b) == 0);
	b.round = same;
	b.round.holders.decision = other;
	assert(count_twice(&a, &b) == 0 && count_twice(&b, &a) == 0);
	b.round = same;
	b.round.taking_part.locked = 0;
	assert(count_twice(&a, &b) == 0 && count_twice(&b, &a) == 0);
	b.round = same;
	b.round.rules.mechanism = MECHANISM_IMMEDIATE;
	assert(count_twice(&a, &b) == 1);
	path_free(other);
	small_round_close(&a);
	small_round_close(&b);
}

/* A sum that is wrong is told with both numbers. */
static void
test_numbers(void)
{
	struct preflight_findings findings = { 0 };
	struct small_round s;
	struct plan_round round;
	json_t *plan = read_json("{'rounds':{'first':13}}");

	small_round_open(&s, "first", PROGRAMS);
	round = (struct plan_round){ &s.round, s.document, "a" };
	assert(plan_check(&round, 1, NULL, plan, &findings) && findings.count == 2);
	assert(strcmp(findings.all[0].reason,
		   "the plan has 13 seats, the programs have 12: correct one of "
		   "them") == 0);
	preflight_findings_free(&findings);
	small_round_close(&s);
	json_decref(plan);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		test_case(i);
	test_twice();
	test_numbers();
	return 0;
}
