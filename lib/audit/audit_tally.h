/*
 * audit_tally.h - who was the last one in, by what decides between two
 *
 * For the audits of priorities.  No code is shared with the mechanisms.
 */
#ifndef AUDIT_TALLY_H
#define AUDIT_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"

/* What goes before a priority: the score band if that counts, then the choice band. */
struct audit_steps {
	bool score_bands;
	const uint32_t *sizes; /* choices in each band; the last one repeats */
	uint32_t count;        /* of sizes; 0: choices are in no bands */
};

/* What decides between two: the smaller step first, then the smaller priority. */
struct audit_key {
	uint64_t step, priority;
};

/* What the result says about the seats of a program without groups, or a group. */
struct audit_tally {
	uint64_t seats, filled;
	struct audit_key key; /* of the last one in it that is, by priority */
	uint32_t last;        /* who that is, or MARKET_NONE */
};

/*
 * The key of a choice; priority is that of its wish or claim, which counts if the
 * market is ranked.  steps may be NULL.
 */
struct audit_key audit_tally_key(const struct market *, const struct audit_steps *,
    uint32_t applicant, uint32_t choice, uint32_t priority);

/* Count somebody who has a seat. */
void audit_tally_add(struct audit_tally *, uint32_t applicant, struct audit_key);

/* Whether a seat was in reach: one is free, or the last one in comes after. */
bool audit_tally_reaches(const struct audit_tally *, struct audit_key);

/* The claim of an open choice at a program with groups to a group, or NULL. */
const struct claim *audit_tally_claim(
    const struct market *, uint64_t at, uint32_t group);

#endif
