/*
 * Numbers of all kinds on one number line, compared with large integers: a number
 * becomes the integer that is 10^18 * 2^1074 times as large, which is exact for every
 * double and every decimal.
 */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cel/cel_compare.h"
#include "cel/cel_number.h"
#include "fixed_seed.h"

enum { LIMBS = 80, RUNS = 100000 };

/* A sign and 80 digits of 32 bits, the lowest first. */
struct large {
	int sign;
	uint32_t limbs[LIMBS];
};

static void
times(struct large *n, uint32_t factor)
{
	uint64_t carry = 0;

	for (int i = 0; i < LIMBS; i++) {
		carry += (uint64_t)n->limbs[i] * factor;
		n->limbs[i] = (uint32_t)carry;
		carry >>= 32;
	}
	assert(carry == 0);
}

/* magnitude * 10^tens * 2^twos: the twos move whole limbs, then single bits. */
static struct large
large_of(int sign, uint64_t magnitude, int tens, int twos)
{
	struct large n = { magnitude == 0 ? 0 : sign, { 0 } };
	int limbs = twos / 32;

	n.limbs[limbs] = (uint32_t)magnitude;
	n.limbs[limbs + 1] = (uint32_t)(magnitude >> 32);
	while (tens-- > 0)
		times(&n, 10);
	times(&n, (uint32_t)1 << twos % 32);
	return n;
}

static struct large
exact(struct cel_value v)
{
	uint64_t bits, fraction;
	int exponent;

	if (v.kind == CEL_UINT)
		return large_of(1, v.natural, 18, 1074);
	if (v.kind != CEL_DOUBLE || v.held == CEL_DIGITS)
		return large_of(v.integer < 0 ? -1 : 1,
		    v.integer < 0 ? 0 - v.natural : v.natural, 18 - v.scale, 1074);
	memcpy(&bits, &v.real, sizeof bits);
	exponent = (int)(bits >> 52 & 0x7FF);
	fraction = bits & 0xFFFFFFFFFFFFFu;
	if (exponent > 0)
		fraction |= 0x10000000000000u;
	return large_of(
	    bits >> 63 != 0 ? -1 : 1, fraction, 18, exponent > 0 ? exponent - 1 : 0);
}

static enum cel_order
order_of(struct large a, struct large b)
{
	if (a.sign != b.sign)
		return a.sign < b.sign ? CEL_SMALLER : CEL_LARGER;
	for (int i = LIMBS - 1; i >= 0; i--)
		if (a.limbs[i] != b.limbs[i])
			return (a.limbs[i] < b.limbs[i]) == (a.sign > 0) ? CEL_SMALLER
									 : CEL_LARGER;
	return CEL_SAME;
}

static struct cel_value
any_double(void)
{
	uint64_t bits = draw();
	double real;

	memcpy(&real, &bits, sizeof real);
	return cel_double(isfinite(real) ? real : 0.5);
}

/* Any number; often one close to the other. */
static struct cel_value
any_number(struct cel_value other)
{
	struct decimal d = { (int64_t)draw() >> draw() % 64, (uint8_t)(draw() % 19) };
	struct cel_value v = cel_decimal(d);
	char text[DECIMAL_TEXT_SIZE];

	switch (draw() % 8) {
	case 0:
		return cel_int((int64_t)draw() >> draw() % 64);
	case 1:
		return cel_uint(draw() >> draw() % 64);
	case 2:
		return v;
	case 3:
		decimal_format(d, text);
		return cel_number_literal(text);
	case 4:
		return any_double();
	case 5:
		return cel_double(cel_number_double(other));
	case 6:
		return cel_double(nextafter(
		    cel_number_double(other), draw() % 2 == 0 ? INFINITY : -INFINITY));
	default:
		return cel_double((double)(int64_t)draw() / 1024);
	}
}

static void
test_order(void)
{
	struct cel_value a, b = cel_int(0);
	int same = 0;

	for (int i = 0; i < RUNS; i++) {
		enum cel_order want;
		struct cel_run run = { .steps = 100 };

		a = any_number(b);
		b = any_number(a);
		want = order_of(exact(a), exact(b));
		same += want == CEL_SAME;
		assert(cel_number_compare(a, b) == want);
		assert(cel_equal(&run, a, b) == (want == CEL_SAME));
		assert(cel_compare(b, a) == (want == CEL_SAME        ? CEL_SAME
						: want == CEL_LARGER ? CEL_SMALLER
								     : CEL_LARGER));
	}
	assert(same > RUNS / 100);
}

static struct cel_value
literal_of(struct decimal d)
{
	char text[DECIMAL_TEXT_SIZE];

	decimal_format(d, text);
	return cel_number_literal(text);
}

/* Doubles with digits compute as decimals do, and round only where those fail. */
static void
test_doubles_with_digits(void)
{
	static struct cel_value (*const operations[])(
	    struct cel_value, struct cel_value) = { cel_number_add, cel_number_subtract,
		cel_number_multiply, cel_number_divide };
	int exact_ones = 0;

	for (int i = 0; i < RUNS; i++) {
		struct decimal a = { (int64_t)draw() >> draw() % 64,
			(uint8_t)(draw() % 19) };
		struct decimal b = { (int64_t)draw() >> draw() % 64,
			(uint8_t)(draw() % 19) };
		struct cel_value want =
		    operations[i % 4](cel_decimal(a), cel_decimal(b));
		struct cel_value got = operations[i % 4](literal_of(a), literal_of(b));

		assert(got.kind == CEL_DOUBLE);
		exact_ones += want.kind == CEL_DECIMAL;
		if (want.kind == CEL_DECIMAL)
			assert(cel_number_compare(got, want) == CEL_SAME);
		else
			assert(got.held == CEL_REAL);
	}
	assert(exact_ones > RUNS / 10);
}

/* What can be checked by eye. */
static void
test_borders(void)
{
	const struct cel_value tenth = cel_decimal((struct decimal){ 1, 1 });
	const struct cel_value limit = cel_int(INT64_MAX);

	assert(cel_number_compare(tenth, cel_double(0.1)) == CEL_SMALLER);
	assert(cel_number_compare(tenth, cel_number_literal("0.1")) == CEL_SAME);
	assert(cel_number_compare(cel_double(0.1), cel_number_literal("0.1")) ==
	       CEL_LARGER);
	assert(cel_number_compare(limit, cel_double(0x1p63)) == CEL_SMALLER);
	assert(cel_number_compare(cel_uint(UINT64_MAX), cel_double(0x1p64)) ==
	       CEL_SMALLER);
	assert(cel_number_compare(cel_int(INT64_MIN), cel_double(-0x1p63)) == CEL_SAME);
	assert(cel_number_compare(cel_int(9007199254740993), cel_double(0x1p53)) ==
	       CEL_LARGER);
	assert(cel_number_compare(cel_int(0), cel_double(5e-324)) == CEL_SMALLER);
	assert(cel_number_compare(cel_int(0), cel_double(-5e-324)) == CEL_LARGER);
	assert(cel_number_compare(cel_int(0), cel_double(-0.0)) == CEL_SAME);
	assert(cel_number_compare(limit, cel_double(INFINITY)) == CEL_SMALLER);
	assert(cel_number_compare(limit, cel_double(-INFINITY)) == CEL_LARGER);
	assert(cel_number_compare(limit, cel_double(NAN)) == CEL_UNORDERED);
	assert(cel_number_literal("612.500000000000001").integer == 612500000000000001);
	assert(cel_number_literal("1e-400").held == CEL_INEXACT);
	assert(cel_number_literal("1e400").held == CEL_INEXACT);
	assert(cel_number_literal("-0.0").held == CEL_REAL);
}

int
main(void)
{
	test_borders();
	test_order();
	test_doubles_with_digits();
	return 0;
}
