/* Programs and applicants of a round: each finding, and the case that is just no
 * finding. */
#include "preflight/round_check.h"

#include <stdio.h>

#include "small_round.h"

enum { LEAST = 4, LARGE = 50, FAR = 3 };

/* So many alike: what they list, and what stands against it. */
struct several {
	int count;
	enum { TAKEN, REFUSED, BOUND } kind;
	const char *choices;
};

/* Programs of nine seats, with what else they say. */
#define OPEN(id)         "{'id':'" id "','capacity':9}"
#define ASKS(id)         "{'id':'" id "','capacity':9,'eligible':'applicant.ok'}"
#define WITH(id, more)   "{'id':'" id "','capacity':9," more "}"
#define OTHER(id)        WITH(id, "'round':'s'")
#define SEATS(id, seats) "{'id':'" id "','capacity':" seats "}"
#define GROUP(seats, more) \
	"{'id':'g" seats "','seats':" seats ",'unfilled':'lapse'" more "}"

/* Programs, those who take part, this year and last, and what is told, as "severity
 * code program count/of;". */
static const struct {
	const char *programs;
	struct several now[4], last;
	const char *told;
} cases[] = {
	/* It refuses all, or all but one; of three nothing is said. */
	{ ASKS("A"), { { 4, REFUSED, "A" } }, { 0 }, "error all-refused A 4/4;" },
	{ ASKS("A"), { { 3, REFUSED, "A" } }, { 0 }, "" },
	{ ASKS("A"), { { 3, REFUSED, "A" }, { 1, TAKEN, "A" } }, { 0 },
	    "warning most-refused A 3/4;" },
	/* Who is bound elsewhere was not asked. */
	{ ASKS("A"), { { 4, REFUSED, "A" }, { 2, BOUND, "A" } }, { 0 },
	    "error all-refused A 4/4;" },
	{ ASKS("A"), { { 3, REFUSED, "A" }, { 2, BOUND, "A" } }, { 0 }, "" },
	/* Half of them, more than twice the fifth of B and C; less than half; and twice
	 * the quarter of B, where C and D are another round's. */
	{ ASKS("A") "," ASKS("B") "," ASKS("C"),
	    { { 3, REFUSED, "A" }, { 3, TAKEN, "A" }, { 1, REFUSED, "B','C" },
		{ 4, TAKEN, "B','C" } },
	    { 0 }, "warning most-refused A 3/6;" },
	{ ASKS("A") "," ASKS("B") "," ASKS("C"),
	    { { 3, REFUSED, "A" }, { 4, TAKEN, "A" }, { 1, REFUSED, "B','C" },
		{ 4, TAKEN, "B','C" } },
	    { 0 }, "" },
	{ ASKS("A") "," ASKS("B") "," OTHER("C") "," OTHER("D"),
	    { { 3, REFUSED, "A" }, { 3, TAKEN, "A" }, { 1, REFUSED, "B','C','D" },
		{ 3, TAKEN, "B','C','D" } },
	    { 0 }, "" },
	/* Who is below the minimum is refused, too. */
	{ WITH("A", "'floor':{'value':'order','min':2}"), { { 4, TAKEN, "A" } }, { 0 },
	    "error all-refused A 4/4;" },
	/* It refuses nobody: by a condition of its own, and without groups. */
	{ ASKS("A"), { { 4, TAKEN, "A" } }, { 0 }, "notice takes-all A 0/4;" },
	{ ASKS("A"), { { 3, TAKEN, "A" } }, { 0 }, "" },
	{ OPEN("A"), { { 4, TAKEN, "A" } }, { 0 }, "" },
	{ WITH("A", "'groups':[" GROUP("9", ",'eligible':'applicant.ok'") "]"),
	    { { 4, TAKEN, "A" } }, { 0 }, "" },
	{ WITH("A", "'groups':[" GROUP("9", ",'eligible':'applicant.ok'") "]"),
	    { { 4, REFUSED, "A" } }, { 0 }, "error all-refused A 4/4;" },
	/* Nobody lists B; X is listed in another round of the run, and C is not
	   offered. */
	{ OPEN("A") "," OPEN("B"), { { 4, TAKEN, "A" } }, { 0 },
	    "warning nobody-lists B 0/0;" },
	{ OPEN("A") "," OPEN("X"), { { 4, TAKEN, "A" } }, { 0 }, "" },
	{ OPEN("A") "," OTHER("C"), { { 4, TAKEN, "A" } }, { 0 }, "" },
	/* It has no seats, listed or not. */
	{ OPEN("A") "," SEATS("B", "0") "," SEATS("C", "0"), { { 4, TAKEN, "A','B" } },
	    { 0 }, "warning no-seats B 0/0;warning no-seats C 0/0;" },
	/* Three times as many as last year, or a third; both were few, or one was. */
	{ SEATS("A", "99"), { { 12, TAKEN, "A" } }, { 4, TAKEN, "A" },
	    "warning far-from-last A 12/4;" },
	{ SEATS("A", "99"), { { 11, TAKEN, "A" } }, { 4, TAKEN, "A" }, "" },
	{ SEATS("A", "99"), { { 4, TAKEN, "A" } }, { 12, TAKEN, "A" },
	    "warning far-from-last A 4/12;" },
	{ SEATS("A", "99"), { { 4, TAKEN, "A" } }, { 11, TAKEN, "A" }, "" },
	{ SEATS("A", "99"), { { 3, TAKEN, "A" } }, { 1, TAKEN, "A" }, "" },
	{ SEATS("A", "99"), { { 4, TAKEN, "A" } }, { 1, TAKEN, "A" },
	    "warning far-from-last A 4/1;" },
	/* Fewer seats than applicants: of the groups, where there are some; those of
	 * another round are not counted, and that there are none is said already. */
	{ SEATS("A", "3"), { { 4, TAKEN, "A" } }, { 0 }, "notice seats-short - 3/4;" },
	{ SEATS("A", "4"), { { 4, TAKEN, "A" } }, { 0 }, "" },
	{ WITH("A", "'groups':[" GROUP("3", "") "]"), { { 4, TAKEN, "A" } }, { 0 },
	    "notice seats-short - 3/4;" },
	{ WITH("A", "'round':['r','s'],'groups':[" GROUP("3", "") "," GROUP(
			"6", ",'round':'s'") "]"),
	    { { 4, TAKEN, "A" } }, { 0 }, "notice seats-short - 3/4;" },
	{ SEATS("A", "3") "," WITH("B", "'round':'s','groups':[" GROUP("9", "") "]"),
	    { { 4, TAKEN, "A" } }, { 0 }, "notice seats-short - 3/4;" },
	{ SEATS("A", "0"), { { 4, TAKEN, "A" } }, { 0 }, "warning no-seats A 0/0;" },
};

static void
add(struct small_round *s, const struct several *people)
{
	char record[80];

	if (people->count == 0)
		return;
	snprintf(record, sizeof record, "{'order':1,'ok':%s,'choices':['%s']}",
	    people->kind == REFUSED ? "false" : "true", people->choices);
	small_round_add(
	    s, people->count, record, people->kind == BOUND ? WISH_LOCKED : 0);
}

/* A round with those who take part; returns the counts of its programs. */
static struct program_counts *
open_year(struct small_round *s, const char *programs, const struct several *people,
    size_t kinds)
{
	struct program_counts *counts;
	char array[400];

	snprintf(array, sizeof array, "[%s]", programs);
	small_round_open(s, "r", array);
	applicants_may_be_locked(s->round.applicants);
	for (size_t i = 0; i < kinds; i++)
		add(s, &people[i]);
	counts = program_counts_new(&s->round);
	assert(counts != NULL);
	return counts;
}

static void
read_told(const struct preflight_findings *findings, char *told)
{
	*told = '\0';
	for (size_t i = 0; i < findings->count; i++) {
		const struct preflight_finding *f = &findings->all[i];

		assert(span_is(f->round, "r"));
		told += sprintf(told, "%s %s %.*s %d/%d;",
		    preflight_severity_name(f->severity), f->code,
		    f->program.len > 0 ? (int)f->program.len : 1,
		    f->program.len > 0 ? f->program.at : "-", (int)f->count,
		    (int)f->of);
	}
}

static void
test_case(size_t number)
{
	const struct round_check_rules rules = { LEAST, LARGE, FAR };
	struct preflight_findings findings = { 0 };
	struct numbering *listed = numbering_new();
	struct small_round now, last;
	struct program_counts *counts, *last_counts;
	bool known, is_compared = cases[number].last.count > 0;
	char told[500];

	counts = open_year(&now, cases[number].programs, cases[number].now, 4);
	last_counts = open_year(&last, cases[number].programs, &cases[number].last, 1);
	assert(listed != NULL);
	assert(program_counts_listed(counts, now.round.programs, listed));
	assert(numbering_add(listed, span_of("X"), &known) != NUMBERING_NONE);
	assert(round_check(&now.round, counts, is_compared ? last_counts : NULL, listed,
	    &rules, &findings));
	read_told(&findings, told);
	if (strcmp(told, cases[number].told) != 0)
		fprintf(stderr, "case %zu: \"%s\", not \"%s\"\n", number, told,
		    cases[number].told);
	assert(strcmp(told, cases[number].told) == 0);
	preflight_findings_free(&findings);
	numbering_free(listed);
	free(counts);
	free(last_counts);
	small_round_close(&now);
	small_round_close(&last);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		test_case(i);
	return 0;
}
