/*
 * refusal.h - why a choice was refused
 *
 * Computed from the market and the result alone, for the family that asks.
 */
#ifndef REFUSAL_H
#define REFUSAL_H

#include "seats/market.h"

enum refusal {
	REFUSAL_NONE, /* the applicant got it, or one before it in the list */
	REFUSAL_FULL, /* the seats went to others */
	REFUSAL_BELOW_FLOOR,
	REFUSAL_NOT_ELIGIBLE,
	REFUSAL_LOCKED,      /* an earlier decision binds the applicant */
	REFUSAL_NOT_OFFERED, /* the round offers no seats there */
	REFUSAL_NOT_AGREED,  /* the applicant did not agree to it */
	REFUSAL_NO_CHOICE,   /* this choice was left empty */
	REFUSAL_CODES
};

/*
 * Why an applicant did not get a choice, counted from 0.  If a choice is closed by a
 * mark, that is the reason, whether there are seats or not.
 */
enum refusal refusal_of(const struct market *, const struct seat *seats,
    uint32_t applicant, uint32_t choice);

/*
 * Why an applicant who would have taken any seat (leftover.h) is unplaced: the reason
 * that comes first in the enum of those of all programs.
 */
enum refusal refusal_of_all(
    const struct market *, const struct seat *seats, uint32_t applicant);

/* The code as a word ("below-floor"); static.  REFUSAL_NONE has none: NULL. */
const char *refusal_word(enum refusal);

#endif
