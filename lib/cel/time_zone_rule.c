#include <string.h>

#include "cel/cel_time.h"
#include "cel/time_zone_rule.h"

enum { HOUR = 3600, DAY = 86400, MOST_HOURS = 167, MOST_OFFSET_HOURS = 24 };

/* The text from where it is not read yet. */
struct reader {
	const char *at, *end;
};

static bool
accept(struct reader *r, char byte)
{
	if (r->at == r->end || *r->at != byte)
		return false;
	r->at++;
	return true;
}

static bool
is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Three or more letters; or letters, digits, + and - between < and >. */
static bool
skip_name(struct reader *r)
{
	bool quoted = accept(r, '<');
	const char *from = r->at;
	bool long_enough;

	while (r->at < r->end &&
	       (is_letter(*r->at) ||
		   (quoted && (is_digit(*r->at) || *r->at == '+' || *r->at == '-'))))
		r->at++;
	long_enough = r->at - from >= 3;
	return (!quoted || accept(r, '>')) && long_enough;
}

/* A number from least to most. */
static bool
read_number(struct reader *r, int least, int most, int *number)
{
	const char *from = r->at;

	for (*number = 0; r->at < r->end && is_digit(*r->at) && *number <= most;
	     r->at++)
		*number = *number * 10 + (*r->at - '0');
	return r->at > from && *number >= least && *number <= most;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool
read_time(struct reader *r, int most_hours, int32_t *seconds)
{
	bool negative = accept(r, '-');
	int hours, minutes = 0, rest = 0;

	if (!negative)
		accept(r, '+');
	if (!read_number(r, 0, most_hours, &hours))
		return false;
	if (accept(r, ':')) {
		if (!read_number(r, 0, 59, &minutes))
			return false;
		if (accept(r, ':') && !read_number(r, 0, 59, &rest))
			return false;
	}
	*seconds = (int32_t)(hours * HOUR + minutes * 60 + rest);
	if (negative)
		*seconds = -*seconds;
	return true;
}

/* An offset of POSIX is what is added to get UTC, so its sign is turned. */
static bool
read_offset(struct reader *r, int32_t *ahead)
{
	if (!read_time(r, MOST_OFFSET_HOURS, ahead))
		return false;
	*ahead = -*ahead;
	return true;
}

static bool
read_day(struct reader *r, struct time_zone_change *c)
{
	if (accept(r, 'J')) {
		c->form = 'J';
		return read_number(r, 1, 365, &c->day);
	}
	if (!accept(r, 'M')) {
		c->form = '0';
		return read_number(r, 0, 365, &c->day);
	}
	c->form = 'M';
	return read_number(r, 1, 12, &c->month) && accept(r, '.') &&
	       read_number(r, 1, 5, &c->week) && accept(r, '.') &&
	       read_number(r, 0, 6, &c->day);
}

static bool
read_change(struct reader *r, struct time_zone_change *c)
{
	c->second = 2 * HOUR;
	if (!accept(r, ',') || !read_day(r, c))
		return false;
	return !accept(r, '/') || read_time(r, MOST_HOURS, &c->second);
}

bool
time_zone_rule_read(const char *text, size_t len, struct time_zone_rule *rule)
{
	struct reader r = { text, text + len };

	*rule = (struct time_zone_rule){ 0 };
	if (!skip_name(&r) || !read_offset(&r, &rule->standard))
		return false;
	if (r.at == r.end)
		return true;
	rule->has_summer = true;
	rule->summer = rule->standard + HOUR;
	if (!skip_name(&r))
		return false;
	if (r.at < r.end && *r.at != ',' && !read_offset(&r, &rule->summer))
		return false;
	return read_change(&r, &rule->begin) && read_change(&r, &rule->end) &&
	       r.at == r.end;
}

static bool
is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The weekday is looked for from the first or, for week 5, the last of the month. */
static int64_t
weekday_of_month(const struct time_zone_change *c, int64_t year)
{
	int64_t first = cel_days(year, c->month, 1);
	int64_t next =
	    c->month == 12 ? cel_days(year + 1, 1, 1) : cel_days(year, c->month + 1, 1);
	int64_t weekday = ((first + 4) % 7 + 7) % 7;
	int64_t day = first + (c->day - weekday + 7) % 7 + 7 * (c->week - 1);

	return day < next ? day : day - 7;
}

/* When the clocks change in a year; ahead is what they are until then. */
static int64_t
moment_of(const struct time_zone_change *c, int64_t year, int32_t ahead)
{
	int64_t day;

	if (c->form == 'M')
		day = weekday_of_month(c, year);
	else if (c->form == 'J')
		day =
		    cel_days(year, 1, 1) + c->day - 1 + (is_leap(year) && c->day >= 60);
	else
		day = cel_days(year, 1, 1) + c->day;
	return day * DAY + c->second - ahead;
}

/*
 * The last change until the moment decides.  A time of -167 to 167 hours can move it
 * into the next year or the one before.  Of two at one moment the later one in this
 * order counts, so that summer time which ends when the next one begins never ends.
 */
int32_t
time_zone_rule_offset(const struct time_zone_rule *rule, int64_t moment)
{
	int64_t year, best = INT64_MIN;
	int32_t ahead = rule->standard;

	if (!rule->has_summer)
		return ahead;
	year = cel_civil_of(moment).year;
	for (int64_t y = year - 1; y <= year + 1; y++) {
		int64_t begin = moment_of(&rule->begin, y, rule->standard);
		int64_t end = moment_of(&rule->end, y, rule->summer);

		if (begin <= moment && begin >= best) {
			best = begin;
			ahead = rule->summer;
		}
		if (end <= moment && end >= best) {
			best = end;
			ahead = rule->standard;
		}
	}
	return ahead;
}
