/*
 * The locator against GEOS, which shares no code with it: random maps on small
 * lattices, where nearly everything is a special case; the relation cases of two
 * other projects; the labelled points of a real city.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <geos_c.h>

#include "place/locator.h"

static GEOSContextHandle_t geos;

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static GEOSGeometry *
ring_of(const struct boundaries *map, const struct ring *ring)
{
	GEOSCoordSequence *line = GEOSCoordSeq_create_r(geos, (unsigned)ring->count, 2);

	for (unsigned i = 0; i < ring->count; i++)
		GEOSCoordSeq_setXY_r(geos, line, i,
		    (double)map->vertices[ring->at + i].lon,
		    (double)map->vertices[ring->at + i].lat);
	return GEOSGeom_createLinearRing_r(geos, line);
}

/* The area as GEOS has it. */
static GEOSGeometry *
geometry_of(const struct boundaries *map, const struct area *area)
{
	GEOSGeometry *polygons[64], *holes[64];
	unsigned count = 0, hole_count;

	for (size_t r = area->at; r < area->at + area->count;) {
		GEOSGeometry *shell = ring_of(map, &map->rings[r++]);

		for (hole_count = 0; r < area->at + area->count && map->rings[r].hole;
		     r++)
			holes[hole_count++] = ring_of(map, &map->rings[r]);
		polygons[count++] =
		    GEOSGeom_createPolygon_r(geos, shell, holes, hole_count);
	}
	return GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, polygons, count);
}

/* Rings of random lattice points, most of which cross themselves, as GeoJSON. */
static json_t *
random_map(uint64_t *seed, int areas, int64_t lattice, double step)
{
	json_t *features = json_array();

	for (int i = 0; i < areas; i++) {
		json_t *rings = json_array();

		for (uint64_t n = 1 + next_random(seed) % 2; n > 0; n--) {
			json_t *ring = json_array();

			for (uint64_t v = 3 + next_random(seed) % 9; v > 0; v--)
				json_array_append_new(
				    ring, json_pack("[f, f]",
					      (double)(next_random(seed) %
						       (uint64_t)lattice) *
						  step,
					      (double)(next_random(seed) %
						       (uint64_t)lattice) *
						  step));
			json_array_append(ring, json_array_get(ring, 0));
			json_array_append_new(rings, ring);
		}
		json_array_append_new(features,
		    json_pack("{s:{s:i}, s:{s:s, s:o}}", "properties", "code", i,
			"geometry", "type", "Polygon", "coordinates", rings));
	}
	return json_pack(
	    "{s:s, s:o}", "type", "FeatureCollection", "features", features);
}

/* What GEOS says of a point: which areas cover it, and on which border it is. */
static size_t
referee(const GEOSPreparedGeometry *const inside[],
    const GEOSPreparedGeometry *const borders[], size_t areas, struct position p,
    struct cover covers[])
{
	GEOSGeometry *point =
	    GEOSGeom_createPointFromXY_r(geos, (double)p.lon, (double)p.lat);
	size_t count = 0;

	for (size_t i = 0; i < areas; i++)
		if (GEOSPreparedCovers_r(geos, inside[i], point) == 1)
			covers[count++] =
			    (struct cover){ (uint32_t)i, GEOSPreparedIntersects_r(geos,
							     borders[i], point) == 1 };
	GEOSGeom_destroy_r(geos, point);
	return count;
}

enum { MAX_AREAS = 16 };

struct prepared {
	GEOSGeometry *areas[MAX_AREAS], *lines[MAX_AREAS];
	const GEOSPreparedGeometry *inside[MAX_AREAS], *borders[MAX_AREAS];
};

static void
prepare(struct prepared *g, const struct boundaries *map)
{
	assert(map->area_count <= MAX_AREAS);
	for (size_t i = 0; i < map->area_count; i++) {
		g->areas[i] = geometry_of(map, &map->areas[i]);
		assert(GEOSisValid_r(geos, g->areas[i]) == 1);
		g->lines[i] = GEOSBoundary_r(geos, g->areas[i]);
		g->inside[i] = GEOSPrepare_r(geos, g->areas[i]);
		g->borders[i] = GEOSPrepare_r(geos, g->lines[i]);
	}
}

static void
forget(struct prepared *g, const struct boundaries *map)
{
	for (size_t i = 0; i < map->area_count; i++) {
		GEOSPreparedGeom_destroy_r(geos, g->inside[i]);
		GEOSPreparedGeom_destroy_r(geos, g->borders[i]);
		GEOSGeom_destroy_r(geos, g->areas[i]);
		GEOSGeom_destroy_r(geos, g->lines[i]);
	}
}

static void
check(
    const struct locator *l, const struct prepared *g, size_t areas, struct position p)
{
	struct cover covers[MAX_AREAS], truth[MAX_AREAS];
	size_t count = locator_find(l, p, covers);

	assert(count <= locator_room(l) && locator_room(l) <= MAX_AREAS);
	assert(count == referee(g->inside, g->borders, areas, p, truth));
	for (size_t i = 0; i < count; i++) {
		assert(covers[i].area == truth[i].area);
		assert(covers[i].on_border == truth[i].on_border);
	}
}

/*
 * Points of the lattice and between; the step decides how the lattice lies to the
 * cells: 1 puts several cells into a unit, odd ones put lines through corners.
 */
static void
test_lattice(uint64_t seed, int64_t lattice, int64_t step)
{
	json_t *json = random_map(&seed, 1 + (int)(seed % 6), lattice,
	    (double)step / (double)POSITION_DEGREE);
	struct boundaries *map;
	struct prepared g;
	struct locator *l;
	char *why;

	map = boundaries_new(json, "code", NULL, true, &why);
	json_decref(json);
	if (map == NULL) { /* an area of no extent */
		assert(strstr(why, "no extent") != NULL);
		free(why);
		return;
	}
	prepare(&g, map);
	l = locator_new(map, COORDINATES_WGS84, COORDINATES_WGS84);
	assert(l != NULL);
	for (int64_t y = -1; y <= lattice; y++)
		for (int64_t x = -1; x <= lattice; x++) {
			struct position p = { x * step, y * step };

			check(l, &g, map->area_count, p);
			p.lon += step / 2;
			check(l, &g, map->area_count, p);
			p.lat += step / 2;
			check(l, &g, map->area_count, p);
		}
	for (size_t i = 0; i < map->vertex_count; i++)
		check(l, &g, map->area_count, map->vertices[i]);
	for (int i = 0; i < 100; i++) {
		uint64_t side = (uint64_t)(lattice * step);
		struct position p = { (int64_t)(next_random(&seed) % side),
			(int64_t)(next_random(&seed) % side) };

		check(l, &g, map->area_count, p);
	}
	locator_free(l);
	forget(&g, map);
	boundaries_free(map);
}

/* An area as GEOS reads it, in millionths. */
static struct boundaries *
map_of_geometry(const GEOSGeometry *geometry)
{
	int parts = GEOSGetNumGeometries_r(geos, geometry);
	json_t *polygons = json_array(), *json;
	struct boundaries *map;
	char *why;

	for (int i = 0; i < parts; i++) {
		const GEOSGeometry *part = GEOSGetGeometryN_r(geos, geometry, i);
		int holes = GEOSGetNumInteriorRings_r(geos, part);
		json_t *rings = json_array();

		for (int h = -1; h < holes; h++) {
			const GEOSGeometry *ring =
			    h < 0 ? GEOSGetExteriorRing_r(geos, part)
				  : GEOSGetInteriorRingN_r(geos, part, h);
			const GEOSCoordSequence *line =
			    GEOSGeom_getCoordSeq_r(geos, ring);
			json_t *positions = json_array();
			unsigned count;
			double x, y;

			assert(GEOSCoordSeq_getSize_r(geos, line, &count));
			for (unsigned v = 0; v < count; v++) {
				GEOSCoordSeq_getXY_r(geos, line, v, &x, &y);
				json_array_append_new(
				    positions, json_pack("[f, f]", x / 1e6, y / 1e6));
			}
			json_array_append_new(rings, positions);
		}
		json_array_append_new(polygons, rings);
	}
	json = json_pack("{s:s, s:[{s:{s:i}, s:{s:s, s:o}}]}", "type",
	    "FeatureCollection", "features", "properties", "code", 1, "geometry",
	    "type", "MultiPolygon", "coordinates", polygons);
	map = boundaries_new(json, "code", NULL, true, &why);
	assert(map != NULL && map->repair_count == 0);
	json_decref(json);
	return map;
}

/*
 * The first three of the nine letters of DE-9IM: whether some of the points are
 * inside of the area ("0" or "F"), on its border, outside.
 */
static void
check_relation(const char *points, const char *area, const char *relation)
{
	GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
	GEOSGeometry *a = GEOSWKTReader_read_r(geos, reader, points);
	GEOSGeometry *b = GEOSWKTReader_read_r(geos, reader, area);
	struct boundaries *map = map_of_geometry(b);
	struct locator *l = locator_new(map, COORDINATES_WGS84, COORDINATES_WGS84);
	char seen[4] = "FFF";
	struct cover cover;
	double x, y;

	for (int i = 0; i < GEOSGetNumGeometries_r(geos, a); i++) {
		const GEOSGeometry *point = GEOSGetGeometryN_r(geos, a, i);

		GEOSGeomGetX_r(geos, point, &x);
		GEOSGeomGetY_r(geos, point, &y);
		if (locator_find(l,
			(struct position){ position_from_degrees(x / 1e6),
			    position_from_degrees(y / 1e6) },
			&cover) == 0)
			seen[2] = '0';
		else
			seen[cover.on_border] = '0';
	}
	assert(strncmp(seen, relation, 3) == 0);
	locator_free(l);
	boundaries_free(map);
	GEOSGeom_destroy_r(geos, a);
	GEOSGeom_destroy_r(geos, b);
	GEOSWKTReader_destroy_r(geos, reader);
}

static void
test_relations(void)
{
	static const char *const area =
	    "POLYGON ((60 120, 60 40, 160 40, 160 120, 60 120),"
	    "(80 60, 80 80, 100 80, 80 60))";

	check_relation("POINT (20 20)", area, "FF0");
	check_relation("POINT (70 50)", area, "0FF");
	check_relation("POINT (60 120)", area, "F0F");
	check_relation("POINT (90 70)", area, "F0F");
	check_relation("MULTIPOINT ((85 75), (60 90), (110 50))", area, "000");
}

/* The whole of a text file, or NULL if it is not there. */
static char *
read_text(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	size_t size = 0;

	if (file == NULL)
		return NULL;
	if (getdelim(&text, &size, '\0', file) < 0)
		abort();
	fclose(file);
	return text;
}

/* What stands between two marks behind *at, new; *at moves there. */
static char *
between(const char **at, const char *begin, const char *end)
{
	const char *first = strstr(*at, begin), *last;

	if (first == NULL)
		return NULL;
	first += strlen(begin);
	last = strstr(first, end);
	assert(last != NULL);
	*at = last;
	return strndup(first, (size_t)(last - first));
}

/* The point-against-area cases of GEOS. */
static void
test_geos_cases(const char *path)
{
	char *text = read_text(path), *a, *b, *relation;
	const char *at = text;

	if (text == NULL)
		return;
	while ((a = between(&at, "<a>", "</a>")) != NULL) {
		b = between(&at, "<b>", "</b>");
		relation = between(&at, "arg3=\"", "\"");
		if (strstr(b, "POLYGON") != NULL && strstr(a, "POINT") != NULL &&
		    strstr(a, "EMPTY") == NULL && strstr(b, "EMPTY") == NULL)
			check_relation(a, b, relation);
		free(a);
		free(b);
		free(relation);
	}
	free(text);
}

/* The cases of tg: pairs of geometries, and their relation both ways round. */
static void
test_tg_cases(const char *path)
{
	json_t *cases = json_load_file(path, 0, NULL), *one;
	size_t i;

	json_array_foreach(cases, i, one)
	{
		for (size_t k = 0; k < 2; k++) {
			json_t *geoms = json_object_get(one, "geoms");
			json_t *relate = json_object_get(one, "relate");
			const char *a = json_string_value(json_array_get(geoms, k));
			const char *b = json_string_value(json_array_get(geoms, 1 - k));

			if (a != NULL && b != NULL && strstr(a, "POINT") != NULL &&
			    strstr(a, "EMPTY") == NULL && strstr(b, "EMPTY") == NULL &&
			    (strncmp(b, "POLYGON", 7) == 0 ||
				strncmp(b, "MULTIPOLYGON", 12) == 0))
				check_relation(
				    a, b, json_string_value(json_array_get(relate, k)));
		}
	}
	json_decref(cases);
}

static struct boundaries *
load_city(const char *path)
{
	json_t *json = json_load_file(path, 0, NULL);
	struct boundaries *map = NULL;
	char *why;

	if (json != NULL) {
		map = boundaries_new(json, "adcode", "name", false, &why);
		assert(map != NULL);
		json_decref(json);
	}
	return map;
}

/* lon,lat,kind,districts that cover it: every one of 12,087 points. */
static void
test_labelled(const char *map_path, const char *points_path)
{
	struct boundaries *map = load_city(map_path);
	FILE *file = fopen(points_path, "r");
	struct cover covers[MAX_AREAS];
	struct locator *l;
	char *line = NULL, districts[80];
	size_t size = 0, lines = 0;

	if (map == NULL || file == NULL)
		return;
	l = locator_new(map, COORDINATES_WGS84, COORDINATES_WGS84);
	assert(locator_room(l) <= MAX_AREAS && getline(&line, &size, file) > 0);
	while (getline(&line, &size, file) > 0) {
		char *lat = strchr(line, ',') + 1, *kind = strchr(lat, ',') + 1;
		char *label = strchr(kind, ',') + 1;
		struct position p;
		size_t count, len = 0;

		assert(position_parse(line, (size_t)(lat - 1 - line), &p.lon));
		assert(position_parse(lat, (size_t)(kind - 1 - lat), &p.lat));
		count = locator_find(l, p, covers);
		districts[0] = '\0';
		for (size_t i = 0; i < count; i++)
			len += (size_t)snprintf(districts + len, sizeof districts - len,
			    "%s%s", i > 0 ? "|" : "", map->areas[covers[i].area].code);
		label[strcspn(label, "\r\n")] = '\0';
		assert(strcmp(label, districts) == 0);
		lines++;
	}
	assert(lines == 12087);
	free(line);
	fclose(file);
	locator_free(l);
	boundaries_free(map);
}

/* A real city against GEOS: random points, all vertices, middles of edges. */
static void
test_city(const char *path)
{
	struct boundaries *map = load_city(path);
	struct prepared g;
	struct locator *l;
	uint64_t seed = 3;

	if (map == NULL)
		return;
	prepare(&g, map);
	l = locator_new(map, COORDINATES_WGS84, COORDINATES_WGS84);
	for (int i = 0; i < 20000; i++) {
		struct position p = { INT64_C(102500000) +
					  (int64_t)(next_random(&seed) % 2100000),
			INT64_C(35500000) + (int64_t)(next_random(&seed) % 1500000) };

		p.lon *= 1000;
		p.lat *= 1000;
		check(l, &g, map->area_count, p);
	}
	for (size_t i = 0; i + 1 < map->vertex_count; i++) {
		struct position a = map->vertices[i], b = map->vertices[i + 1];

		check(l, &g, map->area_count, a);
		check(l, &g, map->area_count,
		    (struct position){ (a.lon + b.lon) / 2, (a.lat + b.lat) / 2 });
	}
	locator_free(l);
	forget(&g, map);
	boundaries_free(map);
}

int
main(void)
{
	static const int64_t steps[] = { 2, 14, 998, 262144000, 6999999998 };

	geos = GEOS_init_r();
	test_relations();
	for (uint64_t seed = 1; seed <= 80; seed++)
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
			test_lattice(
			    seed * 2654435761, 4 + (int64_t)(seed % 9), steps[i]);
	test_geos_cases("../shared/data/geo/geos/validate_TestRelatePA.xml");
	test_geos_cases("../shared/data/geo/geos/TestRelatePA.xml");
	test_tg_cases("../shared/data/geo/tg/poly.jsonc");
	test_tg_cases("../shared/data/geo/tg/mpoly.jsonc");
	test_tg_cases("../shared/data/geo/tg/point.jsonc");
	test_tg_cases("../shared/data/geo/tg/mpoint.jsonc");
	test_labelled("../shared/data/geo/lanzhou_620100_districts_v3.json",
	    "../shared/data/geo/lanzhou_points_labelled.csv");
	test_city("../shared/data/geo/lanzhou_620100_districts_v3.json");
	test_city("../shared/data/geo/lanzhou_620100_counties_v3_fine.json");
	GEOS_finish_r(geos);
	return 0;
}
