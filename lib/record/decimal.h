/*
 * decimal.h - exact decimal numbers
 *
 * A score is read from its digits as a scaled integer and never passes through
 * binary floating point, so equal scores are equal and 0.1 + 0.2 is 0.3.
 */
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DECIMAL_MAX_SCALE = 18,
	DECIMAL_TEXT_SIZE = 24 /* room for any decimal as text, with its NUL */
};

/* units / 10^scale, in its shortest form: no zero at the end of the fraction. */
struct decimal {
	int64_t units;
	uint8_t scale; /* 0 to DECIMAL_MAX_SCALE */
};

/*
 * Read a JSON number, exponent included.  False if the text is not one (grammar
 * of RFC 8259) or does not fit: more than 18 places behind the point that are
 * not zero, or units outside of 64 bits.
 */
bool decimal_parse(const char *text, size_t len, struct decimal *);

/*
 * The decimal with the fewest digits that reads back as the double: the digits that
 * were written, if there were at most 15.  False if no decimal fits.
 */
bool decimal_from_double(double, struct decimal *);

/* Below zero, zero or above zero as a is smaller than, equal to or greater than b. */
int decimal_compare(struct decimal a, struct decimal b);

/* Exact sum, difference and product.  False if the result does not fit. */
bool decimal_add(struct decimal a, struct decimal b, struct decimal *sum);
bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *difference);
bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *product);

/* Write as a JSON number without an exponent, NUL at the end; returns the length. */
size_t decimal_format(struct decimal, char text[DECIMAL_TEXT_SIZE]);

#endif
