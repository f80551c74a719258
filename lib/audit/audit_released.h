/*
 * audit_released.h - whether an admission names the seats that were given on for it
 *
 * Who held a seat and has a better one now has an admission that names the seat, behind
 * those that it named (released.h).  No other admission of a round has such a list.
 */
#ifndef AUDIT_RELEASED_H
#define AUDIT_RELEASED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"
#include "record/writer.h"
#include "seats/released.h"

/* All zero: nobody held a seat. */
struct audit_released {
	struct writer texts; /* what each would have to name, one after the other */
	size_t (*of)[2];     /* of each number: its begin and end in the texts */
	size_t known, room;
	struct released seats; /* scratch */
	struct writer named;
};

void audit_released_free(struct audit_released *);

/*
 * The applicant of that number held the seat of a record of the list before the round,
 * with its admission.  False if memory ran out.
 */
bool audit_released_enter(struct audit_released *, uint32_t number, struct record *,
    const struct admission *);

/*
 * Whether the admission of a record of the result, which was given in the round, names
 * what it has to.  False if memory ran out.
 */
bool audit_released_check(
    struct audit_released *, uint32_t number, struct record *, bool *right);

#endif
