/* timestamp.h - times, dates with times, and durations as RFC 3339 writes them */
#ifndef TIMESTAMP_H
#define TIMESTAMP_H

#include <stdbool.h>

#include "record/record.h"

/* full-time: 08:30:06Z, 08:30:06.25+08:00; 60 seconds where a leap second can be. */
bool timestamp_is_time(struct span text);

/* date-time: a full-date, a T and a full-time. */
bool timestamp_is_date_time(struct span text);

/* duration, of appendix A: P1Y2M3DT4H5M6S, P2W. */
bool timestamp_is_duration(struct span text);

#endif
