/*
 * shares.h - shares that are far from usual
 *
 * A school that refuses half of its applicants may be a good one; where others refuse a
 * tenth it is a mistake until somebody has looked.  A share is large from a percentage
 * on, and unusual if it is also more than twice the median of all shares, or three
 * quarters: where most schools do so, no median tells.
 */
#ifndef SHARES_H
#define SHARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The shares of all groups, in thousandths.  All zero has none. */
struct shares {
	uint64_t *all;
	size_t count, room;
};

/* Add the share of a group, count of so many, which are not 0; false if there is no
 * memory. */
bool shares_add(struct shares *, uint64_t count, uint64_t of);

/* The median, the lower one of two; 0 of no shares. */
uint64_t shares_median(struct shares *);

void shares_free(struct shares *);

/* Whether count of so many is a large share from percent on, and an unusual one. */
bool shares_is_unusual(uint64_t count, uint64_t of, uint64_t median, uint64_t percent);

#endif
