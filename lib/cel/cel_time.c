#include <stdio.h>
#include <string.h>

#include "cel/cel_time.h"
#include "formats/calendar.h"

__extension__ typedef __int128 wide;

enum { SECOND = 1000000000, DAY = 86400 };

/* Whole days before a year, counted from a year 0 that begins in March. */
static int64_t
days_before(int64_t year)
{
	int64_t era = (year >= 0 ? year : year - 399) / 400, rest = year - era * 400;

	return era * 146097 + rest * 365 + rest / 4 - rest / 100;
}

/*
 * Years are taken from March on, so that the leap day is the last one: the days
 * before month m (March is 0) are then (153 m + 2) / 5.
 */
int64_t
cel_days(int64_t year, int month, int day)
{
	int from_march = month > 2 ? month - 3 : month + 9;

	year -= month <= 2;
	return days_before(year) + (153 * from_march + 2) / 5 + day - 1 - 719468;
}

struct cel_civil
cel_civil_of(int64_t seconds)
{
	struct cel_civil c;
	int64_t days = seconds / DAY - (seconds % DAY < 0), day;
	int clock = (int)(seconds - days * DAY), month;

	c.hour = clock / 3600;
	c.minute = clock / 60 % 60;
	c.second = clock % 60;
	c.weekday = (int)(((days + 4) % 7 + 7) % 7);
	day = days + 719468;
	c.year = day * 400 / 146097;
	while (days_before(c.year + 1) <= day)
		c.year++;
	while (days_before(c.year) > day)
		c.year--;
	day -= days_before(c.year);
	month = (int)((5 * day + 2) / 153);
	c.day = (int)day - (153 * month + 2) / 5 + 1;
	c.month = month < 10 ? month + 3 : month - 9;
	c.year += c.month <= 2;
	c.yearday = (int)(days - cel_days(c.year, 1, 1));
	return c;
}

struct cel_value
cel_timestamp(int64_t seconds, uint32_t nanoseconds)
{
	/* 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z */
	if (seconds < -62135596800 || seconds > 253402300799)
		return cel_error(CEL_FAULT_RANGE);
	return (struct cel_value){
		.kind = CEL_TIMESTAMP, .nanoseconds = nanoseconds, .integer = seconds
	};
}

/* So many digits; -1 if they are not there. */
static int
read_digits(const char **at, const char *end, int count)
{
	int number = 0;

	for (; count > 0; count--, ++*at) {
		if (*at == end || **at < '0' || **at > '9')
			return -1;
		number = number * 10 + (**at - '0');
	}
	return number;
}

static bool
read_mark(const char **at, const char *end, char mark)
{
	return *at < end && *(*at)++ == mark;
}

/* ".5" as nanoseconds; true also if there is no point. */
static bool
read_fraction(const char **at, const char *end, uint32_t *nanoseconds)
{
	uint32_t place = SECOND / 10;

	*nanoseconds = 0;
	if (*at == end || **at != '.')
		return true;
	for (++*at; *at < end && **at >= '0' && **at <= '9'; ++*at, place /= 10) {
		if (place == 0)
			return false;
		*nanoseconds += place * (uint32_t)(**at - '0');
	}
	return place < SECOND / 10;
}

/* "Z" or "+08:00", as seconds east of Greenwich. */
static bool
read_offset(const char **at, const char *end, int *offset)
{
	int hours, minutes, sign;

	*offset = 0;
	if (*at == end)
		return false;
	if (**at == 'Z' || **at == 'z')
		return ++*at == end;
	if (**at != '+' && **at != '-')
		return false;
	sign = *(*at)++ == '-' ? -1 : 1;
	hours = read_digits(at, end, 2);
	if (!read_mark(at, end, ':'))
		return false;
	minutes = read_digits(at, end, 2);
	*offset = sign * (hours * 3600 + minutes * 60);
	return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && *at == end;
}

struct cel_value
cel_timestamp_read(struct span text)
{
	const char *at = text.at + 10, *end = text.at + text.len;
	int hour, minute, second, offset;
	uint32_t day, nanoseconds;

	if (text.len < 20 || !calendar_read((struct span){ text.at, 10 }, &day) ||
	    (*at != 'T' && *at != 't'))
		return cel_error(CEL_FAULT_CONVERSION);
	at++;
	hour = read_digits(&at, end, 2);
	if (!read_mark(&at, end, ':'))
		return cel_error(CEL_FAULT_CONVERSION);
	minute = read_digits(&at, end, 2);
	if (!read_mark(&at, end, ':'))
		return cel_error(CEL_FAULT_CONVERSION);
	second = read_digits(&at, end, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
	    second > 59 || !read_fraction(&at, end, &nanoseconds) ||
	    !read_offset(&at, end, &offset))
		return cel_error(CEL_FAULT_CONVERSION);
	return cel_timestamp(
	    cel_days(day / 10000, (int)(day / 100 % 100), (int)(day % 100)) * DAY +
		hour * 3600 + minute * 60 + second - offset,
	    nanoseconds);
}

/* The nanoseconds of the unit at this place, which is skipped; 0 if it is no unit. */
static int64_t
read_unit(const char **at, const char *end)
{
	static const struct {
		const char *name;
		int64_t nanoseconds;
	} units[] = { { "ms", 1000000 }, { "us", 1000 }, { "\xC2\xB5s", 1000 },
		{ "ns", 1 }, { "h", 3600 * (int64_t)SECOND },
		{ "m", 60 * (int64_t)SECOND }, { "s", SECOND } };

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t len = strlen(units[i].name);

		if ((size_t)(end - *at) >= len &&
		    memcmp(*at, units[i].name, len) == 0) {
			*at += len;
			return units[i].nanoseconds;
		}
	}
	return 0;
}

/* One number with its unit, added to *total. */
static bool
read_part(const char **at, const char *end, wide *total)
{
	const char *from = *at;
	wide whole = 0, fraction = 0;
	int64_t scale = 1, unit;
	bool digits = false;

	for (; *at < end && **at >= '0' && **at <= '9'; ++*at, digits = true)
		if ((whole = whole * 10 + (**at - '0')) > INT64_MAX)
			return false;
	if (*at < end && **at == '.')
		for (++*at; *at < end && **at >= '0' && **at <= '9';
		     ++*at, digits = true)
			if (scale < 1000000000000000) {
				scale *= 10;
				fraction = fraction * 10 + (**at - '0');
			}
	unit = digits && *at > from ? read_unit(at, end) : 0;
	*total += whole * unit + fraction * unit / scale;
	return unit > 0 && *total <= (wide)INT64_MAX + 1;
}

struct cel_value
cel_duration_read(struct span text)
{
	const char *at = text.at, *end = text.at + text.len;
	bool negative = at < end && *at == '-';
	wide total = 0;

	if (at < end && (*at == '-' || *at == '+'))
		at++;
	if (end - at == 1 && *at == '0')
		return cel_duration(0);
	if (at == end)
		return cel_error(CEL_FAULT_CONVERSION);
	while (at < end)
		if (!read_part(&at, end, &total))
			return cel_error(CEL_FAULT_CONVERSION);
	if (negative)
		total = -total;
	return total > INT64_MAX ? cel_error(CEL_FAULT_RANGE)
				 : cel_duration((int64_t)total);
}

/* ".123", without zeros at the end; nothing for 0. */
static size_t
format_fraction(char *text, size_t size, uint32_t nanoseconds)
{
	size_t len;

	if (nanoseconds == 0)
		return 0;
	len = (size_t)snprintf(text, size, ".%09u", (unsigned)nanoseconds);
	while (text[len - 1] == '0')
		len--;
	return len;
}

size_t
cel_timestamp_format(struct cel_value v, char text[CEL_TIME_TEXT])
{
	struct cel_civil c = cel_civil_of(v.integer);
	size_t len =
	    (size_t)snprintf(text, CEL_TIME_TEXT, "%04d-%02d-%02dT%02d:%02d:%02d",
		(int)c.year, c.month, c.day, c.hour, c.minute, c.second);

	len += format_fraction(text + len, CEL_TIME_TEXT - len, v.nanoseconds);
	text[len++] = 'Z';
	return len;
}

size_t
cel_duration_format(struct cel_value v, char text[CEL_TIME_TEXT])
{
	uint64_t n = v.integer < 0 ? 0 - (uint64_t)v.integer : (uint64_t)v.integer;
	size_t len = (size_t)snprintf(text, CEL_TIME_TEXT, "%s%llu",
	    v.integer < 0 ? "-" : "", (unsigned long long)(n / SECOND));

	len += format_fraction(text + len, CEL_TIME_TEXT - len, (uint32_t)(n % SECOND));
	text[len++] = 's';
	return len;
}

static wide
nanoseconds_of(struct cel_value timestamp)
{
	return (wide)timestamp.integer * SECOND + timestamp.nanoseconds;
}

struct cel_value
cel_timestamp_add(struct cel_value a, struct cel_value b, int sign)
{
	wide n = nanoseconds_of(a) + (wide)b.integer * sign;
	int64_t seconds = (int64_t)(n / SECOND), rest = (int64_t)(n % SECOND);

	if (rest < 0) {
		rest += SECOND;
		seconds--;
	}
	return cel_timestamp(seconds, (uint32_t)rest);
}

static struct cel_value
duration_or_range(wide n)
{
	return n < INT64_MIN || n > INT64_MAX ? cel_error(CEL_FAULT_RANGE)
					      : cel_duration((int64_t)n);
}

struct cel_value
cel_duration_add(struct cel_value a, struct cel_value b, int sign)
{
	return duration_or_range((wide)a.integer + (wide)b.integer * sign);
}

struct cel_value
cel_timestamp_difference(struct cel_value a, struct cel_value b)
{
	return duration_or_range(nanoseconds_of(a) - nanoseconds_of(b));
}
