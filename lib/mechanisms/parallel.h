/*
 * parallel.h - choices in bands, final after each band
 *
 * The Chinese parallel mechanisms (Chen and Kesten, "Chinese college admissions and
 * school choice reforms: a theoretical analysis", 2017).  A list is cut into bands
 * of choices.  Inside a band seats are given as in deferred.h; after it they are
 * final, and applicants without a seat go on with their next band and the seats that
 * are left.  Bands of one choice are immediate.h, one band for all choices is
 * deferred.h; in between, the larger the bands, the less an applicant gains by hiding
 * a preference.
 */
#ifndef PARALLEL_H
#define PARALLEL_H

#include "seats/market.h"

/*
 * Give the seats of a market as deferred_allocate() does.  sizes are the numbers of
 * choices in each of count bands, at least one of each; the last number holds for all
 * later bands too.
 */
enum market_fault parallel_allocate(const struct market *, const uint32_t *sizes,
    uint32_t count, struct seat *seats, struct market_tie *tie);

#endif
