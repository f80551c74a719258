/*
 * cel_number.h - arithmetic on the numbers of the rules language
 *
 * int, uint and double follow the specification: 64 bits, overflow is an error, no
 * mixing in arithmetic.
 *
 * A decimal is a number of a record or of the policy: units / 10^scale in 64 bits,
 * exact, with at most 18 places.
 *
 * - decimal and int make a decimal.  A score is 87 for one applicant and 87.5 for the
 *   next; both are decimals, so no rule depends on how a number happens to be written.
 * - decimal and double make a decimal if the double is held as digits, else a double.
 * - decimal and uint are compared only.
 * - a / b is exact, or an error: 1 / 3 has no last digit, so the rule must say how to
 *   round: math.divide(a, b, places).
 * - a % b is the remainder of the division that truncates, as for ints.
 * - More than 18 places or 64 bits is an error.
 *
 * A double is held as its digits wherever a decimal holds them: a literal (0.6), a
 * conversion, and the sum, difference, product or quotient of two such.  So 0.1 + 0.2
 * is 0.3, and total * 0.6 is exact.  Only what no decimal holds (a root, 1.0 / 3.0, an
 * infinity) is a number in binary.  A literal that no decimal holds is refused.
 *
 * All kinds are compared on one number line, exactly: 0.333 is not 1.0 / 3.0 rounded.
 * (Without the checker, a literal that fits no decimal compares as a double with every
 * number, as the public conformance suite wants it.)
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

/* The decimal of an int, a decimal or a double held as digits; false for others. */
bool cel_number_decimal(struct cel_value, struct decimal *);

/* The nearest double of any number. */
double cel_number_double(struct cel_value);

/*
 * The double of a text that strtod(3) reads, without white space: held as its digits if
 * they are a number of JSON that fits a decimal other than -0.
 */
struct cel_value cel_number_read(const char *text);

/* A literal: the same, but CEL_INEXACT if it fits no decimal. */
struct cel_value cel_number_literal(const char *digits);

/* A double that is held as digits, or as a real if the decimal has overflowed. */
struct cel_value cel_number_held(bool fits, struct decimal, double real);

/* Whether a double is held as digits, more than come back from a real. */
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
