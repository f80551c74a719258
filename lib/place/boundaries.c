#include "place/boundaries.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <geos_c.h>

#include "memory/array.h"
#include "place/boundary_repair.h"

static void
quiet(const char *message, void *context)
{
	(void)message;
	(void)context;
}

static struct area *
add_area(struct boundary_loading *l)
{
	struct boundaries *map = l->map;

	if (!array_reserve(
		&map->areas, &map->area_room, map->area_count + 1, sizeof *map->areas))
		return NULL;
	map->areas[map->area_count] = (struct area){ .at = map->ring_count };
	return &map->areas[map->area_count++];
}

/* One GeoJSON position; what stands behind longitude and latitude is left alone. */
static bool
read_position(
    struct boundary_loading *l, const char *at, size_t index, const json_t *json)
{
	const json_t *lon = json_array_get(json, 0), *lat = json_array_get(json, 1);
	struct degrees d = { json_number_value(lon), json_number_value(lat) };
	struct position p;

	if (!json_is_number(lon) || !json_is_number(lat))
		return boundary_refuse(l, "%s/%zu: no pair of numbers", at, index);
	if (!(d.lon >= -180 && d.lon <= 180 && d.lat >= -90 && d.lat <= 90))
		return boundary_refuse(
		    l, "%s/%zu: no longitude and latitude in degrees", at, index);
	p.lon = position_from_degrees(d.lon);
	p.lat = position_from_degrees(d.lat);
	return boundary_add_vertex(l, p);
}

static bool
read_ring(struct boundary_loading *l, const char *at, size_t index, const json_t *json)
{
	const struct ring *ring;
	struct position first, last;
	char pointer[160];

	snprintf(pointer, sizeof pointer, "%s/%zu", at, index);
	if (!json_is_array(json))
		return boundary_refuse(l, "%s: no ring", pointer);
	if (!boundary_add_ring(l, index > 0))
		return false;
	for (size_t i = 0; i < json_array_size(json); i++)
		if (!read_position(l, pointer, i, json_array_get(json, i)))
			return false;
	ring = &l->map->rings[l->map->ring_count - 1];
	if (ring->count == 0)
		return boundary_refuse(l, "%s: an empty ring", pointer);
	first = l->map->vertices[ring->at];
	last = l->map->vertices[ring->at + ring->count - 1];
	if (!position_is_same(first, last) &&
	    (!boundary_report(l, "Ring is not closed") ||
		!boundary_add_vertex(l, first)))
		return false;
	if (ring->count < 4)
		return boundary_refuse(
		    l, "%s: a ring of less than three corners", pointer);
	return true;
}

static bool
read_polygon(struct boundary_loading *l, const char *at, const json_t *json)
{
	if (!json_is_array(json) || json_array_size(json) == 0)
		return boundary_refuse(l, "%s: no rings", at);
	for (size_t i = 0; i < json_array_size(json); i++)
		if (!read_ring(l, at, i, json_array_get(json, i)))
			return false;
	return true;
}

/* The rings of a Polygon or a MultiPolygon, as they stand. */
static bool
read_geometry(struct boundary_loading *l, const json_t *geometry)
{
	const char *type = json_string_value(json_object_get(geometry, "type"));
	const json_t *coordinates = json_object_get(geometry, "coordinates");
	char at[80], pointer[120];

	if (type == NULL ||
	    (strcmp(type, "Polygon") != 0 && strcmp(type, "MultiPolygon") != 0))
		return boundary_refuse(l,
		    "/features/%zu/geometry: neither a Polygon nor a MultiPolygon",
		    l->feature);
	snprintf(at, sizeof at, "/features/%zu/geometry/coordinates", l->feature);
	if (strcmp(type, "Polygon") == 0)
		return read_polygon(l, at, coordinates);
	if (!json_is_array(coordinates) || json_array_size(coordinates) == 0)
		return boundary_refuse(l, "%s: no polygons", at);
	for (size_t i = 0; i < json_array_size(coordinates); i++) {
		snprintf(pointer, sizeof pointer, "%s/%zu", at, i);
		if (!read_polygon(l, pointer, json_array_get(coordinates, i)))
			return false;
	}
	return true;
}

/* A new text of a property that is text or a whole number. */
static bool
read_property(struct boundary_loading *l, const json_t *properties,
    const char *property, char **text)
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
		return boundary_refuse(l,
		    "/features/%zu/properties: no text or whole number named \"%s\"",
		    l->feature, property);
	}
	return *text != NULL;
}

static bool
read_feature(struct boundary_loading *l, const json_t *feature)
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
		return boundary_refuse(l,
		    "/features/%zu/properties: the code of "
		    "/features/%" JSON_INTEGER_FORMAT " again",
		    l->feature, json_integer_value(other));
	if (json_object_set_new(
		l->codes, area->code, json_integer((json_int_t)l->feature)) != 0)
		return false;
	if (!read_geometry(l, json_object_get(feature, "geometry")))
		return false;
	area->count = map->ring_count - area->at;
	return boundary_check(l, area);
}

static bool
read_collection(struct boundary_loading *l, const json_t *collection)
{
	const char *type = json_string_value(json_object_get(collection, "type"));
	const json_t *features = json_object_get(collection, "features");

	if (type == NULL || strcmp(type, "FeatureCollection") != 0)
		return boundary_refuse(l, "/type: no FeatureCollection");
	if (json_array_size(features) == 0)
		return boundary_refuse(l, "/features: no areas");
	for (; l->feature < json_array_size(features); l->feature++)
		if (!read_feature(l, json_array_get(features, l->feature)))
			return false;
	return true;
}

struct boundaries *
boundaries_new(const json_t *collection, const char *code, const char *name, bool guess,
    char **why)
{
	struct boundary_loading l = {
		.code = code, .name = name, .guess = guess, .why = why
	};
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
