/*
 * coordinates.h - the coordinate systems that maps of China come in
 *
 * wgs84  what a GPS receiver gives; CGCS2000, the national system, differs from
 *        it by centimetres and is taken for the same
 * gcj02  what maps published in China must use: WGS-84 shifted by 100 to 700 m
 *        along a secret-looking but fixed function of the place
 * bd09   what Baidu's maps use: GCJ-02 shifted once more
 *
 * If one is taken for another, a home moves across the road or into the next
 * district, and nothing in the numbers shows it.  So a system is always named.
 *
 * The owners of the functions do not publish them.  The functions here are the ones
 * that map makers use, on the Krasovsky 1940 ellipsoid; they differ from coordinates
 * that vendors give for 664 cities by less than 0.8 m.
 */
#ifndef COORDINATES_H
#define COORDINATES_H

#include <stdbool.h>

#include "place/position.h"

enum coordinates_system {
	COORDINATES_WGS84,
	COORDINATES_GCJ02,
	COORDINATES_BD09,
	COORDINATES_SYSTEMS
};

/* The system of a name: "wgs84", "cgcs2000", "gcj02" or "bd09".  False if none. */
bool coordinates_system(const char *name, enum coordinates_system *);

/*
 * The same place in another system.  From WGS-84 towards BD-09 this is the
 * formula itself; the way back is found by iteration, and a round trip ends less
 * than 1e-9 degree from where it began.  Outside of the box
 * 72.004 to 137.8347 east, 0.8293 to 55.8271 north, GCJ-02 is WGS-84; within
 * 700 m of its edge there is no unique way back; the answer is then the place for
 * which the shift applies.  Takes and returns degrees.
 */
struct degrees coordinates_convert(
    struct degrees, enum coordinates_system from, enum coordinates_system to);

/*
 * Metres on the ground between two places less than 20 km apart, both in WGS-84.
 * The arcs of meridian and parallel at the middle latitude are the sides of a right
 * angle.  Between 60 degrees south and north this differs from
 * the geodesic (Vincenty 1975) by less than 0.01 mm at 1 km and 4 mm at 10 km.
 */
double coordinates_metres(struct degrees a, struct degrees b);

/* Metres for one degree of longitude and of latitude at a latitude, WGS-84. */
struct degrees coordinates_scale(double latitude);

#endif
