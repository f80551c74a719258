#include "place/boundaries.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <geos_c.h>

#include "memory/array.h"
#include "place/area_geometry.h"
#include "place/border_crossings.h"

/* A map while it is read; the counts stand at what is not read yet. */
struct loading {
	struct boundaries *map;
	GEOSContextHandle_t geos;
	json_t *codes; /* the feature of each code */
	const char *code, *name;
	bool guess; /* what a misplaced hole belongs to */
	size_t feature;
	size_t crossings, misplaced; /* in the areas that were broken so far */
	char **why;
};

static void
quiet(const char *message, void *context)
{
	(void)message;
	(void)context;
}

/* A text of any length; NULL if there is no memory. */
__attribute__((format(printf, 1, 0))) static char *
text_new(const char *format, va_list arguments)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, arguments);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = len < 0 ? NULL : malloc((size_t)len + 1);
	if (text != NULL)
		vsnprintf(text, (size_t)len + 1, format, arguments);
	return text;
}

/* Say why the map cannot be used; false, for the caller to hand on. */
__attribute__((format(printf, 2, 3))) static bool
refuse(struct loading *l, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	*l->why = text_new(format, arguments);
	va_end(arguments);
	return false;
}

__attribute__((format(printf, 2, 3))) static bool
report(struct loading *l, const char *format, ...)
{
	struct boundaries *map = l->map;
	va_list arguments;
	char *reason;

	if (!array_reserve(&map->repairs, &map->repair_room, map->repair_count + 1,
		sizeof *map->repairs))
		return false;
	va_start(arguments, format);
	reason = text_new(format, arguments);
	va_end(arguments);
	if (reason == NULL)
		return false;
	map->repairs[map->repair_count++] = (struct repair){ l->feature, reason };
	return true;
}

static bool
add_ring(struct loading *l, bool hole)
{
	struct boundaries *map = l->map;

	if (!array_reserve(
		&map->rings, &map->ring_room, map->ring_count + 1, sizeof *map->rings))
		return false;
	map->rings[map->ring_count++] =
	    (struct ring){ .at = map->vertex_count, .hole = hole };
	return true;
}

static bool
add_vertex(struct loading *l, struct position p)
{
	struct boundaries *map = l->map;

	if (!array_reserve(&map->vertices, &map->vertex_room, map->vertex_count + 1,
		sizeof *map->vertices))
		return false;
	map->vertices[map->vertex_count++] = p;
	map->rings[map->ring_count - 1].count++;
	return true;
}

static struct area *
add_area(struct loading *l)
{
	struct boundaries *map = l->map;

	if (!array_reserve(
		&map->areas, &map->area_room, map->area_count + 1, sizeof *map->areas))
		return NULL;
	map->areas[map->area_count] = (struct area){ .at = map->ring_count };
	return &map->areas[map->area_count++];
}

static bool
same_position(struct position a, struct position b)
{
	return a.lon == b.lon && a.lat == b.lat;
}

/* One GeoJSON position; what stands behind longitude and latitude is left alone. */
static bool
read_position(struct loading *l, const char *at, size_t index, const json_t *json)
{
	const json_t *lon = json_array_get(json, 0), *lat = json_array_get(json, 1);
	struct degrees d = { json_number_value(lon), json_number_value(lat) };
	struct position p;

	if (!json_is_number(lon) || !json_is_number(lat))
		return refuse(l, "%s/%zu: no pair of numbers", at, index);
	if (!(d.lon >= -180 && d.lon <= 180 && d.lat >= -90 && d.lat <= 90))
		return refuse(
		    l, "%s/%zu: no longitude and latitude in degrees", at, index);
	p.lon = position_from_degrees(d.lon);
	p.lat = position_from_degrees(d.lat);
	return add_vertex(l, p);
}

static bool
read_ring(struct loading *l, const char *at, size_t index, const json_t *json)
{
	const struct ring *ring;
	struct position first, last;
	char pointer[160];

	snprintf(pointer, sizeof pointer, "%s/%zu", at, index);
	if (!json_is_array(json))
		return refuse(l, "%s: no ring", pointer);
	if (!add_ring(l, index > 0))
		return false;
	for (size_t i = 0; i < json_array_size(json); i++)
		if (!read_position(l, pointer, i, json_array_get(json, i)))
			return false;
	ring = &l->map->rings[l->map->ring_count - 1];
	if (ring->count == 0)
		return refuse(l, "%s: an empty ring", pointer);
	first = l->map->vertices[ring->at];
	last = l->map->vertices[ring->at + ring->count - 1];
	if (!same_position(first, last) &&
	    (!report(l, "Ring is not closed") || !add_vertex(l, first)))
		return false;
	if (ring->count < 4)
		return refuse(l, "%s: a ring of less than three corners", pointer);
	return true;
}

static bool
read_polygon(struct loading *l, const char *at, const json_t *json)
{
	if (!json_is_array(json) || json_array_size(json) == 0)
		return refuse(l, "%s: no rings", at);
	for (size_t i = 0; i < json_array_size(json); i++)
		if (!read_ring(l, at, i, json_array_get(json, i)))
			return false;
	return true;
}

/* The rings of a Polygon or a MultiPolygon, as they stand. */
static bool
read_geometry(struct loading *l, const json_t *geometry)
{
	const char *type = json_string_value(json_object_get(geometry, "type"));
	const json_t *coordinates = json_object_get(geometry, "coordinates");
	char at[80], pointer[120];

	if (type == NULL ||
	    (strcmp(type, "Polygon") != 0 && strcmp(type, "MultiPolygon") != 0))
		return refuse(l,
		    "/features/%zu/geometry: neither a Polygon nor a MultiPolygon",
		    l->feature);
	snprintf(at, sizeof at, "/features/%zu/geometry/coordinates", l->feature);
	if (strcmp(type, "Polygon") == 0)
		return read_polygon(l, at, coordinates);
	if (!json_is_array(coordinates) || json_array_size(coordinates) == 0)
		return refuse(l, "%s: no polygons", at);
	for (size_t i = 0; i < json_array_size(coordinates); i++) {
		snprintf(pointer, sizeof pointer, "%s/%zu", at, i);
		if (!read_polygon(l, pointer, json_array_get(coordinates, i)))
			return false;
	}
	return true;
}

static bool
take_ring(struct loading *l, const GEOSGeometry *ring, bool hole)
{
	const GEOSCoordSequence *line = GEOSGeom_getCoordSeq_r(l->geos, ring);
	unsigned count = 0;
	double x, y;

	if (line == NULL || !GEOSCoordSeq_getSize_r(l->geos, line, &count) ||
	    !add_ring(l, hole))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (!GEOSCoordSeq_getXY_r(l->geos, line, i, &x, &y) ||
		    !add_vertex(l, (struct position){ (int64_t)x, (int64_t)y }))
			return false;
	return true;
}

/* The polygons of what GEOS made, whatever it put them into. */
static bool
take_polygons(struct loading *l, const GEOSGeometry *geometry)
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
geos_repaired(const struct loading *l, const GEOSGeometry *broken)
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
geos_enclosed(const struct loading *l, const struct ring *ring)
{
	GEOSGeometry *line = area_geometry_ring(l->geos, l->map, ring);

	return line == NULL
		   ? NULL
		   : GEOSGeom_createPolygon_r(l->geos, line, NULL, 0); /* takes line */
}

/* The first point of a hole that is outside of a shell, and not on it, or NULL; false
 * if GEOS cannot say. */
static bool
find_outside(const struct loading *l, const GEOSPreparedGeometry *shell,
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
mark_holes(struct loading *l, size_t *next, const struct position **first)
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
    struct loading *l, const struct area *area, const struct position **first)
{
	bool fine = true;

	*first = NULL;
	for (size_t next = area->at; fine && next < area->at + area->count;)
		fine = mark_holes(l, &next, first);
	return fine;
}

/* All that misplaced holes of an area enclose, new; NULL: GEOS cannot. */
static GEOSGeometry *
geos_misplaced(const struct loading *l, const struct area *area)
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
geos_mended(const struct loading *l, const struct area *area, bool has_misplaced)
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
list_edges(const struct loading *l, const struct area *area, size_t *count)
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
			if (!same_position(p[i], p[i + 1]))
				edges[(*count)++] =
				    (struct border_edge){ p[i], p[i + 1] };
	}
	return edges;
}

/* Whether GEOS can repair the area in a time that is worth it. */
static bool
check_crossings(struct loading *l, const struct area *area)
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
		return refuse(l,
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
repair(
    struct loading *l, struct area *area, const char *reason, const GEOSGeometry *where)
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
		return refuse(
		    l, "/features/%zu/geometry: %s, beyond repair", l->feature, reason);
	if (misplaced != NULL && !l->guess)
		return refuse(l,
		    "/features/%zu/geometry: a hole lies outside of its shell at %.9g "
		    "%.9g; with --repair it is taken from all of the area",
		    l->feature, (double)misplaced->lon / (double)POSITION_DEGREE,
		    (double)misplaced->lat / (double)POSITION_DEGREE);
	if (l->misplaced > BOUNDARIES_MOST_MISPLACED)
		return refuse(l,
		    "/features/%zu/geometry: too many holes lie outside of their "
		    "shells "
		    "(more than %d in the map); correct the feature where the map is "
		    "drawn",
		    l->feature, BOUNDARIES_MOST_MISPLACED);
	if (where != NULL && GEOSGeomGetX_r(l->geos, where, &lon) == 1 &&
	    GEOSGeomGetY_r(l->geos, where, &lat) == 1)
		fine = report(l, "%s at %.9g %.9g", reason,
		    lon / (double)POSITION_DEGREE, lat / (double)POSITION_DEGREE);
	else
		fine = report(l, "%s", reason);
	if (!fine)
		return false;
	mended = geos_mended(l, area, misplaced != NULL);
	if (mended == NULL)
		return refuse(
		    l, "/features/%zu/geometry: %s, beyond repair", l->feature, reason);
	map->vertex_count = map->rings[area->at].at;
	map->ring_count = area->at;
	fine = take_polygons(l, mended);
	GEOSGeom_destroy_r(l->geos, mended);
	area->count = map->ring_count - area->at;
	if (fine && area->count == 0)
		return refuse(
		    l, "/features/%zu/geometry: an area of no extent", l->feature);
	return fine;
}

/* Hold the area against the rules for polygons. */
static bool
check_area(struct loading *l, struct area *area)
{
	GEOSGeometry *geometry = area_geometry(l->geos, l->map, area), *where = NULL;
	char *reason = NULL;
	bool fine = true;

	if (geometry == NULL)
		return refuse(
		    l, "/features/%zu/geometry: not to be understood", l->feature);
	if (GEOSisValidDetail_r(l->geos, geometry, 0, &reason, &where) != 1)
		fine = repair(
		    l, area, reason != NULL ? reason : "Invalid geometry", where);
	GEOSFree_r(l->geos, reason);
	GEOSGeom_destroy_r(l->geos, where);
	GEOSGeom_destroy_r(l->geos, geometry);
	return fine;
}

/* A new text of a property that is text or a whole number. */
static bool
read_property(
    struct loading *l, const json_t *properties, const char *property, char **text)
{
	const json_t *value = json_object_get(properties, property);
	char digits[24];

	if (json_is_string(value) && json_string_length(value) > 0) {
		*text = strdup(json_string_value(value));
	} else if (json_is_integer(value)) {
		snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT,
		    json_integer_value(value));
		*text = strdup(digits);
	} else {
		return refuse(l,
		    "/features/%zu/properties: no text or whole number named \"%s\"",
		    l->feature, property);
	}
	return *text != NULL;
}

static bool
read_feature(struct loading *l, const json_t *feature)
{
	const json_t *properties = json_object_get(feature, "properties");
	const json_t *other;
	struct boundaries *map = l->map;
	struct area *area = add_area(l);

	if (area == NULL)
		return false;
	if (!read_property(l, properties, l->code, &area->code) ||
	    (l->name != NULL && !read_property(l, properties, l->name, &area->name)))
		return false;
	other = json_object_get(l->codes, area->code);
	if (other != NULL)
		return refuse(l,
		    "/features/%zu/properties: the code of "
		    "/features/%" JSON_INTEGER_FORMAT " again",
		    l->feature, json_integer_value(other));
	if (json_object_set_new(
		l->codes, area->code, json_integer((json_int_t)l->feature)) != 0)
		return false;
	if (!read_geometry(l, json_object_get(feature, "geometry")))
		return false;
	area->count = map->ring_count - area->at;
	return check_area(l, area);
}

static bool
read_collection(struct loading *l, const json_t *collection)
{
	const char *type = json_string_value(json_object_get(collection, "type"));
	const json_t *features = json_object_get(collection, "features");

	if (type == NULL || strcmp(type, "FeatureCollection") != 0)
		return refuse(l, "/type: no FeatureCollection");
	if (json_array_size(features) == 0)
		return refuse(l, "/features: no areas");
	for (; l->feature < json_array_size(features); l->feature++)
		if (!read_feature(l, json_array_get(features, l->feature)))
			return false;
	return true;
}

struct boundaries *
boundaries_new(const json_t *collection, const char *code, const char *name, bool guess,
    char **why)
{
	struct loading l = { .code = code, .name = name, .guess = guess, .why = why };
	bool fine = false;

	*why = NULL;
	l.map = calloc(1, sizeof *l.map);
	l.geos = GEOS_init_r();
	l.codes = json_object();
	if (l.map != NULL && l.geos != NULL && l.codes != NULL) {
		GEOSContext_setNoticeMessageHandler_r(l.geos, quiet, NULL);
		GEOSContext_setErrorMessageHandler_r(l.geos, quiet, NULL);
		fine = read_collection(&l, collection);
	}
	json_decref(l.codes);
	if (l.geos != NULL)
		GEOS_finish_r(l.geos);
	if (!fine) {
		boundaries_free(l.map);
		return NULL;
	}
	return l.map;
}

void
boundaries_free(struct boundaries *map)
{
	if (map == NULL)
		return;
	for (size_t i = 0; i < map->area_count; i++) {
		free(map->areas[i].code);
		free(map->areas[i].name);
	}
	for (size_t i = 0; i < map->repair_count; i++)
		free(map->repairs[i].reason);
	free(map->areas);
	free(map->rings);
	free(map->vertices);
	free(map->repairs);
	free(map);
}
