/*
 * decision.h - what a round decided about an applicant, as the value of its record
 */
#ifndef DECISION_H
#define DECISION_H

#include "allocate/refusal.h"
#include "record/writer.h"
#include "seats/market.h"
#include "seats/released.h"
#include "seats/round.h"

/* All zero is ready, for one round. */
struct decision {
	struct writer value, refused;
	/* What a refusal says of each program but for its code, made once. */
	struct writer openings;
	size_t *opening; /* programs + 1 offsets; NULL: not made yet */
	/* What the next one releases; no text: nothing. */
	struct writer released;
	struct released earlier;
	struct record before;
};

/*
 * The next decision is about the record of that line, which was admitted before the
 * round and has something better now: its admission will name the seats that it
 * releases (released.h).  False if there is no memory; the line has a clear admission.
 */
bool decision_release(struct decision *, struct span line);

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
