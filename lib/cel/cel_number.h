/*
 * cel_number.h - arithmetic on the numbers of the rules language
 *
 * int, uint and double follow the specification: 64 bits, overflow is an error,
 * no mixing in arithmetic.  They compare across types; an int or a uint is made a
 * double for a double, as the conformance cases want it, so that beyond 2^53 the
 * comparison is no finer than the double.
 *
 * A decimal is a number of a record or of the policy: units / 10^scale in 64 bits,
 * exact.  The rules of its mixing, and why:
 *
 *	decimal, int       a decimal.  A score is 87 for one child and 87.5 for the
 *	                   next; both are decimals, so that no rule depends on how a
 *	                   number happens to be typed.
 *	decimal, double    A double that stands in the text of the rule (0.6) is taken
 *	                   for the digits that stand there: total * 0.6 and total >=
 *	                   612.5 are exact.  With a double that was computed the
 *	                   result is a double, and comparison is made in double.
 *	decimal, uint      comparison only.
 *	/                  exact, or an error: 1 / 3 has no last digit, and how to
 *	                   round is for the rule to say: math.divide(a, b, places).
 *	%                  the remainder of the division that truncates, as for ints.
 *	overflow           more than 18 places or 64 bits: an error.
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

/* Tie a double literal to its digits, if they are few enough to be had back. */
struct cel_value cel_number_typed(double, const char *digits, size_t len);

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
