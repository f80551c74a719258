/*
 * leftover_rank.h - who goes first where seats left over go by distance
 *
 * Of two applicants the one who lives nearer goes first at a program, and of equally
 * near ones the one with the better order (leftover.h).
 */
#ifndef LEFTOVER_RANK_H
#define LEFTOVER_RANK_H

#include <stdbool.h>

#include "seats/market.h"

/*
 * Make priorities of metres: in wishes, or in claims where a program has groups.  Those
 * of a program become 0, 1, 2 ... by metres, then by order.  The market, whose
 * wishes and claims these are, becomes ranked.  False if there is no memory.
 */
bool leftover_rank(struct market *, struct wish *, struct claim *);

/*
 * Two applicants who have the same order, though both may get a seat at some program:
 * returns that program, or MARKET_NONE.  No memory is reported as MARKET_NO_MEMORY in
 * *fault.
 */
uint32_t leftover_find_tie(
    const struct market *, struct market_tie *, enum market_fault *fault);

#endif
