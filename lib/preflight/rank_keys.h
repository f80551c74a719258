/*
 * rank_keys.h - orders that may end in a tie
 *
 *	rank-may-tie  warning  the last key of an order may be the same for two
 *
 * admit-rank(1) refuses a tie when it meets one, which is late: the last key should be
 * one that no two share, an id, a draw, or the place in another order, or the entry
 * says by "shared" what a tie means.
 */
#ifndef RANK_KEYS_H
#define RANK_KEYS_H

#include <stdbool.h>

#include <jansson.h>

#include "preflight/preflight_findings.h"

/* Check the section "rank" of a policy, or NULL; id is the path of the id.  False if
 * there is no memory. */
bool rank_keys_check(
    const json_t *section, const char *id, struct preflight_findings *);

#endif
