#include <assert.h>
#include <string.h>

#include "record/decimal.h"

static struct decimal
decimal(const char *text)
{
	struct decimal d;

	assert(decimal_parse(text, strlen(text), &d));
	return d;
}

static bool
reads_as(const char *text, const char *expected)
{
	char written[DECIMAL_TEXT_SIZE];

	return decimal_format(decimal(text), written) == strlen(expected) &&
	       strcmp(written, expected) == 0;
}

static void
test_reading(void)
{
	static const char *const bad[] = { "", "-", "+1", "01", "1.", ".5", "1e", "1e+",
		"1 ", " 1", "0x1", "1.5.2", "NaN", "9223372036854775808",
		"-9223372036854775809", "1e19", "1e-19", "0.0000000000000000001",
		"1e999999999999999999999" };
	struct decimal d;

	assert(reads_as("0", "0"));
	assert(reads_as("-0.000", "0"));
	assert(reads_as("87.50", "87.5"));
	assert(reads_as("1200", "1200"));
	assert(reads_as("1.2E3", "1200"));
	assert(reads_as("12e-4", "0.0012"));
	assert(reads_as("100000000000000000000e-20", "1"));
	assert(reads_as("0e99999999999", "0"));
	assert(reads_as("9223372036854775807", "9223372036854775807"));
	assert(reads_as("-9223372036854775808", "-9223372036854775808"));
	assert(reads_as("-0.000000000000000001", "-0.000000000000000001"));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert(!decimal_parse(bad[i], strlen(bad[i]), &d));
}

static void
test_order(void)
{
	static const char *const rising[] = { "-9223372036854775808", "-1.5", "-1.49",
		"-1e-18", "0", "1e-18", "0.3", "0.30000000000000001", "1", "87.49",
		"87.5", "612.5", "9223372036854775807" };
	enum { COUNT = sizeof rising / sizeof *rising };

	for (int i = 0; i < COUNT; i++)
		for (int k = 0; k < COUNT; k++)
			assert(decimal_compare(decimal(rising[i]),
				   decimal(rising[k])) == (i > k) - (i < k));
	assert(decimal_compare(decimal("87.50"), decimal("87.5")) == 0);
}

static void
test_sums(void)
{
	struct decimal d;

	assert(decimal_add(decimal("0.1"), decimal("0.2"), &d));
	assert(decimal_compare(d, decimal("0.3")) == 0);
	assert(decimal_add(decimal("0.5"), decimal("0.5"), &d) && d.units == 1 &&
	       d.scale == 0);
	assert(decimal_subtract(decimal("1"), decimal("0.01"), &d) && d.units == 99);
	assert(decimal_multiply(decimal("1.5"), decimal("-1.2"), &d) && d.units == -18);
	assert(decimal_multiply(decimal("1e9"), decimal("1e9"), &d));
	assert(!decimal_multiply(decimal("1e10"), decimal("1e9"), &d));
	assert(!decimal_multiply(decimal("1e-10"), decimal("1e-9"), &d));
	assert(!decimal_add(decimal("9223372036854775807"), decimal("1"), &d));
	assert(decimal_subtract(decimal("-9223372036854775807"), decimal("1"), &d));
	assert(!decimal_subtract(decimal("0"), decimal("-9223372036854775808"), &d));
	assert(!decimal_add(decimal("9223372036854775807"), decimal("0.1"), &d));
}

int
main(void)
{
	test_reading();
	test_order();
	test_sums();
	return 0;
}
