/*
 * released.h - the seats that an applicant had and gave on for a better one
 *
 * A round with holders (holders.h) may put its admission in the place of an earlier
 * one.  The new one names those before it, the oldest first, so that the list still
 * says what each round gave:
 *
 *	"released":[{"round":"one","program":"Y","group":"near","choice":2}]
 *
 * A seat has the members of an admission (admission.h), but no status; only the program
 * must be there.
 */
#ifndef RELEASED_H
#define RELEASED_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"
#include "record/writer.h"
#include "seats/admission.h"

/* All zero has none. */
struct released {
	struct admission *seats; /* admitted, each; the oldest first */
	size_t count, room;
};

enum released_state {
	RELEASED_READ,
	RELEASED_UNCLEAR, /* no list, or one of something else than seats */
	RELEASED_NO_MEMORY,
};

/* The path of what is unclear then. */
#define RELEASED_PATH ADMISSION_KEY ".released"

/*
 * Read what the admission of a record names, over what was there; the texts are
 * borrowed until the next record.  None, if it names none.
 */
enum released_state released_read(struct released *, struct record *);
void released_free(struct released *);

/*
 * Write the list of those that were released before, and behind them the admission that
 * is released now (NULL: none), as the value of the member.
 */
void released_write(struct writer *, const struct released *, const struct admission *);

#endif
