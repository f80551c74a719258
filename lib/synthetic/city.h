/*
 * city.h - a city to live in: districts, homes and schools, all schematic
 *
 * Eight districts with the names, codes and approximate seats of those of Lanzhou.  The
 * boundaries are not real: each district is the cell of points nearest to its seat, in
 * a box. Roads, compounds and schools are invented.
 */
#ifndef CITY_H
#define CITY_H

#include <stdbool.h>
#include <stdint.h>

#include "record/writer.h"
#include "synthetic/cells.h"
#include "synthetic/phrase.h"
#include "synthetic/random.h"

enum { CITY_DISTRICTS = 8 };

struct district {
	uint32_t code;
	const char *name;       /* "城关区" */
	const char *short_name; /* "城关" */
	struct point seat;      /* millionths of a degree, east and north, WGS-84 */
	uint32_t spread;        /* of homes around the seat, the same unit */
	uint16_t share;         /* of the city's children, in 10,000 */
	uint16_t seats_share;   /* of its senior-high schools, in 10,000 */
	uint16_t juniors;       /* junior schools that send children, at most 99 */
	bool rural;
};

extern const struct district city_districts[CITY_DISTRICTS];

/* The roads of a district, and the villages of a rural one, have the same names. */
enum { CITY_ROADS = 192, CITY_VILLAGES = 32, CITY_HOUSES = 980, CITY_TEAMS = 12 };

struct home {
	struct phrase address;
	struct point at; /* millionths of a degree; 5 m and more inside its district */
	bool in_village;
	uint32_t road;   /* or the village, from 0 */
	uint32_t number; /* of the house on the road, or of the team (社), from 1 */
};

void city_home(struct random *, uint32_t district, struct home *);

/* The name of a road or a village, from 0: 云杉东路, 银杏村. */
void city_road(uint32_t road, struct phrase *);
void city_village(uint32_t village, struct phrase *);

/* Where the n-th school of a district stands, n from 0; as a home. */
struct point city_school_place(uint32_t district, uint32_t n);

/* The n-th invented school name of a district, n from 0: 城关云杉 + suffix. */
void city_school(uint32_t district, uint32_t n, const char *suffix, struct phrase *);

/* The districts as GeoJSON (RFC 7946), one feature a line. */
void city_geojson(struct writer *);

#endif
