#include <string.h>

#include "cel/cel_time.h"
#include "cel/cel_zone.h"

/* A summer begins or ends on the first Sunday on or after a day, at an hour. */
struct change {
	int month, day, hour;
};

/* In standard time, or in UTC where the zone's rule says so. */
struct summer {
	struct change begin, end;
	bool in_utc;
};

static const struct summer america = { { 3, 8, 2 }, { 11, 1, 1 }, false };
static const struct summer europe = { { 3, 25, 1 }, { 10, 25, 1 }, true };
static const struct summer australia = { { 10, 1, 2 }, { 4, 1, 2 }, false };
static const struct summer new_zealand = { { 9, 24, 2 }, { 4, 1, 2 }, false };
static const struct summer china = { { 4, 11, 2 }, { 9, 11, 1 }, false };
static const struct summer china_1986 = { { 5, 1, 2 }, { 9, 11, 1 }, false };

static const struct zone {
	const char *name;
	int minutes; /* of standard time, before Greenwich */
	const struct summer *summer;
} zones[] = {
	{ "UTC", 0, NULL },
	{ "GMT", 0, NULL },
	{ "Etc/UTC", 0, NULL },
	{ "Etc/GMT", 0, NULL },
	{ "Z", 0, NULL },
	{ "Asia/Shanghai", 480, &china },
	{ "Asia/Chongqing", 480, &china },
	{ "Asia/Harbin", 480, &china },
	{ "PRC", 480, &china },
	{ "Asia/Urumqi", 360, NULL },
	{ "Asia/Hong_Kong", 480, NULL },
	{ "Asia/Macau", 480, NULL },
	{ "Asia/Taipei", 480, NULL },
	{ "Asia/Singapore", 480, NULL },
	{ "Asia/Manila", 480, NULL },
	{ "Australia/Perth", 480, NULL },
	{ "Asia/Tokyo", 540, NULL },
	{ "Asia/Seoul", 540, NULL },
	{ "Asia/Pyongyang", 540, NULL },
	{ "Asia/Ulaanbaatar", 480, NULL },
	{ "Asia/Bangkok", 420, NULL },
	{ "Asia/Ho_Chi_Minh", 420, NULL },
	{ "Asia/Jakarta", 420, NULL },
	{ "Asia/Dhaka", 360, NULL },
	{ "Asia/Kathmandu", 345, NULL },
	{ "Asia/Katmandu", 345, NULL },
	{ "Asia/Kolkata", 330, NULL },
	{ "Asia/Calcutta", 330, NULL },
	{ "Asia/Karachi", 300, NULL },
	{ "Asia/Almaty", 300, NULL },
	{ "Asia/Dubai", 240, NULL },
	{ "Europe/Moscow", 180, NULL },
	{ "Europe/London", 0, &europe },
	{ "Europe/Lisbon", 0, &europe },
	{ "Europe/Paris", 60, &europe },
	{ "Europe/Berlin", 60, &europe },
	{ "Europe/Madrid", 60, &europe },
	{ "Europe/Rome", 60, &europe },
	{ "Europe/Vienna", 60, &europe },
	{ "Europe/Zurich", 60, &europe },
	{ "Europe/Helsinki", 120, &europe },
	{ "Europe/Athens", 120, &europe },
	{ "America/New_York", -300, &america },
	{ "America/Chicago", -360, &america },
	{ "America/Denver", -420, &america },
	{ "America/Los_Angeles", -480, &america },
	{ "US/Eastern", -300, &america },
	{ "US/Central", -360, &america },
	{ "US/Mountain", -420, &america },
	{ "US/Pacific", -480, &america },
	{ "America/Sao_Paulo", -180, NULL },
	{ "Australia/Brisbane", 600, NULL },
	{ "Australia/Sydney", 600, &australia },
	{ "Australia/Melbourne", 600, &australia },
	{ "Pacific/Auckland", 720, &new_zealand },
};

/* Seconds of a change in a year, on the clock that the rule goes by. */
static int64_t
moment_of(struct change change, int64_t year)
{
	int64_t day = cel_days(year, change.month, change.day);
	int64_t weekday = ((day + 4) % 7 + 7) % 7;

	return (day + (7 - weekday) % 7) * 86400 + change.hour * 3600;
}

static bool
is_summer(const struct summer *s, int64_t moment, int64_t standard)
{
	int64_t clock = s->in_utc ? moment : moment + standard;
	int64_t year = cel_civil_of(clock).year, begin, end;

	if (s == &china && (year < 1986 || year > 1991))
		return false;
	if (s == &china && year == 1986)
		s = &china_1986;
	begin = moment_of(s->begin, year);
	end = moment_of(s->end, year);
	return begin < end ? clock >= begin && clock < end
			   : clock >= begin || clock < end;
}

/* "+08:00", "-09:30" or "08:00". */
static bool
read_offset(struct span name, int64_t *seconds)
{
	bool negative = name.len > 0 && name.at[0] == '-';
	const char *at = name.at;
	int hours, minutes;

	if (name.len == 6 && (negative || *at == '+'))
		at++;
	else if (name.len != 5)
		return false;
	for (int i = 0; i < 5; i++)
		if (i == 2 ? at[i] != ':' : at[i] < '0' || at[i] > '9')
			return false;
	hours = (at[0] - '0') * 10 + at[1] - '0';
	minutes = (at[3] - '0') * 10 + at[4] - '0';
	*seconds = hours * 3600 + minutes * 60;
	if (negative)
		*seconds = -*seconds;
	return hours < 24 && minutes < 60;
}

bool
cel_zone_offset(struct span name, int64_t moment, int64_t *seconds)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		const struct zone *z = &zones[i];

		if (strlen(z->name) != name.len ||
		    memcmp(z->name, name.at, name.len) != 0)
			continue;
		*seconds = z->minutes * 60;
		if (z->summer != NULL && is_summer(z->summer, moment, *seconds))
			*seconds += 3600;
		return true;
	}
	return read_offset(name, seconds);
}
