/*
 * serial.h - score first, parallel choices
 *
 * The mechanism of most Chinese admission by score: everybody stands in one
 * line, and each in turn takes the first of his choices that still has a seat.
 * In the literature it is serial dictatorship (Abdulkadiroglu and Sonmez 1998;
 * Svensson 1999).  Nobody gains by hiding what he wants, nobody who stands
 * further back gets a seat that somebody before him wanted more, and there is
 * exactly one result.
 */
#ifndef SERIAL_H
#define SERIAL_H

#include "seats/market.h"

/*
 * Give the seats of a market; seats has room for one of each applicant.  Returns
 * MARKET_OK; or, with seats undefined, MARKET_NO_MEMORY, or MARKET_ORDER_TWICE
 * with *tie set to the first applicant whose order somebody before him in the
 * arrays has too.
 *
 * Time is linear in the choices, plus a sort if the applicants do not come in
 * their order; what it allocates is 4 bytes a program and, for the sort, 4 to 36
 * bytes an applicant.
 */
enum market_fault serial_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

#endif
