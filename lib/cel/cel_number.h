/*
 * cel_number.h - arithmetic on the numbers of the rules language
 *
 * int, uint and double follow the specification: 64 bits, overflow is an error, no
 * mixing in arithmetic.
 *
 * A decimal is a number of a record or of the policy: units / 10^scale in 64 bits,
 * exact.  It mixes with other numbers as follows:
 *
 *	decimal, int       a decimal.  A score is 87 for one applicant and 87.5 for the
 *	                   next; both are decimals, so no rule depends on how a number
 *	                   happens to be written.
 *	decimal, double    A double literal (0.6) counts with the digits that are
 *written in the rule: total * 0.6 and total >= 612.5 are exact.  A literal that does
 *not fit a decimal is refused.  With a computed double the result is a double. decimal,
 *uint      comparison only. /                  exact, or an error: 1 / 3 has no last
 *digit, so the rule must say how to round: math.divide(a, b, places). % the remainder
 *of the division that truncates, as for ints. overflow           more than 18 places or
 *64 bits: an error.
 *
 * All kinds are compared on one number line, exactly: 0.1 of a record is smaller than
 * the double that is computed from "0.1".  A literal is the double nearest to it where
 * it meets a computed double, and its digits where it meets any other number.  (Without
 * the checker, a literal that fits no decimal compares as a double with every number,
 *as the public conformance suite wants it.)
 *
 * A decimal that is whole is an int wherever a function asks for one.
 */
#ifndef CEL_NUMBER_H
#define CEL_NUMBER_H

#include "cel/cel_value.h"

/* a and b are numbers.  CEL_UNORDERED if one is NaN. */
enum cel_order cel_number_compare(struct cel_value a, struct cel_value b);

/* The five operations on numbers; errors are values. */
struct cel_value cel_number_add(struct cel_value a, struct cel_value b);
struct cel_value cel_number_subtract(struct cel_value a, struct cel_value b);
struct cel_value cel_number_multiply(struct cel_value a, struct cel_value b);
struct cel_value cel_number_divide(struct cel_value a, struct cel_value b);
struct cel_value cel_number_remainder(struct cel_value a, struct cel_value b);
struct cel_value cel_number_negate(struct cel_value a);

/* The exact decimal of an int, a decimal or a typed double; false for others. */
bool cel_number_decimal(struct cel_value, struct decimal *);

/* The nearest double of any number. */
double cel_number_double(struct cel_value);

/*
 * The value of a double literal: CEL_TYPED if the digits make a decimal, a double if it
 * is exactly what is written, else CEL_ROUNDED.  digits is a number of JSON, NUL
 * behind.
 */
struct cel_value cel_number_typed(const char *digits);

/* Whether a double literal has more digits than come back from a double. */
bool cel_number_is_long(struct cel_value);

enum cel_rounding {
	CEL_ROUND_DOWN, /* to the next smaller */
	CEL_ROUND_UP,   /* to the next larger */
	CEL_ROUND_ZERO, /* towards zero */
	CEL_ROUND_HALF, /* to the nearest, halves away from zero */
};

/* A decimal with at most so many places. */
struct decimal cel_number_round(struct decimal, unsigned places, enum cel_rounding);

/* The quotient to so many places, halves away from zero, or an error. */
struct cel_value cel_number_quotient(
    struct decimal a, struct decimal b, unsigned places);

/* A double as the language writes it: the fewest digits that read back the same. */
enum { CEL_DOUBLE_TEXT = 40 };
size_t cel_number_format(double, char text[CEL_DOUBLE_TEXT]);

#endif
