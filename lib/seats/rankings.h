/*
 * rankings.h - whom each program ranks, whether the program was chosen or not
 *
 * Where priorities are traded (ttc.h) a program points at the best of all who remain.
 * If it pointed only at those who listed it, an applicant could gain by leaving a
 * program out (Haeringer and Klijn, "Constrained School Choice", 2009, section 3.3).
 *
 * A program ranks all who take part and are open to it by its terms (terms.h):
 * eligible, of some tier, not below the floor.  Its list may not depend on what anybody
 * chose.  So an applicant for whom the terms of a program have no answer, since a field
 * is missing for example, is not ranked there; who listed that program is set aside for
 * it.
 *
 * Cost: for each record the terms of every program of the round, once for all programs
 * that ask the same and do not name the program; and 8 bytes for each pair of an
 * applicant and such a program.
 */
#ifndef RANKINGS_H
#define RANKINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"
#include "seats/entry_fault.h"
#include "seats/market.h"
#include "seats/programs.h"

struct rankings {
	const struct programs *programs; /* borrowed */
	uint32_t count;                  /* of lists */
	uint32_t *list_of;     /* each program; MARKET_NONE: the round has it not */
	uint32_t *asked;       /* of each list: a program that has it */
	struct ranking *lists; /* as the market has them */
	size_t *room;          /* of each list */
};

/* No applicants yet.  NULL if there is no memory. */
struct rankings *rankings_new(const struct programs *);
void rankings_free(struct rankings *);

/*
 * Add an applicant by the record, after terms_next(); order is the applicant's place in
 * the order of the round.  False if memory ran out; then the lists are not whole.
 */
bool rankings_add(
    struct rankings *, uint32_t applicant, struct record *, uint64_t order);

#endif
