#include "sheet/sheet_number.h"

#include "formats/calendar.h"

enum {
	FIRST_DAY = 19000301,                                      /* is day 61 */
	LONGEST = SHEET_NUMBER_DIGITS + SHEET_NUMBER_DECIMALS + 3, /* -, . and NUL */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Count the digits of a number, leading zeros left out, and those behind the point. */
static bool
count_digits(struct span number, size_t *significant, unsigned *decimals)
{
	bool behind_point = false;

	*significant = 0;
	*decimals = 0;
	for (size_t i = 0; i < number.len; i++) {
		char c = number.at[i];

		if (c == '.')
			behind_point = true;
		else if (is_digit(c)) {
			*significant += *significant > 0 || c != '0';
			*decimals += behind_point;
		} else if (c != '-' || i != 0)
			return false; /* an exponent */
	}
	return true;
}

bool
sheet_number_read(struct span digits, unsigned *decimals)
{
	size_t significant;

	if (digits.len == 0 || !count_digits(digits, &significant, decimals))
		return false;
	/* Minus nothing loses its sign. */
	return significant <= SHEET_NUMBER_DIGITS &&
	       *decimals <= SHEET_NUMBER_DECIMALS &&
	       (significant > 0 || *digits.at != '-');
}

/* Days from 1899-12-31 to the first of March of a year and further, by months. */
static unsigned
days_to(unsigned year, unsigned month, unsigned day)
{
	/* The year begins in March, so that a leap day is its last one. */
	unsigned from_march = (month + 9) % 12, y = year - (month < 3);
	unsigned before = (y - 1900) * 365 + (y / 4 - 1900 / 4) - (y / 100 - 19) +
			  (y / 400 - 1900 / 400);

	return before + (from_march * 153 + 2) / 5 + day - 1;
}

bool
sheet_day_read(struct span text, unsigned *serial)
{
	uint32_t day;

	if (!calendar_read(text, &day) || day < FIRST_DAY)
		return false;
	*serial = 61 + days_to(day / 10000, day / 100 % 100, day % 100);
	return true;
}
