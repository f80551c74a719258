/*
 * locator.h - which areas hold a point, at a cost that does not grow with the map
 *
 * Borders are closed: a point on a border that two areas share is in both, and a
 * point on a corner in all that meet there.  The answer is exact for the digits of
 * the map and of the point: positions are integers, and the side of a border on
 * which a point lies is the sign of a 128-bit determinant, never rounded.  A point
 * costs a look at the few edges in its cell of a grid (grid.h), however long the
 * border and however many the areas.
 *
 * The points may come in another coordinate system than the map.  Then each is
 * converted, since a border that is straight in one system is not in another, and
 * what is exact is the answer for the nearest billionth of the converted point.
 */
#ifndef LOCATOR_H
#define LOCATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "place/boundaries.h"
#include "place/coordinates.h"

struct locator;

/* An area that covers a point. */
struct cover {
	uint32_t area;  /* index into the areas of the boundaries */
	bool on_border; /* on a ring of it, not in its interior */
};

/*
 * Build the index.  The boundaries are borrowed and must stay as they are.  NULL if
 * there is no memory, or the map is too large (grid.h).
 */
struct locator *locator_new(const struct boundaries *, enum coordinates_system of_map,
    enum coordinates_system of_points);
void locator_free(struct locator *);

/* The largest number of areas that can cover one point: room for locator_find(). */
size_t locator_room(const struct locator *);

/*
 * The areas that cover a point, in the order of the map, in the caller's array of
 * locator_room() elements; returns how many.  None cover what is not on the globe.
 */
size_t locator_find(const struct locator *, struct position, struct cover covers[]);

/*
 * Whether there is a border within so many metres on the ground, up to 20,000, of a
 * point on the globe.  If so *metres becomes the distance to the nearest.
 *
 * Edges are straight in the longitude and latitude of the map, as RFC 7946 has them.
 * The foot of the perpendicular is found in the plane with the scale at the latitude
 * half-way; the distance to it is coordinates_metres() in WGS-84.  On a map in WGS-84
 * this is within 1 mm of the geodesic at 1 km and 0.1 m at 10 km, up to 60 degrees
 * south and north; a map in GCJ-02 or BD-09 is bent by up to 2 %, and the foot can
 * be off by so much that the distance comes out up to 0.1 % too long.
 */
bool locator_near_border(const struct locator *, struct position, double *metres);

#endif
