/*
 * rank_repeats.h - keys and orders of a policy that are there twice
 *
 *	rank-key-twice  warning  a key of an order is an earlier one of it, or its pool
 *	rank-twice      warning  an order is the same as an earlier one
 *
 * A key decides between those who are equal in all keys before it.  The same key once
 * more, in whatever direction, decides nothing, and the one that was meant is missing.
 * An order that was copied has the keys of another one until somebody changes them.
 */
#ifndef RANK_REPEATS_H
#define RANK_REPEATS_H

#include <stdbool.h>

#include <jansson.h>

#include "preflight/preflight_findings.h"

/* Check the section "rank" of a policy, which may be NULL.  False if there is no
 * memory.
 */
bool rank_repeats_check(const json_t *rank, struct preflight_findings *);

#endif
