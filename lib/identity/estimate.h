/*
 * estimate.h - the probabilities of a model, from the data alone
 *
 * Expectation and maximisation (Dempster, Laird and Rubin, 1977; for record linkage
 * Winkler, 1988) over all pairs of the records: those of the blocks, which hold
 * nearly all pairs of one person, and a sample of the others, each of which stands for
 * as many as there are.  Of the pairs of the blocks, too, a part may stand for all.  u
 * begins as the sample has it and m with agreement likely; a level that no pair is on
 * keeps a probability above 0.
 *
 * Only sums, products and quotients of doubles in a given order, which IEEE 754 defines
 * to the last bit: the result is the same on every machine.
 */
#ifndef ESTIMATE_H
#define ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/fellegi_sunter.h"
#include "identity/patterns.h"

/* How many records there are, and how many pairs each part of the patterns stands for.
 */
struct estimate_totals {
	uint64_t records;
	uint64_t pairs[PATTERN_PARTS];
};

/*
 * Estimate m, u and prior of a model whose comparisons and levels are set.  False if
 * there is no pair at all.
 */
bool estimate_model(struct model *, const struct pattern *, size_t count,
    const struct estimate_totals *);

#endif
