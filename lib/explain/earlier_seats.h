/*
 * earlier_seats.h - the seats that applicants had before a round
 *
 * A round with holders gives a seat to those who had one, and its result does not say
 * which that was.  So the list before the round is read first, and each record of the
 * result finds there what its applicant held.
 */
#ifndef EARLIER_SEATS_H
#define EARLIER_SEATS_H

#include <stdbool.h>
#include <stddef.h>

#include "record/path.h"
#include "seats/round.h"
#include "text/numbering.h"

/* All zero has none. */
struct earlier_seats {
	struct numbering *ids;
	struct holding *held; /* by the number of the id */
	size_t room;
};

/*
 * Add a record of the list before a round.  False with a fault, whose code is NULL if
 * memory ran out: it has no id or an unclear admission or decision, or the id of
 * another one.
 */
bool earlier_seats_add(struct earlier_seats *, struct round *, struct path *id,
    struct record *, struct entry_fault *);

/*
 * What the applicant of a record holds and may better; *held is NULL if that is
 * nothing. False with a fault: the applicant was not on the list, or has no id.
 */
bool earlier_seats_find(const struct earlier_seats *, struct path *id, struct record *,
    const struct holding **held, struct entry_fault *);

void earlier_seats_free(struct earlier_seats *);

#endif
