#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "place/position.h"

static int64_t
parse(const char *text)
{
	int64_t billionths;

	assert(position_parse(text, strlen(text), &billionths));
	return billionths;
}

static void
test_digits_are_kept(void)
{
	assert(parse("103.841032") == 103841032000);
	assert(parse("-0.000000001") == -1);
	assert(parse("1.0384e2") == 103840000000);
	assert(parse("0") == 0);
	assert(parse("180") == 180 * POSITION_DEGREE);
}

/* Plain decimals are read on a way of their own: the same as with an exponent. */
static void
test_plain_decimals(void)
{
	char text[32];

	for (int64_t n = 1; n < 360 * POSITION_DEGREE; n = n * 3 + 7)
		for (int places = 1; places <= 9; places++) {
			snprintf(text, sizeof text, "%lld.%0*lld",
			    (long long)(n / POSITION_DEGREE), places,
			    (long long)(n % 10));
			int64_t plain = parse(text);

			strcat(text, "e0");
			assert(parse(text) == plain);
		}
}

static void
test_further_digits_round(void)
{
	assert(parse("0.0000000004") == 0);
	assert(parse("0.0000000005") == 1);
	assert(parse("-0.0000000005") == -1);
	assert(parse("103.84103199999999") == 103841032000);
	assert(parse("103.841032000000000000000000000000000001") == 103841032000);
	assert(parse("103.00000000000000000000000000000000") == 103 * POSITION_DEGREE);
}

static void
test_no_number(void)
{
	static const char *const bad[] = { "", " ", "103,8", "+103.8", "103.", ".5",
		"0x67", "nan", "1e99", "1000001", "00.5", "012.5", "1.x", "1.5x",
		"1.5 ", "1234.x", "103.8412345678901234567e0x",
		"103.84123456789012345678\xe5" };
	int64_t billionths;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert(!position_parse(bad[i], strlen(bad[i]), &billionths));
}

/* A double gives back the digits that it was read from. */
static void
test_degrees(void)
{
	assert(position_from_degrees(103.841032) == 103841032000);
	assert(position_from_degrees(179.999999999) == 179999999999);
	assert(position_from_degrees(-36.049115) == -36049115000);
	for (int64_t p = 103000000001; p < 103001000000; p += 997)
		assert(position_from_degrees(
			   position_degrees((struct position){ p, 0 }).lon) == p);
}

static void
test_globe(void)
{
	assert(position_on_globe((struct position){ parse("180"), parse("-90") }));
	assert(
	    !position_on_globe((struct position){ parse("36.05"), parse("103.84") }));
	assert(!position_on_globe((struct position){ parse("180.000000001"), 0 }));
}

int
main(void)
{
	test_digits_are_kept();
	test_plain_decimals();
	test_further_digits_round();
	test_no_number();
	test_degrees();
	test_globe();
	return 0;
}
