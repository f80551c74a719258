#include "place/boundary_repair.h"

#include <stdlib.h>

#include "place/area_geometry.h"
#include "place/border_crossings.h"

static bool
take_ring(struct boundary_loading *l, const GEOSGeometry *ring, bool hole)
{
	const GEOSCoordSequence *line = GEOSGeom_getCoordSeq_r(l->geos, ring);
	unsigned count = 0;
	double x, y;

	if (line == NULL || !GEOSCoordSeq_getSize_r(l->geos, line, &count) ||
	    !boundary_add_ring(l, hole))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (!GEOSCoordSeq_getXY_r(l->geos, line, i, &x, &y) ||
		    !boundary_add_vertex(
			l, (struct position){ (int64_t)x, (int64_t)y }))
			return false;
	return true;
}

/* The polygons of what GEOS made, whatever it put them into. */
static bool
take_polygons(struct boundary_loading *l, const GEOSGeometry *geometry)
{
	int type = GEOSGeomTypeId_r(l->geos, geometry);

	if (GEOSisEmpty_r(l->geos, geometry) != 0)
		return true;
	if (type == GEOS_POLYGON) {
		int holes = GEOSGetNumInteriorRings_r(l->geos, geometry);

		if (!take_ring(l, GEOSGetExteriorRing_r(l->geos, geometry), false))
			return false;
		for (int i = 0; i < holes; i++)
			if (!take_ring(
				l, GEOSGetInteriorRingN_r(l->geos, geometry, i), true))
				return false;
	} else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
		int parts = GEOSGetNumGeometries_r(l->geos, geometry);

		for (int i = 0; i < parts; i++)
			if (!take_polygons(l, GEOSGetGeometryN_r(l->geos, geometry, i)))
				return false;
	}
	return true;
}

/*
 * A valid area on whole billionths, new; NULL if GEOS cannot.  The points where
 * borders cross lie between the billionths; setting the precision moves them
 * there without making anything invalid again.
 */
static GEOSGeometry *
geos_repaired(const struct boundary_loading *l, const GEOSGeometry *broken)
{
	GEOSMakeValidParams *how = GEOSMakeValidParams_create_r(l->geos);
	GEOSGeometry *valid = NULL, *whole = NULL;

	if (how != NULL &&
	    GEOSMakeValidParams_setMethod_r(l->geos, how, GEOS_MAKE_VALID_STRUCTURE) &&
	    GEOSMakeValidParams_setKeepCollapsed_r(l->geos, how, 0))
		valid = GEOSMakeValidWithParams_r(l->geos, broken, how);
	if (valid != NULL)
		whole = GEOSGeom_setPrecision_r(l->geos, valid, 1, 0);
	GEOSGeom_destroy_r(l->geos, valid);
	GEOSMakeValidParams_destroy_r(l->geos, how);
	return whole;
}

/* A new polygon of one ring; NULL: GEOS cannot. */
static GEOSGeometry *
geos_enclosed(const struct boundary_loading *l, const struct ring *ring)
{
	GEOSGeometry *line = area_geometry_ring(l->geos, l->map, ring);

	return line == NULL
		   ? NULL
		   : GEOSGeom_createPolygon_r(l->geos, line, NULL, 0); /* takes line */
}

/* The first point of a hole that is outside of a shell, and not on it, or NULL; false
 * if GEOS cannot say. */
static bool
find_outside(const struct boundary_loading *l, const GEOSPreparedGeometry *shell,
    const struct ring *hole, const struct position **first)
{
	const struct position *p = l->map->vertices + hole->at;
	char meets = 1;

	*first = NULL;
	for (size_t i = 0; i < hole->count && meets == 1; i++) {
		GEOSGeometry *point = GEOSGeom_createPointFromXY_r(
		    l->geos, (double)p[i].lon, (double)p[i].lat);

		meets =
		    point == NULL ? 2 : GEOSPreparedIntersects_r(l->geos, shell, point);
		GEOSGeom_destroy_r(l->geos, point);
		if (meets == 0)
			*first = &p[i];
	}
	return meets != 2;
}

/* Mark the holes behind a shell that are not inside of it; *next is the ring after
 * them. */
static bool
mark_holes(struct boundary_loading *l, size_t *next, const struct position **first)
{
	struct ring *rings = l->map->rings, *shell = &rings[(*next)++];
	GEOSGeometry *polygon = geos_enclosed(l, shell);
	const GEOSPreparedGeometry *prepared =
	    polygon == NULL ? NULL : GEOSPrepare_r(l->geos, polygon);
	bool fine = prepared != NULL;

	for (; *next < l->map->ring_count && rings[*next].hole; ++*next) {
		const struct position *outside = NULL;

		fine = fine && find_outside(l, prepared, &rings[*next], &outside);
		rings[*next].misplaced = outside != NULL;
		l->misplaced += outside != NULL;
		if (*first == NULL)
			*first = outside;
	}
	GEOSPreparedGeom_destroy_r(l->geos, prepared);
	GEOSGeom_destroy_r(l->geos, polygon);
	return fine;
}

/* Mark the holes of an area that are not inside of their shell; *first is the first
 * point that shows it, or NULL.  False if GEOS cannot say. */
static bool
mark_misplaced(
    struct boundary_loading *l, const struct area *area, const struct position **first)
{
	bool fine = true;

	*first = NULL;
	for (size_t next = area->at; fine && next < area->at + area->count;)
		fine = mark_holes(l, &next, first);
	return fine;
}

/* All that misplaced holes of an area enclose, new; NULL: GEOS cannot. */
static GEOSGeometry *
geos_misplaced(const struct boundary_loading *l, const struct area *area)
{
	GEOSGeometry **holes = calloc(area->count, sizeof *holes), *all, *whole = NULL;
	size_t count = 0;
	bool fine = holes != NULL;

	for (size_t i = area->at; fine && i < area->at + area->count; i++) {
		GEOSGeometry *enclosed;

		if (!l->map->rings[i].misplaced)
			continue;
		enclosed = geos_enclosed(l, &l->map->rings[i]);
		holes[count] = enclosed == NULL ? NULL : geos_repaired(l, enclosed);
		fine = holes[count++] != NULL;
		GEOSGeom_destroy_r(l->geos, enclosed);
	}
	if (fine) {
		all = GEOSGeom_createCollection_r(l->geos, GEOS_GEOMETRYCOLLECTION,
		    holes, (unsigned)count); /* takes the holes */
		whole = all == NULL ? NULL : GEOSUnaryUnion_r(l->geos, all);
		GEOSGeom_destroy_r(l->geos, all);
	} else {
		for (size_t i = 0; i < count; i++)
			GEOSGeom_destroy_r(l->geos, holes[i]);
	}
	free(holes);
	return whole;
}

/* A valid area of what GEOS found broken, new, less the misplaced holes; NULL: GEOS
 * cannot. */
static GEOSGeometry *
geos_mended(
    const struct boundary_loading *l, const struct area *area, bool has_misplaced)
{
	GEOSGeometry *broken = area_geometry(l->geos, l->map, area), *misplaced = NULL,
		     *rest, *whole;
	GEOSGeometry *mended = broken == NULL ? NULL : geos_repaired(l, broken);

	if (mended != NULL && has_misplaced) {
		misplaced = geos_misplaced(l, area);
		rest = misplaced == NULL ? NULL
					 : GEOSDifference_r(l->geos, mended, misplaced);
		GEOSGeom_destroy_r(l->geos, mended);
		mended = rest;
	}
	whole = mended == NULL ? NULL : GEOSGeom_setPrecision_r(l->geos, mended, 1, 0);
	GEOSGeom_destroy_r(l->geos, misplaced);
	GEOSGeom_destroy_r(l->geos, mended);
	GEOSGeom_destroy_r(l->geos, broken);
	return whole;
}

/* The edges of an area that go anywhere, new; NULL if there is no memory. */
static struct border_edge *
list_edges(const struct boundary_loading *l, const struct area *area, size_t *count)
{
	const struct ring *rings = l->map->rings + area->at;
	struct border_edge *edges;
	size_t room = 0;

	for (size_t r = 0; r < area->count; r++)
		room += rings[r].count;
	edges = calloc(room, sizeof *edges);
	*count = 0;
	for (size_t r = 0; edges != NULL && r < area->count; r++) {
		const struct position *p = l->map->vertices + rings[r].at;

		for (size_t i = 0; i + 1 < rings[r].count; i++)
			if (!position_is_same(p[i], p[i + 1]))
				edges[(*count)++] =
				    (struct border_edge){ p[i], p[i + 1] };
	}
	return edges;
}

/* Whether GEOS can repair the area in a time that is worth it. */
static bool
check_crossings(struct boundary_loading *l, const struct area *area)
{
	size_t count;
	struct border_edge *edges = list_edges(l, area, &count);
	enum border_crossings result = BORDER_CROSSINGS_NO_MEMORY;

	if (edges != NULL)
		result = border_crossings_count(
		    edges, count, BOUNDARIES_MOST_CROSSINGS, &l->crossings);
	free(edges);
	switch (result) {
	case BORDER_CROSSINGS_COUNTED:
		return true;
	case BORDER_CROSSINGS_MANY:
		return boundary_refuse(l,
		    "/features/%zu/geometry: too many borders cross each other to "
		    "repair "
		    "them (more than %d times in the map); correct the feature where "
		    "the "
		    "map is drawn",
		    l->feature, BOUNDARIES_MOST_CROSSINGS);
	default:
		return false;
	}
}

/* Put what GEOS makes of a broken area in its place. */
static bool
repair(struct boundary_loading *l, struct area *area, const char *reason,
    const GEOSGeometry *where)
{
	struct boundaries *map = l->map;
	const struct position *misplaced;
	GEOSGeometry *mended;
	double lon = 0, lat = 0;
	bool fine;

	area->repaired = true;
	if (!check_crossings(l, area))
		return false;
	if (!mark_misplaced(l, area, &misplaced))
		return boundary_refuse(
		    l, "/features/%zu/geometry: %s, beyond repair", l->feature, reason);
	if (misplaced != NULL && !l->guess)
		return boundary_refuse(l,
		    "/features/%zu/geometry: a hole lies outside of its shell at %.9g "
		    "%.9g; with --repair it is taken from all of the area",
		    l->feature, (double)misplaced->lon / (double)POSITION_DEGREE,
		    (double)misplaced->lat / (double)POSITION_DEGREE);
	if (l->misplaced > BOUNDARIES_MOST_MISPLACED)
		return boundary_refuse(l,
		    "/features/%zu/geometry: too many holes lie outside of their "
		    "shells "
		    "(more than %d in the map); correct the feature where the map is "
		    "drawn",
		    l->feature, BOUNDARIES_MOST_MISPLACED);
	if (where != NULL && GEOSGeomGetX_r(l->geos, where, &lon) == 1 &&
	    GEOSGeomGetY_r(l->geos, where, &lat) == 1)
		fine = boundary_report(l, "%s at %.9g %.9g", reason,
		    lon / (double)POSITION_DEGREE, lat / (double)POSITION_DEGREE);
	else
		fine = boundary_report(l, "%s", reason);
	if (!fine)
		return false;
	mended = geos_mended(l, area, misplaced != NULL);
	if (mended == NULL)
		return boundary_refuse(
		    l, "/features/%zu/geometry: %s, beyond repair", l->feature, reason);
	map->vertex_count = map->rings[area->at].at;
	map->ring_count = area->at;
	fine = take_polygons(l, mended);
	GEOSGeom_destroy_r(l->geos, mended);
	area->count = map->ring_count - area->at;
	if (fine && area->count == 0)
		return boundary_refuse(
		    l, "/features/%zu/geometry: an area of no extent", l->feature);
	return fine;
}

bool
boundary_check(struct boundary_loading *l, struct area *area)
{
	GEOSGeometry *geometry = area_geometry(l->geos, l->map, area), *where = NULL;
	char *reason = NULL;
	bool fine = true;
	char valid;

	if (geometry == NULL)
		return boundary_refuse(
		    l, "/features/%zu/geometry: not to be understood", l->feature);
	valid = GEOSisValidDetail_r(l->geos, geometry, 0, &reason, &where);
	if (valid == 0)
		fine = repair(
		    l, area, reason != NULL ? reason : "Invalid geometry", where);
	else if (valid != 1) /* GEOS has no memory: that says nothing of the area */
		fine = boundary_refuse(
		    l, "/features/%zu/geometry: GEOS cannot check it", l->feature);
	GEOSFree_r(l->geos, reason);
	GEOSGeom_destroy_r(l->geos, where);
	GEOSGeom_destroy_r(l->geos, geometry);
	return fine;
}
