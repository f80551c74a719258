/*
 * audit_stable.h - checks a result against priorities, without allocating
 *
 * As audit.h, where programs rank differently, have groups, or may be closed to an
 * applicant.  It checks what stability promises: each seat is one that the applicant
 * asked for and may have, no program and no group gives more seats than it has, no seat
 * stays free that an applicant wanted more than what the applicant got, and no
 * applicant got a seat that one with a better priority wanted more.  With groups the
 * same is checked for each group: nobody who has a claim to it and a better priority
 * than one who is in it is without a seat, or in a later group.  So the groups were
 * filled in their order of precedence.
 *
 * All results of deferred.h pass, and so do those of immediate.h, tiered.h and
 * parallel.h if the steps in which choices become final go before the priorities. Where
 * each choice is a step, or one order decides, no other result passes.  Where programs
 * rank, others may: audit_best.h checks whether a stable result is the best one for the
 * applicants.  Results of ttc.h do not pass.
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_STABLE_H
#define AUDIT_STABLE_H

#include "audit/audit.h"
#include "audit/audit_tally.h"

/*
 * Check the seats of a market against its rules, and call found for each breach: first
 * those of the applicants' own seats, then of the programs and groups, then what
 * applicants wanted more, one for each choice, and then programs whose groups pass on
 * seats, step by step (audit_passing.h).  precedence may be NULL: nothing goes before
 * the priorities, and nothing is final before the end.  Nothing in seats is trusted.
 * Equal orders and priorities are not looked for (audit.h, audit_priorities.h). Returns
 * false if memory ran out; then the check is not whole.
 *
 * Time is linear in the choices and claims; 40 bytes a program and group.
 */
bool audit_stable(const struct market *, const struct audit_precedence *precedence,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context);

#endif
