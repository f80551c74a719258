#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/number.h"

static struct number
number(const char *text)
{
	return number_of(span_of(text));
}

static int
compare(const char *a, const char *b)
{
	struct number x = number(a), y = number(b);
	int order = number_compare(&x, &y);

	assert(number_compare(&y, &x) == -order);
	assert(order != 0 || number_hash(&x) == number_hash(&y));
	return order;
}

static void
test_order(void)
{
	/* Strictly growing. */
	static const char *const grows[] = { "-1e400", "-1e399",
		"-123456789012345678901", "-9223372036854775809",
		"-9223372036854775808", "-87.5", "-1e-400", "0", "1e-400", "2e-400",
		"0.1", "0.1000000000000000000000001", "87.4999", "87.5",
		"9223372036854775807", "9223372036854775808", "9223372036854775808.5",
		"99999999999999999999", "1e20", "1e399",
		"1.00000000000000000000000000000001e399", "1e400" };
	/* Equal in pairs. */
	static const char *const same[][2] = { { "0", "-0.0e7" }, { "87.5", "875e-1" },
		{ "1e400", "10e399" }, { "0.001e403", "1E+400" },
		{ "123456789012345678901", "12345678901234567890.1e1" },
		{ "100000000000000000000", "1e20" }, { "-0.5e-30", "-5e-31" },
		{ "1e-400", "0.1e-399" } };

	for (size_t i = 0; i < sizeof grows / sizeof *grows; i++)
		for (size_t k = i + 1; k < sizeof grows / sizeof *grows; k++)
			assert(compare(grows[i], grows[k]) < 0);
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert(compare(same[i][0], same[i][1]) == 0);
}

static void
test_whole(void)
{
	static const char *const whole[] = { "0", "-0.0", "5", "5.0", "50e-1", "1e400",
		"123456789012345678901.0", "1.5e1", "0e-400" };
	static const char *const broken[] = { "0.5", "5e-1", "1e-400",
		"123456789012345678901.5", "1.25e1" };
	struct number n;

	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		n = number(whole[i]);
		assert(number_is_whole(&n));
	}
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		n = number(broken[i]);
		assert(!number_is_whole(&n));
	}
}

static bool
is_multiple(const char *a, const char *divisor)
{
	struct number x = number(a), d = number(divisor);

	return number_is_multiple(&x, d.value);
}

static void
test_multiple(void)
{
	assert(is_multiple("87.5", "0.5") && !is_multiple("87.4", "0.5"));
	assert(is_multiple("0.0075", "0.0001") && !is_multiple("0.00751", "0.0001"));
	assert(is_multiple("-4.5", "1.5") && is_multiple("0", "7"));
	assert(is_multiple("1e308", "0.5") && !is_multiple("1e308", "3"));
	assert(is_multiple("300000000000000000000", "3"));
	assert(!is_multiple("300000000000000000001", "3"));
	assert(is_multiple("0.00000000000000000000000", "0.1"));
	assert(!is_multiple("1e-400", "0.1"));
	assert(is_multiple("9223372036854775807", "9223372036854775807"));
	assert(!is_multiple("18446744073709551615", "9223372036854775807"));
	assert(is_multiple("18446744073709551614", "9223372036854775807"));
}

/* Long numbers against the short way, which decimal.c answers. */
static void
test_long_way(void)
{
	uint64_t state = 7;

	for (int i = 0; i < 200000; i++) {
		char a[64], b[64];
		struct number x, y;
		int short_way;

		state = state * 6364136223846793005u + 1442695040888963407u;
		snprintf(a, sizeof a, "%s%u.%03u", state >> 60 & 1 ? "-" : "",
		    (unsigned)(state >> 40) % 50, (unsigned)(state >> 20) % 1000);
		snprintf(b, sizeof b, "%s%u.%03u", state >> 61 & 1 ? "-" : "",
		    (unsigned)(state >> 45) % 50, (unsigned)(state >> 30) % 1000);
		short_way = compare(a, b);
		x = number(a);
		y = number(b);
		x.fits = false;
		assert(number_compare(&x, &y) == short_way);
		assert(number_is_whole(&x) == (x.value.scale == 0));
		y.fits = false;
		assert((number_hash(&x) == number_hash(&y)) == (short_way == 0));
	}
}

int
main(void)
{
	test_order();
	test_whole();
	test_multiple();
	test_long_way();
	return 0;
}
