#include "formats/calendar.h"

static bool
is_leap(unsigned year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool
calendar_has(unsigned year, unsigned month, unsigned day)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	if (year > 9999 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (unsigned)(month == 2 && is_leap(year));
}

bool
calendar_read(struct span text, uint32_t *day)
{
	unsigned number = 0;

	if (text.len != 10)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (i == 4 || i == 7) {
			if (c != '-')
				return false;
		} else if (c < '0' || c > '9')
			return false;
		else
			number = number * 10 + (unsigned)(c - '0');
	}
	*day = number;
	return calendar_has(number / 10000, number / 100 % 100, number % 100);
}
