#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cel/cel_number.h"

__extension__ typedef __int128 wide;

static const int64_t ten_to[DECIMAL_MAX_SCALE + 1] = { 1, 10, 100, 1000, 10000, 100000,
	1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000,
	1000000000000, 10000000000000, 100000000000000, 1000000000000000,
	10000000000000000, 100000000000000000, 1000000000000000000 };

/* Whole numbers of so many digits, and quotients of two such, are exact in a double. */
enum { EXACT_DIGITS = 15 };

static struct decimal
decimal_of(struct cel_value v)
{
	return (struct decimal){ .units = v.integer, .scale = v.scale };
}

/* -0 is no decimal; and where a decimal is 0, its real may be -0. */
struct cel_value
cel_number_held(bool fits, struct decimal d, double real)
{
	struct cel_value v = cel_double(real);

	if (fits && (d.units != 0 || !signbit(real))) {
		v.held = CEL_DIGITS;
		v.integer = d.units;
		v.scale = d.scale;
	}
	return v;
}

struct cel_value
cel_number_read(const char *text)
{
	struct decimal d = { 0 };
	bool fits = decimal_parse(text, strlen(text), &d);

	return cel_number_held(fits, d, strtod(text, NULL));
}

struct cel_value
cel_number_literal(const char *digits)
{
	struct cel_value v = cel_number_read(digits);
	struct decimal d;

	if (v.held == CEL_REAL && !decimal_parse(digits, strlen(digits), &d))
		v.held = CEL_INEXACT;
	return v;
}

bool
cel_number_is_long(struct cel_value v)
{
	return v.kind == CEL_DOUBLE && v.held == CEL_DIGITS &&
	       llabs(v.integer / 2) >= ten_to[EXACT_DIGITS] / 2;
}

bool
cel_number_decimal(struct cel_value v, struct decimal *d)
{
	if (v.kind == CEL_DECIMAL || (v.kind == CEL_DOUBLE && v.held == CEL_DIGITS))
		*d = decimal_of(v);
	else if (v.kind == CEL_INT)
		*d = (struct decimal){ .units = v.integer };
	else
		return false;
	return true;
}

/* One rounding only: both operands of the quotient are exact. */
static double
nearest(struct decimal d)
{
	char text[DECIMAL_TEXT_SIZE];

	if (llabs(d.units / 2) < ten_to[EXACT_DIGITS] / 2)
		return (double)d.units / (double)ten_to[d.scale];
	decimal_format(d, text);
	return strtod(text, NULL);
}

double
cel_number_double(struct cel_value v)
{
	switch (v.kind) {
	case CEL_INT:
		return (double)v.integer;
	case CEL_UINT:
		return (double)v.natural;
	case CEL_DOUBLE:
		return v.held == CEL_DIGITS ? nearest(decimal_of(v)) : v.real;
	default:
		return nearest(decimal_of(v));
	}
}

static enum cel_order
order_of(wide a, wide b)
{
	return a < b ? CEL_SMALLER : a > b ? CEL_LARGER : CEL_SAME;
}

static enum cel_order
compare_reals(double a, double b)
{
	if (isnan(a) || isnan(b))
		return CEL_UNORDERED;
	return a < b ? CEL_SMALLER : a > b ? CEL_LARGER : CEL_SAME;
}

/* An int, a uint, a decimal or a double held as digits, as units / 10^scale. */
static wide
units_of(struct cel_value v)
{
	return v.kind == CEL_UINT ? (wide)v.natural : (wide)v.integer;
}

static enum cel_order
turn(enum cel_order order)
{
	return order == CEL_SMALLER  ? CEL_LARGER
	       : order == CEL_LARGER ? CEL_SMALLER
				     : order;
}

/*
 * The fraction units / 10^scale, from 0 to 1, against real, from 0 to 1.  real is
 * m / 2^k with 53 bits of m, so that m * 10^18 is below 2^113.
 */
static enum cel_order
compare_fractions(wide units, int scale, double real)
{
	int exponent;
	wide m = (wide)(frexp(real, &exponent) * 0x1p53), quotient;
	int k = 53 - exponent;

	m *= ten_to[scale];
	/* Below 10^-18 only the sign counts; and what is left of m is above zero. */
	if (k >= 120)
		return units > 0 ? CEL_LARGER : m > 0 ? CEL_SMALLER : CEL_SAME;
	quotient = m >> k;
	if (units != quotient)
		return order_of(units, quotient);
	return quotient << k == m ? CEL_SAME : CEL_SMALLER;
}

/* units / 10^scale against a double, on one number line. */
static enum cel_order
compare_with_real(wide units, int scale, double real)
{
	double whole = trunc(real);
	wide quotient = units / ten_to[scale], rest = units % ten_to[scale];

	if (isnan(real))
		return CEL_UNORDERED;
	if (real < 0) /* so that both are cut towards zero alike */
		return turn(compare_with_real(-units, scale, -real));
	if (whole >= 0x1p64 || units < 0)
		return CEL_SMALLER; /* no number of 64 bits is so large */
	if (quotient != (wide)whole)
		return order_of(quotient, (wide)whole);
	return compare_fractions(rest, scale, real - whole);
}

/* A literal that the checker refuses: without it the language compares doubles. */
static bool
is_inexact(struct cel_value v)
{
	return v.kind == CEL_DOUBLE && v.held == CEL_INEXACT;
}

enum cel_order
cel_number_compare(struct cel_value a, struct cel_value b)
{
	bool a_real = a.kind == CEL_DOUBLE && a.held != CEL_DIGITS;
	bool b_real = b.kind == CEL_DOUBLE && b.held != CEL_DIGITS;
	wide x, y;

	if ((a_real && b_real) || is_inexact(a) || is_inexact(b))
		return compare_reals(cel_number_double(a), cel_number_double(b));
	if (b_real)
		return compare_with_real(units_of(a), a.scale, b.real);
	if (a_real)
		return turn(compare_with_real(units_of(b), b.scale, a.real));
	/* The scale of an int or a uint is 0; 2^64 * 10^18 is below 2^124. */
	x = units_of(a);
	y = units_of(b);
	if (a.scale < b.scale)
		x *= ten_to[b.scale - a.scale];
	else if (b.scale < a.scale)
		y *= ten_to[a.scale - b.scale];
	return order_of(x, y);
}

static struct cel_value
decimal_or_overflow(bool fits, struct decimal d)
{
	return fits ? cel_decimal(d) : cel_error(CEL_FAULT_OVERFLOW);
}

/* Whether no operand is in binary. */
static bool
are_digits(struct cel_value a, struct cel_value b, struct decimal *x, struct decimal *y)
{
	return cel_number_decimal(a, x) && cel_number_decimal(b, y);
}

/*
 * What an operation on two numbers is made in: CEL_INT, CEL_UINT, CEL_DOUBLE or
 * CEL_DECIMAL with the operands in x and y; CEL_ERROR if they do not mix.
 */
static enum cel_kind
common_kind(
    struct cel_value a, struct cel_value b, struct decimal *x, struct decimal *y)
{
	if (a.kind == b.kind && a.kind != CEL_DECIMAL)
		return (enum cel_kind)a.kind;
	if (a.kind != CEL_DECIMAL && b.kind != CEL_DECIMAL)
		return CEL_ERROR;
	if (are_digits(a, b, x, y))
		return CEL_DECIMAL;
	return a.kind == CEL_DOUBLE || b.kind == CEL_DOUBLE ? CEL_DOUBLE : CEL_ERROR;
}

/* One operation: its overflow check for int and uint, itself for double, decimal. */
#define OPERATION(name, checked, operator, of_decimals)                           \
	struct cel_value name(struct cel_value a, struct cel_value b)             \
	{                                                                         \
		struct decimal x, y, d = { 0 };                                   \
		int64_t i;                                                        \
		uint64_t u;                                                       \
                                                                                  \
		switch (common_kind(a, b, &x, &y)) {                              \
		case CEL_INT:                                                     \
			return checked(a.integer, b.integer, &i)                  \
				   ? cel_error(CEL_FAULT_OVERFLOW)                \
				   : cel_int(i);                                  \
		case CEL_UINT:                                                    \
			return checked(a.natural, b.natural, &u)                  \
				   ? cel_error(CEL_FAULT_OVERFLOW)                \
				   : cel_uint(u);                                 \
		case CEL_DOUBLE:                                                  \
			return cel_number_held(                                   \
			    are_digits(a, b, &x, &y) && of_decimals(x, y, &d), d, \
			    cel_number_double(a) operator cel_number_double(b));  \
		case CEL_DECIMAL:                                                 \
			return decimal_or_overflow(of_decimals(x, y, &d), d);     \
		default:                                                          \
			return cel_error(CEL_FAULT_NO_OVERLOAD);                  \
		}                                                                 \
	}

OPERATION(cel_number_add, __builtin_add_overflow, +, decimal_add)
OPERATION(cel_number_subtract, __builtin_sub_overflow, -, decimal_subtract)
OPERATION(cel_number_multiply, __builtin_mul_overflow, *, decimal_multiply)

/*
 * a / b without rounding.  The quotient is n / m * 10^s in lowest terms; it ends
 * where nothing but twos and fives is left of m, each of which costs a place.
 */
static struct cel_value
divide_exactly(struct decimal a, struct decimal b)
{
	wide n = a.units, m = b.units;
	int scale = a.scale - b.scale;

	if (m == 0)
		return cel_error(CEL_FAULT_DIVIDE_BY_ZERO);
	for (; n % m != 0; scale++) {
		if (scale >= DECIMAL_MAX_SCALE || n > ((wide)1 << 122) ||
		    n < -((wide)1 << 122))
			return cel_error(CEL_FAULT_NOT_EXACT);
		n *= 10;
	}
	n /= m;
	for (; scale < 0; scale++)
		if (__builtin_mul_overflow(n, 10, &n))
			return cel_error(CEL_FAULT_OVERFLOW);
	for (; scale > 0 && n % 10 == 0; scale--)
		n /= 10;
	if (n > INT64_MAX || n < INT64_MIN)
		return cel_error(CEL_FAULT_OVERFLOW);
	return cel_decimal((struct decimal){ (int64_t)n, (uint8_t)scale });
}

/* With an infinity or a NaN for a division by zero. */
static struct cel_value
divide_doubles(struct cel_value a, struct cel_value b)
{
	struct cel_value quotient = cel_error(CEL_FAULT_NONE);
	struct decimal x, y;

	if (are_digits(a, b, &x, &y))
		quotient = divide_exactly(x, y);
	return cel_number_held(quotient.kind == CEL_DECIMAL, decimal_of(quotient),
	    cel_number_double(a) / cel_number_double(b));
}

struct cel_value
cel_number_divide(struct cel_value a, struct cel_value b)
{
	struct decimal x, y;

	switch (common_kind(a, b, &x, &y)) {
	case CEL_INT:
		if (b.integer == 0)
			return cel_error(CEL_FAULT_DIVIDE_BY_ZERO);
		if (a.integer == INT64_MIN && b.integer == -1)
			return cel_error(CEL_FAULT_OVERFLOW);
		return cel_int(a.integer / b.integer);
	case CEL_UINT:
		return b.natural == 0 ? cel_error(CEL_FAULT_DIVIDE_BY_ZERO)
				      : cel_uint(a.natural / b.natural);
	case CEL_DOUBLE:
		return divide_doubles(a, b);
	case CEL_DECIMAL:
		return divide_exactly(x, y);
	default:
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	}
}

static struct cel_value
decimal_remainder(struct decimal a, struct decimal b)
{
	int scale = a.scale > b.scale ? a.scale : b.scale;
	wide n = (wide)a.units * ten_to[scale - a.scale];
	wide m = (wide)b.units * ten_to[scale - b.scale];

	if (m == 0)
		return cel_error(CEL_FAULT_DIVIDE_BY_ZERO);
	n %= m;
	for (; scale > 0 && n % 10 == 0; scale--)
		n /= 10;
	if (n > INT64_MAX || n < INT64_MIN)
		return cel_error(CEL_FAULT_OVERFLOW);
	return cel_decimal((struct decimal){ (int64_t)n, (uint8_t)scale });
}

struct cel_value
cel_number_remainder(struct cel_value a, struct cel_value b)
{
	struct decimal x, y;

	switch (common_kind(a, b, &x, &y)) {
	case CEL_INT:
		if (b.integer == 0)
			return cel_error(CEL_FAULT_DIVIDE_BY_ZERO);
		return cel_int(b.integer == -1 ? 0 : a.integer % b.integer);
	case CEL_UINT:
		return b.natural == 0 ? cel_error(CEL_FAULT_DIVIDE_BY_ZERO)
				      : cel_uint(a.natural % b.natural);
	case CEL_DECIMAL:
		return decimal_remainder(x, y);
	default:
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	}
}

struct cel_value
cel_number_negate(struct cel_value a)
{
	switch (a.kind) {
	case CEL_INT:
	case CEL_DECIMAL:
		if (a.integer == INT64_MIN)
			return cel_error(CEL_FAULT_OVERFLOW);
		a.integer = -a.integer;
		return a;
	case CEL_DOUBLE:
		if (a.held != CEL_DIGITS || a.integer == 0 || a.integer == INT64_MIN)
			return cel_double(-cel_number_double(a));
		a.integer = -a.integer;
		return a;
	default:
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	}
}

/* n / m with the remainder rounded away; m is above zero. */
static wide
rounded_quotient(wide n, wide m, enum cel_rounding rounding)
{
	wide whole = n / m, rest = n % m;
	int sign = n < 0 ? -1 : 1;

	switch (rounding) {
	case CEL_ROUND_DOWN:
		return whole - (rest < 0);
	case CEL_ROUND_UP:
		return whole + (rest > 0);
	case CEL_ROUND_HALF:
		rest *= sign;
		return whole + (rest >= m - rest ? sign : 0);
	default:
		return whole;
	}
}

struct decimal
cel_number_round(struct decimal d, unsigned places, enum cel_rounding rounding)
{
	if (d.scale <= places)
		return d;
	d.units =
	    (int64_t)rounded_quotient(d.units, ten_to[d.scale - places], rounding);
	d.scale = (uint8_t)places;
	for (; d.scale > 0 && d.units % 10 == 0; d.scale--)
		d.units /= 10;
	return d;
}

struct cel_value
cel_number_quotient(struct decimal a, struct decimal b, unsigned places)
{
	int shift = (int)places + b.scale - a.scale;
	wide n = a.units, m = b.units;
	struct decimal d;

	if (m == 0)
		return cel_error(CEL_FAULT_DIVIDE_BY_ZERO);
	if (m < 0) {
		n = -n;
		m = -m;
	}
	for (; shift > 0; shift--)
		if (__builtin_mul_overflow(n, 10, &n))
			return cel_error(CEL_FAULT_OVERFLOW);
	for (; shift < 0; shift++)
		if (__builtin_mul_overflow(m, 10, &m))
			return cel_error(CEL_FAULT_OVERFLOW);
	n = rounded_quotient(n, m, CEL_ROUND_HALF);
	if (n > INT64_MAX || n < INT64_MIN)
		return cel_error(CEL_FAULT_OVERFLOW);
	d = (struct decimal){ (int64_t)n, (uint8_t)places };
	for (; d.scale > 0 && d.units % 10 == 0; d.scale--)
		d.units /= 10;
	return cel_decimal(d);
}

/* digits as printf's %e gives them, written out where that is short. */
size_t
cel_number_format(double real, char text[CEL_DOUBLE_TEXT])
{
	char digits[CEL_DOUBLE_TEXT];
	int precision = 15;
	int exponent;

	if (isnan(real) || isinf(real))
		return (size_t)snprintf(text, CEL_DOUBLE_TEXT, "%s",
		    isnan(real) ? "NaN"
		    : real > 0  ? "Infinity"
				: "-Infinity");
	for (; precision < 17; precision++) {
		snprintf(digits, sizeof digits, "%.*g", precision, real);
		if (strtod(digits, NULL) == real)
			break;
	}
	snprintf(digits, sizeof digits, "%.*e", precision - 1, real);
	exponent = (int)strtol(strchr(digits, 'e') + 1, NULL, 10);
	if (exponent < -4 || exponent >= 21)
		return (size_t)snprintf(text, CEL_DOUBLE_TEXT, "%.*g", precision, real);
	if (exponent >= precision)
		return (size_t)snprintf(text, CEL_DOUBLE_TEXT, "%.0f", real);
	return (size_t)snprintf(text, CEL_DOUBLE_TEXT, "%.*g", precision, real);
}
