/*
 * published.h - what a published result says of an applicant
 */
#ifndef PUBLISHED_H
#define PUBLISHED_H

#include "seats/admission.h"
#include "seats/round.h"

/*
 * The seat that an admission names, of somebody who had none before the round.
 * Returns NULL, or the code of the breach that it is; then he has no seat.
 */
const char *published_seat(
    const struct round *, const struct admission *, struct seat *);

#endif
