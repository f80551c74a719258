#include <string.h>

#include "formats/calendar.h"
#include "formats/timestamp.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Two digits at a place of the text, or -1. */
static int
two_digits(struct span text, size_t at)
{
	if (at + 2 > text.len || !is_digit(text.at[at]) || !is_digit(text.at[at + 1]))
		return -1;
	return (text.at[at] - '0') * 10 + text.at[at + 1] - '0';
}

/* Minutes east of Greenwich, of what stands from that place to the end. */
static bool
read_offset(struct span text, size_t at, int *minutes)
{
	int hour, minute;

	*minutes = 0;
	if (at + 1 == text.len)
		return text.at[at] == 'Z' || text.at[at] == 'z';
	if (at + 6 != text.len || (text.at[at] != '+' && text.at[at] != '-') ||
	    text.at[at + 3] != ':')
		return false;
	hour = two_digits(text, at + 1);
	minute = two_digits(text, at + 4);
	*minutes = (hour * 60 + minute) * (text.at[at] == '-' ? -1 : 1);
	return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
}

bool
timestamp_is_time(struct span text)
{
	int hour = two_digits(text, 0), minute = two_digits(text, 3),
	    second = two_digits(text, 6), offset;
	size_t at = 8;

	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
	    second > 60 || text.at[2] != ':' || text.at[5] != ':')
		return false;
	if (at < text.len && text.at[at] == '.') {
		size_t digits = ++at;

		while (at < text.len && is_digit(text.at[at]))
			at++;
		if (at == digits)
			return false;
	}
	if (at >= text.len || !read_offset(text, at, &offset))
		return false;
	/* A leap second comes at 23:59:60 of Greenwich. */
	return second < 60 || (hour * 60 + minute - offset + 1440) % 1440 == 1439;
}

bool
timestamp_is_date_time(struct span text)
{
	uint32_t day;

	return text.len > 11 && (text.at[10] == 'T' || text.at[10] == 't') &&
	       calendar_read((struct span){ text.at, 10 }, &day) &&
	       timestamp_is_time((struct span){ text.at + 11, text.len - 11 });
}

/*
 * Numbers, each with its unit: the units must follow each other in the order in
 * which they are given, none left out between two.
 */
static bool
read_units(const char **at, const char *end, const char *units)
{
	const char *next = NULL;

	while (*at < end && is_digit(**at)) {
		const char *unit;

		while (*at < end && is_digit(**at))
			++*at;
		if (*at == end || **at == '\0')
			return false;
		unit = strchr(units, **at);
		if (unit == NULL || (next != NULL && unit != next))
			return false;
		next = unit + 1;
		++*at;
		if (*next == '\0')
			break;
	}
	return next != NULL;
}

bool
timestamp_is_duration(struct span text)
{
	const char *at = text.at + 1, *end = text.at + text.len;

	if (text.len < 2 || text.at[0] != 'P')
		return false;
	if (text.at[text.len - 1] == 'W')
		return read_units(&at, end, "W") && at == end;
	if (*at != 'T' && !read_units(&at, end, "YMD"))
		return false;
	if (at == end)
		return true;
	if (*at++ != 'T')
		return false;
	return read_units(&at, end, "HMS") && at == end;
}
