#include "place/position.h"

#include <math.h>
#include <string.h>

#include "record/decimal.h"

enum {
	DECIMALS = 9,      /* of POSITION_DEGREE */
	DECIMALS_READ = 15 /* the digits behind them cannot matter */
};

static const int64_t limit = 1000000 * POSITION_DEGREE;

static int64_t
power_of_ten(unsigned n)
{
	int64_t power = 1;

	while (n-- > 0)
		power *= 10;
	return power;
}

/*
 * How much of the text to read: programs print more decimals than a decimal can
 * hold.  Only a plain fraction is cut, not one with an exponent behind it.
 */
static size_t
length_read(const char *text, size_t len)
{
	const char *point = memchr(text, '.', len);
	size_t whole;

	if (point == NULL)
		return len;
	whole = (size_t)(point - text) + 1;
	if (len - whole <= DECIMALS_READ)
		return len;
	for (size_t i = whole + DECIMALS_READ; i < len; i++)
		if (text[i] < '0' || text[i] > '9')
			return len;
	return whole + DECIMALS_READ;
}

bool
position_parse(const char *text, size_t len, int64_t *billionths)
{
	struct decimal d;
	int64_t divisor, rest;

	if (!decimal_parse(text, length_read(text, len), &d))
		return false;
	if (d.scale <= DECIMALS) {
		if (__builtin_mul_overflow(
			d.units, power_of_ten(DECIMALS - d.scale), billionths))
			return false;
	} else {
		divisor = power_of_ten(d.scale - DECIMALS);
		*billionths = d.units / divisor;
		rest = d.units % divisor;
		if (rest >= divisor / 2)
			++*billionths;
		else if (rest <= -(divisor / 2))
			--*billionths;
	}
	return *billionths >= -limit && *billionths <= limit;
}

int64_t
position_from_degrees(double degrees)
{
	return llround(degrees * (double)POSITION_DEGREE);
}

struct degrees
position_degrees(struct position p)
{
	return (struct degrees){ (double)p.lon / (double)POSITION_DEGREE,
		(double)p.lat / (double)POSITION_DEGREE };
}

bool
position_on_globe(struct position p)
{
	return p.lon >= -180 * POSITION_DEGREE && p.lon <= 180 * POSITION_DEGREE &&
	       p.lat >= -90 * POSITION_DEGREE && p.lat <= 90 * POSITION_DEGREE;
}
