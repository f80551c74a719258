/*
 * audit_best.h - whether a result could have been better for the applicants
 *
 * A result may pass all checks one by one, and still leave a circle of applicants each
 * of whom wants the seat of the next one more.
 *
 * deferred.h promises the stable result that is best for all applicants.  A stable
 * result is that one unless there is a circle of programs (or groups) of this kind:
 * each would next take the best of those who want it more than what they got, and this
 * applicant has a seat of the next program in the circle.  If all of them moved, the
 * result would be stable too.  (Such a circle is a rotation, seen from the side of the
 * programs: Gusfield and Irving, "The stable marriage problem", 1989.)
 *
 * ttc.h promises that no applicant could get more without another getting less.  If no
 * seat is free that an applicant wants more, this is so unless some could exchange
 * their seats in a circle (Shapley and Scarf, "On cores and indivisibility", 1974).
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_BEST_H
#define AUDIT_BEST_H

#include "audit/audit_priorities.h"

/*
 * Call found with BREACH_NOT_BEST for each applicant in each circle of a stable result,
 * that is, one in which audit_stable() found no breach with the same precedence.
 * Programs whose groups pass on seats are in no circle.  Returns false if memory ran
 * out; then nothing was checked.  Time is linear in the choices and claims; 32 bytes a
 * program and group.
 */
bool audit_best_stable(const struct market *, const struct audit_precedence *,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context);

/*
 * Call found with BREACH_NOT_BEST for each applicant in the first circle of a market
 * without groups, whose seats are all of choices that are open, and in which no seat is
 * free that an applicant wants more.  Returns false if memory ran out; then nothing was
 * checked. Time is linear in the choices; 40 bytes a program and 4 bytes an applicant.
 */
bool audit_best_traded(const struct market *, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context);

#endif
