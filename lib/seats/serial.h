/*
 * serial.h - score first, parallel choices
 *
 * The mechanism of most Chinese admission by score: everybody stands in one
 * line, and each in turn takes the first of his choices that still has a seat.
 * In the literature it is serial dictatorship (Abdulkadiroglu and Sonmez, "Random
 * serial dictatorship and the core from random endowments", 1998; Svensson,
 * "Strategy-proof allocation of indivisible goods", 1999).  Nobody gains by hiding
 * what he wants, nobody who stands further back gets a seat that somebody before
 * him wanted more, and there is exactly one result.
 *
 * Choices may be closed by a mark.  At a program with groups an applicant takes a
 * seat of the first group that he has a claim to and that has one left.  Seats
 * are not passed on between groups: in his turn nobody knows yet whether a group
 * will be filled (deferred.h does it).
 */
#ifndef SERIAL_H
#define SERIAL_H

#include "seats/market.h"

/*
 * Give the seats of a market that is not ranked; seats has room for one of each
 * applicant.  Returns MARKET_OK; or, with seats undefined, MARKET_NO_MEMORY, or
 * MARKET_ORDER_TWICE with *tie set to the first applicant whose order somebody
 * before him in the arrays has too.
 *
 * Time is linear in the choices, plus a sort if the applicants do not come in
 * their order; what it allocates is 4 bytes a program and group and, for the
 * sort, 4 to 36 bytes an applicant.
 */
enum market_fault serial_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

/*
 * One turn, for those who come in their order from a stream: the first of count
 * choices that has a seat left at its program, which it takes.
 */
static inline struct seat
serial_turn(const uint32_t *choices, uint32_t count, uint32_t *left)
{
	for (uint32_t c = 0; c < count; c++) {
		if (left[choices[c]] > 0) {
			left[choices[c]]--;
			return (struct seat){ choices[c], c, MARKET_NONE };
		}
	}
	return (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
}

#endif
