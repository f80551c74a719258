/*
 * ttc.h - top trading cycles
 *
 * Priorities as property that may be traded (Shapley and Scarf, "On cores and
 * indivisibility", 1974, with an idea of Gale; for schools with several seats
 * Abdulkadiroglu and Sonmez, "School choice: a mechanism design approach", 2003).
 * Each applicant points at his first choice that has seats left, each program at
 * the best applicant that has none yet.  There is always a circle; everybody in it
 * gets what he points at, and leaves.  No other assignment is better for somebody
 * without being worse for somebody else, and nobody gains by hiding what he wants;
 * but an applicant may see somebody behind him get a seat that he wanted.
 *
 * A program ranks only those who chose it, so nobody can trade a priority at a
 * program that he did not list.  Programs with groups cannot take part.
 */
#ifndef TTC_H
#define TTC_H

#include "seats/market.h"

/*
 * Give the seats of a market as deferred_allocate() does.  If one order decides
 * everywhere this is serial.h.
 */
enum market_fault ttc_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

#endif
