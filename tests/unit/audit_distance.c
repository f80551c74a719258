#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "audit/audit_distance.h"
#include "place/distance.h"
#include "seats/programs.h"

static struct position
at(double lon, double lat)
{
	return (
	    struct position){ position_from_degrees(lon), position_from_degrees(lat) };
}

/* The axes of WGS-84 are 12756274 m and 12713504.629 m long. */
static void
test_axes(void)
{
	assert(fabs(audit_distance(at(0, 0), at(180, 0)) - 12756274) < 1e-6);
	assert(fabs(audit_distance(at(-90, 0), at(90, 0)) - 12756274) < 1e-6);
	assert(fabs(audit_distance(at(0, 90), at(0, -90)) - 12713504.628490) < 1e-6);
	assert(audit_distance(at(17, 90), at(-120, 90)) < 1e-6);
	assert(audit_distance(at(180, 36), at(-180, 36)) < 1e-6);
}

static double
next(void)
{
	static uint32_t state = 20200519;

	state = state * 1664525 + 1013904223;
	return state / 4294967296.0;
}

/*
 * The length by definition: Cartesian coordinates from the geodetic latitude, in long
 * double, which is right to a millionth of a millimetre.
 */
static long double
by_definition(struct position a, struct position b)
{
	const long double radian = 3.14159265358979323846264338328L / 180e9L;
	const long double f = 1 / 298.257223563L, e = f * (2 - f);
	long double c[2][3], sum = 0;

	for (int i = 0; i < 2; i++) {
		struct position p = i == 0 ? a : b;
		long double lat = p.lat * radian, lon = p.lon * radian;
		long double n = 6378137 / sqrtl(1 - e * sinl(lat) * sinl(lat));

		c[i][0] = n * cosl(lat) * cosl(lon);
		c[i][1] = n * cosl(lat) * sinl(lon);
		c[i][2] = n * (1 - e) * sinl(lat);
	}
	for (int k = 0; k < 3; k++)
		sum += (c[0][k] - c[1][k]) * (c[0][k] - c[1][k]);
	return sqrtl(sum);
}

/* What the header says of the two lengths, near and far. */
static void
test_bounds(void)
{
	for (int i = 0; i < 200000; i++) {
		double reach = i % 4 == 0 ? 1 : i % 4 == 1 ? 0.1 : 0.001;
		struct position a = at(next() * 360 - 180, next() * 180 - 90), b;
		struct distance_point p, q;
		double metres, x, y, z;

		b = at((double)a.lon / 1e9 * (1 - reach) + (next() * 360 - 180) * reach,
		    (double)a.lat / 1e9 * (1 - reach) + (next() * 180 - 90) * reach);
		metres = audit_distance(a, b);
		assert(fabsl(by_definition(a, b) - metres) < 1e-6);
		p = distance_point(a);
		q = distance_point(b);
		x = (double)(p.x - q.x);
		y = (double)(p.y - q.y);
		z = (double)(p.z - q.z);
		assert(fabs(sqrt(x * x + y * y + z * z) / 1000 - metres) < 0.004);
		assert(audit_distance_is(a, b, distance_metres(p, q)));
		assert(!audit_distance_is(a, b, distance_metres(p, q) + 2));
	}
}

/* Home at 0,0 and programs 0 to 3 at 0.001, 0.002, 0.001 and 0.003 degrees east. */
static void
test_list(void)
{
	struct position positions[] = { at(0.001, 0), at(0.002, 0), at(0.001, 0),
		at(0.003, 0) };
	bool offered[] = { true, true, true, false };
	const struct programs p = {
		.count = 4, .positions = positions, .offered = offered
	};
	const struct position home = { 0, 0 };
	/* 0.001 degree of the equator is 111.3 m. */
	const struct leftover_program right[] = { { 0, 111 }, { 2, 111 }, { 1, 223 } };
	const struct leftover_program file[] = { { 0, 0 }, { 1, 0 }, { 2, 0 } };
	struct leftover_program list[3];

	assert(audit_distance_check(&p, &home, right, 3) == MARKET_NONE);
	assert(audit_distance_check(&p, NULL, file, 3) == MARKET_NONE);
	assert(audit_distance_check(&p, &home, right, 2) == 2); /* 1 is missing */
	assert(audit_distance_check(&p, &home, NULL, 0) == 0);
	for (int fault = 0; fault < 5; fault++) {
		for (int i = 0; i < 3; i++)
			list[i] = right[i];
		switch (fault) {
		case 0: /* equally near ones in the wrong order */
			list[0].program = 2;
			list[1].program = 0;
			break;
		case 1: /* the farther one first */
			list[1] = right[2];
			list[2] = right[1];
			break;
		case 2:
			list[1].metres = 113;
			break;
		case 3: /* twice */
			list[1] = list[0];
			break;
		case 4:
			list[2].program = 3;
		}
		assert(audit_distance_check(&p, &home, list, 3) != MARKET_NONE);
	}
}

int
main(void)
{
	test_axes();
	test_bounds();
	test_list();
	return 0;
}
