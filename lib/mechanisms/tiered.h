/*
 * tiered.h - score band first, then choice, then order
 *
 * Guangzhou's filing by gradient lines.  Lines cut the scores into bands, and the
 * bands get their seats one after the other: all applicants above the highest line,
 * down to the last choice of each, before any applicant below it.  Inside a band it is
 * immediate.h: all first choices before any second one.  So a score above the lowest
 * one that a program took does not mean that there was a seat: inside the last band the
 * number of the choice decides before the score does.
 */
#ifndef TIERED_H
#define TIERED_H

#include "seats/market.h"

/*
 * Give the seats of a market as deferred_allocate() does; the market must have the
 * band of each applicant.
 */
enum market_fault tiered_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

#endif
