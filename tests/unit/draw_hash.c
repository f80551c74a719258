#include "draw/draw_hash.h"

#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <string.h>

static struct span
text(const char *t)
{
	return span_of(t);
}

/* printf '%s\n%s' r A | openssl dgst -sha256 -hmac seed */
static void
test_value(void)
{
	struct draw_hash *h = draw_hash_new(text("seed"), text("r"));
	unsigned char value[DRAW_HASH_SIZE];
	char hex[2 * DRAW_HASH_SIZE + 1];

	assert(h != NULL);
	for (int again = 0; again < 2; again++) {
		draw_hash_value(h, text("A"), value);
		for (int i = 0; i < DRAW_HASH_SIZE; i++)
			snprintf(hex + 2 * i, 3, "%02x", value[i]);
		assert(strcmp(hex, "1276425187e33c794caa9994a665001e733e4d3801b128669c4"
				   "813366d4559e4") == 0);
	}
	draw_hash_free(h);
}

enum { MOST = 64 };

/* Draw "0", "1" ... but for the one left out, in this order; numbers by entrant. */
static void
draw(const char *seed, const uint32_t *order, uint32_t count, uint32_t left_out,
    uint32_t numbers[MOST], uint64_t values[MOST])
{
	struct draw_hash *h = draw_hash_new(text(seed), text("tie"));
	struct draw_list *l = draw_list_new(false);
	uint32_t by_lot[MOST], pair[2], place[MOST] = { 0 }, added = 0;
	uint64_t value_by_lot[MOST];
	char key[16];

	assert(h != NULL && l != NULL);
	for (uint32_t i = 0; i < count; i++) {
		if (order[i] == left_out)
			continue;
		snprintf(key, sizeof key, "%u", (unsigned)order[i]);
		assert(draw_list_add(l, text(key), (struct span){ 0 }, 0));
		place[order[i]] = added++;
	}
	assert(draw_list_close(l, pair) == DRAW_LIST_OK);
	assert(draw_hash_numbers(h, l, by_lot, value_by_lot));
	for (uint32_t i = 0; i < count; i++) {
		if (i == left_out)
			continue;
		numbers[i] = by_lot[draw_list_lot(l, place[i])];
		values[i] = value_by_lot[draw_list_lot(l, place[i])];
	}
	draw_list_free(l);
	draw_hash_free(h);
}

/* The order of the input is nothing to it, and nor is who else takes part. */
static void
test_nothing_else_matters(void)
{
	uint32_t forward[MOST], mixed[MOST];
	uint32_t numbers[MOST], other[MOST];
	uint64_t values[MOST], other_values[MOST];

	for (uint32_t i = 0; i < MOST; i++) {
		forward[i] = i;
		mixed[i] = (i * 37 + 11) % MOST;
	}
	draw("7 3 9", forward, MOST, MOST, numbers, values);
	draw("7 3 9", mixed, MOST, MOST, other, other_values);
	assert(memcmp(numbers, other, sizeof numbers) == 0);
	assert(memcmp(values, other_values, sizeof values) == 0);
	for (uint32_t gone = 0; gone < MOST; gone++) {
		draw("7 3 9", mixed, MOST, gone, other, other_values);
		for (uint32_t i = 0; i < MOST; i++) {
			if (i == gone)
				continue;
			assert(other_values[i] == values[i]);
			assert(other[i] == numbers[i] - (numbers[i] > numbers[gone]));
		}
	}
	for (uint32_t i = 0; i < MOST; i++)
		for (uint32_t j = 0; j < MOST; j++)
			assert((values[i] < values[j]) == (numbers[i] < numbers[j]));
}

/* The statistic of Pearson for counts that should all be equal. */
static double
chi_square(const unsigned *counts, size_t cells, double expected)
{
	double sum = 0;

	for (size_t i = 0; i < cells; i++)
		sum += ((double)counts[i] - expected) * ((double)counts[i] - expected) /
		       expected;
	return sum;
}

/*
 * Over many seeds, each entrant gets each number as often as any other, and four
 * entrants come in each of their 24 orders.  The bounds are exceeded by chance
 * once in a thousand times (99.9 % of chi-square with 9 and 23 degrees of
 * freedom); the seeds are fixed, so it does not happen.
 */
static void
test_uniform(void)
{
	enum { SEEDS = 6000, TEN = 10, FOUR = 4, ORDERS = 24 };
	static const uint32_t forward[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	unsigned places[TEN][TEN] = { 0 }, orders[ORDERS] = { 0 };
	uint32_t n[MOST];
	uint64_t values[MOST];
	char seed[24];

	for (int s = 0; s < SEEDS; s++) {
		size_t order = 0;

		snprintf(seed, sizeof seed, "seed %d", s);
		draw(seed, forward, TEN, MOST, n, values);
		for (uint32_t i = 0; i < TEN; i++)
			places[i][n[i] - 1]++;
		for (uint32_t i = 0; i < FOUR; i++) {
			size_t before = 0;

			for (uint32_t j = i + 1; j < FOUR; j++)
				before += n[j] < n[i];
			order = order * (FOUR - i) + before;
		}
		orders[order]++;
	}
	for (uint32_t i = 0; i < TEN; i++)
		assert(chi_square(places[i], TEN, (double)SEEDS / TEN) < 27.88);
	assert(chi_square(orders, ORDERS, (double)SEEDS / ORDERS) < 49.73);
}

int
main(void)
{
	test_value();
	test_nothing_else_matters();
	test_uniform();
	return 0;
}
