/*
 * position.h - a place on the map, exact to the digit
 *
 * Longitude and latitude are held as whole billionths of a degree (0.1 mm on the
 * ground), the way scores are held as scaled integers.  Whatever is written with
 * nine decimals or fewer is held exactly, so that "on the border" means what the
 * digits in the file say, and which side of a border a point lies on is decided
 * in integers, without rounding, on every machine alike.
 */
#ifndef POSITION_H
#define POSITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define POSITION_DEGREE INT64_C(1000000000)

__extension__ typedef __int128 wide;

/* Billionths of a degree, east and north. */
struct position {
	int64_t lon, lat;
};

/* Longitude and latitude in degrees, where a formula needs them. */
struct degrees {
	double lon, lat;
};

/*
 * Billionths of a degree from the digits of a JSON number, exponent allowed.  What
 * is written beyond them is rounded to the nearest, halves away from zero.  False
 * if the text is no JSON number, or not within a million degrees.
 */
bool position_parse(const char *text, size_t len, int64_t *billionths);

/*
 * The nearest billionth.  A double carries at least 12 decimals of a longitude, so
 * this gives back the very digits that it was read from, up to nine decimals.
 * The degrees must be finite and within a million.
 */
int64_t position_from_degrees(double degrees);

struct degrees position_degrees(struct position);

static inline bool
position_is_same(struct position a, struct position b)
{
	return a.lon == b.lon && a.lat == b.lat;
}

/* Whether it is on the globe: 180 degrees east and west, 90 north and south. */
bool position_on_globe(struct position);

/*
 * Above 0 if p is left of the way from a to b, below 0 if right, 0 if on the line;
 * exact, since a difference has 39 bits at most and the products fit into 128.
 */
static inline wide
position_orientation(struct position a, struct position b, struct position p)
{
	return (wide)(b.lon - a.lon) * (p.lat - a.lat) -
	       (wide)(b.lat - a.lat) * (p.lon - a.lon);
}

#endif
