/* Which last keys may tie: a policy, and the orders that are told. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "preflight/rank_keys.h"
#include "single_quotes.h"

static const struct {
	const char *rank, *draw, *told;
} cases[] = {
	{ "{'a':{'by':['total desc','id']}}", NULL, "" },
	{ "{'a':{'by':'id desc'}}", NULL, "" },
	{ "{'a':{'by':['id','total']}}", NULL, "a" },
	{ "{'a':{'by':'total'},'b':{'by':'total','shared':'dense'}}", NULL, "a" },
	/* A draw's number, and what else a draw has. */
	{ "{'a':{'by':'draw.lots.number'}}", "{'lots':{}}", "" },
	{ "{'a':{'by':'/draw/lots/number desc missing last'}}", NULL, "" },
	{ "{'a':{'by':'draw.lots.of'}}", "{'lots':{}}", "a" },
	{ "{'a':{'by':'draw.lots'}}", "{'lots':{}}", "a" },
	{ "{'a':{'by':'draw.lots.number.more'}}", "{'lots':{}}", "a" },
	/* Twins have one number; by the name under which it is written. */
	{ "{'a':{'by':'draw.lots.number'}}", "{'lots':{'bundle':'twins'}}", "a" },
	{ "{'a':{'by':'draw.x.number'},'b':{'by':'draw.lots.number'}}",
	    "{'lots':{'bundle':'twins','as':'x'}}", "a" },
	/* The place in another order, which may have ties, or other pools. */
	{ "{'a':{'by':'rank.b.order'},'b':{'by':'id'}}", NULL, "" },
	{ "{'a':{'by':'rank.b.tie_number'},'b':{'by':'id'}}", NULL, "a" },
	{ "{'a':{'by':'rank.b.order'},'b':{'by':'total','shared':'dense'}}", NULL,
	    "a" },
	{ "{'a':{'by':'rank.b.order'},'b':{'by':'id','within':'school'}}", NULL, "a" },
	{ "{'a':{'by':'rank.b.order','within':'school'},'b':{'by':'id','within':'"
	  "school'}}",
	    NULL, "" },
	{ "{'a':{'by':'rank.b.order','within':'town'},'b':{'by':'id','within':'school'}"
	  "}",
	    NULL, "a" },
	{ "{'a':{'by':'rank.elsewhere.order'}}", NULL, "" },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct preflight_findings findings = { 0 };
		json_t *rank = read_json(cases[i].rank);
		json_t *draw = read_json(cases[i].draw);
		const char *told = "";

		assert(rank_keys_check(rank, draw, "id", &findings));
		assert(findings.count < 2);
		if (findings.count == 1) {
			assert(strcmp(findings.all[0].code, "rank-may-tie") == 0);
			told = "a";
			assert(span_is(findings.all[0].group, told));
		}
		if (strcmp(told, cases[i].told) != 0) {
			fprintf(stderr, "case %zu: \"%s\"\n", i, told);
			return 1;
		}
		preflight_findings_free(&findings);
		json_decref(rank);
		json_decref(draw);
	}
	return 0;
}
