#include <assert.h>

#include "seats/deferred.h"
#include "seats/immediate.h"
#include "seats/parallel.h"
#include "small_market.h"

/*
 * Deferred acceptance among the choices from low up to, and without, high, in the
 * slowest way: all start, whoever is turned away moves on, and all start again.
 */
static void
take_band(struct rounds *r, uint32_t low, uint32_t high)
{
	const struct market *m = &r->left.m;
	const bool all[PEOPLE] = { true, true, true, true, true };
	uint32_t at[PEOPLE];
	bool moved = true;

	for (uint32_t i = 0; i < PEOPLE; i++)
		at[i] = low;
	while (moved) {
		struct rounds try = *r;

		try.left.m.held = try.left.held;
		try.left.m.groups = try.left.groups;
		rounds_take(&try, all, at);
		moved = false;
		for (uint32_t i = 0; i < m->applicants; i++) {
			if (try.seats[i].program != MARKET_NONE || at[i] >= high ||
			    at[i] >= market_list_length(m, i))
				continue;
			if (++at[i] == high)
				at[i] = CHOICES; /* no choice at all */
			moved = true;
		}
	}
	rounds_take(r, all, at);
}

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
			take_band(&r, low, low + sizes[b > 0]);
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

/* Whatever passes from group to group in steps, no seat is given twice. */
static void
test_quotas(void)
{
	for (int round = 0; round < 6000; round++) {
		struct small k;
		const uint32_t one = 1 + below(2);
		struct market_tie tie;
		struct seat seats[PEOPLE];

		small_make(&k, SMALL_RANKED | SMALL_GROUPS | SMALL_PASSING);
		assert(parallel_allocate(&k.m, &one, 1, seats, &tie) == MARKET_OK);
		for (uint32_t p = 0; p < k.m.programs; p++) {
			uint32_t in_use = 0, end = k.group_first[p + 1];

			if (!market_grouped(&k.m, p))
				continue;
			/* Groups up to g give their own seats and no others: seats
			 * pass to later groups only. */
			for (uint32_t g = k.group_first[p]; g < end; g++) {
				uint32_t gave = 0, could = k.groups[g].seats;

				for (uint32_t i = 0; i < k.m.applicants; i++)
					gave += seats[i].group == g;
				for (uint32_t h = k.group_first[p]; h < g; h++)
					could += k.groups[h].seats;
				in_use += gave;
				assert(gave <= k.groups[g].cap);
				assert(in_use <= could);
			}
		}
		for (uint32_t i = 0; i < k.m.applicants; i++)
			if (seats[i].group != MARKET_NONE)
				assert(small_priority(&k.m, i, seats[i].program,
					   seats[i].group) >= 0);
	}
}

int
main(void)
{
	test_literally(SMALL_RANKED);
	test_literally(SMALL_HELD | SMALL_CLOSED);
	test_literally(SMALL_RANKED | SMALL_GROUPS | SMALL_CLOSED);
	test_both_ends(SMALL_RANKED | SMALL_CLOSED);
	test_both_ends(SMALL_RANKED | SMALL_GROUPS);
	test_both_ends(SMALL_GROUPS | SMALL_PASSING);
	test_quotas();
	return 0;
}
