/*
 * distance.h - straight lines between places, the same on every machine
 *
 * Who lives nearer may decide over a seat, so a distance must not depend on a
 * mathematical library or a processor.  A place is a point in space on the WGS-84
 * ellipsoid (its Cartesian coordinates, NGA.STND.0036, 2014), computed in whole
 * numbers only, and a distance is the straight line between two points.  It passes
 * under the ground, so it is shorter than the way on the ground: by 1 mm at 10 km, 8 mm
 * at 20 km, 1 m at 100 km.
 *
 * Both places must be given in one coordinate system.  If that is GCJ-02 or BD-09
 * (coordinates.h) both are shifted, but not by the same: distances are wrong by up to
 * 1 % and 2 %.
 */
#ifndef DISTANCE_H
#define DISTANCE_H

#include <stdint.h>

#include "place/position.h"

/* Millimetres from the centre of the earth, exact to 2 mm. */
struct distance_point {
	int64_t x, y, z;
};

/* The point of a position, which must be on the globe. */
struct distance_point distance_point(struct position);

/* Whole metres, to the nearest. */
uint32_t distance_metres(struct distance_point, struct distance_point);

#endif
