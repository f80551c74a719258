/*
 * cells.h - the plane divided around sites
 *
 * The Voronoi diagram of a few sites, clipped to a box: each cell holds the
 * points that are nearer to its site than to any other.  All is whole numbers.
 * A corner is computed from the sites that meet in it, always in the same order,
 * and rounded once: neighbours share corners to the last digit, and no gap or
 * overlap lies between them.
 */
#ifndef CELLS_H
#define CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct point {
	int64_t x, y;
};

/* Sites lie inside of the box, no two at one place, no four on one circle. */
struct cells {
	const struct point *sites;
	size_t count;
	struct point low, high; /* two corners of the box */
};

/*
 * The corners of a site's cell, counter-clockwise, the first not repeated at the
 * end.  Coordinates may be up to 2^27.  Returns how many there are; 0 if there is
 * not room for all.
 */
size_t cells_corners(
    const struct cells *, size_t site, struct point corners[], size_t room);

/* Whether a point lies in the box and in a site's cell, at least margin inside. */
bool cells_inside(const struct cells *, size_t site, struct point, int64_t margin);

#endif
