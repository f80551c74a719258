/*
 * area_geometry.h - the areas of a map as geometries of GEOS
 *
 * Coordinates are billionths of a degree, which a double holds exactly.
 */
#ifndef AREA_GEOMETRY_H
#define AREA_GEOMETRY_H

#include <geos_c.h>

#include "place/areas.h"

/* A new ring; NULL: GEOS cannot, or there is no memory. */
GEOSGeometry *area_geometry_ring(
    GEOSContextHandle_t, const struct boundaries *, const struct ring *);

/* A new MultiPolygon of all rings of an area, without misplaced holes; NULL as above.
 */
GEOSGeometry *area_geometry(
    GEOSContextHandle_t, const struct boundaries *, const struct area *);

#endif
