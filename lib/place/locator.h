/*
 * locator.h - which areas hold a point, at a cost that does not grow with the map
 *
 * Borders are closed: a point on a border that two areas share is in both, and a
 * point on a corner in all that meet there.  The answer is exact for the digits of
 * the map and of the point: positions are integers, and the side of a border on
 * which a point lies is the sign of a 128-bit determinant, never rounded.
 *
 * A uniform grid lies over the map.  A cell that no border crosses knows its
 * areas.  Any other knows, for each of its areas, whether the cell's own corner is
 * inside, and the edges that touch the cell; a point is inside as well if the
 * path from the corner to it crosses an even number of these.  So a point costs
 * a look at the few edges near it, however long the border and however many the
 * areas.
 */
#ifndef LOCATOR_H
#define LOCATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "place/boundaries.h"

struct locator;

/* An area that covers a point. */
struct cover {
	uint32_t area;  /* index into the areas of the boundaries */
	bool on_border; /* on a ring of it, not in its interior */
};

/*
 * Build the index.  The boundaries are borrowed and must stay as they are.  NULL if
 * there is no memory, or the map is too large (2^30 vertices, areas, or entries).
 */
struct locator *locator_new(const struct boundaries *);
void locator_free(struct locator *);

/* The largest number of areas that can cover one point: room for locator_find(). */
size_t locator_room(const struct locator *);

/*
 * The areas that cover a point, in the order of the map, in the caller's array of
 * locator_room() elements; returns how many.
 */
size_t locator_find(const struct locator *, struct position, struct cover covers[]);

/*
 * The nearest point of any border within so many metres.  False if there is none.
 * *metres becomes the distance, *foot (may be NULL) the point of the border.
 *
 * Edges are straight in longitude and latitude, as RFC 7946 has them.  The foot of
 * the perpendicular is found in the plane with the scale of WGS-84 at the latitude
 * half-way, and the distance is coordinates_metres(); together within 1 mm at
 * 1 km and 0.1 m at 10 km, up to 60 degrees south and north.  Of a map in another
 * system than WGS-84 these are metres of that map.
 */
bool locator_nearest_border(
    const struct locator *, struct position, double *metres, struct degrees *foot);

#endif
