/*
 * audit_turns.h - holds an allocation against the rules where a turn is shared
 *
 * As audit.h, where one order decides and several may have the same: those of a
 * shared place (shared.h), or a bundle (bundles.h).  What a program had left when
 * their turn came is not worked out by giving seats.  It follows from the published
 * result: its seats, less those taken before the round and by all who come before
 * them.  To want a program more than what one got is to be refused there.  The
 * result then promises, besides that a seat is one that was asked for and is open:
 *
 * SHARED_ALL, BUNDLES_EXPAND: a program may be over its plan, but only by those who
 * share the order of the last one in, of whom at least one has a seat of the plan.
 * Nobody is refused where a seat was left when his turn came; so he comes after the
 * last one in, and no seat is free.
 *
 * SHARED_NONE, BUNDLES_REFUSE: no program is over its plan.  Whoever is refused
 * comes after the last one in.  If a seat stayed free nevertheless, then the first
 * ones who were refused have closed the program: they share an order, and more of
 * them than it had seats asked for it, each of whom is refused in all that he wanted
 * more for such a reason too.  (Programs that one class closes for each other's
 * sake, so to say, had no reason to.)
 *
 * BUNDLES_SKIP: no program is over its plan.  Where a bundle is refused, the seats
 * that are free and those that were given to people after it are together fewer
 * than it has members.
 *
 * Bundles: all members have the same program.  What is closed to one of them is
 * closed to all, and who has the same order is of one bundle.
 *
 * Only one result keeps all of this, by induction over the orders: what those who
 * come before have got says what was left, and that what their turn must bring.
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_TURNS_H
#define AUDIT_TURNS_H

#include "audit/audit.h"
#include "seats/mechanism.h"

/*
 * Hold the seats of a market against its rules, and call found for each breach:
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
