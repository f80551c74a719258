#include "place/boundaries.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <geos_c.h>

#include "memory/array.h"

/* A map while it is read; the counts stand at what is not read yet. */
struct loading {
	struct boundaries *map;
	GEOSContextHandle_t geos;
	json_t *codes; /* the feature of each code */
	const char *code, *name;
	bool guess; /* what a misplaced hole belongs to */
	size_t feature;
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

/* A new GEOS ring in billionths of a degree, which a double holds exactly. */
static GEOSGeometry *
geos_ring(const struct loading *l, const struct ring *ring)
{
	const struct position *p = l->map->vertices + ring->at;
	GEOSCoordSequence *line;

	if (ring->count > UINT32_MAX)
		return NULL;
	line = GEOSCoordSeq_create_r(l->geos, (unsigned)ring->count, 2);
	if (line == NULL)
		return NULL;
	for (unsigned i = 0; i < ring->count; i++)
		GEOSCoordSeq_setXY_r(
		    l->geos, line, i, (double)p[i].lon, (double)p[i].lat);
	return GEOSGeom_createLinearRing_r(l->geos, line); /* takes line */
}

/* A new polygon of a shell and the holes behind it; *next is the ring after them. */
static GEOSGeometry *
geos_polygon(const struct loading *l, size_t *next)
{
	const struct boundaries *map = l->map;
	size_t shell = (*next)++, count = 0;
	GEOSGeometry *polygon = NULL, *outer, **holes;

	while (*next < map->ring_count && map->rings[*next].hole)
		++*next;
	holes = calloc(*next - shell, sizeof *holes);
	if (holes == NULL)
		return NULL;
	for (size_t i = shell + 1; i < *next; i++) {
		if (map->rings[i].misplaced)
			continue;
		holes[count] = geos_ring(l, &map->rings[i]);
		if (holes[count++] == NULL)
			break;
	}
	outer = geos_ring(l, &map->rings[shell]);
	if (outer != NULL && (count == 0 || holes[count - 1] != NULL)) {
		polygon = GEOSGeom_createPolygon_r(
		    l->geos, outer, holes, (unsigned)count); /* takes the rings */
	} else {
		for (size_t i = 0; i < count; i++)
			GEOSGeom_destroy_r(l->geos, holes[i]);
		GEOSGeom_destroy_r(l->geos, outer);
	}
	free(holes);
	return polygon;
}

/* A new MultiPolygon of all rings of the area. */
static GEOSGeometry *
geos_area(const struct loading *l, const struct area *area)
{
	GEOSGeometry **polygons = calloc(area->count, sizeof *polygons);
	GEOSGeometry *whole = NULL;
	size_t count = 0, next = area->at;

	if (polygons == NULL)
		return NULL;
	while (next < area->at + area->count) {
		polygons[count] = geos_polygon(l, &next);
		if (polygons[count++] == NULL)
			break;
	}
	if (polygons[count - 1] != NULL)
		whole = GEOSGeom_createCollection_r(l->geos, GEOS_MULTIPOLYGON,
		    polygons, (unsigned)count); /* takes the polygons */
	else
		for (size_t i = 0; i < count; i++)
			GEOSGeom_destroy_r(l->geos, polygons[i]);
	free(polygons);
	return whole;
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

/* Whether a point is outside of a ring, and not on it. */
static bool
is_outside(const struct position *ring, size_t count, struct position p)
{
	bool inside = false;

	for (size_t i = 0; i + 1 < count; i++) {
		struct position a = ring[i], b = ring[i + 1];
		wide side = position_orientation(a, b, p);
		bool up = a.lat <= p.lat && p.lat < b.lat;
		bool down = b.lat <= p.lat && p.lat < a.lat;

		if (side == 0 && (a.lon < b.lon ? a.lon : b.lon) <= p.lon &&
		    p.lon <= (a.lon > b.lon ? a.lon : b.lon) &&
		    (a.lat < b.lat ? a.lat : b.lat) <= p.lat &&
		    p.lat <= (a.lat > b.lat ? a.lat : b.lat))
			return false;
		inside ^= (up && side > 0) || (down && side < 0);
	}
	return !inside;
}

/* Mark the holes of an area that are not inside of their shell; the first point that
 * shows it, or NULL. */
static const struct position *
mark_misplaced(struct loading *l, const struct area *area)
{
	struct boundaries *map = l->map;
	const struct position *first = NULL;
	const struct ring *shell = &map->rings[area->at];

	for (size_t i = area->at; i < area->at + area->count; i++) {
		struct ring *ring = &map->rings[i];

		if (!ring->hole)
			shell = ring;
		for (size_t v = 0; ring->hole && v < ring->count; v++) {
			const struct position *p = &map->vertices[ring->at + v];

			if (!is_outside(map->vertices + shell->at, shell->count, *p))
				continue;
			ring->misplaced = true;
			first = first == NULL ? p : first;
			break;
		}
	}
	return first;
}

/* The area without what a misplaced hole encloses; takes the area.  NULL: GEOS cannot.
 */
static GEOSGeometry *
geos_without(const struct loading *l, GEOSGeometry *area, const struct ring *hole)
{
	GEOSGeometry *ring = geos_ring(l, hole), *polygon, *valid, *rest = NULL;

	polygon =
	    ring == NULL ? NULL : GEOSGeom_createPolygon_r(l->geos, ring, NULL, 0);
	valid = polygon == NULL ? NULL : geos_repaired(l, polygon);
	if (valid != NULL)
		rest = GEOSDifference_r(l->geos, area, valid);
	GEOSGeom_destroy_r(l->geos, polygon);
	GEOSGeom_destroy_r(l->geos, valid);
	GEOSGeom_destroy_r(l->geos, area);
	return rest;
}

/* A valid area of what GEOS found broken, new, less the misplaced holes. */
static GEOSGeometry *
geos_mended(const struct loading *l, const struct area *area)
{
	GEOSGeometry *broken = geos_area(l, area);
	GEOSGeometry *mended = broken == NULL ? NULL : geos_repaired(l, broken);
	GEOSGeometry *whole;

	for (size_t i = area->at; mended != NULL && i < area->at + area->count; i++)
		if (l->map->rings[i].misplaced)
			mended = geos_without(l, mended, &l->map->rings[i]);
	whole = mended == NULL ? NULL : GEOSGeom_setPrecision_r(l->geos, mended, 1, 0);
	GEOSGeom_destroy_r(l->geos, mended);
	GEOSGeom_destroy_r(l->geos, broken);
	return whole;
}

/* Put what GEOS makes of a broken area in its place. */
static bool
repair(
    struct loading *l, struct area *area, const char *reason, const GEOSGeometry *where)
{
	struct boundaries *map = l->map;
	const struct position *misplaced = mark_misplaced(l, area);
	GEOSGeometry *mended;
	double lon = 0, lat = 0;
	bool fine;

	area->repaired = true;
	if (misplaced != NULL && !l->guess)
		return refuse(l,
		    "/features/%zu/geometry: a hole lies outside of its shell at %.9g "
		    "%.9g; with --repair it is taken from all of the area",
		    l->feature, (double)misplaced->lon / (double)POSITION_DEGREE,
		    (double)misplaced->lat / (double)POSITION_DEGREE);
	if (where != NULL && GEOSGeomGetX_r(l->geos, where, &lon) == 1 &&
	    GEOSGeomGetY_r(l->geos, where, &lat) == 1)
		fine = report(l, "%s at %.9g %.9g", reason,
		    lon / (double)POSITION_DEGREE, lat / (double)POSITION_DEGREE);
	else
		fine = report(l, "%s", reason);
	if (!fine)
		return false;
	mended = geos_mended(l, area);
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
	GEOSGeometry *geometry = geos_area(l, area), *where = NULL;
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
