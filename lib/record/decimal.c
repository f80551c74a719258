#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/decimal.h"

__extension__ typedef __int128 wide;

static const int64_t ten_to[DECIMAL_MAX_SCALE + 1] = { 1, 10, 100, 1000, 10000, 100000,
	1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000,
	1000000000000, 10000000000000, 100000000000000, 1000000000000000,
	10000000000000000, 100000000000000000, 1000000000000000000 };

enum { DOUBLE_TEXT_SIZE = 32 }; /* "-1.2345678901234567e-308" */

/* The digits of a number as they are read: digits * 10^power. */
struct digits {
	uint64_t digits;
	long zeros; /* read, but not multiplied in yet: they may be the last ones */
	long power;
	bool overflow;
};

static void
add_digit(struct digits *d, unsigned digit)
{
	if (digit == 0) {
		d->zeros += d->digits != 0;
		return;
	}
	for (; d->zeros >= 0; d->zeros--)
		d->overflow |= __builtin_mul_overflow(d->digits, 10u, &d->digits);
	d->overflow |= __builtin_add_overflow(d->digits, digit, &d->digits);
	d->zeros = 0;
}

static bool
is_digit(const char *at, const char *end)
{
	return at < end && *at >= '0' && *at <= '9';
}

static const char *
read_digits(struct digits *d, const char *at, const char *end)
{
	while (is_digit(at, end) && !d->overflow)
		add_digit(d, (unsigned)(*at++ - '0'));
	return at;
}

/* "e", a sign and digits; far too large an exponent stays far too large. */
static const char *
read_exponent(struct digits *d, const char *at, const char *end)
{
	bool negative = false;
	long exponent = 0;

	at++;
	if (at < end && (*at == '+' || *at == '-'))
		negative = *at++ == '-';
	if (!is_digit(at, end))
		return NULL;
	for (; is_digit(at, end); at++)
		if (exponent < 1000000000)
			exponent = exponent * 10 + (*at - '0');
	d->power += negative ? -exponent : exponent;
	return at;
}

static bool
settle(struct digits *d, bool negative, struct decimal *out)
{
	uint64_t limit = (uint64_t)INT64_MAX + negative;
	long power = d->power + d->zeros;

	*out = (struct decimal){ 0 };
	if (d->digits == 0)
		return true;
	if (power < -DECIMAL_MAX_SCALE || power > DECIMAL_MAX_SCALE)
		return false;
	if (power > 0 &&
	    __builtin_mul_overflow(d->digits, (uint64_t)ten_to[power], &d->digits))
		return false;
	if (d->digits > limit)
		return false;
	out->units = negative ? (int64_t)(0 - d->digits) : (int64_t)d->digits;
	out->scale = power < 0 ? (uint8_t)-power : 0;
	return true;
}

/*
 * The short way, for what scores look like: at most 18 digits and no exponent.
 * False if the text is anything else, a number or not.
 */
static bool
parse_short(const char *text, size_t len, struct decimal *out)
{
	const char *end = text + len, *point = NULL;
	bool negative = len > 0 && *text == '-';
	const char *first = text + negative, *at;
	int64_t units = 0;
	uint8_t scale = 0;

	if (end - first < 1 || end - first > DECIMAL_MAX_SCALE ||
	    (*first == '0' && is_digit(first + 1, end)))
		return false;
	for (at = first; at < end; at++)
		if (*at >= '0' && *at <= '9')
			units = units * 10 + (*at - '0');
		else if (*at == '.' && point == NULL && at > first)
			point = at;
		else
			return false;
	if (point == end - 1)
		return false;
	if (point != NULL)
		for (scale = (uint8_t)(end - 1 - point); scale > 0 && units % 10 == 0;
		     scale--)
			units /= 10;
	*out = (struct decimal){ .units = negative ? -units : units, .scale = scale };
	return true;
}

bool
decimal_parse(const char *text, size_t len, struct decimal *out)
{
	const char *at = text, *end = text + len, *point;
	struct digits d = { 0 };
	bool negative = at < end && *at == '-';

	if (parse_short(text, len, out))
		return true;
	at += negative;
	if (!is_digit(at, end) || (*at == '0' && is_digit(at + 1, end)))
		return false;
	at = read_digits(&d, at, end);
	if (at < end && *at == '.') {
		point = ++at;
		at = read_digits(&d, at, end);
		if (at == point)
			return false;
		d.power -= at - point;
	}
	if (at < end && (*at == 'e' || *at == 'E'))
		at = read_exponent(&d, at, end);
	return at == end && !d.overflow && settle(&d, negative, out);
}

/* 17 digits bring back every double. */
bool
decimal_from_double(double real, struct decimal *out)
{
	char text[DOUBLE_TEXT_SIZE];
	int precision = 15;

	if (!isfinite(real))
		return false;
	do
		snprintf(text, sizeof text, "%.*g", precision, real);
	while (strtod(text, NULL) != real && ++precision <= 17);
	return decimal_parse(text, strlen(text), out);
}

int
decimal_compare(struct decimal a, struct decimal b)
{
	wide x = a.units, y = b.units;

	if (a.scale < b.scale)
		x *= ten_to[b.scale - a.scale];
	else
		y *= ten_to[a.scale - b.scale];
	return x < y ? -1 : x > y;
}

/* Shorten what a sum or a product left, if it fits. */
static bool
shorten(wide units, int scale, struct decimal *out)
{
	while (scale > 0 && units % 10 == 0) {
		units /= 10;
		scale--;
	}
	if (units < INT64_MIN || units > INT64_MAX || scale > DECIMAL_MAX_SCALE)
		return false;
	*out = (struct decimal){ .units = (int64_t)units, .scale = (uint8_t)scale };
	return true;
}

static bool
add(struct decimal a, wide b_units, int b_scale, struct decimal *out)
{
	int scale = a.scale > b_scale ? a.scale : b_scale;

	/* |units| <= 2^63 and a factor of at most 10^18: the sum is below 2^124. */
	return shorten(
	    (wide)a.units * ten_to[scale - a.scale] + b_units * ten_to[scale - b_scale],
	    scale, out);
}

bool
decimal_add(struct decimal a, struct decimal b, struct decimal *sum)
{
	return add(a, b.units, b.scale, sum);
}

bool
decimal_subtract(struct decimal a, struct decimal b, struct decimal *difference)
{
	return add(a, -(wide)b.units, b.scale, difference);
}

bool
decimal_multiply(struct decimal a, struct decimal b, struct decimal *product)
{
	return shorten((wide)a.units * b.units, a.scale + b.scale, product);
}

size_t
decimal_format(struct decimal d, char text[DECIMAL_TEXT_SIZE])
{
	char digits[DECIMAL_TEXT_SIZE], *to = digits + sizeof digits;
	uint64_t units = d.units < 0 ? 0 - (uint64_t)d.units : (uint64_t)d.units;
	size_t len;

	for (int places = 0; units != 0 || places <= d.scale; places++) {
		if (places == d.scale && places > 0)
			*--to = '.';
		*--to = (char)('0' + units % 10);
		units /= 10;
	}
	if (d.units < 0)
		*--to = '-';
	len = (size_t)(digits + sizeof digits - to);
	memcpy(text, to, len);
	text[len] = '\0';
	return len;
}
