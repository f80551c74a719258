/*
 * leftover.h - seats that nobody asked for, for those who take any
 *
 * After a round, those who got none of their choices and agreed to be placed
 * elsewhere fill the seats that are left.  Two rules:
 *
 *	order     in their order, each takes the nearest program that has a seat
 *	          left; where no distances are given, the first one in the arrays;
 *	distance  of all pairs of an applicant and a program with a seat left, the
 *	          closest one first (of equal ones the better order, then the
 *	          program that comes first in the arrays).
 *
 * Seats are those of capacity less what has been given; groups have no say any
 * more, so what lapses there has to be taken off the capacity before.
 */
#ifndef LEFTOVER_H
#define LEFTOVER_H

#include "seats/market.h"

enum leftover_rule { LEFTOVER_ORDER, LEFTOVER_DISTANCE };

#define LEFTOVER_CLOSED \
	UINT32_MAX /* the distance of a program that is out of the question */

struct leftover {
	enum leftover_rule rule;
	/*
	 * Of each applicant, the row of distances that is his; MARKET_NONE: he did
	 * not agree.  Without distances, anything else means that he did.
	 */
	const uint32_t *row;
	const uint32_t *distance; /* programs in each row, any unit; NULL: not given */
};

/*
 * Place those who are unplaced; their choice is MARKET_NONE then, since it was none
 * of theirs.  All other seats stay as they are.  Returns MARKET_OK; or, with seats
 * unchanged, MARKET_NO_MEMORY, or MARKET_ORDER_TWICE with *tie.
 *
 * Memory for the rule by distance: 12 bytes for each pair; time is n log n in them.
 */
enum market_fault leftover_fill(const struct market *, const struct leftover *,
    struct seat *seats, struct market_tie *tie);

#endif
