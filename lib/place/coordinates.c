#include "place/coordinates.h"

#include <math.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

static const char *const names[COORDINATES_SYSTEMS] = {
	[COORDINATES_WGS84] = "wgs84",
	[COORDINATES_GCJ02] = "gcj02",
	[COORDINATES_BD09] = "bd09",
};

bool
coordinates_system(const char *name, enum coordinates_system *system)
{
	if (strcmp(name, "cgcs2000") == 0) {
		*system = COORDINATES_WGS84;
		return true;
	}
	for (int i = 0; i < COORDINATES_SYSTEMS; i++)
		if (strcmp(name, names[i]) == 0) {
			*system = (enum coordinates_system)i;
			return true;
		}
	return false;
}

static bool
in_china(struct degrees p)
{
	return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 &&
	       p.lat <= 55.8271;
}

/* Two waves of a length of 1/3 and 1 unit, part of both shifts. */
static double
short_waves(double x)
{
	return 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x);
}

/* The shift in metres eastwards and northwards, x and y in degrees from 105 E, 35 N. */
static double
shift_east(double x, double y)
{
	double waves = short_waves(x) + 20 * sin(pi * x) + 40 * sin(pi / 3 * x) +
		       150 * sin(pi / 12 * x) + 300 * sin(pi / 30 * x);

	return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x)) +
	       waves * 2 / 3;
}

static double
shift_north(double x, double y)
{
	double waves = short_waves(x) + 20 * sin(pi * y) + 40 * sin(pi / 3 * y) +
		       160 * sin(pi / 12 * y) + 320 * sin(pi / 30 * y);

	return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x)) +
	       waves * 2 / 3;
}

static struct degrees
gcj02_from_wgs84(struct degrees p)
{
	const double axis = 6378245, eccentricity2 = 0.00669342162296594323;
	double x = p.lon - 105, y = p.lat - 35;
	double latitude = p.lat / 180 * pi;
	double flattened = 1 - eccentricity2 * sin(latitude) * sin(latitude);
	double meridian = axis * (1 - eccentricity2) / (flattened * sqrt(flattened));
	double parallel = axis / sqrt(flattened) * cos(latitude);

	return (struct degrees){ p.lon + shift_east(x, y) / parallel * 180 / pi,
		p.lat + shift_north(x, y) / meridian * 180 / pi };
}

static struct degrees
bd09_from_gcj02(struct degrees p)
{
	const double turn = pi * 3000 / 180;
	double radius = hypot(p.lon, p.lat) + 0.00002 * sin(p.lat * turn);
	double angle = atan2(p.lat, p.lon) + 0.000003 * cos(p.lon * turn);

	return (struct degrees){ radius * cos(angle) + 0.0065,
		radius * sin(angle) + 0.006 };
}

/*
 * Where the shift led here from.  A shift hardly changes over its own length, so
 * each step of the fixed-point iteration wins two digits or more.
 */
static struct degrees
solve(struct degrees (*shifted)(struct degrees), struct degrees target)
{
	struct degrees p = target, miss;

	for (int i = 0; i < 30; i++) {
		struct degrees q = shifted(p);

		miss = (struct degrees){ target.lon - q.lon, target.lat - q.lat };
		p.lon += miss.lon;
		p.lat += miss.lat;
		if (fabs(miss.lon) < 1e-12 && fabs(miss.lat) < 1e-12)
			break;
	}
	return p;
}

struct degrees
coordinates_convert(
    struct degrees p, enum coordinates_system from, enum coordinates_system to)
{
	for (; from < to; from = (enum coordinates_system)(from + 1)) {
		if (from == COORDINATES_GCJ02)
			p = bd09_from_gcj02(p);
		else if (in_china(p))
			p = gcj02_from_wgs84(p);
	}
	for (; from > to; from = (enum coordinates_system)(from - 1)) {
		if (from == COORDINATES_BD09)
			p = solve(bd09_from_gcj02, p);
		else if (in_china(p))
			p = solve(gcj02_from_wgs84, p);
	}
	return p;
}

/* Radii of curvature in the meridian and in the prime vertical, of WGS-84. */
struct degrees
coordinates_scale(double latitude)
{
	const double axis = 6378137, flattening = 1 / 298.257223563;
	const double eccentricity2 = flattening * (2 - flattening);
	double phi = latitude / 180 * pi;
	double w2 = 1 - eccentricity2 * sin(phi) * sin(phi);
	double vertical = axis / sqrt(w2);

	return (struct degrees){ vertical * cos(phi) * pi / 180,
		vertical * (1 - eccentricity2) / w2 * pi / 180 };
}

double
coordinates_metres(struct degrees a, struct degrees b)
{
	struct degrees scale = coordinates_scale((a.lat + b.lat) / 2);

	return hypot((b.lon - a.lon) * scale.lon, (b.lat - a.lat) * scale.lat);
}
