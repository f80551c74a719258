/*
 * Markets too large to try everything, so that piles are deep, seats pass through
 * several groups and many are displaced: against the rules told literally.
 */
#define SMALL_PEOPLE 60
#define SMALL_PLACES 5
#define SMALL_SEATS  6

#include <assert.h>

#include "audit/audit_stable.h"
#include "mechanisms/deferred.h"
#include "mechanisms/parallel.h"
#include "small_market.h"

static void
no_breach(void *context, const struct breach *b)
{
	(void)context;
	(void)b;
	assert(false);
}

static void
test_literally(int what, int rounds)
{
	for (int round = 0; round < rounds; round++) {
		static struct small k;
		static struct rounds r;
		const uint32_t sizes[2] = { 1 + below(PLACES), 1 + below(PLACES) };
		struct market_tie tie;
		struct seat seats[PEOPLE];
		uint32_t low = 0;

		small_make(&k, what);
		rounds_begin(&r, &k);
		rounds_take_band(&r, 0, PLACES);
		assert(deferred_allocate(&k.m, seats, &tie) == MARKET_OK);
		assert(audit_stable(&k.m, NULL, seats, no_breach, NULL));
		for (uint32_t i = 0; i < k.m.applicants; i++)
			assert(same_seat(seats[i], r.seats[i]));
		rounds_begin(&r, &k);
		for (uint32_t b = 0; low < PLACES; b++) {
			rounds_take_band(&r, low, low + sizes[b > 0]);
			low += sizes[b > 0];
		}
		assert(parallel_allocate(&k.m, sizes, 2, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++)
			assert(same_seat(seats[i], r.seats[i]));
	}
}

int
main(void)
{
	test_literally(SMALL_RANKED | SMALL_CLOSED, 500);
	test_literally(SMALL_RANKED | SMALL_GROUPS | SMALL_PASSING, 2000);
	test_literally(SMALL_CLOSED | SMALL_GROUPS | SMALL_PASSING, 500);
	return 0;
}
