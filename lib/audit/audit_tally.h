/*
 * audit_tally.h - who was the last one in, by what decides between two
 *
 * For the audits of priorities.  No code is shared with the mechanisms.
 */
#ifndef AUDIT_TALLY_H
#define AUDIT_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/audit_priorities.h"
#include "seats/market.h"

/* What the result says about the seats of a program without groups, or a group. */
struct audit_tally {
	uint64_t seats, filled;
	struct audit_key key; /* of the last one in it that is, by priority */
	uint32_t last;        /* who that is, or MARKET_NONE */
};

/* Count an applicant who has a seat. */
void audit_tally_add(struct audit_tally *, uint32_t applicant, struct audit_key);

/* Whether a seat was in reach: one is free, or the last one in comes after. */
bool audit_tally_reaches(const struct audit_tally *, struct audit_key);

/* The claim of an open choice at a program with groups to a group, or NULL. */
const struct claim *audit_tally_claim(
    const struct market *, uint64_t at, uint32_t group);

#endif
