/*
 * matching.h - compare the records of each block, and learn from them
 */
#ifndef MATCHING_H
#define MATCHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/dedup_records.h"
#include "identity/linkage.h"

/*
 * Set m, u and the prior of the model by estimate.h, from candidate pairs and about a
 * million others.  pairs is how many candidates there are, about: of more than four
 * million, those that share one block only, most of whom are of two persons, are
 * thinned to that.  Which pairs are taken does not depend on the order of the records:
 * it follows from a digest of what is compared, and the others are neighbours in its
 * order. one_to_one leaves out the pairs of one file.  MATCHING_NO_PAIRS if there is no
 * pair.
 */
enum matching_result {
	MATCHING_OK,
	MATCHING_NO_PAIRS,
	MATCHING_TOO_MANY,
	MATCHING_NO_MEMORY
};
enum matching_result matching_estimate(
    const struct dedup_records *, struct model *, bool one_to_one, uint64_t pairs);

/* Pairs that were found. */
struct matching_pairs {
	struct linkage_pair *items; /* the caller's to free */
	size_t count;
};

/*
 * Find the candidate pairs whose score is at least that.  MATCHING_TOO_MANY if they do
 * not fit into so many bytes, with what it takes to sort them.
 */
enum matching_result matching_find(const struct dedup_records *, int32_t least,
    bool one_to_one, size_t bytes, struct matching_pairs *);

#endif
