/*
 * audit_turns.h - checks a result where several applicants share a turn
 *
 * As audit.h, where one order decides and several may have the same: those of a shared
 * place (shared.h), or a bundle (bundles.h).  What a program had left in their turn
 * follows from the published result: its seats, less those taken before the round and
 * by all who come before them.  To want a program more than what one got is to be
 * refused there.  Each seat must be one that the applicant asked for and that is open,
 * and:
 *
 * SHARED_ALL, BUNDLES_EXPAND: a program may be over its capacity, but only by those who
 * share the order of the last one in, of whom at least one has a seat within the
 * capacity.  Nobody is refused where a seat was left in the turn: who is refused comes
 * after the last one in, and no seat is free.
 *
 * SHARED_NONE, BUNDLES_REFUSE: no program is over its capacity.  Who is refused comes
 * after the last one in.  If a seat stayed free nevertheless, then the first ones who
 * were refused have closed the program: they share an order, and more of them than it
 * had seats asked for it, each of whom is refused for such a reason in all that this
 * applicant wanted more.  (Programs that one class closes only for each other's sake
 * had no reason.)
 *
 * BUNDLES_SKIP: no program is over its capacity.  Where a bundle is refused, the seats
 * that are free and those that later applicants got are together fewer than it has
 * members.
 *
 * Bundles: all members have the same program.  What is closed to one of them is closed
 * to all, and who has the same order is of one bundle.
 *
 * Only one result passes, by induction over the orders: what earlier applicants got
 * says what was left, and that says what a turn must bring.
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_TURNS_H
#define AUDIT_TURNS_H

#include "audit/audit.h"
#include "seats/mechanism.h"

/*
 * Check the seats of a market against its rules, and call found for each breach:
 * first those of the applicants' own seats and of bundles, then of the programs,
 * then what applicants wanted more, one for each choice, then of the orders.
 * Nothing in seats is trusted.  The market is neither ranked nor has groups, and
 * its bundles are such as mechanism_check_bundles() accepts.  Returns false if memory
 * ran out; then the check is not whole.
 *
 * Time is linear in the choices, but for a sort of the bundles' orders, of those who
 * closed programs, and under BUNDLES_SKIP of each program's seats; 56 bytes a
 * program, and at most 16 bytes an applicant and 1 byte a choice.
 */
bool audit_turns_shared(const struct market *, enum shared_rule,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context);
bool audit_turns_bundles(const struct market *, enum bundles_rule,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context);

#endif
