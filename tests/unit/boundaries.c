#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "place/boundaries.h"

static struct boundaries *
load(const char *features, char **why)
{
	json_t *json = json_pack("{s:s, s:o}", "type", "FeatureCollection", "features",
	    json_loads(features, 0, NULL));
	struct boundaries *map = boundaries_new(json, "code", "name", false, why);

	json_decref(json);
	return map;
}

#define FEATURE(code, type, coordinates)                                           \
	"{\"type\":\"Feature\",\"properties\":{\"code\":" code ",\"name\":\"N\"}," \
	"\"geometry\":{\"type\":\"" type "\",\"coordinates\":" coordinates "}}"
#define SQUARE "[[0,0],[4,0],[4,4],[0,4],[0,0]]"

/* Twice the area inside of the rings, in square degrees; holes taken off. */
static double
area_of(const struct boundaries *map, const struct area *area)
{
	double all = 0;

	for (size_t r = area->at; r < area->at + area->count; r++) {
		const struct position *p = map->vertices + map->rings[r].at;
		double sum = 0;

		for (size_t i = 0; i + 1 < map->rings[r].count; i++)
			sum += ((double)p[i].lon * (double)p[i + 1].lat -
				   (double)p[i + 1].lon * (double)p[i].lat) /
			       1e18;
		if (sum < 0)
			sum = -sum;
		all += map->rings[r].hole ? -sum : sum;
	}
	return all;
}

static void
test_plain(void)
{
	char *why;
	struct boundaries *map =
	    load("[" FEATURE("\"b\"", "Polygon", "[" SQUARE "]") "," FEATURE("620102",
		     "MultiPolygon",
		     "[[[[5,5,1500],[6,5],[6,6],[5,5]]],[[[8.000000001,8],[9,8],[9,9],"
		     "[8.000000001,8]]]]") "]",
		&why);

	assert(map != NULL && why == NULL);
	assert(map->area_count == 2 && map->ring_count == 3 && map->repair_count == 0);
	assert(strcmp(map->areas[0].code, "b") == 0);
	assert(strcmp(map->areas[0].name, "N") == 0);
	assert(strcmp(map->areas[1].code, "620102") == 0);
	assert(map->areas[1].count == 2);
	assert(map->vertex_count == 5 + 4 + 4);
	assert(map->vertices[9].lon == 8000000001);
	boundaries_free(map);
}

static void
test_hole(void)
{
	char *why;
	struct boundaries *map =
	    load("[" FEATURE("\"a\"", "Polygon",
		     "[" SQUARE ",[[1,1],[1,2],[2,2],[2,1],[1,1]]]") "]",
		&why);

	assert(map != NULL && map->ring_count == 2 && map->rings[1].hole);
	assert(area_of(map, map->areas) == 2 * (16 - 1));
	boundaries_free(map);
}

/* What is mended, what GEOS says of it, and twice the area that is left. */
static void
test_repairs(void)
{
	static const struct {
		const char *features, *reason;
		double area;
	} cases[] = {
		/* A bow tie: both wings. */
		{ "[" FEATURE(
		      "\"a\"", "Polygon", "[[[0,0],[2,2],[2,0],[0,2],[0,0]]]") "]",
		    "Self-intersection at 1 1", 4 },
		/* A loop inside of the ring: what is gone round twice stays. */
		{ "[" FEATURE("\"a\"", "Polygon",
		      "[[[0,0],[4,0],[4,4],[1,1],[3,1],[0,4],[0,0]]]") "]",
		    "Self-intersection at 2 2", 24 },
		/* Two parts that overlap: together. */
		{ "[" FEATURE("\"a\"", "MultiPolygon",
		      "[[" SQUARE "],[[[3,0],[5,0],[5,4],[3,4],[3,0]]]]") "]",
		    "Self-intersection", 40 },
		/* A spike. */
		{ "[" FEATURE("\"a\"", "Polygon",
		      "[[[0,0],[4,0],[9,0],[4,0],[4,4],[0,4],[0,0]]]") "]",
		    "Self-intersection", 32 },
		/* A ring that is not closed. */
		{ "[" FEATURE("\"a\"", "Polygon", "[[[0,0],[4,0],[4,4],[0,4]]]") "]",
		    "Ring is not closed", 32 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *why;
		struct boundaries *map = load(cases[i].features, &why);

		assert(map != NULL && map->repair_count == 1);
		assert(map->repairs[0].feature == 0);
		assert(strncmp(map->repairs[0].reason, cases[i].reason,
			   strlen(cases[i].reason)) == 0);
		assert(area_of(map, map->areas) == cases[i].area);
		boundaries_free(map);
	}
}

/* Where edges cross between the billionths, the corner goes to the nearest. */
static void
test_crossing_between_billionths(void)
{
	char *why;
	struct boundaries *map = load(
	    "[" FEATURE("\"a\"", "Polygon", "[[[0,0],[1,2],[1,0],[0,1],[0,0]]]") "]",
	    &why);
	bool found = false;

	assert(map != NULL && map->repair_count == 1);
	for (size_t i = 0; i < map->vertex_count; i++)
		found |= map->vertices[i].lon == 333333333 &&
			 map->vertices[i].lat == 666666667;
	assert(found);
	boundaries_free(map);
}

static void
test_refused(void)
{
	static const struct {
		const char *features, *why;
	} cases[] = {
		{ "[]", "/features: no areas" },
		{ "[7]",
		    "/features/0/properties: no text or whole number named \"code\"" },
		{ "[" FEATURE("1.5", "Polygon", "[" SQUARE "]") "]",
		    "/features/0/properties: no text or whole number named \"code\"" },
		{ "[" FEATURE("1", "Polygon", "[" SQUARE "]") "," FEATURE(
		      "\"1\"", "Polygon", "[" SQUARE "]") "]",
		    "/features/1/properties: the code of /features/0 again" },
		{ "[" FEATURE("1", "Point", "[0,0]") "]",
		    "/features/0/geometry: neither a Polygon nor a MultiPolygon" },
		{ "[{\"properties\":{\"code\":1,\"name\":\"N\"},\"geometry\":null}]",
		    "/features/0/geometry: neither a Polygon nor a MultiPolygon" },
		{ "[" FEATURE("1", "Polygon", "[]") "]",
		    "/features/0/geometry/coordinates: no rings" },
		{ "[" FEATURE("1", "MultiPolygon", "[[" SQUARE "],[[]]]") "]",
		    "/features/0/geometry/coordinates/1/0: an empty ring" },
		{ "[" FEATURE("1", "MultiPolygon", "[]") "]",
		    "/features/0/geometry/coordinates: no polygons" },
		{ "[" FEATURE("1", "Polygon", "[[[0,0],[1,1]]]") "]",
		    "/features/0/geometry/coordinates/0: a ring of less than three "
		    "corners" },
		{ "[" FEATURE("1", "Polygon", "[[[0,0],[1,1],[2,2],[0,0]]]") "]",
		    "/features/0/geometry: an area of no extent" },
		{ "[" FEATURE("1", "Polygon", "[" SQUARE ",[[0,0],[\"1\",1]]]") "]",
		    "/features/0/geometry/coordinates/1/1: no pair of numbers" },
		{ "[" FEATURE("1", "Polygon", "[[[0,0],[4,0],[4,103.8],[0,0]]]") "]",
		    "/features/0/geometry/coordinates/0/2: no longitude and latitude "
		    "in "
		    "degrees" },
	};
	char *why;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert(load(cases[i].features, &why) == NULL);
		if (strcmp(why, cases[i].why) != 0)
			fprintf(stderr, "%s\n", why);
		assert(strcmp(why, cases[i].why) == 0);
		free(why);
	}
}

static void
test_properties(void)
{
	json_t *json =
	    json_loads("{\"type\":\"FeatureCollection\",\"features\":["
		       "{\"properties\":{\"adcode\":620111},\"geometry\":"
		       "{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "]}}]}",
		0, NULL);
	struct boundaries *map;
	char *why;

	map = boundaries_new(json, "adcode", NULL, false, &why);
	assert(map != NULL && map->areas[0].name == NULL);
	boundaries_free(map);
	assert(boundaries_new(json, "adcode", "name", false, &why) == NULL);
	free(why);
	json_decref(json);
	assert(boundaries_new(json_null(), "code", NULL, false, &why) == NULL);
	assert(strcmp(why, "/type: no FeatureCollection") == 0);
	free(why);
}

/* The district of the test data whose border crosses itself. */
static void
test_lanzhou(void)
{
	json_t *json = json_load_file(
	    "../shared/data/geo/lanzhou_620100_districts_v3.json", 0, NULL);
	struct boundaries *map;
	char *why;

	if (json == NULL)
		return;
	map = boundaries_new(json, "adcode", "name", false, &why);
	assert(map != NULL && map->area_count == 8 && map->repair_count == 1);
	assert(strcmp(map->areas[map->repairs[0].feature].code, "620111") == 0);
	boundaries_free(map);
	json_decref(json);
}

int
main(void)
{
	test_plain();
	test_hole();
	test_repairs();
	test_crossing_between_billionths();
	test_refused();
	test_properties();
	test_lanzhou();
	return 0;
}
