#include <assert.h>

#include "mechanisms/deferred.h"
#include "mechanisms/serial.h"
#include "small_market.h"

enum { X, Y };

/*
 * Three seats, three applicants, and nobody gets a first choice: the example of
 * Roth, "The economics of matching", 1982, that a stable result may be bad for all.
 */
static void
test_by_hand(void)
{
	const uint32_t capacity[] = { 1, 1, 1 };
	const uint64_t first[] = { 0, 2, 5, 7 };
	const struct wish wishes[] = { { Y, 3 }, { X, 1 }, { X, 3 }, { Y, 1 }, { 2, 1 },
		{ X, 2 }, { Y, 2 } };
	const struct market m = SMALL_MARKET(3, 3, .wishes = wishes, .ranked = true);
	struct market_tie tie;
	struct seat s[3];

	assert(deferred_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[0].choice == 1);
	assert(s[1].program == Y && s[1].choice == 1);
	assert(s[2].program == MARKET_NONE);
}

/*
 * One seat for those who live near, one for all; moving the seat for those near
 * behind the other gives them both (Dur, Kominers, Pathak and Sonmez 2018).
 */
static void
test_precedence(void)
{
	const uint32_t capacity[] = { 2 }, group_first[] = { 0, 2 };
	const uint64_t first[] = { 0, 1, 2, 3, 4 };
	const struct wish wishes[] = { { X, 0 }, { X, 1 }, { X, 2 }, { X, 3 } };
	const struct seat_group groups[] = { { 1, MARKET_NONE, MARKET_NONE },
		{ 1, MARKET_NONE, MARKET_NONE } };
	/* near 1, far 2, near 3, far 4 */
	const struct claim near_first[] = { { 0, 1 }, { 1, 1 }, { 1, 2 }, { 0, 3 },
		{ 1, 3 }, { 1, 4 } };
	const struct claim near_last[] = { { 0, 1 }, { 1, 1 }, { 0, 2 }, { 0, 3 },
		{ 1, 3 }, { 0, 4 } };
	const uint64_t claim_first[] = { 0, 2, 3, 5, 6 };
	struct market m = SMALL_MARKET(1, 4, .wishes = wishes, .ranked = true,
	    .group_first = group_first, .groups = groups, .claim_first = claim_first,
	    .claims = near_first);
	struct market_tie tie;
	struct seat s[4];

	assert(deferred_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[0].group == 0);
	assert(s[1].program == X && s[1].group == 1);
	assert(s[2].program == MARKET_NONE && s[3].program == MARKET_NONE);
	m.claims = near_last;
	assert(deferred_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[0].group == 0);
	assert(s[2].program == X && s[2].group == 1);
	assert(s[1].program == MARKET_NONE && s[3].program == MARKET_NONE);
}

/* A seat that nobody in the first group wants goes to the second, within its cap. */
static void
test_passing(void)
{
	const uint32_t capacity[] = { 2 }, group_first[] = { 0, 2 };
	const uint64_t first[] = { 0, 1, 2, 3 }, claim_first[] = { 0, 1, 2, 3 };
	const struct wish wishes[] = { { X, 0 }, { X, 1 }, { X, 2 } };
	struct seat_group groups[] = { { 1, MARKET_NONE, 1 },
		{ 1, MARKET_NONE, MARKET_NONE } };
	struct claim claims[] = { { 1, 1 }, { 1, 2 }, { 1, 3 } };
	const struct market m =
	    SMALL_MARKET(1, 3, .wishes = wishes, .ranked = true, SMALL_GROUPED);
	struct market_tie tie;
	struct seat s[3];

	assert(deferred_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].group == 1 && s[1].group == 1 && s[2].program == MARKET_NONE);
	claims[2].group = 0; /* now somebody does */
	assert(deferred_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].group == 1 && s[1].program == MARKET_NONE && s[2].group == 0);
	claims[2].group = 1;
	groups[1].cap = 1;
	assert(deferred_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].group == 1 && s[1].program == MARKET_NONE);
	groups[0].to = MARKET_NONE; /* it lapses */
	groups[1].cap = MARKET_NONE;
	assert(deferred_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].group == 1 && s[1].program == MARKET_NONE);
}

/* By every assignment there is: it is stable, and nobody has a better stable one. */
struct search {
	const struct small *k;
	uint32_t now[PEOPLE], groups[PEOPLE], found[PEOPLE], found_groups[PEOPLE];
	bool seen;
};

static void
try_all(struct search *s, uint32_t i)
{
	const struct market *m = &s->k->m;

	if (i < m->applicants) {
		for (s->now[i] = 0; s->now[i] <= market_list_length(m, i); s->now[i]++)
			try_all(s, i + 1);
		s->now[i] = market_list_length(m, i);
		return;
	}
	memset(s->groups, 0xff, sizeof s->groups);
	if (!small_stable(m, s->now, s->groups))
		return;
	if (memcmp(s->now, s->found, m->applicants * sizeof *s->now) == 0) {
		s->seen = true;
		for (i = 0; i < m->applicants; i++)
			assert(s->groups[i] == s->found_groups[i]);
	}
	for (i = 0; i < m->applicants; i++)
		assert(s->found[i] <= s->now[i]);
}

static void
test_best_stable(int what, int rounds)
{
	for (int round = 0; round < rounds; round++) {
		struct small k;
		struct search s = { .k = &k };
		struct market_tie tie;
		struct seat seats[PEOPLE];

		small_make(&k, what);
		assert(deferred_allocate(&k.m, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++) {
			s.found[i] = small_got(&k.m, seats, i);
			s.found_groups[i] = seats[i].group;
		}
		try_all(&s, 0);
		assert(s.seen);
	}
}

/* Under one order it is serial; also by proposals alone, with priorities for it. */
static void
test_is_serial(int what)
{
	for (int round = 0; round < 3000; round++) {
		struct small k;
		struct market_tie tie;
		struct seat serial[PEOPLE], deferred[PEOPLE];

		small_make(&k, what);
		assert(serial_allocate(&k.m, serial, &tie) == MARKET_OK);
		for (int ranked = 0; ranked < 2; ranked++) {
			k.m.ranked = ranked != 0;
			for (uint32_t i = 0; k.m.ranked && i < k.m.applicants; i++)
				for (uint64_t at = k.first[i]; at < k.first[i + 1];
				     at++)
					if (market_open(&k.m, at) &&
					    !market_grouped(&k.m, k.wishes[at].program))
						k.wishes[at].priority =
						    (uint32_t)k.order[i];
			assert(deferred_allocate(&k.m, deferred, &tie) == MARKET_OK);
			for (uint32_t i = 0; i < k.m.applicants; i++)
				assert(same_seat(serial[i], deferred[i]));
		}
	}
}

/* Another order of the rows is another order of proposals, and changes nothing. */
static void
test_any_order(int what)
{
	for (int round = 0; round < 3000; round++) {
		struct small k, other;
		struct market_tie tie;
		struct seat one[PEOPLE], two[PEOPLE];
		uint32_t from[PEOPLE];

		small_make(&k, what);
		small_shuffle(&k, &other, from);
		assert(deferred_allocate(&k.m, one, &tie) == MARKET_OK);
		assert(deferred_allocate(&other.m, two, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++)
			assert(same_seat(one[from[i]], two[i]));
	}
}

/* Thousands of applicants, so that heaps are deep: nobody envies anybody. */
static void
test_large(void)
{
	enum { MANY = 20000, SCHOOLS = 7, LENGTH = 5 };
	static uint64_t first[MANY + 1];
	static struct wish wishes[MANY * LENGTH];
	static struct seat s[MANY];
	static uint32_t line[MANY], filled[SCHOOLS], worst[SCHOOLS];
	uint32_t capacity[SCHOOLS] = { 2500, 1, 0, 2500, 4096, 511, 1000000 };
	struct market m = SMALL_MARKET(SCHOOLS, MANY, .wishes = wishes, .ranked = true);
	struct market_tie tie;

	for (uint32_t p = 0; p < SCHOOLS; p++) {
		numbers(line, MANY);
		for (uint32_t i = 0; i < MANY;
		     i++) /* line p stands at choice p for now */
			if (p < LENGTH)
				wishes[i * LENGTH + p].priority = line[i];
	}
	for (uint32_t i = 0; i < MANY; i++) {
		uint32_t start = below(SCHOOLS), step = 1 + below(SCHOOLS - 1);

		first[i + 1] = first[i] + LENGTH;
		for (uint32_t c = 0; c < LENGTH; c++)
			wishes[first[i] + c].program = (start + c * step) % SCHOOLS;
	}
	/* Choices at one program must have different priorities. */
	for (uint32_t i = 0; i < MANY * LENGTH; i++)
		wishes[i].priority = wishes[i].priority * LENGTH + i % LENGTH;
	assert(deferred_allocate(&m, s, &tie) == MARKET_OK);
	for (uint32_t i = 0; i < MANY; i++) {
		uint32_t p = s[i].program, priority;

		if (p == MARKET_NONE)
			continue;
		priority = wishes[first[i] + s[i].choice].priority;
		filled[p]++;
		worst[p] = priority > worst[p] ? priority : worst[p];
	}
	for (uint32_t p = 0; p < SCHOOLS; p++)
		assert(filled[p] <= capacity[p]);
	for (uint32_t i = 0; i < MANY; i++) {
		for (uint32_t c = 0; c < LENGTH && c < s[i].choice; c++) {
			const struct wish *w = &wishes[first[i] + c];

			assert(filled[w->program] == capacity[w->program]);
			assert(
			    filled[w->program] == 0 || w->priority > worst[w->program]);
		}
	}
}

int
main(void)
{
	test_by_hand();
	test_precedence();
	test_passing();
	test_best_stable(SMALL_RANKED | SMALL_CLOSED | SMALL_HELD, 3000);
	test_best_stable(SMALL_RANKED | SMALL_GROUPS, 3000);
	test_best_stable(
	    SMALL_RANKED | SMALL_CLOSED | SMALL_GROUPS | SMALL_PASSING, 6000);
	test_best_stable(SMALL_GROUPS | SMALL_PASSING, 2000);
	test_is_serial(SMALL_HELD | SMALL_CLOSED);
	test_is_serial(SMALL_GROUPS | SMALL_CLOSED);
	test_any_order(SMALL_RANKED);
	test_any_order(SMALL_RANKED | SMALL_GROUPS | SMALL_PASSING);
	test_large();
	return 0;
}
