/*
 * cel_zone.h - time zones by name
 *
 * A name is "UTC" or "Z", a fixed offset ("+08:00", "-09:30", "08:00"), or the name of
 * a file of the system's time zone data ("Asia/Shanghai"): in the folder that TZDIR
 * names, else in /usr/share/zoneinfo.  A file is read once.
 */
#ifndef CEL_ZONE_H
#define CEL_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "cel/cel_value.h"
#include "record/record.h"

/* A list of the zones that were read so far; NULL is the empty list. */
struct cel_zone;

void cel_zone_free(struct cel_zone *);

/*
 * How many seconds the clocks of a zone are ahead of UTC at a moment (seconds since
 * 1970, of the years 1 to 9999).  CEL_FAULT_ZONE if there is no such zone: its file is
 * missing or is not a time zone; CEL_FAULT_MEMORY if the machine had no memory or
 * descriptor to read it, or failed to.  The name may be any bytes: no name leads
 * out of the folder, and "localtime" is refused, as it is another zone on another
 * machine.
 */
enum cel_fault cel_zone_offset(
    struct cel_zone **, struct span name, int64_t moment, int64_t *seconds);

#endif
