/*
 * published_fields.h - the fields of an admission that name no seat
 *
 * The allocator writes the fields of admit-allocate(1) and no others.  A field that it
 * would not have written is a breach: a list that is made from the result might read
 * it.
 */
#ifndef PUBLISHED_FIELDS_H
#define PUBLISHED_FIELDS_H

#include <stdbool.h>

#include "record/record.h"
#include "seats/admission.h"

/*
 * Check the fields of a record's admission, which admission_read() found clear, against
 * its status.  leftover: the round gives seats that are left, and no choice numbers.
 * Returns NULL, or the code of the breach, static:
 *
 *	unknown-field      a field that no admission has
 *	seat-of-unplaced   a program, group, choice or released seats of one
 *	                   who is unplaced
 *	refused-admitted   refusals of one who is admitted
 *	choice-not-given   a choice number where the round gives none
 */
const char *published_fields_check(
    struct record *, enum admission_status, bool leftover);

#endif
