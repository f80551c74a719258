#include <assert.h>

#include "mechanisms/deferred.h"
#include "mechanisms/immediate.h"
#include "mechanisms/parallel.h"
#include "small_market.h"

static void
test_literally(int what)
{
	for (int round = 0; round < 4000; round++) {
		struct small k;
		struct rounds r;
		uint32_t sizes[2] = { 1 + below(PLACES), 1 + below(PLACES) }, low = 0;
		struct market_tie tie;
		struct seat seats[PEOPLE];

		small_make(&k, what);
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

/* Bands of one are immediate, a band for all choices is deferred. */
static void
test_both_ends(int what)
{
	const uint32_t one[] = { 1, 1 }, all[] = { PLACES },
		       most[] = { MARKET_NONE, 1 };

	for (int round = 0; round < 2000; round++) {
		struct small k;
		struct market_tie tie;
		struct seat want[PEOPLE], got[PEOPLE];

		small_make(&k, what);
		assert(immediate_allocate(&k.m, want, &tie) == MARKET_OK);
		assert(parallel_allocate(&k.m, one, 2, got, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++)
			assert(same_seat(want[i], got[i]));
		assert(deferred_allocate(&k.m, want, &tie) == MARKET_OK);
		for (int i = 0; i < 2; i++) {
			assert(parallel_allocate(&k.m, i == 0 ? all : most,
				   (uint32_t)i + 1, got, &tie) == MARKET_OK);
			for (uint32_t a = 0; a < k.m.applicants; a++)
				assert(same_seat(want[a], got[a]));
		}
	}
}

int
main(void)
{
	test_literally(SMALL_RANKED);
	test_literally(SMALL_HELD | SMALL_CLOSED);
	test_literally(SMALL_RANKED | SMALL_GROUPS | SMALL_CLOSED);
	test_literally(SMALL_RANKED | SMALL_GROUPS | SMALL_PASSING);
	test_both_ends(SMALL_RANKED | SMALL_CLOSED);
	test_both_ends(SMALL_RANKED | SMALL_GROUPS);
	test_both_ends(SMALL_GROUPS | SMALL_PASSING);
	return 0;
}
