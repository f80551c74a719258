#include <assert.h>

#include "mechanisms/serial.h"
#include "mechanisms/shared.h"
#include "small_market.h"

enum { X, Y };

/* A 1, B and C 2, D 3; X has two seats and Y one; B wants X only. */
static const uint32_t capacity[] = { 2, 1 };
static const uint64_t first[] = { 0, 1, 2, 4, 6 }, order[] = { 1, 2, 2, 3 };
static const uint32_t choices[] = { X, X, X, Y, X, Y };
static const struct market abcd =
    SMALL_MARKET(2, 4, .choices = choices, .order = order);

static void
test_by_hand(void)
{
	struct seat s[4];

	assert(shared_allocate(&abcd, SHARED_ALL, s) == MARKET_OK);
	assert(s[0].program == X && s[1].program == X && s[2].program == X);
	assert(s[3].program == Y && s[3].choice == 1);
	assert(shared_allocate(&abcd, SHARED_NONE, s) == MARKET_OK);
	assert(s[0].program == X && s[1].program == MARKET_NONE);
	assert(s[2].program == Y && s[3].program == MARKET_NONE); /* X is closed */
}

/*
 * The literal rules, one class after the other.  For all: those of a class may have
 * a seat that was there before the class came.  For none: try the class until none of
 * the programs is asked for by more than it has left; one that is closes for good.
 */
static void
serve_literally(const struct market *m, const bool *class, enum shared_rule rule,
    uint32_t *left, uint32_t *got)
{
	uint32_t asked[PLACES];
	bool crowded = true;

	while (crowded) {
		memset(asked, 0, sizeof asked);
		crowded = false;
		for (uint32_t i = 0; i < m->applicants; i++) {
			if (!class[i])
				continue;
			got[i] = MARKET_NONE;
			for (uint32_t c = market_list_length(m, i); c-- > 0;)
				if (market_open(m, m->first[i] + c) &&
				    left[market_program(m, m->first[i] + c)] > 0)
					got[i] = market_program(m, m->first[i] + c);
			if (got[i] != MARKET_NONE)
				asked[got[i]]++;
		}
		for (uint32_t p = 0; rule == SHARED_NONE && p < m->programs; p++) {
			if (asked[p] <= left[p])
				continue;
			left[p] = 0;
			crowded = true;
		}
	}
	for (uint32_t p = 0; p < m->programs; p++)
		left[p] = asked[p] < left[p] ? left[p] - asked[p] : 0;
}

static void
test_literally(enum shared_rule rule)
{
	for (int round = 0; round < 4000; round++) {
		struct small k, other;
		uint32_t left[PLACES], got[PEOPLE], from[PEOPLE];
		struct seat seats[PEOPLE], shuffled[PEOPLE];

		small_make(&k, SMALL_CLOSED | SMALL_HELD);
		for (uint32_t i = 0; i < k.m.applicants; i++)
			k.order[i] = 1 + below(3);
		for (uint32_t p = 0; p < k.m.programs; p++)
			left[p] = market_free(&k.m, p);
		for (uint32_t o = 1; o <= 3; o++) {
			bool class[PEOPLE];

			for (uint32_t i = 0; i < k.m.applicants; i++)
				class[i] = k.order[i] == o;
			serve_literally(&k.m, class, rule, left, got);
		}
		small_shuffle(&k, &other, from);
		assert(shared_allocate(&k.m, rule, seats) == MARKET_OK);
		assert(shared_allocate(&other.m, rule, shuffled) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++) {
			assert(seats[i].program == got[i]);
			assert(same_seat(seats[from[i]], shuffled[i]));
			small_got(&k.m, seats, i);
		}
	}
}

/* Without equal orders there is nothing to share. */
static void
test_is_serial(void)
{
	for (int round = 0; round < 1000; round++) {
		struct small k;
		struct market_tie tie;
		struct seat serial[PEOPLE], all[PEOPLE], none[PEOPLE];

		small_make(&k, SMALL_CLOSED | SMALL_HELD);
		assert(serial_allocate(&k.m, serial, &tie) == MARKET_OK);
		assert(shared_allocate(&k.m, SHARED_ALL, all) == MARKET_OK);
		assert(shared_allocate(&k.m, SHARED_NONE, none) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++) {
			assert(same_seat(serial[i], all[i]));
			assert(same_seat(serial[i], none[i]));
		}
	}
}

int
main(void)
{
	test_by_hand();
	test_literally(SHARED_ALL);
	test_literally(SHARED_NONE);
	test_is_serial();
	return 0;
}
