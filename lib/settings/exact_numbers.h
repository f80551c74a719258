/*
 * exact_numbers.h - numbers of a document that a double does not hold
 *
 * jansson keeps a number with a point or an exponent as a double.  The digits that are
 * written come back from it only if they are few, so a policy with more digits, or with
 * a number that no decimal holds, is refused instead of being another number.
 */
#ifndef EXACT_NUMBERS_H
#define EXACT_NUMBERS_H

#include <stddef.h>

/*
 * The first such number of a valid JSON text, or NULL.  A byte that is part of no
 * number, such as NUL or LF, stands behind the text.
 */
const char *exact_numbers_find(const char *text, size_t len);

#endif
