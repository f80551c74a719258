/*
 * audit.h - checks a result where one order decides, without allocating
 *
 * For serial.h.  The audit never works out who should have got what.  It takes the
 * published result and checks what the rules promise: each seat is one that the
 * applicant asked for, no program gives more seats than it has, no seat stays free that
 * an applicant wanted more than what the applicant got, and no applicant got a seat
 * that an earlier one wanted more.  Only one result passes, so an allocation without a
 * breach is the right one: the first in the order must have the first choice, the
 * second the best of what is left, and so on.
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include "audit/audit_report.h"

/*
 * Compare a seat with the list of its applicant: returns the place of the program in
 * the list, or MARKET_NONE if it is not there.  *code becomes BREACH_NOT_CHOSEN,
 * BREACH_WRONG_CHOICE if the seat names another place, or BREACH_CODES if it names
 * this one.  The seat has a program, which may be out of range.
 */
uint32_t audit_choice(const struct market *, uint32_t applicant, const struct seat *,
    enum breach_code *code);

/*
 * Call found for each applicant whose order an earlier row has too, unless they are of
 * one bundle: the last part of audit_check(), for the other audits.  False if memory
 * ran out.
 */
bool audit_orders(const struct market *,
    void (*found)(void *context, const struct breach *), void *context);

/*
 * Check the seats of a market against its rules, and call found for each breach: first
 * those of the applicants' own seats, then of the programs, then what applicants wanted
 * more, then of the orders; applicants and programs in the order of the arrays. Nothing
 * in seats is trusted: programs and choices may be out of range.  Returns false if
 * memory ran out; then the check is not whole.
 *
 * Time is linear in the choices, plus a sort if orders are equal or far apart; 32 bytes
 * a program, and 1 bit to 16 bytes an applicant.
 */
bool audit_check(const struct market *, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context);

#endif
