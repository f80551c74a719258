/*
 * ttc.h - top trading cycles
 *
 * Priorities as property that may be traded (Shapley and Scarf, "On cores and
 * indivisibility", 1974, with an idea of Gale; for schools with several seats
 * Abdulkadiroglu and Sonmez, "School choice: a mechanism design approach", 2003).
 * Each applicant points at the first choice that has seats left, each program at the
 * best applicant that has no seat yet.  There is always a circle; all applicants in it
 * get what they point at, and leave.  No other assignment is better for one applicant
 * without being worse for another, and it never pays to hide a preference; but a seat
 * that an applicant wanted may go to one with a worse priority.
 *
 * A program points at the best of all who remain, whether they listed it or not
 * (rankings.h): all whom a program ranks may trade that priority away, and a list that
 * leaves a program out gains nothing (Haeringer and Klijn, "Constrained School
 * Choice", 2009, section 3.3).  Programs with groups cannot take part.
 */
#ifndef TTC_H
#define TTC_H

#include "seats/market.h"

/*
 * Give the seats of a market as deferred_allocate() does.  If one order decides
 * everywhere this is serial.h.  A market that is ranked has rankings, which are sorted;
 * two who are equal in one of them are MARKET_ORDER_TWICE.
 *
 * Time is linear in the rankings; 8 bytes for each in the longest one, and 14 for each
 * applicant.
 */
enum market_fault ttc_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

#endif
