#include <assert.h>
#include <math.h>

#include "place/coordinates.h"
#include "place/distance.h"

static struct position
at(double lon, double lat)
{
	return (
	    struct position){ position_from_degrees(lon), position_from_degrees(lat) };
}

/* Where a point is by definition: the semi-axes of WGS-84, 6378137 and 6356752.314 m.
 */
static void
test_axes(void)
{
	struct distance_point p = distance_point(at(0, 0));

	assert(p.x == 6378137000 && p.y == 0 && p.z == 0);
	p = distance_point(at(90, 0));
	assert(p.x == 0 && p.y == 6378137000 && p.z == 0);
	p = distance_point(at(-180, 0));
	assert(p.x == -6378137000 && p.z == 0);
	p = distance_point(at(0, -90));
	assert(p.x == 0 && p.z == -6356752314);
	assert(distance_metres(distance_point(at(0, 90)), p) == 12713505);
	/* The same place, however it is written. */
	assert(distance_metres(
		   distance_point(at(180, 36)), distance_point(at(-180, 36))) == 0);
	assert(distance_metres(
		   distance_point(at(17, 90)), distance_point(at(-120, 90))) == 0);
}

/* A degree of the meridian at the equator is 110,574 m, one of the equator 111,319. */
static void
test_degrees(void)
{
	struct distance_point p = distance_point(at(0, 0));

	assert(distance_metres(p, distance_point(at(0.1, 0))) == 11132);
	assert(distance_metres(p, distance_point(at(0, 0.1))) == 11057);
	/* 36 degrees north: 0.001 degree of longitude is 90.16 m. */
	assert(distance_metres(distance_point(at(103.8, 36)),
		   distance_point(at(103.801, 36))) == 90);
}

static double
next(void)
{
	static uint32_t state = 20200519;

	state = state * 1664525 + 1013904223;
	return state / 4294967296.0;
}

/* Against floating point: the point itself, and the arcs of coordinates_metres(). */
static void
test_floating_point(void)
{
	const double radian = 3.14159265358979323846 / 180, e = 0.0066943799901413165;

	for (int i = 0; i < 100000; i++) {
		double lon = next() * 360 - 180, lat = next() * 160 - 80;
		double reach = next() * 0.08;
		double lon2 = lon + (next() - 0.5) * reach;
		double lat2 = lat + (next() - 0.5) * reach;
		double s = sin(lat * radian), c = cos(lat * radian);
		double normal = 6378137000 / sqrt(1 - e * s * s), metres;
		struct distance_point p = distance_point(at(lon, lat)), q;

		assert(fabs(normal * c * cos(lon * radian) - (double)p.x) < 2);
		assert(fabs(normal * c * sin(lon * radian) - (double)p.y) < 2);
		assert(fabs(normal * (1 - e) * s - (double)p.z) < 2);
		if (fabs(lat2) > 60 || fabs(lon2) > 180)
			continue;
		q = distance_point(at(lon2, lat2));
		metres = coordinates_metres(
		    (struct degrees){ lon, lat }, (struct degrees){ lon2, lat2 });
		assert(fabs(metres - distance_metres(p, q)) < 0.51);
		assert(distance_metres(p, q) == distance_metres(q, p));
	}
}

int
main(void)
{
	test_axes();
	test_degrees();
	test_floating_point();
	return 0;
}
