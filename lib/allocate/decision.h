/*
 * decision.h - what a round decided about an applicant, as the value of its record
 */
#ifndef DECISION_H
#define DECISION_H

#include "allocate/refusal.h"
#include "record/writer.h"
#include "seats/market.h"
#include "seats/round.h"

/* All zero is ready, for one round. */
struct decision {
	struct writer value, refused;
	/* What a refusal says of each program but for its code, made once. */
	struct writer openings;
	size_t *opening; /* programs + 1 offsets; NULL: not made yet */
};

/*
 * The admission (admission.h) of an applicant of the round's market, borrowed until the
 * next call; at == NULL: no memory.  Of an unplaced applicant it says why each choice
 * was refused, which refusals of this round know; in a round of seats left over
 * (leftover.h), once for all programs.
 */
struct span decision_write(struct decision *, struct refusals *, const struct round *,
    const struct market *, const struct seat *seats, uint32_t applicant);
void decision_free(struct decision *);

#endif
