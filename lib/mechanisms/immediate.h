/*
 * immediate.h - choice first: all first choices before any second one
 *
 * Chinese sequential filing, in the literature immediate acceptance or the Boston
 * mechanism (Abdulkadiroglu and Sonmez, "School choice: a mechanism design
 * approach", 2003).  In step c all applicants without a seat ask at their choice c, and
 * the best of them get the seats that are left, for good.  An applicant who lists a
 * wanted program second may lose it to one with a worse priority who lists it first; so
 * a family gains by a well-planned list, not by a true one.
 */
#ifndef IMMEDIATE_H
#define IMMEDIATE_H

#include "seats/market.h"

/* Give the seats of a market as deferred_allocate() does. */
enum market_fault immediate_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

#endif
