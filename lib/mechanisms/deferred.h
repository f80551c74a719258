/*
 * deferred.h - programs rank differently, and nothing is final before the end
 *
 * Student-proposing deferred acceptance (Gale and Shapley, "College admissions and
 * the stability of marriage", 1962; for schools Abdulkadiroglu and Sonmez, "School
 * choice: a mechanism design approach", 2003).  All applicants propose to their first
 * choice; each program holds the best that it has seats for, and an applicant who is
 * rejected proposes to the next choice, until nobody is rejected.  The result is
 * stable: no program that an applicant wanted more has a free seat, or gave one to an
 * applicant with a worse priority.  Among all stable results it is the best one for
 * every applicant, and it never pays to hide a preference.  What a program with groups
 * holds is described in proposals.h.
 */
#ifndef DEFERRED_H
#define DEFERRED_H

#include "seats/market.h"

/*
 * Give the seats of a market; seats has room for one of each applicant.  Returns
 * MARKET_OK; or, with seats undefined, MARKET_NO_MEMORY, or MARKET_ORDER_TWICE
 * with *tie, but only where the market is not ranked.  Priorities of one program
 * must differ (contenders_find_tie()).
 *
 * If one order decides everywhere and groups pass no seats, this is serial.h, and
 * done there, many times faster.
 */
enum market_fault deferred_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

#endif
