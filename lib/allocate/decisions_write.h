/*
 * decisions_write.h - the records of a round, each with what was decided
 */
#ifndef DECISIONS_WRITE_H
#define DECISIONS_WRITE_H

#include "allocate/bystanders.h"
#include "seats/market.h"
#include "seats/round.h"
#include "stream/stream.h"

/*
 * Write all records that were kept for a round, in the order of the input: an applicant
 * of its market with the admission by seats[applicant], a bystander as it is.  Who
 * keeps a seat keeps the admission, byte for byte; who has something better than the
 * seat of before says what is released.  Ends the program if there is no memory.
 */
void decisions_write(struct stream *, const struct round *, const struct market *,
    struct bystanders *, const struct seat *seats);

#endif
