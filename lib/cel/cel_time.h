/*
 * cel_time.h - timestamps and durations
 *
 * A timestamp is a moment of the years 1 to 9999 in UTC, a duration a number of
 * nanoseconds in 64 bits.  Nothing here knows what time it is now.
 */
#ifndef CEL_TIME_H
#define CEL_TIME_H

#include "cel/cel_value.h"

/* A moment as a calendar and a clock show it. */
struct cel_civil {
	int64_t year;
	int month, day; /* from 1 */
	int hour, minute, second;
	int weekday; /* from 0, Sunday */
	int yearday; /* from 0 */
};

/* Seconds since 1970-01-01T00:00:00Z and back (proleptic Gregorian calendar). */
int64_t cel_days(int64_t year, int month, int day);
struct cel_civil cel_civil_of(int64_t seconds);

/* A timestamp, or an error if it is out of range. */
struct cel_value cel_timestamp(int64_t seconds, uint32_t nanoseconds);

/* Read RFC 3339 ("2020-08-31T00:00:00+08:00"); "1h30m", "-1.5s" (h m s ms us ns). */
struct cel_value cel_timestamp_read(struct span text);
struct cel_value cel_duration_read(struct span text);

/* Write in the same forms: UTC, and seconds with as many places as are needed. */
enum { CEL_TIME_TEXT = 64 };
size_t cel_timestamp_format(struct cel_value, char text[CEL_TIME_TEXT]);
size_t cel_duration_format(struct cel_value, char text[CEL_TIME_TEXT]);

/* a + b and a - b (sign 1 and -1); errors are values. */
struct cel_value cel_timestamp_add(struct cel_value a, struct cel_value b, int sign);
struct cel_value cel_duration_add(struct cel_value a, struct cel_value b, int sign);
struct cel_value cel_timestamp_difference(struct cel_value a, struct cel_value b);

#endif
