#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/calendar.h"
#include "sheet/sheet_number.h"

static void
test_refused(void)
{
	static const char *const texts[] = { "", "1234567890123456", "1e5", "1E0", "-0",
		"-0.00", "0.0000000000000001", "1.000000000000000",
		"620102201409010015",
		"100000000000000000000000000000000000000000000000000" };
	unsigned decimals;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert(!sheet_number_read(span_of(texts[i]), &decimals));
}

/* What is accepted is shown again with its own digits: printf(3) is the spreadsheet. */
static void
test_shown(void)
{
	uint64_t seed = 20210610;
	char text[64], shown[64];

	for (int round = 0; round < 200000; round++) {
		int before = (int)((seed = seed * 6364136223846793005u + 1) >> 33) % 12;
		unsigned behind = (unsigned)(seed >> 50) % 4, decimals;
		size_t len = 0;

		if (seed >> 63)
			text[len++] = '-';
		text[len++] = (char)(before == 0 ? '0' : '1' + (seed >> 40) % 9);
		for (int i = 1; i < before; i++)
			text[len++] = (char)('0' + (seed >> (3 * i)) % 10);
		if (behind > 0)
			text[len++] = '.';
		for (unsigned i = 0; i < behind; i++)
			text[len++] = (char)('0' + (seed >> (4 * i + 7)) % 10);
		if (!sheet_number_read((struct span){ text, len }, &decimals)) {
			/* Only minus nothing. */
			assert(text[0] == '-' && strspn(text, "-0.") >= len);
			continue;
		}
		assert(decimals == behind);
		text[len] = '\0';
		snprintf(
		    shown, sizeof shown, "%.*f", (int)decimals, strtod(text, NULL));
		assert(strcmp(shown, text) == 0);
	}
}

/* Every day of a spreadsheet, one after the other. */
static void
test_days(void)
{
	unsigned wanted = 61, serial;
	char text[16];

	for (unsigned year = 1900; year <= 9999; year++)
		for (unsigned month = year == 1900 ? 3 : 1; month <= 12; month++)
			for (unsigned day = 1; calendar_has(year, month, day); day++) {
				snprintf(text, sizeof text, "%04u-%02u-%02u", year,
				    month, day);
				assert(sheet_day_read(span_of(text), &serial));
				assert(serial == wanted++);
			}
	assert(wanted == 2958466); /* 9999-12-31 is 2958465 */
	assert(!sheet_day_read(span_of("1900-02-28"), &serial));
	assert(!sheet_day_read(span_of("2015-02-29"), &serial));
	assert(!sheet_day_read(span_of("2014-9-1"), &serial));
	assert(!sheet_day_read(span_of("2014-09-01 "), &serial));
}

int
main(void)
{
	test_refused();
	test_shown();
	test_days();
	return 0;
}
