#include "draw/draw_walk.h"

#include <stdlib.h>

/*
 * Counts over the numbers that are left (Fenwick 1994, "A New Data Structure for
 * Cumulative Frequency Tables"): tree[i] counts those in (i - lowest bit of i, i].
 */
static uint32_t *
full_ring(uint32_t count)
{
	uint32_t *tree = malloc(((size_t)count + 1) * sizeof *tree);

	if (tree != NULL)
		for (uint32_t i = 0; i <= count; i++)
			tree[i] = i & (0 - i);
	return tree;
}

/* Take the rank-th of the numbers that are left, counted from 1. */
static uint32_t
take(uint32_t *tree, uint32_t count, uint32_t rank)
{
	uint32_t at = 0, bit = 1;

	while (bit <= count / 2)
		bit *= 2;
	/* What is stepped over does not hold it; what is not, does, and loses it. */
	for (; bit > 0; bit /= 2) {
		uint64_t next = (uint64_t)at + bit;

		if (next > count)
			continue;
		if (tree[next] < rank) {
			at = (uint32_t)next;
			rank -= tree[next];
		} else
			tree[next]--;
	}
	return at + 1;
}

bool
draw_ring(
    uint32_t count, uint32_t plan, uint32_t start, uint32_t gap, uint32_t winners[])
{
	uint32_t *tree = full_ring(count), left = count, rank = start;

	if (tree == NULL)
		return false;
	for (uint32_t i = 0; i < plan; i++) {
		winners[i] = take(tree, count, rank);
		left--;
		/* rank - 1 of those that are left stand before the one taken. */
		if (left > 0)
			rank = (uint32_t)(((uint64_t)rank + gap - 2) % left) + 1;
	}
	free(tree);
	return true;
}

uint32_t
draw_step_length(uint32_t count, uint32_t plan)
{
	return count / plan + (count % plan != 0);
}

uint32_t
draw_step_reach(uint32_t count, uint32_t step)
{
	uint32_t a = count, b = step;

	while (b != 0) {
		uint32_t rest = a % b;

		a = b;
		b = rest;
	}
	return count / a;
}

static uint32_t
further(uint32_t at, uint32_t step, uint32_t count)
{
	return (uint32_t)(((uint64_t)at + step - 1) % count) + 1;
}

/* The winner from which it goes on, or 0 if that is none. */
static uint32_t
origin(const struct draw_step *d, const bool *won, const uint32_t winners[],
    uint32_t count)
{
	if (d->from == DRAW_FROM_FIRST)
		return winners[0];
	if (d->from == DRAW_FROM_LAST)
		return winners[count - 1];
	return d->from <= d->count && won[d->from] ? d->from : 0;
}

enum draw_step_fault
draw_step(const struct draw_step *d, uint32_t winners[])
{
	bool *won = calloc((size_t)d->count + 1, sizeof *won);
	enum draw_step_fault fault = DRAW_STEP_OK;
	uint32_t n = 0, at = d->start;

	if (won == NULL)
		return DRAW_STEP_NO_MEMORY;
	for (; n < d->plan && !won[at]; at = further(at, d->step, d->count)) {
		won[at] = true;
		winners[n++] = at;
	}
	if (n < d->plan) {
		at = origin(d, won, winners, n);
		if (at == 0)
			fault = DRAW_STEP_NO_WINNER;
	}
	while (n < d->plan && at != 0) {
		at = further(at, 1, d->count);
		if (!won[at]) {
			won[at] = true;
			winners[n++] = at;
		}
	}
	free(won);
	return fault;
}
