#include <assert.h>
#include <string.h>

#include "rules/format.h"

static struct span
span(const char *text)
{
	return (struct span){ text, strlen(text) };
}

/* The code of what is wrong with a text, or "". */
static const char *
fault_of(const char *format, const char *text)
{
	struct format_fault fault;

	if (format_holds(format_find(span(format)), span(text), 20200831, &fault))
		return "";
	assert(fault.reason[0] != '\0');
	return fault.code;
}

static void
test_date(void)
{
	static const char *const good[] = { "2005-03-04", "2000-02-29", "0000-01-01",
		"9999-12-31" };
	static const char *const bad[] = { "", "2005-3-4", "20050304", "2005/03/04",
		"2005-02-29", "1900-02-29", "2005-04-31", "2005-00-01", "2005-13-01",
		"2005-01-00", "2005-03-04 ", "2005-03-0４", "2005-03-04T00:00:00Z" };

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert(strcmp(fault_of("date", good[i]), "") == 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert(strcmp(fault_of("date", bad[i]), "format-date") == 0);
}

static void
test_mobile(void)
{
	static const char *const bad[] = { "", "1390000000", "139000000000",
		"12900000000", "23900000000", "1390000000x", "139-0000000",
		"0931-8888888", "1３900000000" };

	assert(strcmp(fault_of("cn-mobile", "13900000000"), "") == 0);
	assert(strcmp(fault_of("cn-mobile", "19999999999"), "") == 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert(strcmp(fault_of("cn-mobile", bad[i]), "format-cn-mobile") == 0);
}

static void
test_resident_id(void)
{
	assert(strcmp(fault_of("cn-resident-id", "620102201409010015"), "") == 0);
	assert(strcmp(fault_of("cn-resident-id", "620102201409010016"),
		   "id-checksum") == 0);
	assert(
	    strcmp(fault_of("cn-resident-id", "6.20102E+17"), "id-spreadsheet") == 0);
}

static void
test_names(void)
{
	assert(format_find(span("cn-resident")) == NULL);
	assert(format_find(span("email")) == NULL && format_is_standard(span("email")));
	assert(!format_is_standard(span("cn-mobile")));
}

int
main(void)
{
	test_date();
	test_mobile();
	test_resident_id();
	test_names();
	return 0;
}
