/*
 * time_zone.h - the history of a time zone from the bytes of a TZif file
 *
 * RFC 8536 (and 9636), versions 1 to 4: the transitions of a zone in seconds since
 * 1970, and in the footer the rule for the time after the last one.  No I/O.
 */
#ifndef TIME_ZONE_H
#define TIME_ZONE_H

#include <stddef.h>
#include <stdint.h>

struct time_zone;

/*
 * Read a file of len bytes.  New, or NULL if it is no TZif file, breaks a rule of the
 * RFC, counts leap seconds (its moments are then no seconds since 1970 as everybody
 * else counts them), or memory ran out.
 */
struct time_zone *time_zone_new(const void *bytes, size_t len);
void time_zone_free(struct time_zone *);

/*
 * How many seconds the clocks of the zone are ahead of UTC at a moment, in seconds
 * since 1970, of the years 1 to 9999.
 */
int32_t time_zone_offset(const struct time_zone *, int64_t moment);

#endif
