/* Groups of seats that nobody can take, and those just good enough. */
#include "preflight/group_check.h"

#include <stdio.h>

#include "small_round.h"

enum { LEAST = 4 };

/* A program with its groups; two seats in a group. */
#define PROGRAM(id, groups) "{'id':'" id "','capacity':9,'groups':[" groups "]}"
#define GROUP(id, more)     "{'id':'" id "','seats':2,'unfilled':'lapse'" more "}"
#define ASKS(id)            GROUP(id, ",'eligible':'applicant.ok'")
#define OPEN(id)            GROUP(id, "")

/* Programs, how many list which of them, of whom ok is true or not, and the groups that
 * are told, with how many list their programs. */
static const struct {
	const char *programs;
	struct {
		int count;
		bool ok;
		const char *choices;
	} people[3];
	const char *told;
} cases[] = {
	/* Nobody, one of them, and too few to say so. */
	{ PROGRAM("A", ASKS("g") "," OPEN("o")), { { 4, false, "A" } }, "g 4;" },
	{ PROGRAM("A", ASKS("g")), { { 4, false, "A" } }, "g 4;" },
	{ PROGRAM("A", ASKS("g") "," OPEN("o")),
	    { { 4, false, "A" }, { 1, true, "A" } }, "" },
	{ PROGRAM("A", ASKS("g") "," OPEN("o")), { { 3, false, "A" } }, "" },
	/* Whom no group asks anything, nobody can be wrong about. */
	{ PROGRAM("A", OPEN("g")) "," PROGRAM("B", ASKS("h")), { { 4, true, "A" } },
	    "" },
	/* A group with one id at two programs: nobody at one of them is usual. */
	{ PROGRAM("A", ASKS("g")) "," PROGRAM("B", ASKS("g")),
	    { { 2, false, "A" }, { 2, false, "B" } }, "g 4;" },
	{ PROGRAM("A", ASKS("g")) "," PROGRAM("B", ASKS("g")),
	    { { 9, false, "A" }, { 1, true, "B" } }, "" },
	{ PROGRAM("A", ASKS("g")) "," PROGRAM("B", ASKS("g")),
	    { { 1, true, "A" }, { 9, false, "B" } }, "" },
	/* Nobody gets as far as the group: the program is told. */
	{ "{'id':'A','capacity':9,'eligible':'applicant.ok','groups':[" OPEN("g") "]}",
	    { { 4, false, "A" } }, "" },
	/* In the order of the file. */
	{ PROGRAM("A", ASKS("h") "," ASKS("g")), { { 5, false, "A" } }, "h 5;g 5;" },
	/* Without seats, in another round, at a program of another round. */
	{ PROGRAM(
	      "A", "{'id':'g','seats':0,'unfilled':'lapse','eligible':'applicant.ok'}"),
	    { { 4, false, "A" } }, "" },
	{ "{'id':'A','capacity':9,'round':['r','s'],'groups':[" OPEN("o") "," GROUP(
	      "g", ",'round':'s','eligible':'applicant.ok'") "]}",
	    { { 4, false, "A" } }, "" },
	{ PROGRAM("A", OPEN("o")) ",{'id':'B','capacity':9,'round':'s','groups':[" ASKS(
	      "g") "]}",
	    { { 4, false, "A','B" } }, "" },
	/* There are no groups, and nothing to ask. */
	{ "{'id':'A','capacity':9,'eligible':'applicant.ok'}", { { 4, false, "A" } },
	    "" },
	{ "{'id':'A','capacity':9}", { { 4, false, "A" } }, "" },
	{ PROGRAM("A", OPEN("g")), { { 4, false, "A" } }, "" },
	{ "{'id':'A','capacity':9},{'id':'B','capacity':9,'round':'s','groups':[" ASKS(
	      "g") "]}",
	    { { 4, false, "A" } }, "" },
};

static void
open_case(size_t number, struct small_round *s)
{
	char text[400];

	snprintf(text, sizeof text, "[%s]", cases[number].programs);
	small_round_open(s, "r", text);
	for (int i = 0; i < 3 && cases[number].people[i].count > 0; i++) {
		snprintf(text, sizeof text, "{'order':1,'ok':%s,'choices':['%s']}",
		    cases[number].people[i].ok ? "true" : "false",
		    cases[number].people[i].choices);
		small_round_add(s, cases[number].people[i].count, text, 0);
	}
}

static void
test_case(size_t number)
{
	struct preflight_findings findings = { 0 };
	struct small_round s;
	char told[200] = "";

	open_case(number, &s);
	assert(group_check(&s.round, LEAST, &findings));
	for (size_t i = 0; i < findings.count; i++) {
		const struct preflight_finding *f = &findings.all[i];

		assert(strcmp(f->code, "group-empty") == 0);
		assert(f->severity == PREFLIGHT_WARNING && span_is(f->round, "r"));
		assert(f->count == 0);
		sprintf(told + strlen(told), "%.*s %d;", (int)f->group.len, f->group.at,
		    (int)f->of);
	}
	if (strcmp(told, cases[number].told) != 0)
		fprintf(stderr, "case %zu: \"%s\", not \"%s\"\n", number, told,
		    cases[number].told);
	assert(strcmp(told, cases[number].told) == 0);
	preflight_findings_free(&findings);
	small_round_close(&s);
}

/* Who is bound elsewhere lists the program no more. */
static void
test_bound(void)
{
	struct preflight_findings findings = { 0 };
	struct small_round s;

	small_round_open(&s, "r", "[" PROGRAM("A", ASKS("g")) "]");
	small_round_add(&s, 3, "{'order':1,'ok':false,'choices':['A']}", 0);
	small_round_add(&s, 9, "{'order':1,'ok':true,'choices':['A']}", WISH_LOCKED);
	assert(group_check(&s.round, LEAST, &findings) && findings.count == 0);
	assert(group_check(&s.round, 3, &findings) && findings.count == 1);
	assert(findings.all[0].of == 3);
	preflight_findings_free(&findings);
	small_round_close(&s);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		test_case(i);
	test_bound();
	return 0;
}
