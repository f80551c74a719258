/*
 * audit_distance.h - the distances of a round, measured a second time
 *
 * The allocator lists the programs for an applicant by whole metres of the straight
 * line (leftover.h), computed in integers from the Cartesian coordinates of both places
 * (distance.h).  Here the same line is measured by another formula, in floating point,
 * from the reduced latitudes b1 and b2 and the longitudes l1 and l2:
 *
 *	a^2 ((cos b1 - cos b2)^2 + 4 cos b1 cos b2 sin^2((l1 - l2) / 2)) +
 *	b^2 (sin b1 - sin b2)^2
 *
 * is the square of its length, where a and b are the half axes of the ellipsoid
 * (WGS-84; NGA.STND.0036, 2014).
 *
 * This length is right to a micrometre.  The other one is right to 5 mm, since it
 * rounds coordinates to millimetres.  So whole metres are right if they are no more
 * than 0.505 m from this length.  Where the length is within 5 mm of half a metre, two
 * numbers of metres are right by this measure, and the one that was read counts.
 */
#ifndef AUDIT_DISTANCE_H
#define AUDIT_DISTANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "place/position.h"
#include "seats/leftover.h"
#include "seats/programs.h"

/* The length in metres of the straight line between two places on the globe. */
double audit_distance(struct position, struct position);

/* Whether whole metres are this length, to the nearest, as far as can be said. */
bool audit_distance_is(struct position, struct position, uint32_t metres);

/*
 * Check the list of an applicant who lives at home: it must have each program that the
 * round offers once, the nearest first and, of equally near ones, that which comes
 * first in the file.  home may be NULL: nobody has a position, and the file alone
 * counts. Returns MARKET_NONE; or the first program that has wrong metres or is at a
 * wrong place in the list; or, if one is missing, the last of the list.
 */
uint32_t audit_distance_check(const struct programs *, const struct position *home,
    const struct leftover_program *list, uint32_t count);

#endif
