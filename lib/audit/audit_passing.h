/*
 * audit_passing.h - groups that pass on seats, where seats become final in steps
 *
 * Part of audit_stable.h.  A group that is not full in one step has passed its seats
 * on, and who got them keeps them: they are not there for those who have a claim to the
 * group in a later step.  So each step is checked with the seats that the steps before
 * it have left.  A group gives its own seats first, and then those of the first group
 * that passes seats to it and has one left.
 */
#ifndef AUDIT_PASSING_H
#define AUDIT_PASSING_H

#include "audit/audit.h"
#include "audit/audit_tally.h"

/* Whether a group of the program passes on seats. */
bool audit_passing_applies(const struct market *, uint32_t program);

/*
 * Check the seats of all programs to which it applies against the rules of groups, and
 * call found for each breach, program by program and step by step.  A seat that is
 * closed to its applicant is not counted.  Returns false if memory ran out; then
 * nothing was checked.
 *
 * Time is that of a sort of the choices at these programs; 32 bytes for each choice
 * and 56 bytes a group.
 */
bool audit_passing(const struct market *, const struct audit_precedence *,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context);

#endif
