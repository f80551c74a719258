/*
 * leftover.h - seats that are left, for applicants who take any
 *
 * After its rounds a city gives the seats that are left to applicants who got none of
 * their choices and agreed to be placed elsewhere.  Nobody lists anything: the list of
 * each is all programs of the round, the nearest one first, equally near ones in the
 * order of the file; without positions, all in the order of the file.  Two rules say
 * who goes first:
 *
 *	order     the order of the round: each applicant in turn takes the nearest
 *	          program that has a seat;
 *	distance  at each program the applicant who lives nearest, and of equally near
 *	          ones the better order: of all pairs of an applicant and a seat the
 *	          closest one is made first, then the closest one that is left.
 *
 * Both are deferred.h on these lists: the only result in which no seat stays free that
 * an unplaced or more distant applicant could have had, and no applicant gets a seat
 * that one who goes first wanted more.  Groups and conditions hold as in any other
 * round; but a tier says only who is eligible, and a program's own order is not used.
 */
#ifndef LEFTOVER_H
#define LEFTOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "place/distance.h"
#include "record/path.h"
#include "seats/entry_fault.h"
#include "seats/market.h"
#include "seats/programs.h"

enum leftover_rule { LEFTOVER_ORDER, LEFTOVER_DISTANCE };

/* A program of the round, and how far from an applicant it is. */
struct leftover_program {
	uint32_t program, metres;
};

struct leftover {
	enum leftover_rule rule;
	struct path *lon, *lat; /* where a record has its position; NULL: none has */
	uint32_t count;         /* programs of the round */
	struct leftover_program *list;
	struct position home; /* of the record that the list is of */
	uint32_t *offered;
	struct distance_point *points; /* of those offered */
	struct position *homes;        /* of each applicant; by distance only */
	size_t homes_room;
};

/*
 * Take the programs that a round offers, for a leftover of which the rule and the paths
 * are set.  Returns MARKET_NONE; or the program that has no position though one is
 * needed.  *enough is false if memory ran out.
 */
uint32_t leftover_open(struct leftover *, const struct programs *, bool *enough);

/* Set the list to that of a record, which may have no position. */
bool leftover_list(struct leftover *, struct record *, struct entry_fault *);

/*
 * By distance: keep the position that was read last as that of an applicant, the next
 * one.  False if memory ran out.
 */
bool leftover_keep(struct leftover *, uint32_t applicant);

/* How far an applicant with a position is from a program that the round offers. */
uint32_t leftover_metres(const struct leftover *, uint32_t applicant, uint32_t program);

#endif
