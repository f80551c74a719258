/*
 * calendar.h - days of the Gregorian calendar
 *
 * A day is one number, 20050304 for 4 March 2005, so that days compare as
 * numbers.  No time_t, no time zone, no clock.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

/* Whether the calendar has the day (GB/T 7408, ISO 8601); year is 0 to 9999. */
bool calendar_has(unsigned year, unsigned month, unsigned day);

static inline uint32_t
calendar_day(unsigned year, unsigned month, unsigned day)
{
	return year * 10000 + month * 100 + day;
}

/*
 * Read full-date of RFC 3339, "2005-03-04".  False if the text is anything else or the
 * calendar does not have that day.
 */
bool calendar_read(struct span text, uint32_t *day);

#endif
