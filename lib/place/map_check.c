#include "place/map_check.h"

#include <stdlib.h>

#include "memory/array.h"
#include "place/area_geometry.h"
#include "place/coordinates.h"

/* Metres: what is narrower comes from rounding; how near a neighbour of a gap is. */
static const double least_width = 0.001, touching = 0.01;

/* Corners are kept as they are down to 12 degrees, so that only what is narrow is
 * filled where borders grow and shrink. */
static const double mitre_limit = 10;

/* A map while it is checked; geometries are in metres, flat. */
struct checking {
	GEOSContextHandle_t geos;
	const struct boundaries *map;
	struct map_check *check;
	struct degrees scale; /* metres for a degree at the middle of the map */
	GEOSGeometry **areas;
	GEOSSTRtree *tree; /* of the areas; its items point into map->areas */
	bool *near;        /* the areas that a search has met */
};

static void
quiet(const char *message, void *context)
{
	(void)message;
	(void)context;
}

static int
flatten(double *x, double *y, void *context)
{
	const struct degrees *scale = context;

	*x = *x / (double)POSITION_DEGREE * scale->lon;
	*y = *y / (double)POSITION_DEGREE * scale->lat;
	return 1;
}

static double
middle_latitude(const struct boundaries *map)
{
	int64_t least = INT64_MAX, most = INT64_MIN;

	for (size_t i = 0; i < map->vertex_count; i++) {
		int64_t lat = map->vertices[i].lat;

		least = lat < least ? lat : least;
		most = lat > most ? lat : most;
	}
	return ((double)least + (double)most) / 2 / (double)POSITION_DEGREE;
}

static bool
make_areas(struct checking *c)
{
	const struct boundaries *map = c->map;

	c->areas = calloc(map->area_count, sizeof(GEOSGeometry *));
	c->near = calloc(map->area_count, sizeof *c->near);
	c->tree = GEOSSTRtree_create_r(c->geos, 10);
	if (c->areas == NULL || c->near == NULL || c->tree == NULL)
		return false;
	for (size_t i = 0; i < map->area_count; i++) {
		GEOSGeometry *area = area_geometry(c->geos, map, &map->areas[i]);

		if (area == NULL)
			return false;
		c->areas[i] = GEOSGeom_transformXY_r(c->geos, area, flatten, &c->scale);
		GEOSGeom_destroy_r(c->geos, area);
		if (c->areas[i] == NULL)
			return false;
		GEOSSTRtree_insert_r(c->geos, c->tree, c->areas[i], &map->areas[i]);
	}
	return true;
}

static void
note_near(void *item, void *context)
{
	struct checking *c = context;

	c->near[(const struct area *)item - c->map->areas] = true;
}

/* Find the areas whose envelopes meet that of a geometry. */
static void
find_near(struct checking *c, const GEOSGeometry *geometry)
{
	for (size_t i = 0; i < c->map->area_count; i++)
		c->near[i] = false;
	GEOSSTRtree_query_r(c->geos, c->tree, geometry, note_near, c);
}

static bool
add_area(struct map_check *check, struct map_fault *fault, size_t area)
{
	if (!array_reserve(&check->areas, &check->area_room, check->area_count + 1,
		sizeof *check->areas))
		return false;
	check->areas[check->area_count++] = (uint32_t)area;
	fault->count++;
	return true;
}

/* Set the sizes of a piece, and a point in it. */
static bool
measure(const struct checking *c, const GEOSGeometry *piece, struct map_fault *fault)
{
	GEOSGeometry *point = GEOSPointOnSurface_r(c->geos, piece);
	double area, border, x, y;
	bool fine = point != NULL && GEOSArea_r(c->geos, piece, &area) == 1 &&
		    GEOSLength_r(c->geos, piece, &border) == 1 &&
		    GEOSGeomGetX_r(c->geos, point, &x) == 1 &&
		    GEOSGeomGetY_r(c->geos, point, &y) == 1;

	GEOSGeom_destroy_r(c->geos, point);
	if (fine) {
		struct degrees here;

		fault->point = (struct degrees){ x / c->scale.lon, y / c->scale.lat };
		here = coordinates_scale(fault->point.lat);
		fault->square_metres =
		    area * (here.lon / c->scale.lon) * (here.lat / c->scale.lat);
		fault->width = border > 0 ? 2 * area / border : 0;
		fault->sliver = fault->width < MAP_CHECK_SLIVER;
	}
	return fine;
}

static bool
add_fault(struct checking *c, const struct map_fault *fault)
{
	struct map_check *check = c->check;

	if (!array_reserve(
		&check->faults, &check->room, check->count + 1, sizeof *check->faults))
		return false;
	check->faults[check->count++] = *fault;
	return true;
}

static bool
add_overlap(struct checking *c, const GEOSGeometry *piece, size_t first, size_t second)
{
	struct map_fault fault = { .kind = MAP_FAULT_OVERLAP,
		.at = c->check->area_count };

	return measure(c, piece, &fault) &&
	       (fault.width < least_width ||
		   (add_area(c->check, &fault, first) &&
		       add_area(c->check, &fault, second) && add_fault(c, &fault)));
}

/* The areas that a gap lies between; a gap of one area is none. */
static bool
add_gap(struct checking *c, const GEOSGeometry *piece)
{
	struct map_fault fault = { .kind = MAP_FAULT_GAP, .at = c->check->area_count };

	if (!measure(c, piece, &fault))
		return false;
	if (fault.width < least_width)
		return true;
	for (size_t i = 0; i < c->map->area_count; i++) {
		char near = GEOSDistanceWithin_r(c->geos, c->areas[i], piece, touching);

		if (near == 2 || (near == 1 && !add_area(c->check, &fault, i)))
			return false;
	}
	if (fault.count > 1)
		return add_fault(c, &fault);
	c->check->area_count = fault.at;
	return true;
}

/* The polygons of a geometry, in its order, as pieces of an overlap or as gaps. */
static bool
add_pieces(struct checking *c, const GEOSGeometry *geometry, size_t first,
    size_t second, bool overlap)
{
	int type = GEOSGeomTypeId_r(c->geos, geometry);
	int parts;

	if (GEOSisEmpty_r(c->geos, geometry) != 0)
		return true;
	if (type == GEOS_POLYGON)
		return overlap ? add_overlap(c, geometry, first, second)
			       : add_gap(c, geometry);
	if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION)
		return true;
	parts = GEOSGetNumGeometries_r(c->geos, geometry);
	for (int i = 0; i < parts; i++)
		if (!add_pieces(c, GEOSGetGeometryN_r(c->geos, geometry, i), first,
			second, overlap))
			return false;
	return true;
}

static bool
find_overlaps(struct checking *c)
{
	for (size_t i = 0; i < c->map->area_count; i++) {
		find_near(c, c->areas[i]);
		for (size_t j = i + 1; j < c->map->area_count; j++) {
			GEOSGeometry *both;
			bool fine;

			if (!c->near[j])
				continue;
			both = GEOSIntersection_r(c->geos, c->areas[i], c->areas[j]);
			fine = both != NULL && add_pieces(c, both, i, j, true);
			GEOSGeom_destroy_r(c->geos, both);
			if (!fine)
				return false;
		}
	}
	return true;
}

/* The union of new geometries, which are taken; parts is freed.  NULL if GEOS fails, or
 * the last of them is NULL. */
static GEOSGeometry *
join(const struct checking *c, GEOSGeometry **parts, size_t count)
{
	GEOSGeometry *all = NULL, *joined = NULL;

	if (count > 0 && parts[count - 1] != NULL)
		all = GEOSGeom_createCollection_r(c->geos, GEOS_GEOMETRYCOLLECTION,
		    parts, (unsigned)count); /* takes the parts */
	else
		for (size_t i = 0; i < count; i++)
			GEOSGeom_destroy_r(c->geos, parts[i]);
	free(parts);
	if (all != NULL)
		joined = GEOSUnaryUnion_r(c->geos, all);
	GEOSGeom_destroy_r(c->geos, all);
	return joined;
}

static GEOSGeometry *
join_areas(const struct checking *c)
{
	size_t count = 0, areas = c->map->area_count;
	GEOSGeometry **parts = calloc(areas, sizeof(GEOSGeometry *));

	if (parts == NULL)
		return NULL;
	while (count < areas) {
		parts[count] = GEOSGeom_clone_r(c->geos, c->areas[count]);
		if (parts[count++] == NULL)
			break;
	}
	return join(c, parts, count);
}

/* A new polygon of a ring that belongs to another; NULL: GEOS fails. */
static GEOSGeometry *
enclose(const struct checking *c, const GEOSGeometry *ring)
{
	GEOSGeometry *own = GEOSGeom_clone_r(c->geos, ring);

	return own == NULL
		   ? NULL
		   : GEOSGeom_createPolygon_r(c->geos, own, NULL, 0); /* takes own */
}

/* A new geometry without the holes. */
static GEOSGeometry *
fill_holes(const struct checking *c, const GEOSGeometry *joined)
{
	int all = GEOSGetNumGeometries_r(c->geos, joined);
	GEOSGeometry **parts = calloc((size_t)all, sizeof(GEOSGeometry *));
	size_t count = 0;

	if (parts == NULL)
		return NULL;
	for (int i = 0; i < all; i++) {
		parts[count] = enclose(c, GEOSGetExteriorRing_r(c->geos,
					      GEOSGetGeometryN_r(c->geos, joined, i)));
		if (parts[count++] == NULL)
			break;
	}
	return join(c, parts, count);
}

/* The holes of all areas together, each a gap if it lies between several. */
static bool
find_enclosed(struct checking *c, const GEOSGeometry *joined)
{
	int parts = GEOSGetNumGeometries_r(c->geos, joined);

	for (int i = 0; i < parts; i++) {
		const GEOSGeometry *part = GEOSGetGeometryN_r(c->geos, joined, i);
		int holes = GEOSGetNumInteriorRings_r(c->geos, part);

		for (int h = 0; h < holes; h++) {
			GEOSGeometry *hole =
			    enclose(c, GEOSGetInteriorRingN_r(c->geos, part, h));
			bool fine = hole != NULL && add_gap(c, hole);

			GEOSGeom_destroy_r(c->geos, hole);
			if (!fine)
				return false;
		}
	}
	return true;
}

/* A new geometry whose border has moved outwards by so many metres. */
static GEOSGeometry *
grow(const struct checking *c, const GEOSGeometry *geometry, double metres)
{
	return GEOSBufferWithStyle_r(c->geos, geometry, metres, 8, GEOSBUF_CAP_FLAT,
	    GEOSBUF_JOIN_MITRE, mitre_limit);
}

/*
 * What is narrow and open: areas grow until they meet across it, and shrink again.
 * Holes are enclosed; they are filled before.
 */
static bool
find_open(struct checking *c, const GEOSGeometry *joined)
{
	GEOSGeometry *filled = fill_holes(c, joined);
	GEOSGeometry *grown = NULL, *shrunk = NULL, *narrow = NULL;
	bool fine = false;

	if (filled != NULL)
		grown = grow(c, filled, MAP_CHECK_SLIVER / 2.0);
	if (grown != NULL)
		shrunk = grow(c, grown, -MAP_CHECK_SLIVER / 2.0);
	if (shrunk != NULL)
		narrow = GEOSDifference_r(c->geos, shrunk, filled);
	if (narrow != NULL)
		fine = add_pieces(c, narrow, 0, 0, false);
	GEOSGeom_destroy_r(c->geos, filled);
	GEOSGeom_destroy_r(c->geos, grown);
	GEOSGeom_destroy_r(c->geos, shrunk);
	GEOSGeom_destroy_r(c->geos, narrow);
	return fine;
}

static bool
find_gaps(struct checking *c)
{
	GEOSGeometry *joined = join_areas(c);
	bool fine = joined != NULL && find_enclosed(c, joined) && find_open(c, joined);

	GEOSGeom_destroy_r(c->geos, joined);
	return fine;
}

static void
free_checking(struct checking *c)
{
	if (c->tree != NULL)
		GEOSSTRtree_destroy_r(c->geos, c->tree);
	for (size_t i = 0; c->areas != NULL && i < c->map->area_count; i++)
		GEOSGeom_destroy_r(c->geos, c->areas[i]);
	free(c->areas);
	free(c->near);
	if (c->geos != NULL)
		GEOS_finish_r(c->geos);
}

struct map_check *
map_check_new(const struct boundaries *map)
{
	struct checking c = { .map = map,
		.scale = coordinates_scale(middle_latitude(map)) };
	bool fine = false;

	c.check = calloc(1, sizeof *c.check);
	c.geos = GEOS_init_r();
	if (c.check != NULL && c.geos != NULL) {
		GEOSContext_setNoticeMessageHandler_r(c.geos, quiet, NULL);
		GEOSContext_setErrorMessageHandler_r(c.geos, quiet, NULL);
		fine = make_areas(&c) && find_overlaps(&c) && find_gaps(&c);
	}
	free_checking(&c);
	if (!fine) {
		map_check_free(c.check);
		return NULL;
	}
	return c.check;
}

void
map_check_free(struct map_check *check)
{
	if (check == NULL)
		return;
	free(check->faults);
	free(check->areas);
	free(check);
}

const char *
map_fault_name(const struct map_fault *fault)
{
	if (fault->kind == MAP_FAULT_OVERLAP)
		return fault->sliver ? "overlap-sliver" : "overlap";
	return fault->sliver ? "gap-sliver" : "gap";
}
