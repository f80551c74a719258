/* What the clock and the calendar of a zone show at a moment. */
#include "cel/cel_function.h"
#include "cel/cel_time.h"
#include "cel/cel_zone.h"

enum {
	STRING = CEL_SET(CEL_STRING),
	TIMESTAMP = CEL_SET(CEL_TIMESTAMP),
	TIME = TIMESTAMP | CEL_SET(CEL_DURATION),
};

/* The moment in the zone of args[1], or in UTC.  False with *error set. */
static bool
read_civil(struct cel_run *run, const struct cel_value *args, uint32_t count,
    struct cel_civil *civil, struct cel_value *error)
{
	enum cel_fault fault = CEL_FAULT_NONE;
	int64_t offset = 0;

	if (args[0].kind != CEL_TIMESTAMP)
		fault = CEL_FAULT_NO_OVERLOAD;
	else if (count == 2)
		fault = cel_zone_offset(
		    run->zones, cel_span(args[1]), args[0].integer, &offset);
	if (fault == CEL_FAULT_NONE)
		*civil = cel_civil_of(args[0].integer + offset);
	else
		*error = cel_error(fault);
	return fault == CEL_FAULT_NONE;
}

/* A function that gives one part of a moment. */
#define PART(name, part)                                                            \
	static struct cel_value name(                                               \
	    struct cel_run *run, const struct cel_value *args, uint32_t count)      \
	{                                                                           \
		struct cel_civil civil;                                             \
		struct cel_value error;                                             \
                                                                                    \
		return read_civil(run, args, count, &civil, &error) ? cel_int(part) \
								    : error;        \
	}

PART(full_year, civil.year)
PART(month, civil.month - 1)
PART(day_of_month, civil.day - 1)
PART(date, civil.day)
PART(day_of_week, civil.weekday)
PART(day_of_year, civil.yearday)
PART(moment_hours, civil.hour)
PART(moment_minutes, civil.minute)
PART(moment_seconds, civil.second)
PART(moment_milliseconds, (int64_t)args[0].nanoseconds / 1000000)

/* The same names ask a duration how long it is. */
static bool
is_duration(const struct cel_value *args, uint32_t count)
{
	return args[0].kind == CEL_DURATION && count == 1;
}

static struct cel_value
hours(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	return is_duration(args, count) ? cel_int(args[0].integer / 3600000000000)
					: moment_hours(run, args, count);
}

static struct cel_value
minutes(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	return is_duration(args, count) ? cel_int(args[0].integer / 60000000000)
					: moment_minutes(run, args, count);
}

static struct cel_value
seconds(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	return is_duration(args, count) ? cel_int(args[0].integer / 1000000000)
					: moment_seconds(run, args, count);
}

/* Those behind the whole seconds. */
static struct cel_value
milliseconds(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	return is_duration(args, count) ? cel_int(args[0].integer / 1000000 % 1000)
					: moment_milliseconds(run, args, count);
}

const struct cel_function cel_time_functions[] = {
	{ "getFullYear", true, 1, 2, { TIMESTAMP, STRING }, CEL_INT, full_year },
	{ "getMonth", true, 1, 2, { TIMESTAMP, STRING }, CEL_INT, month },
	{ "getDayOfMonth", true, 1, 2, { TIMESTAMP, STRING }, CEL_INT, day_of_month },
	{ "getDate", true, 1, 2, { TIMESTAMP, STRING }, CEL_INT, date },
	{ "getDayOfWeek", true, 1, 2, { TIMESTAMP, STRING }, CEL_INT, day_of_week },
	{ "getDayOfYear", true, 1, 2, { TIMESTAMP, STRING }, CEL_INT, day_of_year },
	{ "getHours", true, 1, 2, { TIME, STRING }, CEL_INT, hours },
	{ "getMinutes", true, 1, 2, { TIME, STRING }, CEL_INT, minutes },
	{ "getSeconds", true, 1, 2, { TIME, STRING }, CEL_INT, seconds },
	{ "getMilliseconds", true, 1, 2, { TIME, STRING }, CEL_INT, milliseconds },
	{ 0 },
};
