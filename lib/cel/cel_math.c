#include <math.h>

#include "cel/cel_function.h"
#include "cel/cel_number.h"

enum {
	INT = CEL_SET(CEL_INT),
	WHOLE = INT | CEL_SET(CEL_UINT),
	DOUBLE = CEL_SET(CEL_DOUBLE),
	DECIMAL = CEL_SET(CEL_DECIMAL),
	NUMBER = WHOLE | DOUBLE | DECIMAL,
};

/* The extreme of the arguments, or of the one list. */
static struct cel_value
extreme(struct cel_run *run, const struct cel_value *args, uint32_t count,
    enum cel_order wanted)
{
	struct cel_iterator it = cel_iterate(count == 1 && args[0].kind == CEL_LIST
						 ? args[0]
						 : cel_items(CEL_LIST, args, count));
	struct cel_value best = cel_error(CEL_FAULT_ARGUMENT);

	while (cel_next(&it)) {
		if (it.value.kind == CEL_ERROR)
			return it.value;
		if (!cel_is_number(it.value))
			return cel_error(CEL_FAULT_NO_OVERLOAD);
		if (!cel_spend(run, 1))
			return cel_error(CEL_FAULT_STEPS);
		if (best.kind == CEL_ERROR ||
		    cel_number_compare(it.value, best) == wanted)
			best = it.value;
	}
	return best;
}

static struct cel_value
greatest(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	return extreme(run, args, count, CEL_LARGER);
}

static struct cel_value
least(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	return extreme(run, args, count, CEL_SMALLER);
}

/* To a whole number: a real by the function of math.h, what has digits exactly. */
static struct cel_value
rounded(struct cel_value v, double (*of_double)(double), enum cel_rounding rounding)
{
	struct decimal d = { 0 };
	bool has_digits = cel_number_decimal(v, &d);

	d = cel_number_round(d, 0, rounding);
	if (v.kind != CEL_DOUBLE)
		return cel_decimal(d);
	return cel_number_held(has_digits, d, of_double(cel_number_double(v)));
}

static struct cel_value
ceil_of(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return rounded(args[0], ceil, CEL_ROUND_UP);
}

static struct cel_value
floor_of(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return rounded(args[0], floor, CEL_ROUND_DOWN);
}

static struct cel_value
trunc_of(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return rounded(args[0], trunc, CEL_ROUND_ZERO);
}

static bool
are_places(struct cel_value v)
{
	return v.kind == CEL_INT && v.integer >= 0 && v.integer <= DECIMAL_MAX_SCALE;
}

/* math.round(x), and as an addition math.round(x, places) of a decimal. */
static struct cel_value
round_of(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct decimal d;

	(void)run;
	if (count == 1)
		return rounded(args[0], round, CEL_ROUND_HALF);
	if (!cel_number_decimal(args[0], &d))
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	if (!are_places(args[1]))
		return cel_error(CEL_FAULT_ARGUMENT);
	return cel_decimal(
	    cel_number_round(d, (unsigned)args[1].integer, CEL_ROUND_HALF));
}

/* math.divide(a, b, places), an addition: the quotient, halves away from zero. */
static struct cel_value
divide(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct cel_value places = args[2];
	struct decimal a, b;

	(void)run, (void)count;
	if (places.kind == CEL_DECIMAL && places.scale == 0)
		places.kind = CEL_INT;
	if (!cel_number_decimal(args[0], &a) || !cel_number_decimal(args[1], &b))
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	if (!are_places(places))
		return cel_error(CEL_FAULT_ARGUMENT);
	return cel_number_quotient(a, b, (unsigned)places.integer);
}

static struct cel_value
absolute(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	switch (args[0].kind) {
	case CEL_UINT:
		return args[0];
	case CEL_DOUBLE:
		if (args[0].held != CEL_DIGITS)
			return cel_double(fabs(args[0].real));
		/* fall through */
	default:
		return args[0].integer < 0 ? cel_number_negate(args[0]) : args[0];
	}
}

static struct cel_value
sign(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct cel_value v = args[0];

	(void)run, (void)count;
	switch (v.kind) {
	case CEL_UINT:
		return cel_uint(v.natural > 0);
	case CEL_DOUBLE:
		return isnan(cel_number_double(v))
			   ? v
			   : cel_double((cel_number_double(v) > 0) -
					(cel_number_double(v) < 0));
	default:
		v.integer = (v.integer > 0) - (v.integer < 0);
		v.scale = 0;
		return v;
	}
}

static struct cel_value
is_nan(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_bool(isnan(cel_number_double(args[0])));
}

static struct cel_value
is_infinite(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_bool(isinf(cel_number_double(args[0])));
}

static struct cel_value
is_finite(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_bool(isfinite(cel_number_double(args[0])));
}

static struct cel_value
root(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_double(sqrt(cel_number_double(args[0])));
}

/* Both are ints or both are uints; the result is what they are. */
static struct cel_value
bits(struct cel_value a, struct cel_value b, uint64_t natural)
{
	if (a.kind != b.kind)
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	a.natural = natural;
	return a;
}

static struct cel_value
bit_and(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return bits(args[0], args[1], args[0].natural & args[1].natural);
}

static struct cel_value
bit_or(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return bits(args[0], args[1], args[0].natural | args[1].natural);
}

static struct cel_value
bit_xor(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return bits(args[0], args[1], args[0].natural ^ args[1].natural);
}

static struct cel_value
bit_not(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return bits(args[0], args[0], ~args[0].natural);
}

static struct cel_value
shift(struct cel_value v, struct cel_value by, bool left)
{
	if (by.integer < 0)
		return cel_error(CEL_FAULT_ARGUMENT);
	if (by.integer > 63)
		v.natural = 0;
	else
		v.natural = left ? v.natural << by.integer : v.natural >> by.integer;
	return v;
}

static struct cel_value
shift_left(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return shift(args[0], args[1], true);
}

static struct cel_value
shift_right(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return shift(args[0], args[1], false);
}

#define LISTED (NUMBER | CEL_SET(CEL_LIST))

const struct cel_function cel_math_functions[] = {
	{ "math.greatest", false, 1, CEL_MANY, { LISTED, NUMBER, NUMBER }, CEL_DYN,
	    greatest },
	{ "math.least", false, 1, CEL_MANY, { LISTED, NUMBER, NUMBER }, CEL_DYN,
	    least },
	{ "math.ceil", false, 1, 1, { DOUBLE | DECIMAL }, CEL_DYN, ceil_of },
	{ "math.floor", false, 1, 1, { DOUBLE | DECIMAL }, CEL_DYN, floor_of },
	{ "math.trunc", false, 1, 1, { DOUBLE | DECIMAL }, CEL_DYN, trunc_of },
	{ "math.round", false, 1, 1, { DOUBLE | DECIMAL }, CEL_DYN, round_of },
	{ "math.round", false, 2, 2, { INT | DOUBLE | DECIMAL, INT }, CEL_DECIMAL,
	    round_of },
	{ "math.divide", false, 3, 3,
	    { INT | DOUBLE | DECIMAL, INT | DOUBLE | DECIMAL, INT }, CEL_DECIMAL,
	    divide },
	{ "math.abs", false, 1, 1, { NUMBER }, CEL_DYN, absolute },
	{ "math.sign", false, 1, 1, { NUMBER }, CEL_DYN, sign },
	{ "math.sqrt", false, 1, 1, { NUMBER }, CEL_DOUBLE, root },
	{ "math.isNaN", false, 1, 1, { DOUBLE }, CEL_BOOL, is_nan },
	{ "math.isInf", false, 1, 1, { DOUBLE }, CEL_BOOL, is_infinite },
	{ "math.isFinite", false, 1, 1, { DOUBLE }, CEL_BOOL, is_finite },
	{ "math.bitAnd", false, 2, 2, { WHOLE, WHOLE }, CEL_DYN, bit_and },
	{ "math.bitOr", false, 2, 2, { WHOLE, WHOLE }, CEL_DYN, bit_or },
	{ "math.bitXor", false, 2, 2, { WHOLE, WHOLE }, CEL_DYN, bit_xor },
	{ "math.bitNot", false, 1, 1, { WHOLE }, CEL_DYN, bit_not },
	{ "math.bitShiftLeft", false, 2, 2, { WHOLE, INT }, CEL_DYN, shift_left },
	{ "math.bitShiftRight", false, 2, 2, { WHOLE, INT }, CEL_DYN, shift_right },
	{ 0 },
};
