/*
 * fellegi_sunter.h - how much evidence the levels of a pair are
 *
 * Fellegi and Sunter, "A theory for record linkage", 1969: a level has two
 * probabilities, m that a pair of one person is on it and u that a pair of two persons
 * is.  Its weight is log2(m / u).  The score of a pair is the sum of the weights of its
 * levels and of log2(p / (1 - p)), where p, the prior, is the share of pairs of one
 * person among all pairs.  So a score of 0 means as likely as not, and 10 means
 * 1,024 to 1.  A level that is COMPARISON_MISSING says nothing and weighs 0.
 *
 * Probabilities are whole numbers of MODEL_ONE; weights and scores are thousandths of a
 * bit (bits.h).
 *
 * Where frequency is set, the weight of level 0 is log2(m / f) for two equal values,
 * with f the share of the value among all values of the field: a rare name is stronger
 * evidence than a common one.
 */
#ifndef FELLEGI_SUNTER_H
#define FELLEGI_SUNTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/comparison.h"

#define MODEL_ONE UINT64_C(1000000000000)

enum { MODEL_MAX_COMPARISONS = 16, MODEL_MAX_LEVELS = COMPARISON_MAX_TESTS + 1 };

struct model {
	size_t comparisons;
	size_t levels[MODEL_MAX_COMPARISONS];
	uint64_t m[MODEL_MAX_COMPARISONS][MODEL_MAX_LEVELS];
	uint64_t u[MODEL_MAX_COMPARISONS][MODEL_MAX_LEVELS];
	uint64_t prior;

	/* What model_weigh() makes of them. */
	int32_t weights[MODEL_MAX_COMPARISONS][MODEL_MAX_LEVELS];
	/* The greatest weight of two values that differ; level 0 is for equal ones
	 * where its test is exact. */
	bool begins_exact[MODEL_MAX_COMPARISONS];
	int32_t best[MODEL_MAX_COMPARISONS];
	/* The comparisons, that first which can take most away from a pair. */
	size_t order[MODEL_MAX_COMPARISONS];
	int32_t prior_weight;
};

/* Compute the weights.  Probabilities of 0 count as the least that is above 0. */
void model_weigh(struct model *);

/* The weight of two equal values that are so many of so many. */
int32_t model_weight_of_value(
    const struct model *, size_t comparison, uint64_t times, uint64_t total);

/*
 * The levels of a pair as one number, four bits a comparison; model_level() takes one
 * out again.
 */
static inline uint64_t
model_put_level(uint64_t pattern, size_t comparison, unsigned level)
{
	return pattern | (uint64_t)level << (4 * comparison);
}

static inline unsigned
model_level(uint64_t pattern, size_t comparison)
{
	return (unsigned)(pattern >> (4 * comparison) & 15);
}

#endif
