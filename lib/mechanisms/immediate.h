/*
 * immediate.h - choice first: all first choices before any second one
 *
 * Chinese sequential filing, in the literature immediate acceptance or the Boston
 * mechanism (Abdulkadiroglu and Sonmez, "School choice: a mechanism design
 * approach", 2003).  In round c whoever has no seat asks at his choice c, and the
 * best of those who ask get the seats that are left, for good.  Whoever puts a
 * wanted program second may lose it to somebody behind him who puts it first; so a
 * family does better to think about its list than to tell what it wants.
 */
#ifndef IMMEDIATE_H
#define IMMEDIATE_H

#include "seats/market.h"

/* Give the seats of a market as deferred_allocate() does. */
enum market_fault immediate_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

#endif
