/*
 * audit_reasons.h - why each choice of a published result was refused
 *
 * The reasons as admit-allocate(1) defines them, worked out anew.  At each program that
 * could be closed, or that has groups, the seats and the refusals are put in the order
 * of their turns, and the seats that are left are counted down from turn to turn.
 *
 * No code is shared with the allocator.
 */
#ifndef AUDIT_REASONS_H
#define AUDIT_REASONS_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/round.h"

/* A reason; 0: nothing was published.  A round of leftover seats tells the first. */
enum audit_refusal {
	AUDIT_REFUSAL_NONE,
	AUDIT_REFUSAL_FULL,
	AUDIT_REFUSAL_TOO_FEW_SEATS,
	AUDIT_REFUSAL_CLOSED,
	AUDIT_REFUSAL_GROUP_CAPPED,
	AUDIT_REFUSAL_GROUP_FULL,
	AUDIT_REFUSAL_BELOW_FLOOR,
	AUDIT_REFUSAL_NOT_ELIGIBLE,
	AUDIT_REFUSAL_BUNDLE_NOT_ELIGIBLE,
	AUDIT_REFUSAL_LOCKED,
	AUDIT_REFUSAL_NOT_OFFERED,
	AUDIT_REFUSAL_NOT_AGREED,
	AUDIT_REFUSAL_NO_CHOICE,
	AUDIT_REFUSALS /* something was published, and it is no reason for the choice */
};

/*
 * Whether each choice has its reason by itself, audit_reason_alone(), since no seats
 * need be counted down: no program has groups, and no turn is of several.
 */
bool audit_reasons_are_alone(const struct round *, const struct market *);
enum audit_refusal audit_reason_alone(
    const struct round *, const struct market *, uint64_t at);

/*
 * Set the reason of each choice, at its offset in the market, as if its applicant were
 * without a seat.  Nothing in seats is trusted.  False if memory ran out.
 *
 * Time is linear in the choices, but for a sort of what is refused by programs with
 * groups and, where there are bundles or shared orders, by all; 32 bytes for each.
 */
bool audit_reasons(const struct round *, const struct market *,
    const struct seat *seats, uint8_t *reasons);

#endif
