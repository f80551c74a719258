/* Rules that cannot be meant: by eye, and against every home that a small road has. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address/gazetteer.h"
#include "address/gazetteer_build.h"
#include "catchment/catchment_check.h"
#include "fixed_seed.h"

static void
add(struct catchment_table *table, const char *id, const char *schools,
    const char *kind, const char *name, struct catchment_numbers numbers,
    const char *district, bool except)
{
	static const char *const parities[] = { "both", "odd", "even" };
	const struct catchment_row row = { .id = span_of(id),
		.schools = span_of(schools),
		.kind = span_of(kind),
		.name = span_of(name),
		.district = span_of(district),
		.parity = span_of(parities[numbers.parity]),
		.text = span_of(""),
		.from = numbers.from,
		.to = numbers.to,
		.except = except };

	assert(catchment_add(table, &row) == CATCHMENT_OK);
}

/* "unreachable r3 by r1; unknown-name r4" */
static void
expect(const struct catchment_table *table, const struct gazetteer *gazetteer,
    const char *expected)
{
	struct catchment_problems found;
	char said[512] = "";
	size_t len = 0;

	assert(catchment_check(table, gazetteer, &found));
	for (size_t i = 0; i < found.count; i++) {
		const struct catchment_problem *p = &found.problems[i];

		len += (size_t)snprintf(said + len, sizeof said - len, "%s%s %s",
		    i == 0 ? "" : "; ", catchment_problem_code(p->kind),
		    catchment_rule(table, p->rule)->id.at);
		if (p->other != CATCHMENT_NO_RULE)
			len += (size_t)snprintf(said + len, sizeof said - len, " by %s",
			    catchment_rule(table, p->other)->id.at);
	}
	if (strcmp(said, expected) != 0)
		fprintf(stderr, "%s\nnot %s\n", said, expected);
	assert(strcmp(said, expected) == 0);
	free(found.problems);
}

static const struct catchment_numbers all = { 0, 0, CATCHMENT_BOTH };

static void
test_by_eye(void)
{
	struct catchment_table *table = catchment_table_new(NULL);

	add(table, "r1", "P1", "road", "天水路", (struct catchment_numbers){ 1, 50, 1 },
	    "", false);
	add(table, "r2", "P1", "road", "天水路", (struct catchment_numbers){ 2, 50, 2 },
	    "", false);
	add(table, "r3", "P1", "road", "天水路",
	    (struct catchment_numbers){ 10, 40, 0 }, "", false);
	add(table, "r4", "P2", "road", "天水路",
	    (struct catchment_numbers){ 49, 60, 0 }, "", false);
	add(table, "r5", "P3", "road", "天水路", (struct catchment_numbers){ 61, 0, 0 },
	    "", true);
	add(table, "r6", "P3", "road", "天水路",
	    (struct catchment_numbers){ 61, 99, 1 }, "", false);
	add(table, "r7", "P4", "road", "定西路", all, "", false);
	add(table, "r8", "P4", "lane", "定西路", (struct catchment_numbers){ 1, 9, 0 },
	    "", false);
	add(table, "r9", "P4", "stretch", "定西路", all, "", false);
	add(table, "s1", "P4;P5", "compound", "绿洲小区", all, "", false);
	add(table, "s2", "P5", "compound", "绿洲",
	    (struct catchment_numbers){ 3, 3, 0 }, "", false);
	add(table, "s3", "P6", "compound", "天水路", all, "", false);
	add(table, "s4", "P7", "rest", "", all, "", false);
	add(table, "s5", "P8", "rest", "", all, "城关区", false);
	assert(catchment_finish(table));
	expect(table, NULL,
	    "unreachable r3 by r2; claimed-twice r4 by r2; unreachable r6 by r5; "
	    "unreachable r8 by r7; unreachable r9 by r7; unreachable s2 by s1; "
	    "other-kind s3; claimed-twice s5 by s4");
	catchment_table_free(table);
}

static void
test_gazetteer(void)
{
	struct gazetteer *gazetteer = gazetteer_new();
	struct gazetteer_row now = { .part = ADDRESS_ROAD, .name = span_of("北山2路") };
	struct gazetteer_row old = { .part = ADDRESS_ROAD,
		.name = span_of("旧山路"),
		.now = span_of("北山二路"),
		.until = 2009 };
	struct catchment_table *table;
	size_t row;

	now.within = now.now = now.road = now.number = span_of("");
	old.within = old.road = old.number = span_of("");
	assert(gazetteer_add(gazetteer, &now) == GAZETTEER_OK);
	assert(gazetteer_add(gazetteer, &old) == GAZETTEER_OK);
	assert(gazetteer_finish(gazetteer, span_of("甘肃省兰州市"), 2026, &row) ==
	       GAZETTEER_OK);
	table = catchment_table_new(gazetteer);
	add(table, "r1", "P1", "road", "北山２路", all, "", false);
	add(table, "r2", "P1", "road", "南山路", all, "", false);
	/* Today's name of an old one: r1 has it already. */
	add(table, "r3", "P1", "road", "旧山路", all, "", false);
	add(table, "r4", "P1", "compound", "绿洲小区", all, "", false);
	assert(catchment_finish(table));
	expect(table, gazetteer, "unknown-name r2; unreachable r3 by r1");
	catchment_table_free(table);
	gazetteer_free(gazetteer);
}

/* --- random rules of one road --- */

enum { RULES = 8, SCHOOLS = 3, HIGHEST = 14, ROUNDS = 3000, DISTRICTS = 3 };

static const char *const districts[DISTRICTS] = { "", "城关区", "安宁区" };

struct small_rule {
	bool at[SCHOOLS];
	struct catchment_numbers numbers; /* to 0: no end */
	int district;
	bool except;
};

static uint32_t
below(uint32_t count)
{
	return (uint32_t)(draw() >> 33) % count;
}

static struct small_rule
make_rule(void)
{
	struct small_rule rule = { .district =
				       below(2) == 0 ? 0 : (int)below(DISTRICTS),
		.except = below(5) == 0 };

	for (int s = 0; s < SCHOOLS; s++)
		rule.at[s] = below(3) == 0;
	rule.at[below(SCHOOLS)] = true;
	rule.numbers.from = below(3) == 0 ? 0 : 1 + below(10);
	rule.numbers.to = below(3) == 0 ? 0 : rule.numbers.from + below(5);
	if (rule.numbers.to == 0 && below(2) == 0)
		rule.numbers.from = 0;
	rule.numbers.parity = below(3);
	return rule;
}

static bool
has(const struct small_rule *rule, uint32_t number, int district)
{
	const struct catchment_numbers *n = &rule->numbers;

	return number >= n->from && (n->to == 0 || number <= n->to) &&
	       (n->parity == 0 || (number % 2 == 1) == (n->parity == CATCHMENT_ODD)) &&
	       (rule->district == 0 || rule->district == district);
}

/* What every home says: which rules are reached, and which homes two rules claim. */
static void
look(const struct small_rule rules[RULES], bool reached[RULES], bool *claimed_twice)
{
	memset(reached, 0, RULES * sizeof *reached);
	*claimed_twice = false;
	/* District 0 is one that no rule names. */
	for (int district = 0; district < DISTRICTS; district++)
		for (uint32_t number = 1; number <= HIGHEST + 6; number++) {
			int claim = -1;

			for (int s = 0; s < SCHOOLS; s++)
				for (int r = 0; r < RULES; r++) {
					if (!rules[r].at[s] ||
					    !has(&rules[r], number, district))
						continue;
					reached[r] = true;
					if (!rules[r].except && claim >= 0 &&
					    claim != r)
						*claimed_twice = true;
					if (!rules[r].except)
						claim = r;
					break;
				}
		}
}

static void
test_random(void)
{
	size_t unreachable = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct catchment_table *table = catchment_table_new(NULL);
		struct small_rule rules[RULES];
		struct catchment_problems found;
		bool reached[RULES], twice, told = false;

		for (int r = 0; r < RULES; r++) {
			char id[8], schools[16] = "";
			size_t len = 0;

			rules[r] = make_rule();
			snprintf(id, sizeof id, "r%d", r);
			for (int s = 0; s < SCHOOLS; s++)
				if (rules[r].at[s])
					len += (size_t)snprintf(schools + len,
					    sizeof schools - len, "%s%d",
					    len == 0 ? "" : ";", s);
			add(table, id, schools, "road", "天水路", rules[r].numbers,
			    districts[rules[r].district], rules[r].except);
		}
		assert(catchment_finish(table));
		look(rules, reached, &twice);
		assert(catchment_check(table, NULL, &found));
		for (size_t i = 0; i < found.count; i++) {
			const struct catchment_problem *p = &found.problems[i];

			if (p->kind == CATCHMENT_UNREACHABLE) {
				assert(!reached[p->rule]);
				reached[p->rule] = true;
				unreachable++;
			} else {
				assert(p->kind == CATCHMENT_CLAIMED_TWICE);
				told = true;
			}
		}
		for (int r = 0; r < RULES; r++)
			assert(reached[r]);
		assert(told == twice);
		free(found.problems);
		catchment_table_free(table);
	}
	printf("%d tables, %zu rules unreachable\n", ROUNDS, unreachable);
	assert(unreachable > ROUNDS / 4);
}

int
main(void)
{
	test_by_eye();
	test_gazetteer();
	test_random();
	return 0;
}
