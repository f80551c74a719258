/*
 * number.h - JSON numbers of any size, compared exactly
 *
 * A bound or a constant is compared by the digits as they are typed, whether or
 * not they fit struct decimal: 1e400 is larger than 1e399, and 0.1 is 0.10.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "record/decimal.h"
#include "record/record.h"

/* A number and what it is worth, if that fits; the text is borrowed. */
struct number {
	struct span text;
	struct decimal value;
	bool fits;
};

/* Take up a number, whose text must follow the grammar of RFC 8259. */
struct number number_of(struct span text);

/*
 * Below zero, zero or above zero as a is smaller than, equal to or greater than b.
 * Exponents beyond 10^17 count as 10^17.
 */
int number_compare(const struct number *a, const struct number *b);

/* Whether it has no fraction: 5, 5.0 and 50e-1 have none. */
bool number_is_whole(const struct number *);

/* Whether it is a whole multiple of divisor, which must fit and be above zero. */
bool number_is_multiple(const struct number *, struct decimal divisor);

/* The same for equal numbers, however they are written. */
uint64_t number_hash(const struct number *);

#endif
