/*
 * map_check.h - what is wrong between the areas of a map
 *
 * Neighbours that are drawn apart overlap, or leave land between them that no area
 * has.  A home there is in two areas, or in none.  Each piece of such land is found,
 * with its size, and whether it is so narrow that two drawings of one border are the
 * cause.
 */
#ifndef MAP_CHECK_H
#define MAP_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "place/boundaries.h"
#include "place/position.h"

/* A piece narrower than this many metres is a sliver. */
enum { MAP_CHECK_SLIVER = 10 };

enum map_fault_kind {
	MAP_FAULT_OVERLAP, /* land of two areas */
	MAP_FAULT_GAP,     /* land of none, between two or more */
};

struct map_fault {
	enum map_fault_kind kind;
	bool sliver;
	size_t at, count; /* its areas, in areas of the check, in order */
	double
	    square_metres; /* on the ground; within 1 % for a piece of a city's size */
	double width;      /* in the mean, in metres: twice the area by the border */
	struct degrees point; /* in the piece */
};

/* All is owned by the check. */
struct map_check {
	struct map_fault *faults;
	uint32_t *areas; /* indexes into the areas of the boundaries */
	size_t count, area_count;

	size_t room, area_room;
};

/*
 * Check the areas of a map in longitude and latitude.  Overlaps come first, by their
 * areas; then the gaps.
 *
 * A gap is land that the areas enclose together, of any width, or that lies open
 * between them and is narrower than MAP_CHECK_SLIVER.  A hole of one area, in which
 * there is nothing, is none: the area may be drawn like that.  What is not 1 mm wide
 * comes from the digits of the map, and is no fault.
 *
 * New; NULL if there is no memory or GEOS fails.
 */
struct map_check *map_check_new(const struct boundaries *);
void map_check_free(struct map_check *);

/* "overlap", "overlap-sliver", "gap" or "gap-sliver". */
const char *map_fault_name(const struct map_fault *);

#endif
