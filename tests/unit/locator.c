#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "place/coordinates.h"
#include "place/locator.h"

/* A map by hand; every area is one ring, corners by their degrees. */
enum { MAX_AREAS = 512, MAX_CORNERS = 8 };

struct drawn {
	struct area areas[MAX_AREAS];
	struct ring rings[MAX_AREAS];
	struct position vertices[MAX_AREAS * MAX_CORNERS];
	struct boundaries map;
};

static struct position
at(double lon, double lat)
{
	return (
	    struct position){ position_from_degrees(lon), position_from_degrees(lat) };
}

/* Closes the ring. */
static void
draw(struct drawn *d, const struct position *corners, size_t count)
{
	struct boundaries *map = &d->map;
	size_t first = map->vertex_count;

	map->areas = d->areas;
	map->rings = d->rings;
	map->vertices = d->vertices;
	d->areas[map->area_count++] =
	    (struct area){ .at = map->ring_count, .count = 1 };
	d->rings[map->ring_count++] = (struct ring){ .at = first, .count = count + 1 };
	memcpy(d->vertices + first, corners, count * sizeof *corners);
	d->vertices[first + count] = corners[0];
	map->vertex_count += count + 1;
}

static void
draw_box(struct drawn *d, double west, double south, double east, double north)
{
	struct position corners[] = { at(west, south), at(east, south), at(east, north),
		at(west, north) };

	draw(d, corners, 4);
}

/* What covers a point, in words: "0 1*" is in area 0 and on the border of area 1. */
static const char *
found(const struct locator *l, struct position p)
{
	static char text[64];
	struct cover covers[16];
	size_t count = locator_find(l, p, covers), len = 0;

	assert(count <= locator_room(l) && locator_room(l) <= 16);
	text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%s%u%s",
		    i > 0 ? " " : "", covers[i].area, covers[i].on_border ? "*" : "");
	return text;
}

#define FOUND(l, lon, lat, expected) \
	assert(strcmp(found(l, at(lon, lat)), expected) == 0)

/* Two boxes side by side, and a third that overlaps the second. */
static void
test_boxes(void)
{
	static struct drawn d;
	struct locator *l;

	draw_box(&d, 103, 36, 104, 37);
	draw_box(&d, 104, 36, 105, 37);
	draw_box(&d, 104.5, 36.5, 106, 38);
	l = locator_new(&d.map, COORDINATES_WGS84, COORDINATES_WGS84);
	assert(l != NULL);
	FOUND(l, 103.5, 36.5, "0");
	FOUND(l, 104.25, 36.5, "1");
	FOUND(l, 104, 36.5, "0* 1*");
	FOUND(l, 103.999999999, 36.5, "0");
	FOUND(l, 104.000000001, 36.5, "1");
	FOUND(l, 104, 36, "0* 1*");
	FOUND(l, 104, 37, "0* 1*");
	FOUND(l, 103, 36, "0*");
	FOUND(l, 103.7, 36, "0*");
	FOUND(l, 103.7, 35.999999999, "");
	FOUND(l, 103.7, 37.000000001, "");
	FOUND(l, 104.75, 36.75, "1 2");
	FOUND(l, 104.5, 36.75, "1 2*");
	FOUND(l, 105, 36.75, "1* 2");
	FOUND(l, 106, 38, "2*");
	FOUND(l, 0, 0, "");
	FOUND(l, -180, -90, "");
	FOUND(l, 180, 90, "");
	locator_free(l);
}

/* Decimals that no binary fraction holds are on the line where they say they are. */
static void
test_sloping_border(void)
{
	static struct drawn d;
	struct position lower[] = { at(0.1, 0.2), at(0.7, 0.2), at(0.7, 1.4) };
	struct position upper[] = { at(0.1, 0.2), at(0.7, 1.4), at(0.1, 1.4) };
	struct locator *l;

	draw(&d, lower, 3);
	draw(&d, upper, 3);
	l = locator_new(&d.map, COORDINATES_WGS84, COORDINATES_WGS84);
	FOUND(l, 0.3, 0.6, "0* 1*");
	FOUND(l, 0.2, 0.4, "0* 1*");
	FOUND(l, 0.3, 0.599999999, "0");
	FOUND(l, 0.3, 0.600000001, "1");
	FOUND(l, 0.6, 1.2, "0* 1*");
	locator_free(l);
}

static void
test_hole(void)
{
	static struct drawn d;
	struct locator *l;

	draw_box(&d, 0, 0, 10, 10);
	draw_box(&d, 2, 2, 8, 8);
	d.map.area_count = 1; /* the second ring is a hole of the first */
	d.areas[0].count = 2;
	l = locator_new(&d.map, COORDINATES_WGS84, COORDINATES_WGS84);
	FOUND(l, 1, 1, "0");
	FOUND(l, 5, 5, "");
	FOUND(l, 2, 5, "0*");
	FOUND(l, 8, 8, "0*");
	FOUND(l, 9, 5, "0");
	locator_free(l);
}

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

enum { SIDE = 12 };

/*
 * A city without gaps: SIDE by SIDE areas of four corners, which share corners and
 * edges.  Corners have even billionths, so that the middle of an edge is exact.
 */
static void
test_tessellation(uint64_t seed)
{
	static struct drawn d;
	static struct position corners[SIDE + 1][SIDE + 1];
	struct locator *l;

	memset(&d, 0, sizeof d);
	for (int y = 0; y <= SIDE; y++)
		for (int x = 0; x <= SIDE; x++) {
			int64_t dx = (int64_t)(next_random(&seed) % 6000000) * 2;
			int64_t dy = (int64_t)(next_random(&seed) % 6000000) * 2;

			corners[y][x] = (struct position){
				INT64_C(103500000000) + x * INT64_C(40000000) + dx,
				INT64_C(35900000000) + y * INT64_C(40000000) + dy
			};
		}
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++)
			draw(&d,
			    (struct position[]){ corners[y][x], corners[y][x + 1],
				corners[y + 1][x + 1], corners[y + 1][x] },
			    4);
	l = locator_new(&d.map, COORDINATES_WGS84, COORDINATES_WGS84);
	for (int y = 1; y < SIDE; y++)
		for (int x = 1; x < SIDE; x++) {
			struct cover covers[16];
			struct position a = corners[y][x], b = corners[y][x + 1], p;

			assert(locator_find(l, a, covers) == 4);
			for (int i = 0; i < 4; i++)
				assert(covers[i].on_border);
			p = (struct position){ (a.lon + b.lon) / 2,
				(a.lat + b.lat) / 2 };
			assert(locator_find(l, p, covers) == 2);
			assert(covers[0].area == (unsigned)((y - 1) * SIDE + x));
			assert(covers[1].area == (unsigned)(y * SIDE + x));
		}
	for (int i = 0; i < 20000; i++) {
		struct cover covers[16];
		struct position p = { INT64_C(103512000000) +
					  (int64_t)(next_random(&seed) % 450000000),
			INT64_C(35912000000) +
			    (int64_t)(next_random(&seed) % 450000000) };

		assert(locator_find(l, p, covers) == 1);
	}
	locator_free(l);
}

/* A thousandth of a degree of latitude at 36 N is 110.96 m, of longitude 90.16 m. */
static void
test_nearest_border(void)
{
	static struct drawn d;
	struct locator *l;
	double metres = 200;

	draw_box(&d, 103, 36, 104, 37);
	draw_box(&d, 104, 36, 105, 37);
	l = locator_new(&d.map, COORDINATES_WGS84, COORDINATES_WGS84);
	assert(locator_near_border(l, at(103.5, 36.001), &metres));
	assert(fabs(metres - 110.96) < 0.01);
	metres = 200;
	assert(locator_near_border(l, at(104.001, 36.01), &metres));
	assert(fabs(metres - 90.15) < 0.01);
	metres = 90;
	assert(!locator_near_border(l, at(104.001, 36.01), &metres));
	metres = 10000;
	assert(!locator_near_border(l, at(104.5, 36.5), &metres));
	metres = 0;
	assert(locator_near_border(l, at(104, 36.5), &metres));
	assert(metres == 0);
	metres = 200;
	assert(locator_near_border(l, at(102.999, 35.999), &metres));
	assert(fabs(metres - hypot(90.16, 110.96)) < 0.01);
	locator_free(l);
}

/* The index against a look at every point of every edge, a metre apart. */
static void
test_nearest_of_all(void)
{
	static struct drawn d;
	uint64_t seed = 7;
	struct locator *l;

	for (int i = 0; i < 40; i++) {
		double lon = 103 + (double)(next_random(&seed) % 100000) / 1e6;
		double lat = 36 + (double)(next_random(&seed) % 100000) / 1e6;
		struct position corners[] = { at(lon, lat),
			at(lon + 0.013, lat + 0.004), at(lon + 0.006, lat + 0.011) };

		draw(&d, corners, 3);
	}
	l = locator_new(&d.map, COORDINATES_WGS84, COORDINATES_WGS84);
	for (int i = 0; i < 20; i++) {
		struct position p =
		    at(102.99 + (double)(next_random(&seed) % 120000) / 1e6,
			35.99 + (double)(next_random(&seed) % 120000) / 1e6);
		struct degrees from = position_degrees(p);
		double least = 5000, metres = 5000;

		for (size_t v = 0; v + 1 < d.map.vertex_count; v++) {
			struct degrees a = position_degrees(d.vertices[v]);
			struct degrees b = position_degrees(d.vertices[v + 1]);

			for (int t = 0; v % 4 != 3 && t <= 2000; t++) {
				struct degrees q = { a.lon + (b.lon - a.lon) * t / 2000,
					a.lat + (b.lat - a.lat) * t / 2000 };

				least = fmin(least, coordinates_metres(from, q));
			}
		}
		if (locator_near_border(l, p, &metres))
			assert(metres <= least + 1e-6 && metres > least - 0.01);
		else
			assert(least > 4999);
	}
	locator_free(l);
}

int
main(void)
{
	test_boxes();
	test_sloping_border();
	test_hole();
	for (uint64_t seed = 1; seed <= 5; seed++)
		test_tessellation(seed);
	test_nearest_border();
	test_nearest_of_all();
	return 0;
}
