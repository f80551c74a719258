#include <assert.h>
#include <math.h>
#include <string.h>

#include <jansson.h>

#include "place/map_check.h"

/* Areas A, B ... of these coordinates of a Polygon. */
static struct map_check *
check(const char *const polygons[], size_t count)
{
	json_t *features = json_array();
	json_t *json =
	    json_pack("{s:s, s:o}", "type", "FeatureCollection", "features", features);
	struct boundaries *map;
	struct map_check *result;
	char *why;

	for (size_t i = 0; i < count; i++)
		json_array_append_new(
		    features, json_pack("{s:{s:i}, s:{s:s, s:o}}", "properties", "code",
				  (int)i, "geometry", "type", "Polygon", "coordinates",
				  json_loads(polygons[i], 0, NULL)));
	map = boundaries_new(json, "code", NULL, false, &why);
	assert(map != NULL);
	result = map_check_new(map);
	assert(result != NULL);
	boundaries_free(map);
	json_decref(json);
	return result;
}

static bool
is_near(double a, double b)
{
	return fabs(a - b) <= fabs(b) / 1000;
}

/* On the equator a thousandth of a degree is 111.319 m by 110.574 m. */
static const double square = 111.319491 * 110.574276;

static void
test_whole(void)
{
	/* Neighbours with a corner in the border of the other; a hole that is drawn. */
	const char *map[] = {
		"[[[0,0],[0.004,0],[0.004,0.004],[0,0.004],[0,0]],"
		"[[0.001,0.001],[0.001,0.002],[0.002,0.002],[0.002,0.001],[0.001,"
		"0.001]]]",
		"[[[0.004,0.001],[0.008,0.001],[0.008,0.003],[0.004,0.003],[0.004,0."
		"001]]]",
	};
	struct map_check *c = check(map, 2);

	assert(c->count == 0);
	map_check_free(c);
}

static void
test_overlap(void)
{
	const char *map[] = {
		"[[[0,0],[0.002,0],[0.002,0.002],[0,0.002],[0,0]]]",
		"[[[0.001,0.001],[0.003,0.001],[0.003,0.003],[0.001,0.003],[0.001,0."
		"001]]]",
	};
	struct map_check *c = check(map, 2);

	assert(c->count == 1 && c->faults[0].kind == MAP_FAULT_OVERLAP);
	assert(!c->faults[0].sliver && c->faults[0].count == 2);
	assert(c->areas[0] == 0 && c->areas[1] == 1);
	assert(is_near(c->faults[0].square_metres, square));
	assert(is_near(c->faults[0].width, 55.5));
	assert(is_near(c->faults[0].point.lon, 0.0015));
	assert(is_near(c->faults[0].point.lat, 0.0015));
	assert(strcmp(map_fault_name(c->faults), "overlap") == 0);
	map_check_free(c);
}

/* 5 m between two areas, open at both ends; and 5 m of two areas. */
static void
test_slivers(void)
{
	const char *apart[] = {
		"[[[0,0],[0.002,0],[0.002,0.002],[0,0.002],[0,0]]]",
		"[[[0.00205,0],[0.004,0],[0.004,0.002],[0.00205,0.002],[0.00205,0]]]",
	};
	const char *across[] = {
		apart[0],
		"[[[0.00195,0],[0.004,0],[0.004,0.002],[0.00195,0.002],[0.00195,0]]]",
	};
	struct map_check *c = check(apart, 2);

	assert(c->count == 1 && c->faults[0].kind == MAP_FAULT_GAP);
	assert(c->faults[0].sliver && c->faults[0].count == 2);
	assert(is_near(c->faults[0].square_metres, square / 10));
	assert(strcmp(map_fault_name(c->faults), "gap-sliver") == 0);
	map_check_free(c);
	c = check(across, 2);
	assert(c->count == 1 && c->faults[0].kind == MAP_FAULT_OVERLAP);
	assert(is_near(c->faults[0].square_metres, square / 10));
	assert(strcmp(map_fault_name(c->faults), "overlap-sliver") == 0);
	map_check_free(c);
}

/* Land between two areas that enclose it together, too wide for a sliver. */
static void
test_gap(void)
{
	const char *map[] = {
		"[[[0,0],[0.001,0],[0.001,0.001],[0.001,0.002],[0.001,0.003],[0,0.003],"
		"[0,0]]]",
		"[[[0.001,0],[0.003,0],[0.003,0.003],[0.001,0.003],[0.001,0.002],"
		"[0.002,0.002],[0.002,0.001],[0.001,0.001],[0.001,0]]]",
	};
	struct map_check *c = check(map, 2);

	assert(c->count == 1 && c->faults[0].kind == MAP_FAULT_GAP);
	assert(!c->faults[0].sliver);
	assert(is_near(c->faults[0].square_metres, square));
	map_check_free(c);
}

/* A billionth of a degree is 0.1 mm. */
static void
test_rounding(void)
{
	const char *map[] = {
		"[[[0,0],[0.002,0],[0.002,0.002],[0,0.002],[0,0]]]",
		"[[[0.002,0],[0.004,0],[0.004,0.002],[0.002,0.002],[0.002000001,0.001],"
		"[0.002,0]]]",
	};
	struct map_check *c = check(map, 2);

	assert(c->count == 0);
	map_check_free(c);
}

int
main(void)
{
	test_whole();
	test_overlap();
	test_slivers();
	test_gap();
	test_rounding();
	return 0;
}
