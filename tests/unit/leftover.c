#include <assert.h>

#include "seats/leftover.h"
#include "small_market.h"

enum { X, Y, Z };

/*
 * A has X by choice, B to E have nothing; C did not agree.  X has one seat left, Y
 * none and Z one.
 */
static const uint32_t capacity[] = { 2, 0, 1 };
static const uint64_t first[] = { 0, 1, 1, 1, 1, 1 }, order[] = { 1, 5, 3, 4, 2 };
static const uint32_t choices[] = { X };
static const struct market m = { .programs = 3,
	.capacity = capacity,
	.applicants = 5,
	.first = first,
	.choices = choices,
	.order = order };
static const uint32_t row[] = { MARKET_NONE, 0, MARKET_NONE, 1, 2 };

#define NO_SEAT                                       \
	{                                             \
		MARKET_NONE, MARKET_NONE, MARKET_NONE \
	}

static void
fill(struct leftover l, struct seat *s)
{
	const struct seat before[] = { { X, 0, MARKET_NONE }, NO_SEAT, NO_SEAT, NO_SEAT,
		NO_SEAT };
	struct market_tie tie;

	memcpy(s, before, sizeof before);
	assert(leftover_fill(&m, &l, s, &tie) == MARKET_OK);
	assert(same_seat(s[0], before[0]) && same_seat(s[2], before[2]));
}

static void
test_by_hand(void)
{
	const uint32_t distance[] = { 10, 1, 30, 20, 1, 90, 40, 1, 30 };
	const uint32_t closed[] = { 10, 1, 30, 20, 1, 90, 40, 1, LEFTOVER_CLOSED };
	const uint32_t all_agreed[] = { 0, 0, MARKET_NONE, 1, 2 };
	struct seat s[5];

	fill((struct leftover){ LEFTOVER_ORDER, row, NULL }, s);
	assert(s[4].program == X && s[3].program == Z && s[1].program == MARKET_NONE);
	assert(s[4].choice == MARKET_NONE && s[4].group == MARKET_NONE);
	/* Who has a place has one, though he agreed. */
	fill((struct leftover){ LEFTOVER_ORDER, all_agreed, NULL }, s);
	assert(s[4].program == X && s[3].program == Z && s[1].program == MARKET_NONE);
	fill((struct leftover){ LEFTOVER_ORDER, row, distance }, s);
	assert(s[4].program == Z && s[3].program == X && s[1].program == MARKET_NONE);
	fill((struct leftover){ LEFTOVER_DISTANCE, row, distance }, s);
	assert(s[1].program == X && s[4].program == Z && s[3].program == MARKET_NONE);
	fill((struct leftover){ LEFTOVER_DISTANCE, row, closed }, s);
	assert(s[1].program == X && s[3].program == Z && s[4].program == MARKET_NONE);
}

/* The closest pair of all that are left, looked for anew each time. */
static void
fill_literally(const struct small *k, const uint32_t *rows,
    uint32_t (*distance)[PLACES], uint32_t *left, uint32_t *got)
{
	for (;;) {
		uint32_t who = MARKET_NONE, where = 0;

		for (uint32_t i = 0; i < k->m.applicants; i++) {
			for (uint32_t p = 0; p < k->m.programs; p++) {
				uint32_t d;

				if (got[i] != MARKET_NONE || rows[i] == MARKET_NONE ||
				    left[p] == 0)
					continue;
				d = distance[i][p];
				if (who == MARKET_NONE || d < distance[who][where] ||
				    (d == distance[who][where] &&
					k->order[i] < k->order[who])) {
					who = i;
					where = p;
				}
			}
		}
		if (who == MARKET_NONE)
			return;
		left[where]--;
		got[who] = where;
	}
}

static void
test_literally(void)
{
	for (int round = 0; round < 3000; round++) {
		struct small k;
		uint32_t rows[PEOPLE], distance[PEOPLE][PLACES], given[PEOPLE * PLACES];
		uint32_t left[PLACES], got[PEOPLE];
		struct leftover l = { LEFTOVER_DISTANCE, rows, given };
		struct market_tie tie;
		struct seat seats[PEOPLE];

		small_make(&k, SMALL_HELD);
		for (uint32_t p = 0; p < k.m.programs; p++)
			left[p] = market_free(&k.m, p);
		for (uint32_t i = 0; i < k.m.applicants; i++) {
			rows[i] = below(4) == 0 ? MARKET_NONE : k.m.applicants - 1 - i;
			for (uint32_t p = 0; p < k.m.programs; p++) {
				distance[i][p] = below(6);
				given[(k.m.applicants - 1 - i) * k.m.programs + p] =
				    distance[i][p];
			}
			got[i] = MARKET_NONE;
			seats[i] = (struct seat)NO_SEAT;
		}
		fill_literally(&k, rows, distance, left, got);
		assert(leftover_fill(&k.m, &l, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < k.m.applicants; i++)
			assert(seats[i].program == got[i]);
	}
}

int
main(void)
{
	test_by_hand();
	test_literally();
	return 0;
}
