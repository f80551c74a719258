#include <assert.h>
#include <math.h>
#include <stdio.h>

#include <jansson.h>

#include "place/coordinates.h"

static const char vectors[] = "../shared/data/geo/transform_vectors.json";
static const char cities[] = "../shared/data/geo/gcoord_china_cities_664.json";

static double
difference(struct degrees a, struct degrees b)
{
	return fmax(fabs(a.lon - b.lon), fabs(a.lat - b.lat));
}

static void
test_names(void)
{
	enum coordinates_system system;

	assert(coordinates_system("cgcs2000", &system) && system == COORDINATES_WGS84);
	assert(coordinates_system("wgs84", &system) && system == COORDINATES_WGS84);
	assert(coordinates_system("gcj02", &system) && system == COORDINATES_GCJ02);
	assert(coordinates_system("bd09", &system) && system == COORDINATES_BD09);
	assert(!coordinates_system("WGS84", &system));
	assert(!coordinates_system("", &system));
}

/*
 * At 105 E 35 N every wave of the shift is 0, and what is left is 300 m to the
 * east and 100 m to the south; a degree is 91,297 m by 110,922 m there.
 */
static void
test_origin(void)
{
	struct degrees p = coordinates_convert(
	    (struct degrees){ 105, 35 }, COORDINATES_WGS84, COORDINATES_GCJ02);

	assert(fabs((p.lon - 105) * 91297 - 300) < 0.1);
	assert(fabs((p.lat - 35) * 110922 + 100) < 0.1);
}

static void
test_known_place(void)
{
	struct degrees tiananmen = { 116.3975, 39.9087 };
	struct degrees gcj02 = { 116.40374357, 39.91010350 };
	struct degrees bd09 = { 116.41011659, 39.91644275 };

	assert(difference(
		   coordinates_convert(tiananmen, COORDINATES_WGS84, COORDINATES_GCJ02),
		   gcj02) < 1e-8);
	assert(difference(
		   coordinates_convert(tiananmen, COORDINATES_WGS84, COORDINATES_BD09),
		   bd09) < 1e-8);
	assert(
	    difference(coordinates_convert(gcj02, COORDINATES_GCJ02, COORDINATES_BD09),
		bd09) < 1e-8);
	assert(
	    difference(coordinates_convert(bd09, COORDINATES_BD09, COORDINATES_WGS84),
		tiananmen) < 1e-8);
}

/* All over the box, along 105 E too, where the shift has a kink. */
static void
test_there_and_back(void)
{
	for (double lon = 73; lon < 137; lon += 0.5)
		for (double lat = 1; lat < 55; lat += 0.37) {
			struct degrees p = { lon + lat / 1e4 * (lon != 105), lat };

			for (enum coordinates_system from = 0;
			     from < COORDINATES_SYSTEMS; from++)
				for (enum coordinates_system to = 0;
				     to < COORDINATES_SYSTEMS; to++) {
					struct degrees q =
					    coordinates_convert(p, from, to);

					assert((difference(p, q) == 0) == (from == to));
					q = coordinates_convert(q, to, from);
					assert(difference(p, q) < 1e-9);
				}
		}
}

static void
test_outside_of_china(void)
{
	struct degrees paris = { 2.3522, 48.8566 };
	struct degrees p =
	    coordinates_convert(paris, COORDINATES_WGS84, COORDINATES_GCJ02);

	assert(difference(p, paris) == 0);
	p = coordinates_convert(paris, COORDINATES_GCJ02, COORDINATES_WGS84);
	assert(difference(p, paris) == 0);
}

/* One minute of latitude is near a nautical mile; a degree of the equator is known. */
static void
test_metres(void)
{
	struct degrees scale = coordinates_scale(0);

	assert(fabs(scale.lon - 111319.4908) < 1e-3);
	assert(fabs(coordinates_scale(45).lat * 1 / 60 - 1852.2) < 0.1);
	assert(coordinates_scale(90).lon < 1e-6);
	assert(fabs(coordinates_metres(
			(struct degrees){ 0, 0 }, (struct degrees){ 0.03, 0.04 }) -
		    hypot(0.03 * 111319.4908, 0.04 * 110574.2759)) < 1e-2);
}

static struct degrees
pair(const json_t *array)
{
	assert(json_array_size(array) == 2);
	return (struct degrees){ json_number_value(json_array_get(array, 0)),
		json_number_value(json_array_get(array, 1)) };
}

static void
test_vectors(void)
{
	json_t *all = json_load_file(vectors, 0, NULL), *one;
	size_t i;

	json_array_foreach(all, i, one)
	{
		struct degrees p[COORDINATES_SYSTEMS] = {
			[COORDINATES_WGS84] = pair(json_object_get(one, "wgs")),
			[COORDINATES_GCJ02] = pair(json_object_get(one, "gcj")),
			[COORDINATES_BD09] = pair(json_object_get(one, "bd")),
		};

		for (enum coordinates_system from = 0; from < COORDINATES_SYSTEMS;
		     from++)
			for (enum coordinates_system to = 0; to < COORDINATES_SYSTEMS;
			     to++)
				assert(
				    difference(coordinates_convert(p[from], from, to),
					p[to]) < 1e-9);
	}
	json_decref(all);
}

/* Made by the vendors' own services, with 6 or 7 decimals. */
static void
test_cities(void)
{
	json_t *all = json_load_file(cities, 0, NULL), *one;
	size_t i;

	json_array_foreach(all, i, one)
	{
		json_t *coords = json_object_get(one, "coords");
		struct degrees wgs84 = pair(json_object_get(coords, "WGS84"));
		struct degrees gcj02 = pair(json_object_get(coords, "GCJ02"));
		struct degrees bd09 = pair(json_object_get(coords, "BD09"));

		assert(coordinates_metres(coordinates_convert(wgs84, COORDINATES_WGS84,
					      COORDINATES_GCJ02),
			   gcj02) < 0.8);
		assert(coordinates_metres(coordinates_convert(bd09, COORDINATES_BD09,
					      COORDINATES_GCJ02),
			   gcj02) < 0.8);
	}
	json_decref(all);
}

int
main(void)
{
	test_names();
	test_origin();
	test_known_place();
	test_there_and_back();
	test_outside_of_china();
	test_metres();
	test_vectors();
	test_cities();
	return 0;
}
