/* Keys and orders that are there twice: a policy, and what is told. */
#include "preflight/rank_repeats.h"

#include <stdio.h>

#include "single_quotes.h"

/* The section rank, and "code entry;" for each finding. */
static const struct {
	const char *rank, *told;
} cases[] = {
	{ "{'a':{'by':['total desc','math desc','id']}}", "" },
	{ "{'a':{'by':'total'}}", "" },
	/* A key, in whatever direction, as a path or as a pointer. */
	{ "{'a':{'by':['total desc','math desc','math desc']}}", "rank-key-twice a;" },
	{ "{'a':{'by':['total desc','math','total asc','id']}}", "rank-key-twice a;" },
	{ "{'a':{'by':['total','total missing last','id']}}", "rank-key-twice a;" },
	{ "{'a':{'by':['scores.math','/scores/math desc']}}", "rank-key-twice a;" },
	{ "{'a':{'by':['/scores/math','scores.math']}}", "rank-key-twice a;" },
	{ "{'a':{'by':['/scores/math','/scores/math']}}", "rank-key-twice a;" },
	{ "{'a':{'by':['id','id','id']}}", "rank-key-twice a;rank-key-twice a;" },
	/* What begins or ends alike is something else. */
	{ "{'a':{'by':['scores.math','scores.maths','scores','math']}}", "" },
	{ "{'a':{'by':['/scores/math','scores','scores.math.oral','a.math']}}", "" },
	{ "{'a':{'by':['scores.math','/scores','/scores/math/oral']}}", "" },
	/* Expressions are the same if their texts are. */
	{ "{'a':{'by':['x + y.z desc','y.z + x','id']}}", "" },
	{ "{'a':{'by':['x + y.z desc','x + y.z asc','id']}}", "rank-key-twice a;" },
	/* The pool. */
	{ "{'a':{'within':'school','by':['total','id']}}", "" },
	{ "{'a':{'within':'school','by':['total','school','id']}}",
	    "rank-key-twice a;" },
	{ "{'a':{'within':'/school/code','by':'school.code desc'}}",
	    "rank-key-twice a;" },
	/* Two orders. */
	{ "{'a':{'by':'id'},'b':{'by':['id']}}", "rank-twice b;" },
	{ "{'a':{'by':'id'},'b':{'by':'id','as':'x'},'c':{'by':['id']}}",
	    "rank-twice b;rank-twice c;" },
	{ "{'a':{'by':['total desc','a.b']},'b':{'by':'id'},'c':{'by':['total  desc',"
	  "'/a/b asc']}}",
	    "rank-twice c;" },
	{ "{'a':{'by':'id'},'b':{'by':'id desc'}}", "" },
	{ "{'a':{'by':'id'},'b':{'by':'id missing last'}}", "" },
	{ "{'a':{'by':['a','id']},'b':{'by':['a','b','id']}}", "" },
	{ "{'a':{'by':['a','b']},'b':{'by':'a'},'c':{'by':['a','b','c']}}", "" },
	{ "{'a':{'by':['a','b']},'b':{'by':['b','a']}}", "" },
	{ "{'a':{'by':'id'},'b':{'by':'id','within':'school'}}", "" },
	{ "{'a':{'by':'id','within':'school'},'b':{'by':'id'}}", "" },
	{ "{'a':{'by':'id','within':'school'},'b':{'by':'id','within':'town'}}", "" },
	{ "{'a':{'by':'id','within':'school'},'b':{'by':'id','within':'school'}}",
	    "rank-twice b;" },
	{ "{'a':{'by':'id'},'b':{'by':'id','percentile':true}}", "" },
	/* What is no order is told by its filter. */
	{ "{'a':{},'b':{},'c':{'by':7},'d':{'by':[]},'e':{'by':[7,7]},'f':8}", "" },
	{ NULL, "" },
};

static void
test_case(size_t number)
{
	struct preflight_findings findings = { 0 };
	json_t *rank = read_json(cases[number].rank);
	char told[200] = "";

	assert(rank_repeats_check(rank, &findings));
	for (size_t i = 0; i < findings.count; i++) {
		const struct preflight_finding *f = &findings.all[i];

		assert(f->severity == PREFLIGHT_WARNING && span_is(f->field, "rank"));
		sprintf(told + strlen(told), "%s %.*s;", f->code, (int)f->group.len,
		    f->group.at);
	}
	if (strcmp(told, cases[number].told) != 0)
		fprintf(stderr, "case %zu: \"%s\", not \"%s\"\n", number, told,
		    cases[number].told);
	assert(strcmp(told, cases[number].told) == 0);
	preflight_findings_free(&findings);
	json_decref(rank);
}

/* The keys are named as a reader counts them. */
static void
test_numbers(void)
{
	struct preflight_findings findings = { 0 };
	json_t *rank =
	    read_json("{'a':{'within':'town','by':['id','total','town','total']}}");

	assert(rank_repeats_check(rank, &findings) && findings.count == 2);
	assert(strstr(findings.all[0].reason, "its key 3 is its pool") != NULL);
	assert(strstr(findings.all[1].reason, "its key 4 is its key 2 again") != NULL);
	preflight_findings_free(&findings);
	json_decref(rank);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		test_case(i);
	test_numbers();
	return 0;
}
