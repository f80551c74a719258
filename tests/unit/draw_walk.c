#include "draw/draw_walk.h"

#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_seed.h"

static uint32_t
any(uint32_t below)
{
	return (uint32_t)((draw() >> 33) % below);
}

/* The ring of Nanchang, as it was published. */
static void
test_ring_vector(void)
{
	static const uint32_t published[] = { 6, 9, 12, 15, 18, 1, 4, 8, 13, 17, 2, 7,
		14, 20, 10 };
	uint32_t winners[15];

	assert(draw_ring(20, 15, 6, 3, winners));
	assert(memcmp(winners, published, sizeof published) == 0);
}

/* On paper: strike the winner out, and count the numbers that are not struck out. */
static void
ring_on_paper(
    uint32_t count, uint32_t plan, uint32_t start, uint32_t gap, uint32_t winners[])
{
	bool *out = calloc(count + 1, sizeof *out);
	uint32_t at = start;

	assert(out != NULL);
	for (uint32_t i = 0; i < plan; i++) {
		if (i > 0) {
			uint32_t counted = 0;

			while (counted < gap) {
				at = at == count ? 1 : at + 1;
				counted += !out[at];
			}
		}
		out[at] = true;
		winners[i] = at;
	}
	free(out);
}

static void
test_ring_on_paper(void)
{
	uint32_t fast[80], slow[80];

	for (int run = 0; run < 20000; run++) {
		uint32_t count = 1 + any(80), plan = any(count + 1);
		uint32_t start = 1 + any(count);
		uint32_t gap = 1 + any(any(2) ? 10 : 3 * count);

		assert(draw_ring(count, plan, start, gap, fast));
		ring_on_paper(count, plan, start, gap, slow);
		assert(memcmp(fast, slow, plan * sizeof *fast) == 0);
	}
}

/* The 41 of Josephus with every third: the last two are 16 and 31. */
static void
test_josephus(void)
{
	uint32_t winners[41];

	assert(draw_ring(41, 41, 3, 3, winners));
	assert(winners[39] == 16 && winners[40] == 31);
}

/* A million numbers and the largest gap: steps, not a walk. */
static void
test_ring_is_fast(void)
{
	enum { COUNT = 1000000 };
	uint32_t *winners = malloc(COUNT * sizeof *winners);
	bool *seen = calloc(COUNT + 1, sizeof *seen);

	assert(winners != NULL && seen != NULL);
	assert(draw_ring(COUNT, COUNT, COUNT, UINT32_MAX, winners));
	for (uint32_t i = 0; i < COUNT; i++) {
		assert(winners[i] >= 1 && winners[i] <= COUNT && !seen[winners[i]]);
		seen[winners[i]] = true;
	}
	free(winners);
	free(seen);
}

static void
test_step_vectors(void)
{
	struct draw_step d = { .count = 12, .plan = 5, .start = 1, .step = 3 };
	static const uint32_t first[] = { 1, 4, 7, 10, 2 };
	static const uint32_t last[] = { 1, 4, 7, 10, 11 };
	static const uint32_t seven[] = { 1, 4, 7, 10, 8 };
	uint32_t winners[12];

	assert(draw_step_length(666, 90) == 8);
	assert(draw_step_length(12, 5) == 3);
	assert(draw_step_length(12, 4) == 3);
	assert(draw_step_length(2538, 530) == 5);
	assert(draw_step_reach(12, 3) == 4);
	assert(draw_step_reach(666, 8) == 333);
	assert(draw_step_reach(7, 7) == 1);

	d.from = DRAW_FROM_FIRST;
	assert(draw_step(&d, winners) == DRAW_STEP_OK);
	assert(memcmp(winners, first, sizeof first) == 0);
	d.from = DRAW_FROM_LAST;
	assert(draw_step(&d, winners) == DRAW_STEP_OK);
	assert(memcmp(winners, last, sizeof last) == 0);
	d.from = 7;
	assert(draw_step(&d, winners) == DRAW_STEP_OK);
	assert(memcmp(winners, seven, sizeof seven) == 0);
	d.from = 8;
	assert(draw_step(&d, winners) == DRAW_STEP_NO_WINNER);
	d.from = 13;
	assert(draw_step(&d, winners) == DRAW_STEP_NO_WINNER);
	d.plan = 4;
	assert(draw_step(&d, winners) == DRAW_STEP_OK);
}

/* What follows a winner, those that have won passed over, to the last number. */
static void
test_step_goes_on(void)
{
	struct draw_step d = { 6, 6, 5, 2, DRAW_FROM_LAST };
	static const uint32_t all[] = { 5, 1, 3, 4, 6, 2 };
	uint32_t winners[6];

	assert(draw_step(&d, winners) == DRAW_STEP_OK);
	assert(memcmp(winners, all, sizeof all) == 0);
}

/* While the ring is not closed, winner i is start + i x step, and nobody wins twice. */
static void
test_step_on_paper(void)
{
	uint32_t winners[80];

	for (int run = 0; run < 20000; run++) {
		uint32_t count = 1 + any(80), reach;
		struct draw_step d = { count, 1 + any(count), 1 + any(count),
			1 + any(count), any(2) ? DRAW_FROM_FIRST : DRAW_FROM_LAST };
		bool seen[81] = { false };

		if (any(2))
			d.step = draw_step_length(count, d.plan);
		reach = draw_step_reach(count, d.step);
		assert(draw_step(&d, winners) == DRAW_STEP_OK);
		for (uint32_t i = 0; i < d.plan; i++) {
			if (i < reach)
				assert(winners[i] ==
				       (d.start - 1 + i * d.step) % count + 1);
			else
				assert(seen[(winners[i] + count - 2) % count + 1]);
			assert(!seen[winners[i]]);
			seen[winners[i]] = true;
		}
	}
}

enum { FAIR = 24 };

enum way { RING, STEP_FROM_FIRST, STEP_FROM_LAST };

static void
draw_all(enum way way, uint32_t count, uint32_t start, uint32_t hop, uint32_t winners[])
{
	struct draw_step step = { count, count, start, hop,
		way == STEP_FROM_LAST ? DRAW_FROM_LAST : DRAW_FROM_FIRST };

	if (way == RING)
		assert(draw_ring(count, count, start, hop, winners));
	else
		assert(draw_step(&step, winners) == DRAW_STEP_OK);
}

/*
 * Over all first numbers each ticket wins each place once.  So where every first number
 * is as likely as any other, so is every ticket to win, whatever gap or step there is.
 */
static void
test_fair_if_the_start_is(void)
{
	for (enum way way = RING; way <= STEP_FROM_LAST; way++)
		for (uint32_t i = 0; i < FAIR * FAIR; i++) {
			uint32_t count = i / FAIR + 1, hop = i % FAIR + 1;
			uint32_t won[FAIR][FAIR + 1] = { 0 }, winners[FAIR];

			if (way != RING && hop > count)
				continue;
			for (uint32_t start = 1; start <= count; start++) {
				draw_all(way, count, start, hop, winners);
				for (uint32_t place = 0; place < count; place++)
					assert(won[place][winners[place]]++ == 0);
			}
		}
}

int
main(void)
{
	test_ring_vector();
	test_ring_on_paper();
	test_josephus();
	test_ring_is_fast();
	test_step_vectors();
	test_step_goes_on();
	test_step_on_paper();
	test_fair_if_the_start_is();
	return 0;
}
