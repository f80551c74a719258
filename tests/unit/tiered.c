#include <assert.h>

#include "mechanisms/tiered.h"
#include "small_market.h"

enum { X, Y };

/*
 * The pattern of an official example: one seat each, the line is 667.  668 puts X first
 * and 670 puts it second, after Y, which 700 takes; all three are in one band.  The
 * first choice takes the last seat, though 670 is the higher score.  666 is in the
 * next band, and does not come before 670 by putting X first.
 */
static void
test_by_hand(void)
{
	const uint32_t capacity[] = { 1, 1 };
	const uint64_t first[] = { 0, 1, 3, 4, 5 };
	const uint32_t choices[] = { Y, Y, X, X, X };
	const uint64_t order[] = { 1, 2, 3, 4 }; /* 700 670 668 666 */
	const uint16_t one_band[] = { 0, 0, 0, 1 }, two_bands[] = { 0, 0, 1, 1 };
	struct market m =
	    SMALL_MARKET(2, 4, .choices = choices, .order = order, .band = one_band);
	struct market_tie tie;
	struct seat s[4];

	assert(tiered_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == Y && s[1].program == MARKET_NONE);
	assert(s[2].program == X && s[3].program == MARKET_NONE);
	m.band = two_bands; /* the line is 669: now the score decides */
	assert(tiered_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[1].program == X && s[1].choice == 1 && s[2].program == MARKET_NONE);
}

/* Band by band, choice by choice, as the rule is told. */
static void
test_literally(int what)
{
	for (int round = 0; round < 4000; round++) {
		struct small k;
		struct rounds r;
		struct market_tie tie;
		struct seat seats[PEOPLE];

		small_make(&k, what);
		k.m.band = k.band;
		rounds_begin(&r, &k);
		for (uint16_t band = 0; band < 3; band++) {
			for (uint32_t c = 0; c < PLACES; c++) {
				const uint32_t choice[PEOPLE] = { c, c, c, c, c };
				bool in[PEOPLE];

				for (uint32_t i = 0; i < PEOPLE; i++)
					in[i] = k.band[i] == band;
				rounds_take(&r, in, choice);
			}
		}
		assert(tiered_allocate(&k.m, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++)
			assert(same_seat(seats[i], r.seats[i]));
	}
}

int
main(void)
{
	test_by_hand();
	test_literally(SMALL_HELD | SMALL_CLOSED);
	test_literally(SMALL_RANKED);
	test_literally(SMALL_RANKED | SMALL_GROUPS | SMALL_CLOSED);
	return 0;
}
