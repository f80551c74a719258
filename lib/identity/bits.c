#include "identity/bits.h"

enum { FRACTION = 24 };

/*
 * log2 of a number, in 2^-24: the exponent, then a bit of the fraction for each time
 * that the mantissa, 1 to 2 in units of 2^-31, is squared.
 */
static int64_t
log2_of(uint64_t number)
{
	int64_t exponent = 63;
	uint64_t mantissa;
	int64_t result;

	while ((number & UINT64_C(1) << 63) == 0) {
		number <<= 1;
		exponent--;
	}
	mantissa = number >> 32;
	result = exponent << FRACTION;
	for (int bit = FRACTION - 1; bit >= 0; bit--) {
		mantissa = mantissa * mantissa >> 31;
		if (mantissa >> 32 != 0) {
			mantissa >>= 1;
			result += INT64_C(1) << bit;
		}
	}
	return result;
}

int32_t
bits_log2(uint64_t numerator, uint64_t denominator)
{
	int64_t difference = log2_of(numerator) - log2_of(denominator);
	int64_t size = difference < 0 ? -difference : difference;
	int64_t rounded =
	    (size * BITS_ONE + (INT64_C(1) << (FRACTION - 1))) >> FRACTION;

	return (int32_t)(difference < 0 ? -rounded : rounded);
}
