/*
 * seat_change.h - what became of an applicant's seat between two results
 *
 * Whether another seat is a better one is for the applicant to say: by the place of the
 * two programs in a list of choices of the new record.  If no list names both, the
 * numbers of the choices are compared, where both seats are of one round and the lists
 * have not changed.
 */
#ifndef SEAT_CHANGE_H
#define SEAT_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "record/path.h"
#include "record/record.h"
#include "seats/admission.h"

enum seat_change {
	SEAT_SAME,      /* or no seat, before and after */
	SEAT_PLACED,    /* none before */
	SEAT_DISPLACED, /* none after */
	SEAT_IMPROVED,
	SEAT_WORSENED,
	SEAT_MOVED, /* nothing says which one is better */
};

/*
 * Compare the admissions of two records; choices are the paths of lists of choices.
 * *no_memory is set, and left alone otherwise, if the answer means nothing.
 */
enum seat_change seat_change_of(const struct admission *old,
    const struct admission *new, struct record *old_record, struct record *new_record,
    struct path *const *choices, size_t lists, bool *no_memory);

#endif
