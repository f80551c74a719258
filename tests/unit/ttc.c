#include <assert.h>

#include "mechanisms/ttc.h"
#include "small_market.h"

enum { X, Y };

/* Each is first where the other wants to be: they trade. */
static void
test_by_hand(void)
{
	const uint32_t capacity[] = { 1, 1 };
	const uint64_t first[] = { 0, 2, 4, 5 };
	const struct wish wishes[] = { { X, 3 }, { Y, 1 }, { Y, 2 }, { X, 1 },
		{ X, 2 } };
	const struct market m = SMALL_MARKET(2, 3, .wishes = wishes, .ranked = true);
	struct market_tie tie;
	struct seat s[3];

	assert(ttc_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[1].program == Y);
	assert(s[2].program == MARKET_NONE); /* who would come before 0 at X */
}

/*
 * Round by round, all point at once: those on a circle get what they point at.  There
 * is a circle through an applicant if following the arrows leads back there.
 */
struct arrows {
	uint32_t to_program[PEOPLE], to_applicant[PLACES], left[PLACES];
	bool out[PEOPLE];
};

static void
point_all(const struct small *k, struct arrows *a)
{
	const struct market *m = &k->m;

	for (uint32_t p = 0; p < m->programs; p++) {
		a->to_applicant[p] = MARKET_NONE;
		for (uint32_t i = 0; i < m->applicants; i++) {
			int64_t own = small_priority(m, i, p, GROUP_OF_ALL);
			uint32_t best = a->to_applicant[p];

			if (a->out[i] || own < 0)
				continue;
			if (best == MARKET_NONE ||
			    own < small_priority(m, best, p, GROUP_OF_ALL))
				a->to_applicant[p] = i;
		}
	}
	for (uint32_t i = 0; i < m->applicants; i++) {
		a->to_program[i] = MARKET_NONE;
		for (uint32_t c = market_list_length(m, i); c-- > 0;)
			if (market_open(m, m->first[i] + c) &&
			    a->left[market_program(m, m->first[i] + c)] > 0)
				a->to_program[i] = small_program(m, i, c);
	}
}

static bool
on_circle(const struct arrows *a, uint32_t start)
{
	uint32_t i = start;

	for (int steps = 0; steps < PEOPLE; steps++) {
		if (a->to_program[i] == MARKET_NONE)
			return false;
		i = a->to_applicant[a->to_program[i]];
		if (i == start)
			return true;
	}
	return false;
}

static void
trade_literally(const struct small *k, uint32_t *program)
{
	const struct market *m = &k->m;
	struct arrows a = { 0 };

	for (uint32_t p = 0; p < m->programs; p++)
		a.left[p] = market_free(m, p);
	for (uint32_t i = 0; i < m->applicants; i++)
		program[i] = MARKET_NONE;
	for (bool moved = true; moved;) {
		bool leaves[PEOPLE];

		moved = false;
		point_all(k, &a);
		for (uint32_t i = 0; i < m->applicants; i++)
			leaves[i] = !a.out[i] && (a.to_program[i] == MARKET_NONE ||
						     on_circle(&a, i));
		for (uint32_t i = 0; i < m->applicants; i++) {
			if (!leaves[i])
				continue;
			a.out[i] = moved = true;
			program[i] = a.to_program[i];
			if (program[i] != MARKET_NONE)
				a.left[program[i]]--;
		}
	}
}

/* No assignment is as good for all and better for somebody. */
struct search {
	const struct market *m;
	uint32_t left[PLACES], now[PEOPLE], found[PEOPLE];
};

static void
try_all(struct search *s, uint32_t i, bool better)
{
	if (i == s->m->applicants) {
		assert(!better);
		return;
	}
	for (uint32_t c = 0; c <= s->found[i]; c++) {
		uint32_t p = small_program(s->m, i, c);

		if (p != MARKET_NONE &&
		    (s->left[p] == 0 || !market_open(s->m, s->m->first[i] + c)))
			continue;
		if (p != MARKET_NONE)
			s->left[p]--;
		try_all(s, i + 1, better || c < s->found[i]);
		if (p != MARKET_NONE)
			s->left[p]++;
	}
}

static void
test_small(int what)
{
	for (int round = 0; round < 4000; round++) {
		struct small k, other;
		struct search s = { .m = &k.m };
		struct market_tie tie;
		struct seat seats[PEOPLE], shuffled[PEOPLE];
		uint32_t program[PEOPLE], from[PEOPLE];

		small_make(&k, what);
		small_shuffle(&k, &other, from);
		assert(ttc_allocate(&k.m, seats, &tie) == MARKET_OK);
		assert(ttc_allocate(&other.m, shuffled, &tie) == MARKET_OK);
		trade_literally(&k, program);
		for (uint32_t i = 0; i < k.m.applicants; i++) {
			s.found[i] = small_got(&k.m, seats, i);
			assert(seats[i].program == program[i]);
			assert(same_seat(seats[from[i]], shuffled[i]));
			if (program[i] != MARKET_NONE) /* nobody gets what is closed */
				assert(small_priority(
					   &k.m, i, program[i], GROUP_OF_ALL) >= 0);
		}
		for (uint32_t p = 0; p < k.m.programs; p++)
			s.left[p] = market_free(&k.m, p);
		try_all(&s, 0, false);
	}
}

int
main(void)
{
	test_by_hand();
	test_small(SMALL_RANKED);
	test_small(SMALL_RANKED | SMALL_HELD | SMALL_CLOSED);
	test_small(SMALL_CLOSED);
	return 0;
}
