#include <assert.h>

#include "mechanisms/ttc.h"
#include "small_market.h"

enum { X, Y };

#define ENTRY(priority, applicant) ((uint64_t)(priority) << 32 | (applicant))

/* Each is first where the other wants to be: they trade. */
static void
test_by_hand(void)
{
	const uint32_t capacity[] = { 1, 1 };
	const uint64_t first[] = { 0, 2, 4, 5 };
	const struct wish wishes[] = { { X, 3 }, { Y, 1 }, { Y, 2 }, { X, 1 },
		{ X, 2 } };
	uint64_t x[] = { ENTRY(3, 0), ENTRY(1, 1), ENTRY(2, 2) };
	uint64_t y[] = { ENTRY(1, 0), ENTRY(2, 1) };
	const struct ranking rankings[] = { { x, 3 }, { y, 2 } };
	const uint32_t ranking_of[] = { 0, 1 };
	const struct market m = SMALL_MARKET(2, 3, .wishes = wishes, .ranked = true,
	    .rankings = rankings, .ranking_of = ranking_of, .ranking_count = 2);
	struct market_tie tie;
	struct seat s[3];

	assert(ttc_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[1].program == Y);
	assert(s[2].program == MARKET_NONE); /* who would come before 0 at X */
	y[1] = ENTRY(1, 1);
	assert(ttc_allocate(&m, s, &tie) == MARKET_ORDER_TWICE);
	assert(tie.applicant == 0 && tie.other == 1);
}

/*
 * X ranks B, C, A and Y ranks A, B, C, with a seat each.  B wants Y most: so B trades
 * X away for A's place at Y, though A did not list Y, and C gets nothing.
 */
static void
test_unlisted(void)
{
	const uint32_t capacity[] = { 1, 1 };
	const uint64_t first[] = { 0, 1, 3, 4 };
	const struct wish wishes[] = { { X, 3 }, { Y, 2 }, { X, 1 }, { X, 2 } };
	uint64_t x[] = { ENTRY(3, 0), ENTRY(1, 1), ENTRY(2, 2) };
	uint64_t y[] = { ENTRY(1, 0), ENTRY(2, 1), ENTRY(3, 2) };
	const struct ranking rankings[] = { { x, 3 }, { y, 3 } };
	const uint32_t ranking_of[] = { 0, 1 };
	const struct market m = SMALL_MARKET(2, 3, .wishes = wishes, .ranked = true,
	    .rankings = rankings, .ranking_of = ranking_of, .ranking_count = 2);
	struct market_tie tie;
	struct seat s[3];

	assert(ttc_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[1].program == Y);
	assert(s[2].program == MARKET_NONE);
}

/*
 * Round by round, all point at once: those on a circle get what they point at.  There
 * is a circle through an applicant if following the arrows leads back there.
 */
struct arrows {
	uint32_t to_program[PEOPLE], to_applicant[PLACES], left[PLACES];
	bool out[PEOPLE];
};

static int64_t
who_goes_first(const struct market *m, uint32_t i, uint32_t p)
{
	return m->ranked ? small_ranking(m, i, p)
			 : small_priority(m, i, p, GROUP_OF_ALL);
}

static void
point_all(const struct small *k, struct arrows *a)
{
	const struct market *m = &k->m;

	for (uint32_t p = 0; p < m->programs; p++) {
		a->to_applicant[p] = MARKET_NONE;
		for (uint32_t i = 0; i < m->applicants; i++) {
			int64_t own = who_goes_first(m, i, p);
			uint32_t best = a->to_applicant[p];

			if (a->out[i] || own < 0)
				continue;
			if (best == MARKET_NONE || own < who_goes_first(m, best, p))
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
		if (i == MARKET_NONE)
			return false;
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

/* The same market where one applicant has another list; all else is as it was. */
static void
make_other(const struct small *k, uint32_t who, const uint32_t *list, uint32_t length,
    struct small *other)
{
	*other = *k;
	other->m.first = other->first;
	other->m.wishes = other->wishes;
	for (uint32_t i = 0, end = 0; i < k->m.applicants; i++) {
		uint32_t count = i == who ? length : market_list_length(&k->m, i);

		other->first[i] = end;
		for (uint32_t c = 0; c < count; c++) {
			uint32_t p = i == who ? list[c] : small_program(&k->m, i, c);
			int64_t own = small_ranking(&k->m, i, p);

			other->wishes[end++] = (struct wish){ p,
				own < 0 ? WISH_NOT_ELIGIBLE : (uint32_t)own };
		}
		other->first[i + 1] = end;
	}
}

/* With no other list does an applicant get more, by the list that is true. */
static uint32_t
try_lists(
    const struct small *k, uint32_t who, uint32_t had, uint32_t *list, uint32_t length)
{
	struct small other;
	struct market_tie tie;
	struct seat seats[PEOPLE];
	uint32_t tried = 1;

	make_other(k, who, list, length, &other);
	assert(ttc_allocate(&other.m, seats, &tie) == MARKET_OK);
	/* What the list does not have is not wanted. */
	assert(seats[who].program == MARKET_NONE ||
	       small_choice(&k->m, who, seats[who].program) >= had);
	for (uint32_t p = 0; p < k->m.programs; p++) {
		uint32_t c = 0;

		while (c < length && list[c] != p)
			c++;
		if (c < length)
			continue;
		list[length] = p;
		tried += try_lists(k, who, had, list, length + 1);
	}
	return tried;
}

static void
test_no_gain(int what)
{
	uint32_t tried = 0;

	for (int round = 0; round < 3000; round++) {
		struct small k;
		struct market_tie tie;
		struct seat seats[PEOPLE];
		uint32_t list[PLACES];

		small_make(&k, what | SMALL_RANKED);
		assert(ttc_allocate(&k.m, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++)
			tried += try_lists(&k, i, small_got(&k.m, seats, i), list, 0);
	}
	assert(tried > 50000);
}

int
main(void)
{
	test_by_hand();
	test_unlisted();
	test_no_gain(0);
	test_no_gain(SMALL_HELD | SMALL_CLOSED);
	test_small(SMALL_RANKED);
	test_small(SMALL_RANKED | SMALL_HELD | SMALL_CLOSED);
	test_small(SMALL_CLOSED);
	return 0;
}
