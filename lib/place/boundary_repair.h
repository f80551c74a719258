/*
 * boundary_repair.h - areas that break the rules for polygons
 */
#ifndef BOUNDARY_REPAIR_H
#define BOUNDARY_REPAIR_H

#include "place/boundary_loading.h"

/*
 * How often borders of broken areas may cross in a map (4 seconds and 250 MB of GEOS),
 * and how many holes may lie outside of their shells.
 */
enum { BOUNDARIES_MOST_CROSSINGS = 100000, BOUNDARIES_MOST_MISPLACED = 1000 };

/*
 * Check the last area of the map by the rules for polygons.  An invalid one is replaced
 * by what GEOS makes of it, and reported.  False if that cannot be: the reason is in
 * *why, or there is no memory.
 */
bool boundary_check(struct boundary_loading *, struct area *);

#endif
