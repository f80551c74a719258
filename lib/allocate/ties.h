/*
 * ties.h - two applicants with the same priority
 *
 * A program that ranks must be able to say which of two applicants goes first.
 */
#ifndef TIES_H
#define TIES_H

#include "seats/round.h"

/*
 * The first tie in a ranked market: returns the program, and sets the two applicants;
 * MARKET_NONE if there is none, or if the market is not ranked.  Ends the program if
 * memory runs out.
 */
uint32_t ties_find(const struct round *, const struct market *, struct market_tie *);

#endif
