/*
 * audit.h - holds an allocation against the rules, without allocating
 *
 * For the mechanisms in which one order decides (serial.h).  It never works out
 * who should have got what.  It takes the published result and asks of it what
 * the rules promise: every seat is one that the applicant asked for, no program
 * gives more seats than it has, no seat stays free that somebody wanted more
 * than what he got, and nobody got a seat that somebody before him wanted more.
 * Only one result keeps all of this, so an allocation without a breach is the
 * right one: whoever is first in order must have his first choice, the second
 * the best of what that leaves, and so on.
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include "audit/audit_report.h"

/*
 * What a seat says of its applicant alone: the place of the program in his list,
 * MARKET_NONE if it is not there.  *code becomes BREACH_NOT_CHOSEN,
 * BREACH_WRONG_CHOICE if the seat names another place, or BREACH_CODES if it names
 * this one.  The seat has a program; it may be out of range.
 */
uint32_t audit_choice(const struct market *, uint32_t applicant, const struct seat *,
    enum breach_code *code);

/*
 * Call found for each whose order somebody before him has, unless they are of one
 * bundle: the last part of audit_check(), for where that does not fit.  False if
 * memory ran out.
 */
bool audit_orders(const struct market *,
    void (*found)(void *context, const struct breach *), void *context);

/*
 * Hold the seats of a market against its rules, and call found for each breach:
 * first those of the applicants' own seats, then of the programs, then what
 * applicants wanted more, then of the orders; applicants and programs in the
 * order of the arrays.  Nothing in seats is trusted: programs and choices may be
 * out of range.  Returns false if memory ran out; then the check is not whole.
 *
 * Time is linear in the choices (and a sort more if orders are doubled or far
 * apart); 32 bytes a program, and 1 bit to 16 bytes an applicant.
 */
bool audit_check(const struct market *, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context);

#endif
