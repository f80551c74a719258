/*
 * cel_zone.h - time zones
 *
 * A result must not depend on the machine or on the year of its time zone files, so
 * the zones are a table in here and not those of the system: fixed offsets
 * ("+08:00"), UTC, the zones of China and its neighbours, and some of other parts of
 * the world.  Each has its standard time and the summer time rule of today, which is
 * applied to all years; China's six summers of 1986 to 1991 are as they were.
 */
#ifndef CEL_ZONE_H
#define CEL_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

/*
 * How many seconds the clocks of a zone are before those of Greenwich at a moment
 * (seconds since 1970, UTC).  False if the zone is not known.
 */
bool cel_zone_offset(struct span name, int64_t moment, int64_t *seconds);

#endif
