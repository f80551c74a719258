#include <assert.h>

#include "audit/audit_stable.h"
#include "mechanisms/deferred.h"
#include "mechanisms/immediate.h"
#include "mechanisms/parallel.h"
#include "mechanisms/tiered.h"
#include "small_market.h"

enum { X, Y };

struct list {
	struct breach breaches[16];
	size_t count;
};

static void
collect(void *context, const struct breach *b)
{
	struct list *l = context;

	if (l->count < sizeof l->breaches / sizeof *l->breaches)
		l->breaches[l->count] = *b;
	l->count++;
}

static struct list
check(
    const struct market *m, const struct audit_precedence *steps, const struct seat *s)
{
	struct list l = { .count = 0 };

	assert(audit_stable(m, steps, s, collect, &l));
	return l;
}

static bool
is(const struct breach *b, enum breach_code code, uint32_t applicant, uint32_t program,
    uint32_t other, uint32_t group)
{
	return b->code == code && b->applicant == applicant && b->program == program &&
	       b->other == other && b->group == group;
}

#define SEAT(program, choice, group)   \
	{                              \
		program, choice, group \
	}
#define NO_SEAT SEAT(MARKET_NONE, MARKET_NONE, MARKET_NONE)

/* X ranks A B C, Y has a group for C and one for all, and ranks C B. */
static const uint32_t capacity[] = { 1, 2 }, group_first[] = { 0, 0, 2 };
static const struct seat_group groups[] = { { 1, MARKET_NONE, MARKET_NONE },
	{ 1, MARKET_NONE, MARKET_NONE } };
static const uint64_t first[] = { 0, 1, 3, 5 }, claim_first[] = { 0, 1, 3 };
static const struct wish wishes[] = { { X, 1 }, { X, 2 }, { Y, 0 }, { Y, 1 },
	{ X, 3 } };
static const struct claim claims[] = { { 1, 2 }, { 0, 1 }, { 1, 1 } };
static const struct market abc =
    SMALL_MARKET(2, 3, .wishes = wishes, .ranked = true, SMALL_GROUPED);

static void
test_breaches(void)
{
	const struct seat right[] = { SEAT(X, 0, MARKET_NONE), SEAT(Y, 1, 1),
		SEAT(Y, 0, 0) };
	const struct seat envy[] = { NO_SEAT, SEAT(X, 0, MARKET_NONE), SEAT(Y, 0, 0) };
	const struct seat idle[] = { SEAT(X, 0, MARKET_NONE), NO_SEAT, SEAT(Y, 0, 0) };
	const struct seat late[] = { SEAT(X, 0, MARKET_NONE), NO_SEAT, SEAT(Y, 0, 1) };
	const struct seat not_his[] = { SEAT(X, 0, MARKET_NONE), SEAT(Y, 1, 0),
		SEAT(Y, 0, 0) };
	const struct seat over[] = { SEAT(X, 0, MARKET_NONE), SEAT(Y, 1, 1),
		SEAT(Y, 0, 1) };
	const struct seat wild[] = { SEAT(Y, 0, 0), SEAT(77, 1, 1), SEAT(X, 0, 9) };
	struct list l = check(&abc, NULL, right);

	assert(l.count == 0);
	l = check(&abc, NULL, envy);
	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_JUSTIFIED_ENVY, 0, X, 1, MARKET_NONE));
	l = check(&abc, NULL, idle);
	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_FREE_SEAT, 1, Y, MARKET_NONE, 1));
	assert(l.breaches[0].seats == 1 && l.breaches[0].filled == 0);
	assert(l.breaches[0].choice == 1);
	l = check(&abc, NULL, late);
	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_WRONG_GROUP, 2, Y, MARKET_NONE, 0));
	l = check(&abc, NULL, not_his);
	assert(l.count >= 1);
	assert(is(&l.breaches[0], BREACH_NOT_ELIGIBLE, 1, Y, MARKET_NONE, 0));
	l = check(&abc, NULL, over);
	assert(is(&l.breaches[0], BREACH_OVER_GROUP, MARKET_NONE, Y, MARKET_NONE, 1));
	l = check(&abc, NULL, wild);
	assert(is(&l.breaches[0], BREACH_NOT_CHOSEN, 0, Y, MARKET_NONE, MARKET_NONE));
	assert(is(&l.breaches[1], BREACH_NOT_CHOSEN, 1, 77, MARKET_NONE, MARKET_NONE));
	assert(is(&l.breaches[2], BREACH_WRONG_CHOICE, 2, X, MARKET_NONE, MARKET_NONE));
}

/*
 * Every assignment of programs and groups there is: those that pass are those in
 * which each program takes, group by group, whom the rule says.
 */
struct search {
	struct small k;
	struct seat seats[PEOPLE];
	uint32_t got[PEOPLE];
	size_t passed;
};

static void
try_all(struct search *s, uint32_t i)
{
	const struct market *m = &s->k.m;
	uint32_t length, taken[PEOPLE];
	bool right;

	if (i < m->applicants) {
		length = market_list_length(m, i);
		for (uint32_t c = 0; c < length; c++) {
			uint32_t p = small_program(m, i, c);

			s->got[i] = c;
			s->seats[i] = (struct seat)SEAT(p, c, MARKET_NONE);
			if (!market_grouped(m, p))
				try_all(s, i + 1);
			for (uint32_t g = m->group_first[p]; g < m->group_first[p + 1];
			     g++) {
				s->seats[i].group = g;
				try_all(s, i + 1);
			}
		}
		s->got[i] = length;
		s->seats[i] = (struct seat)NO_SEAT;
		try_all(s, i + 1);
		return;
	}
	memset(taken, 0xff, sizeof taken);
	right = small_stable(m, s->got, taken);
	for (i = 0; right && i < m->applicants; i++)
		right = taken[i] == s->seats[i].group;
	assert(right == (check(m, NULL, s->seats).count == 0));
	s->passed += right;
}

static void
test_exactly_the_stable(int what, int rounds)
{
	for (int round = 0; round < rounds; round++) {
		struct search s = { .passed = 0 };

		do
			small_make(&s.k, what);
		while (s.k.m.applicants > 4);
		s.k.m.group_first = s.k.group_first;
		try_all(&s, 0);
		assert(s.k.m.ranked ? s.passed >= 1 : s.passed == 1);
	}
}

/*
 * Where the choice decides before the priority, what is stable in each step is the
 * result of the mechanism, and nothing else.
 */
struct steps {
	struct small k;
	struct audit_precedence audit;
	struct seat tried[PEOPLE], right[PEOPLE];
};

static void
try_steps(const struct market *m, struct steps *s, uint32_t i)
{
	uint32_t length;
	bool right = true;

	if (i < m->applicants) {
		length = market_list_length(m, i);
		s->tried[i] = (struct seat)NO_SEAT;
		try_steps(m, s, i + 1);
		for (uint32_t c = 0; c < length; c++) {
			uint32_t p = small_program(m, i, c);

			s->tried[i] = (struct seat)SEAT(p, c, MARKET_NONE);
			if (!market_grouped(m, p))
				try_steps(m, s, i + 1);
			for (uint32_t g = m->group_first[p]; g < m->group_first[p + 1];
			     g++) {
				s->tried[i].group = g;
				try_steps(m, s, i + 1);
			}
		}
		return;
	}
	for (i = 0; i < m->applicants; i++)
		right = right && same_seat(s->tried[i], s->right[i]);
	assert(right == (check(m, &s->audit, s->tried).count == 0));
}

static void
test_only_one_in_steps(int what, int rounds)
{
	static const uint32_t one = 1, two[] = { 2, 1 };

	for (int round = 0; round < rounds; round++) {
		struct steps s = { .audit = { .sizes = &one, .count = 1 } };
		struct market_tie tie;

		do
			small_make(&s.k, what);
		while (s.k.m.applicants > 4);
		s.k.m.group_first = s.k.group_first;
		s.k.m.band = s.k.band;
		assert(immediate_allocate(&s.k.m, s.right, &tie) == MARKET_OK);
		try_steps(&s.k.m, &s, 0);
		s.audit.score_bands = true;
		assert(tiered_allocate(&s.k.m, s.right, &tie) == MARKET_OK);
		try_steps(&s.k.m, &s, 0);
		if (s.k.m.ranked)
			continue;
		s.audit = (struct audit_precedence){ .sizes = two, .count = 2 };
		assert(parallel_allocate(&s.k.m, two, 2, s.right, &tie) == MARKET_OK);
		try_steps(&s.k.m, &s, 0);
	}
}

/*
 * A may have a seat of few, B and C of all, which gets what few does not give.  In the
 * first step nobody asks for few, so its seat is passed on, and B has it for good.
 */
static void
test_passed_for_good(void)
{
	const uint32_t one_seat[] = { 1, 1 }, one = 1;
	const struct seat_group few_all[] = { { 1, MARKET_NONE, 1 },
		{ 0, MARKET_NONE, MARKET_NONE } };
	const uint32_t of_second[] = { 0, 0, 2 };
	const uint64_t lists[] = { 0, 2, 3, 4 }, claim_bounds[] = { 0, 1, 2, 3 };
	const struct wish all[] = { { X, 2 }, { Y, 0 }, { Y, 1 }, { X, 1 } };
	const struct claim few_and_all[] = { { 0, 1 }, { 1, 2 }, { 1, 3 } };
	const struct audit_precedence by_choice = { .sizes = &one, .count = 1 };
	const struct seat right[] = { NO_SEAT, SEAT(Y, 0, 1), SEAT(X, 0, MARKET_NONE) };
	const struct seat late[] = { SEAT(Y, 1, 0), NO_SEAT, SEAT(X, 0, MARKET_NONE) };
	const struct seat both[] = { SEAT(Y, 1, 0), SEAT(Y, 0, 1),
		SEAT(X, 0, MARKET_NONE) };
	const struct market m = { .programs = 2,
		.capacity = one_seat,
		.applicants = 3,
		.first = lists,
		.wishes = all,
		.ranked = true,
		.group_first = of_second,
		.groups = few_all,
		.claim_first = claim_bounds,
		.claims = few_and_all };
	struct list l = check(&m, &by_choice, right);

	assert(l.count == 0);
	l = check(&m, &by_choice, late);
	assert(
	    l.count == 1 && is(&l.breaches[0], BREACH_FREE_SEAT, 1, Y, MARKET_NONE, 1));
	l = check(&m, &by_choice, both);
	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_OVER_GROUP, MARKET_NONE, Y, MARKET_NONE, 0));
	assert(l.breaches[0].seats == 0 && l.breaches[0].filled == 1);
	l = check(&m, NULL, late); /* without steps the seat is A's */
	assert(l.count == 0);
	l = check(&m, NULL, right);
	assert(
	    l.count == 1 && is(&l.breaches[0], BREACH_FREE_SEAT, 0, Y, MARKET_NONE, 0));
}

/* What is final in steps is stable if the steps go before the priorities. */
static void
test_steps(int what)
{
	const uint32_t one = 1, two[] = { 2, 1 };
	const struct audit_precedence by_choice = { .sizes = &one, .count = 1 };
	const struct audit_precedence by_band = {
		.score_bands = true, .sizes = &one, .count = 1
	};
	const struct audit_precedence by_two = { .sizes = two, .count = 2 };

	for (int round = 0; round < 3000; round++) {
		struct small k;
		struct market_tie tie;
		struct seat seats[PEOPLE];

		small_make(&k, what);
		k.m.band = k.band;
		assert(deferred_allocate(&k.m, seats, &tie) == MARKET_OK);
		assert(check(&k.m, NULL, seats).count == 0);
		assert(immediate_allocate(&k.m, seats, &tie) == MARKET_OK);
		assert(check(&k.m, &by_choice, seats).count == 0);
		assert(tiered_allocate(&k.m, seats, &tie) == MARKET_OK);
		assert(check(&k.m, &by_band, seats).count == 0);
		assert(parallel_allocate(&k.m, two, 2, seats, &tie) == MARKET_OK);
		assert(check(&k.m, &by_two, seats).count == 0);
	}
}

int
main(void)
{
	test_breaches();
	test_exactly_the_stable(SMALL_RANKED | SMALL_CLOSED | SMALL_HELD, 500);
	test_exactly_the_stable(SMALL_HELD, 200);
	test_exactly_the_stable(
	    SMALL_RANKED | SMALL_CLOSED | SMALL_GROUPS | SMALL_PASSING, 500);
	test_exactly_the_stable(SMALL_GROUPS | SMALL_CLOSED, 300);
	test_only_one_in_steps(SMALL_HELD | SMALL_CLOSED, 300);
	test_only_one_in_steps(SMALL_RANKED | SMALL_GROUPS, 300);
	test_only_one_in_steps(SMALL_RANKED | SMALL_GROUPS | SMALL_PASSING, 300);
	test_only_one_in_steps(SMALL_GROUPS | SMALL_PASSING | SMALL_CLOSED, 300);
	test_passed_for_good();
	test_steps(SMALL_RANKED | SMALL_CLOSED | SMALL_HELD);
	test_steps(SMALL_RANKED | SMALL_GROUPS);
	test_steps(SMALL_GROUPS);
	test_steps(SMALL_GROUPS | SMALL_PASSING);
	test_steps(SMALL_RANKED | SMALL_GROUPS | SMALL_PASSING);
	return 0;
}
