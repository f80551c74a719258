/*
 * round_run.h - the seats of a round
 */
#ifndef ROUND_RUN_H
#define ROUND_RUN_H

#include "seats/round.h"

/*
 * Give the seats of the market of a round (round_market.h) by its mechanism; seats has
 * room for one of each applicant.  A leftover market by distance becomes ranked.
 * Returns MARKET_OK; or, with seats undefined, MARKET_NO_MEMORY, or MARKET_ORDER_TWICE
 * with *tie set to two applicants of whom none goes first: they have the same order,
 * or the same priority at a program that ranks.
 */
enum market_fault round_run(
    const struct round *, struct market *, struct seat *seats, struct market_tie *tie);

#endif
