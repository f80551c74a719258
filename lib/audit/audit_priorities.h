/*
 * audit_priorities.h - who goes first, computed for the audits
 *
 * Two applicants who want the same seat are compared by
 *
 *	the metres to the program, where seats left over go by distance;
 *	the step in which the choice becomes final: the score band if that counts, then
 *	the band of the choice;
 *	the priority at the program or in the group, if the market is ranked, or
 *	else the order.
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_PRIORITIES_H
#define AUDIT_PRIORITIES_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/audit_alike.h"
#include "audit/audit_report.h"
#include "seats/market.h"
#include "seats/mechanism.h"

/* What goes before a priority or an order. */
struct audit_precedence {
	bool nearest; /* the priorities of the market are metres */
	bool score_bands;
	const uint32_t *sizes; /* choices in each band; the last one repeats */
	uint32_t count;        /* of sizes; 0: choices are in no bands */
};

/* What goes before under a mechanism; nearest as above.  The bands are the rules'. */
struct audit_precedence audit_priorities_precedence(
    const struct mechanism_rules *, bool nearest);

/* What decides between two: the smaller step first, then the smaller priority. */
struct audit_key {
	uint64_t step, priority; /* the metres are a step, too */
};

/*
 * The key of a choice, counted from 0; priority is that of its wish or claim.  The
 * precedence may be NULL: nothing goes before.
 */
struct audit_key audit_priorities_key(const struct market *,
    const struct audit_precedence *, uint32_t applicant, uint32_t choice,
    uint32_t priority);

bool audit_priorities_before(struct audit_key one, struct audit_key other);

/* Whether choices become final in several steps. */
bool audit_priorities_steps(const struct audit_precedence *);

/*
 * Call found with BREACH_ORDER_TWICE for each applicant who has the same priority as an
 * earlier row, at a program without groups or in a group of a ranked market; where the
 * market has rankings, in one of these.  alike says where that is known at once, or is
 * NULL.  False if memory ran out; then the check is not whole.
 *
 * Time is linear in the choices and claims where the priorities at a program are close
 * together, else that of a sort; 8 bytes for each choice and claim, unless programs
 * that rank alike are enough (audit_alike.h).
 */
bool audit_priorities_twice(const struct market *, const struct audit_alike *alike,
    void (*found)(void *context, const struct breach *), void *context);

#endif
