#include "place/area_geometry.h"

#include <stdint.h>
#include <stdlib.h>

GEOSGeometry *
area_geometry_ring(
    GEOSContextHandle_t geos, const struct boundaries *map, const struct ring *ring)
{
	const struct position *p = map->vertices + ring->at;
	GEOSCoordSequence *line;

	if (ring->count > UINT32_MAX)
		return NULL;
	line = GEOSCoordSeq_create_r(geos, (unsigned)ring->count, 2);
	if (line == NULL)
		return NULL;
	for (unsigned i = 0; i < ring->count; i++)
		GEOSCoordSeq_setXY_r(geos, line, i, (double)p[i].lon, (double)p[i].lat);
	return GEOSGeom_createLinearRing_r(geos, line); /* takes line */
}

/* A new polygon of a shell and the holes behind it; *next is the ring after them. */
static GEOSGeometry *
polygon(GEOSContextHandle_t geos, const struct boundaries *map, size_t *next)
{
	size_t shell = (*next)++, count = 0;
	GEOSGeometry *made = NULL, *outer, **holes;

	while (*next < map->ring_count && map->rings[*next].hole)
		++*next;
	holes = calloc(*next - shell, sizeof *holes);
	if (holes == NULL)
		return NULL;
	for (size_t i = shell + 1; i < *next; i++) {
		if (map->rings[i].misplaced)
			continue;
		holes[count] = area_geometry_ring(geos, map, &map->rings[i]);
		if (holes[count++] == NULL)
			break;
	}
	outer = area_geometry_ring(geos, map, &map->rings[shell]);
	if (outer != NULL && (count == 0 || holes[count - 1] != NULL)) {
		made = GEOSGeom_createPolygon_r(
		    geos, outer, holes, (unsigned)count); /* takes the rings */
	} else {
		for (size_t i = 0; i < count; i++)
			GEOSGeom_destroy_r(geos, holes[i]);
		GEOSGeom_destroy_r(geos, outer);
	}
	free(holes);
	return made;
}

GEOSGeometry *
area_geometry(
    GEOSContextHandle_t geos, const struct boundaries *map, const struct area *area)
{
	GEOSGeometry **polygons = calloc(area->count, sizeof *polygons);
	GEOSGeometry *whole = NULL;
	size_t count = 0, next = area->at;

	if (polygons == NULL)
		return NULL;
	while (next < area->at + area->count) {
		polygons[count] = polygon(geos, map, &next);
		if (polygons[count++] == NULL)
			break;
	}
	if (polygons[count - 1] != NULL)
		whole = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, polygons,
		    (unsigned)count); /* takes the polygons */
	else
		for (size_t i = 0; i < count; i++)
			GEOSGeom_destroy_r(geos, polygons[i]);
	free(polygons);
	return whole;
}
