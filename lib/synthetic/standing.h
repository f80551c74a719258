/*
 * standing.h - what an invented family can show to the school of its catchment
 *
 * Of a hundred families about 55 have household (户口) and a home of their own there,
 * and 15 the household alone; of the others, who lease, one in six has its household in
 * another catchment of the district.  One child in twelve has a brother or sister at
 * the school; one in ten seeks a place at a private school first.
 */
#ifndef STANDING_H
#define STANDING_H

#include <stdbool.h>
#include <stdint.h>

#include "synthetic/random.h"
#include "synthetic/resident.h"

struct standing {
	bool has_household, is_elsewhere; /* in another catchment */
	struct birth household_since;
	uint32_t share; /* of the home, in a hundred; 0: it is leased */
	struct birth home_since;
	bool has_sibling;
	bool seeks_private;
	uint32_t private_school; /* from 0 */
};

enum { STANDING_PRIVATE = 8 }; /* private schools of the city */

/* Of a child who was born then. */
void standing_make(struct random *, const struct birth *child, struct standing *);

#endif
