/*
 * rank_keys.h - orders that may end in a tie
 *
 *	rank-may-tie  warning  the last key of an order may be the same for two
 *
 * admit-rank(1) refuses a tie when it meets one, which is late: the last key should be
 * one that no two share, or the entry says by "shared" what a tie means.  Such keys are
 * the id; the number of a draw without bundles, which share one; and the order of a
 * rank that has no ties itself and counts in the same pools, or in none.
 */
#ifndef RANK_KEYS_H
#define RANK_KEYS_H

#include <stdbool.h>

#include <jansson.h>

#include "preflight/preflight_findings.h"

/* Check the sections "rank" and "draw" of a policy, each may be NULL; id is the path of
 * the id.  False if there is no memory. */
bool rank_keys_check(const json_t *rank, const json_t *draw, const char *id,
    struct preflight_findings *);

#endif
