/*
 * serial.h - score first, parallel choices
 *
 * The mechanism of most Chinese admission by score: the applicants take their turns in
 * one order, and each gets the first choice that still has a seat.  In the literature
 * it is serial dictatorship (Abdulkadiroglu and Sonmez, "Random serial dictatorship and
 * the core from random endowments", 1998; Svensson, "Strategy-proof allocation of
 * indivisible goods", 1999).  It never pays to hide a preference, no applicant gets a
 * seat that an earlier one wanted more, and there is exactly one result.
 *
 * Choices may be closed by a mark.  At a program with groups an applicant takes a
 * seat of the first claimed group that has one left.  Seats are not passed on between
 * groups: at the time of a turn nobody knows yet whether a group will be filled
 * (deferred.h does it).
 */
#ifndef SERIAL_H
#define SERIAL_H

#include "seats/market.h"

/*
 * Give the seats of a market that is not ranked; seats has room for one of each
 * applicant.  Returns MARKET_OK; or, with seats undefined, MARKET_NO_MEMORY, or
 * MARKET_ORDER_TWICE with *tie set to the first applicant whose order an earlier one
 * in the arrays has too.
 *
 * Time is linear in the choices, plus a sort if the applicants do not come in
 * their order; what it allocates is 4 bytes a program and group and, for the
 * sort, 4 to 36 bytes an applicant.
 */
enum market_fault serial_allocate(
    const struct market *, struct seat *seats, struct market_tie *tie);

/* The seats that are left: of programs without groups, and of groups. */
struct serial_left {
	uint32_t *programs, *groups;
};

/*
 * All seats of a market that are free.  False if there is no memory; then too it has to
 * be freed.
 */
bool serial_left_count(const struct market *, struct serial_left *);
void serial_left_free(struct serial_left *);

/*
 * One turn, for those who come in their order from a stream (turns.h): the first
 * choice of an applicant of the market that has a seat left, which it takes.
 */
struct seat serial_serve(
    const struct market *, uint32_t applicant, struct serial_left *);

#endif
