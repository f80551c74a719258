/*
 * personal_number.h - numbers in the bytes of a file that belong to a person
 *
 * By pattern, without knowing anybody.  A "resident-id" is an 18-digit number of
 * GB 11643 with a known province, a date of the calendar and the right check character,
 * X or x; no digit stands beside it.  A "mobile" has 11 digits, of which the first two
 * are 13 to 19; no digit and no ASCII letter stands beside it.
 *
 * The neighbours are looked at since digests and long numbers hold such digits by
 * chance.
 */
#ifndef PERSONAL_NUMBER_H
#define PERSONAL_NUMBER_H

#include <stddef.h>

#include "record/span.h"

/*
 * The first place at or behind from at which such a number stands; SIZE_MAX if none
 * does.  *kind is its name above, static.
 */
size_t personal_number_find(struct span bytes, size_t from, const char **kind);

#endif
