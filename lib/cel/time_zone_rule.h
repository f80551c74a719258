/*
 * time_zone_rule.h - the rule of a time zone in the form of POSIX's variable TZ
 *
 *	CST-8                                no summer time
 *	CET-1CEST,M3.5.0,M10.5.0/3           last Sundays of March and October
 *	<-02>2<-01>,M3.5.0/-1,M10.5.0/0      names of digits; a time on the day before
 *
 * as RFC 8536, section 3.3, has it in the footer of a TZif file: POSIX (IEEE Std
 * 1003.1, 8.3) with times from -167 to 167 hours.
 */
#ifndef TIME_ZONE_RULE_H
#define TIME_ZONE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A day of each year and a time of that day, at which the clocks change. */
struct time_zone_change {
	char form;       /* 'J': day 1 to 365, 29 February is not counted;
			    '0': day 0 to 365, it is; 'M': a weekday of a month */
	int day;         /* of the year; of the week, 0 is Sunday, for 'M' */
	int month, week; /* 1 to 12; 1 to 5, 5 is the last one */
	int32_t second;  /* of the day, on the clock that goes until then */
};

struct time_zone_rule {
	int32_t standard, summer; /* seconds ahead of UTC */
	bool has_summer;
	struct time_zone_change begin, end; /* of summer time */
};

/* Read a rule of len bytes; false if they are anything else. */
bool time_zone_rule_read(const char *text, size_t len, struct time_zone_rule *);

/*
 * How many seconds the clocks are ahead of UTC at a moment, in seconds since 1970,
 * of the years 1 to 9999.
 */
int32_t time_zone_rule_offset(const struct time_zone_rule *, int64_t moment);

#endif
