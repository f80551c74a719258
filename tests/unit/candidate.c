#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "synthetic/candidate.h"

static void
check_lists(const struct nation *nation, const struct candidate *c)
{
	assert(c->choice_count >= 1 && c->choice_count <= nation->choices);
	for (uint32_t i = 0; i < c->choice_count; i++) {
		assert(c->choices[i] < nation->enrolment.programs);
		for (uint32_t n = 0; n < i; n++)
			assert(c->choices[n] != c->choices[i]);
	}
}

static void
check_seats(const struct enrolment *e, uint64_t candidates)
{
	assert(e->seats == (candidates * 80 + 99) / 100);
	assert(e->seats_above[0] == 0 && e->seats_above[e->programs] == e->seats);
	for (uint32_t i = 0; i < e->programs; i++) {
		assert(e->seats_above[i + 1] > e->seats_above[i]);
		assert(strlen(e->ids[i]) == ENROLMENT_ID);
		assert(enrolment_at(e, e->seats_above[i]) == i);
		assert(enrolment_at(e, e->seats_above[i + 1] - 1) == i);
	}
}

/* Nations of a few, with every number of programs that they can have. */
static void
test_small(void)
{
	for (uint64_t many = 1; many < 40; many++)
		for (uint32_t programs = 1; programs <= enrolment_most(many);
		     programs++) {
			struct nation *nation = nation_new(many, many, programs, 112);

			assert(nation != NULL);
			check_seats(&nation->enrolment, many);
			for (uint64_t i = 0; i < many; i++) {
				struct candidate c;

				candidate_make(nation, i, &c);
				check_lists(nation, &c);
			}
			nation_free(nation);
		}
	assert(enrolment_most(1) == 1 && enrolment_most(9) == 4);
	assert(enrolment_most(13400000) == ENROLMENT_MOST);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void
test_ids(void)
{
	struct nation *nation = nation_new(1, 1000000, ENROLMENT_MOST, 20);
	struct enrolment *e = &nation->enrolment;

	check_seats(e, 1000000);
	qsort(e->ids, e->programs, sizeof *e->ids, compare);
	for (uint32_t i = 1; i < e->programs; i++)
		assert(strcmp(e->ids[i - 1], e->ids[i]) < 0);
	nation_free(nation);
}

/* A place is as good as its total; choices are around it, and mostly open. */
static void
test_filing(void)
{
	enum { MANY = 20000 };
	struct nation *nation = nation_new(5, MANY, 400, 12);
	unsigned full = 0, closed = 0, choices = 0, dreams = 0, *filed;

	filed = calloc(nation->enrolment.programs, sizeof *filed);
	assert(filed != NULL);
	for (uint64_t i = 0; i < MANY; i++) {
		struct candidate c;

		candidate_make(nation, i, &c);
		check_lists(nation, &c);
		assert(c.marks.total == college_total(c.place - 1, MANY));
		assert(c.science >= 1 && c.science <= MANY);
		assert(c.arts >= 1 && c.arts <= MANY);
		full += c.choice_count == 12;
		dreams += c.place > MANY / 2 && c.choices[0] < 10;
		choices += c.choice_count;
		for (uint32_t n = 0; n < c.choice_count; n++) {
			struct enrolment_program p;

			enrolment_program(c.choices[n], &p);
			closed += !enrolment_open(p.need, &c.marks);
			filed[c.choices[n]]++;
		}
	}
	assert(full > MANY * 94 / 100 && full < MANY * 97 / 100);
	assert(closed > choices / 1000 && closed < choices / 100);
	/* One in eight of a half, and then the logarithm of 10 by that of 200. */
	assert(dreams > MANY * 2 / 100 && dreams < MANY * 4 / 100);
	/* The first is wanted by many times as many as it can take. */
	assert(filed[0] > 5 * nation->enrolment.seats_above[1]);
	free(filed);
	nation_free(nation);
}

/* The same candidate in any order; another seed or size, another one. */
static void
test_pure(void)
{
	struct nation *nation = nation_new(1, 1000, 50, 20);
	struct candidate *a = calloc(2, sizeof *a), *b = a + 1;

	assert(nation != NULL && a != NULL);
	candidate_make(nation, 700, a);
	candidate_make(nation, 3, b);
	candidate_make(nation, 700, b);
	assert(strcmp(a->id.text, b->id.text) == 0 && a->place == b->place);
	assert(memcmp(&a->marks, &b->marks, sizeof a->marks) == 0);
	assert(a->choice_count == b->choice_count);
	assert(
	    memcmp(a->choices, b->choices, a->choice_count * sizeof *a->choices) == 0);
	nation_free(nation);
	nation = nation_new(2, 1000, 50, 20);
	candidate_make(nation, 700, b);
	assert(a->place != b->place);
	nation_free(nation);
	free(a);
}

int
main(void)
{
	test_small();
	test_ids();
	test_filing();
	test_pure();
	return 0;
}
