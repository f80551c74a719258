#include <assert.h>

#include "audit/audit_best.h"
#include "audit/audit_mechanism.h"
#include "mechanisms/mechanism_run.h"
#include "small_market.h"

enum { X, Y };

#define SEAT(program, choice)                \
	{                                    \
		program, choice, MARKET_NONE \
	}
#define NO_SEAT SEAT(MARKET_NONE, MARKET_NONE)

struct list {
	struct breach breaches[8];
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

static void
audit_one(const struct market *m, bool traded, const struct seat *seats, struct list *l)
{
	if (traded)
		assert(audit_best_traded(m, seats, collect, l));
	else
		assert(audit_best_stable(m, NULL, seats, collect, l));
}

/* A wants X and B wants Y first; X ranks B first and Y ranks A. */
static void
test_by_hand(void)
{
	const uint32_t capacity[] = { 1, 1 };
	const uint64_t first[] = { 0, 2, 4 };
	const struct wish wishes[] = { { X, 2 }, { Y, 1 }, { Y, 2 }, { X, 1 } };
	const struct market m = { .programs = 2,
		.capacity = capacity,
		.applicants = 2,
		.first = first,
		.wishes = wishes,
		.ranked = true };
	const struct seat best[] = { SEAT(X, 0), SEAT(Y, 0) };
	const struct seat worst[] = { SEAT(Y, 1), SEAT(X, 1) };

	for (int traded = 0; traded < 2; traded++) {
		struct list l = { .count = 0 };
		int a;

		audit_one(&m, traded, best, &l);
		assert(l.count == 0);
		audit_one(&m, traded, worst, &l);
		assert(l.count == 2);
		a = l.breaches[0].applicant == 0 ? 0 : 1;
		assert(l.breaches[a].code == BREACH_NOT_BEST);
		assert(l.breaches[a].program == X && l.breaches[a].choice == 0);
		assert(l.breaches[1 - a].applicant == 1);
		assert(l.breaches[1 - a].program == Y && l.breaches[1 - a].choice == 0);
	}
}

/*
 * A has the second group of S, B the first one and C has P; B would rather be in P, and
 * C in S, where only the second group is for him.  So A has to move up for him.
 */
static void
test_groups(void)
{
	const uint32_t capacity[] = { 1, 2 }, group_first[] = { 0, 0, 2 };
	const struct seat_group groups[] = { { 1, MARKET_NONE, MARKET_NONE },
		{ 1, MARKET_NONE, MARKET_NONE } };
	const uint64_t first[] = { 0, 1, 3, 5 }, claim_first[] = { 0, 2, 3, 4 };
	const struct wish wishes[] = { { Y, 0 }, { X, 2 }, { Y, 1 }, { Y, 2 },
		{ X, 1 } };
	const struct claim claims[] = { { 0, 2 }, { 1, 1 }, { 0, 1 }, { 1, 2 } };
	const struct seat seats[] = { { Y, 0, 1 }, { Y, 1, 0 }, SEAT(X, 1) };
	const struct market m = { .programs = 2,
		.capacity = capacity,
		.applicants = 3,
		.first = first,
		.wishes = wishes,
		.ranked = true,
		.group_first = group_first,
		.groups = groups,
		.claim_first = claim_first,
		.claims = claims };
	const struct mechanism_rules rules = { .mechanism = MECHANISM_DEFERRED };
	struct list l = { .count = 0 };

	assert(audit_mechanism(&rules, &m, false, NULL, seats, collect, &l) &&
	       l.count == 3);
	for (int i = 0; i < 3; i++) {
		const struct breach *b = &l.breaches[i];

		assert(b->code == BREACH_NOT_BEST && b->choice == 0);
		assert(b->program == (b->applicant == 1 ? X : Y));
		assert(b->group == (b->applicant == 0      ? 0
				       : b->applicant == 1 ? MARKET_NONE
							   : 1));
	}
}

#define E(priority, applicant) ((uint64_t)(priority) << 32 | (applicant))

/* Three who each want the next one's seat; and it is not asked while a seat is free. */
static void
test_three(void)
{
	enum { Z = 2, W };
	const uint32_t capacity[] = { 1, 1, 1, 1 };
	const uint64_t first[] = { 0, 2, 4, 6, 7 };
	const struct wish wishes[] = { { Y, 1 }, { X, 1 }, { Z, 1 }, { Y, 2 }, { X, 2 },
		{ Z, 2 }, { W, 1 } };
	const struct seat idle[] = { SEAT(X, 1), SEAT(Y, 1), SEAT(Z, 1), NO_SEAT };
	uint64_t ranked[4][2] = { { E(1, 0), E(2, 2) }, { E(1, 0), E(2, 1) },
		{ E(1, 1), E(2, 2) }, { E(1, 3) } };
	struct ranking rankings[] = { { ranked[X], 2 }, { ranked[Y], 2 },
		{ ranked[Z], 2 }, { ranked[W], 0 } };
	const uint32_t ranking_of[] = { X, Y, Z, W };
	const struct mechanism_rules rules = { .mechanism = MECHANISM_TTC };
	struct market m = { .rankings = rankings,
		.ranking_of = ranking_of,
		.ranking_count = 4,
		.programs = 4,
		.capacity = capacity,
		.applicants = 3,
		.first = first,
		.wishes = wishes,
		.ranked = true };
	struct list l = { .count = 0 };

	assert(audit_mechanism(&rules, &m, false, NULL, idle, collect, &l) &&
	       l.count == 3);
	for (int i = 0; i < 3; i++)
		assert(l.breaches[i].code == BREACH_NOT_BEST);
	m.applicants = 4;
	rankings[W].count = 1;
	l.count = 0;
	assert(audit_mechanism(&rules, &m, false, NULL, idle, collect, &l) &&
	       l.count == 1);
	assert(l.breaches[0].code == BREACH_FREE_SEAT);
}

/* Every assignment of programs and groups there is. */
struct search {
	struct small k;
	struct mechanism_rules rules;
	struct seat right[PEOPLE], tried[PEOPLE];
	uint32_t left[PLACES], found[PEOPLE];
	size_t passed;
};

static bool
passes(const struct search *s)
{
	struct list l = { .count = 0 };

	assert(audit_mechanism(&s->rules, &s->k.m, false, NULL, s->tried, collect, &l));
	return l.count == 0;
}

/* Whether the audit finds nothing but that other trades were due. */
static bool
only_wrong_seats(const struct search *s)
{
	struct list l = { .count = 0 };

	assert(audit_mechanism(&s->rules, &s->k.m, false, NULL, s->tried, collect, &l));
	for (size_t i = 0; i < l.count; i++)
		if (i < 8 && l.breaches[i].code != BREACH_WRONG_SEAT)
			return false;
	return true;
}

/* Whether an assignment that fits is as good for all and better for somebody. */
static bool
is_dominated(struct search *s, uint32_t i, bool better)
{
	const struct market *m = &s->k.m;

	if (i == m->applicants)
		return better;
	for (uint32_t c = 0; c <= s->found[i]; c++) {
		uint32_t p = small_program(m, i, c);
		bool is;

		if (p != MARKET_NONE &&
		    (s->left[p] == 0 || !market_open(m, m->first[i] + c)))
			continue;
		if (p != MARKET_NONE)
			s->left[p]--;
		is = is_dominated(s, i + 1, better || c < s->found[i]);
		if (p != MARKET_NONE)
			s->left[p]++;
		if (is)
			return true;
	}
	return false;
}

static bool
is_efficient(struct search *s)
{
	const struct market *m = &s->k.m;
	bool fits = true;

	for (uint32_t p = 0; p < m->programs; p++)
		s->left[p] = market_free(m, p);
	for (uint32_t i = 0; fits && i < m->applicants; i++) {
		uint32_t p = s->tried[i].program;

		s->found[i] = small_got(m, s->tried, i);
		fits = p == MARKET_NONE ||
		       (s->left[p] > 0 && market_open(m, m->first[i] + s->found[i]));
		if (fits && p != MARKET_NONE)
			s->left[p]--;
	}
	for (uint32_t p = 0; p < m->programs; p++)
		s->left[p] = market_free(m, p);
	return fits && !is_dominated(s, 0, false);
}

static void
judge(struct search *s)
{
	bool right = true;

	for (uint32_t i = 0; i < s->k.m.applicants; i++)
		right = right && same_seat(s->tried[i], s->right[i]);
	assert(right == passes(s));
	if (s->rules.mechanism == MECHANISM_TTC)
		assert(is_efficient(s) == only_wrong_seats(s));
	s->passed += right;
}

static void
try_all(struct search *s, uint32_t i)
{
	const struct market *m = &s->k.m;
	uint32_t length;

	if (i == m->applicants) {
		judge(s);
		return;
	}
	length = market_list_length(m, i);
	s->tried[i] = (struct seat)NO_SEAT;
	try_all(s, i + 1);
	for (uint32_t c = 0; c < length; c++) {
		uint32_t p = small_program(m, i, c);

		s->tried[i] = (struct seat)SEAT(p, c);
		if (!market_grouped(m, p))
			try_all(s, i + 1);
		for (uint32_t g = s->k.group_first[p]; g < s->k.group_first[p + 1];
		     g++) {
			s->tried[i].group = g;
			try_all(s, i + 1);
		}
	}
}

static void
test_all(enum mechanism mechanism, int what, int rounds)
{
	for (int round = 0; round < rounds; round++) {
		struct search s = { .rules = { .mechanism = mechanism } };
		struct market_tie tie;

		small_make(&s.k, what);
		assert(mechanism_run(&s.rules, &s.k.m, s.right, &tie) == MARKET_OK);
		try_all(&s, 0);
		assert(s.passed == 1);
	}
}

int
main(void)
{
	test_by_hand();
	test_groups();
	test_three();
	test_all(MECHANISM_DEFERRED, SMALL_RANKED, 1500);
	test_all(MECHANISM_DEFERRED, SMALL_RANKED | SMALL_HELD | SMALL_CLOSED, 1500);
	test_all(MECHANISM_DEFERRED, SMALL_RANKED | SMALL_GROUPS, 500);
	test_all(MECHANISM_TTC, SMALL_RANKED, 1000);
	test_all(MECHANISM_TTC, SMALL_RANKED | SMALL_HELD | SMALL_CLOSED, 1000);
	return 0;
}
