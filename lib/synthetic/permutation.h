/*
 * permutation.h - a random order of very many items, without a list of them
 *
 * A shuffled list would hold the place of each item.  A permutation here is a function:
 * the place of one index is computed from the index, and no two are the same.  It is a
 * bijection of the next power of two (odd factors and shifts), which is repeated while
 * the result is out of range; on average less than twice.
 */
#ifndef PERMUTATION_H
#define PERMUTATION_H

#include <stdint.h>

#include "synthetic/random.h"

enum { PERMUTATION_ROUNDS = 3, PERMUTATION_BLOCKS = 12 };

struct permutation {
	uint64_t size, mask;
	unsigned shift;
	uint64_t factors[PERMUTATION_ROUNDS], addends[PERMUTATION_ROUNDS];
};

/* Of 0 to size - 1; size is 1 to 2^62. */
struct permutation permutation_new(struct random *, uint64_t size);
uint64_t permutation_at(const struct permutation *, uint64_t index);

/*
 * An order near another one: places are permuted inside of blocks of a tenth of the
 * whole, and again inside of blocks that overlap these.  No place moves by more than
 * 15 of 100.
 */
struct drift {
	uint64_t size, width;
	struct permutation blocks[2][PERMUTATION_BLOCKS];
};

void drift_new(struct drift *, struct random *, uint64_t size);
uint64_t drift_at(const struct drift *, uint64_t place);

#endif
