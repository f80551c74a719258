/*
 * refusal.h - why a choice was not fulfilled
 *
 * Worked out from the market and the result alone, for the family that asks.
 */
#ifndef REFUSAL_H
#define REFUSAL_H

#include "seats/market.h"

enum refusal {
	REFUSAL_NONE, /* it is what he got, or stands after that in his list */
	REFUSAL_FULL, /* the seats that he could have had went to others */
	REFUSAL_BELOW_FLOOR,
	REFUSAL_NOT_ELIGIBLE,
	REFUSAL_LOCKED,      /* an earlier decision binds him */
	REFUSAL_NOT_OFFERED, /* the round offers no seats there */
	REFUSAL_NOT_AGREED,  /* he did not agree to take any seat that is left */
	REFUSAL_CODES
};

/*
 * Why an applicant did not get a choice of his, counted from 0.  A mark is the
 * reason before a lack of seats is.
 */
enum refusal refusal_of(const struct market *, const struct seat *seats,
    uint32_t applicant, uint32_t choice);

/*
 * Why an applicant who would have taken any (leftover.h) is unplaced: what stood
 * against the seat that he was nearest to having, REFUSAL_FULL before
 * REFUSAL_BELOW_FLOOR before the others.
 */
enum refusal refusal_of_all(
    const struct market *, const struct seat *seats, uint32_t applicant);

/* The code as a word ("below-floor"); static.  REFUSAL_NONE has none: NULL. */
const char *refusal_word(enum refusal);

#endif
