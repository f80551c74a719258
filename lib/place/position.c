#include "place/position.h"

#include <math.h>
#include <string.h>

#include "record/decimal.h"

enum {
	DECIMALS = 9,      /* of POSITION_DEGREE */
	DECIMALS_READ = 15 /* the digits behind them cannot matter */
};

static const int64_t limit = 1000000 * POSITION_DEGREE;

static const int64_t powers_of_ten[] = { 1, 10, 100, 1000, 10000, 100000, 1000000,
	10000000, 100000000, 1000000000 };

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

/* What nearly all coordinates are: up to three digits, a point, up to nine more. */
static bool
parse_plain(const char *text, size_t len, int64_t *billionths)
{
	size_t i = 0, point;
	int64_t n = 0;

	for (; i < len && i < 3 && text[i] >= '0' && text[i] <= '9'; i++)
		n = n * 10 + (text[i] - '0');
	if (i == 0 || (i > 1 && text[0] == '0') || i + 1 >= len || text[i] != '.' ||
	    len - i - 1 > DECIMALS)
		return false;
	for (point = i++; i < len && text[i] >= '0' && text[i] <= '9'; i++)
		n = n * 10 + (text[i] - '0');
	*billionths = n * powers_of_ten[DECIMALS - (len - point - 1)];
	return i == len;
}

bool
position_parse(const char *text, size_t len, int64_t *billionths)
{
	struct decimal d;
	int64_t divisor, rest;

	if (parse_plain(text, len, billionths))
		return true;
	if (!decimal_parse(text, length_read(text, len), &d))
		return false;
	if (d.scale <= DECIMALS) {
		if (__builtin_mul_overflow(
			d.units, powers_of_ten[DECIMALS - d.scale], billionths))
			return false;
	} else {
		divisor = powers_of_ten[d.scale - DECIMALS];
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
