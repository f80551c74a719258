#include <assert.h>

#include "mechanisms/immediate.h"
#include "small_market.h"

enum { X, Y };

/* B goes before C everywhere, but C put Y first, and B second. */
static void
test_by_hand(void)
{
	const uint32_t capacity[] = { 1, 1 };
	const uint64_t first[] = { 0, 2, 4, 6 }, order[] = { 1, 2, 3 };
	const uint32_t choices[] = { X, Y, X, Y, Y, X };
	const struct market m = SMALL_MARKET(2, 3, .choices = choices, .order = order);
	struct market_tie tie;
	struct seat s[3];

	assert(immediate_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[0].choice == 0);
	assert(s[1].program == MARKET_NONE);
	assert(s[2].program == Y && s[2].choice == 0);
}

static void
test_order_twice(void)
{
	const uint32_t capacity[] = { 1 }, choices[] = { X };
	const uint64_t first[] = { 0, 0, 0 }, order[] = { 4, 4 };
	const struct market m = SMALL_MARKET(1, 2, .choices = choices, .order = order);
	struct market_tie tie;
	struct seat s[2];

	assert(immediate_allocate(&m, s, &tie) == MARKET_ORDER_TWICE);
	assert(tie.applicant == 0 && tie.other == 1);
}

/* Round by round, as the rule is told. */
static void
test_literally(int what)
{
	const bool all[PEOPLE] = { true, true, true, true, true };

	for (int round = 0; round < 4000; round++) {
		struct small k;
		struct rounds r;
		struct market_tie tie;
		struct seat seats[PEOPLE];

		small_make(&k, what);
		rounds_begin(&r, &k);
		for (uint32_t c = 0; c < PLACES; c++) {
			const uint32_t choice[PEOPLE] = { c, c, c, c, c };

			rounds_take(&r, all, choice);
		}
		assert(immediate_allocate(&k.m, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++)
			assert(same_seat(seats[i], r.seats[i]));
	}
}

int
main(void)
{
	test_by_hand();
	test_order_twice();
	test_literally(SMALL_HELD);
	test_literally(SMALL_RANKED | SMALL_CLOSED);
	test_literally(SMALL_RANKED | SMALL_GROUPS);
	test_literally(SMALL_GROUPS | SMALL_CLOSED);
	return 0;
}
