/*
 * audit_best.h - whether a result could have been better for the applicants
 *
 * A result may keep all that is asked of it one by one, and still leave a circle in
 * which each could get a seat that he wants more.
 *
 * deferred.h promises the stable result that is best for all applicants.  A stable
 * result is that one unless there is a circle of programs (or groups), each of which
 * would next take the best of those who want it more than what they got, and this one
 * has a seat of the one after it: if all of them moved, the result would be stable too.
 * (Such a circle is a rotation, seen from the side of the programs: Gusfield and
 * Irving, "The stable marriage problem", 1989.)
 *
 * ttc.h promises that nobody could get more without somebody getting less.  If no seat
 * is free that somebody wants more, this is so unless some could trade their seats in a
 * circle (Shapley and Scarf, "On cores and indivisibility", 1974).
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_BEST_H
#define AUDIT_BEST_H

#include "audit/audit_priorities.h"

/*
 * Call found with BREACH_NOT_BEST for everybody in each circle of a ranked market's
 * stable result, that is, one in which audit_stable() found no breach.  Programs whose
 * groups pass seats are in no circle.  Returns false if memory ran out; then nothing
 * was checked.  Time is linear in the choices and claims; 32 bytes a program and group.
 */
bool audit_best_stable(const struct market *, const struct audit_precedence *,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context);

/*
 * Call found with BREACH_NOT_BEST for everybody in the first circle of a market
 * without groups, whose seats are all of choices that are open, with none free that
 * somebody wants more.  Returns false if memory ran out; then nothing was checked.
 * Time is linear in the choices; 40 bytes a program and 4 bytes an applicant.
 */
bool audit_best_traded(const struct market *, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context);

#endif
