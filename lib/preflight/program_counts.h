/*
 * program_counts.h - what the applicants of a round make of its programs
 */
#ifndef PROGRAM_COUNTS_H
#define PROGRAM_COUNTS_H

#include <stdint.h>

#include "seats/round.h"
#include "text/numbering.h"

/* Of a program: how many list it, and of these how many it may not take. */
struct program_counts {
	uint64_t listed;
	uint64_t first;        /* as their first choice */
	uint64_t below_floor;  /* eligible but for a minimum */
	uint64_t not_eligible; /* by its conditions, or in no tier */
	uint64_t locked; /* bound by an earlier decision: the program is not asked */
};

/* Those whom the program could judge. */
static inline uint64_t
program_counts_judged(const struct program_counts *c)
{
	return c->listed - c->locked;
}

static inline uint64_t
program_counts_refused(const struct program_counts *c)
{
	return c->below_floor + c->not_eligible;
}

/*
 * The counts of all programs of the file, once all applicants were added to the round,
 * which must have choices.  New; NULL if there is no memory.
 */
struct program_counts *program_counts_new(const struct round *);

/* Add the ids of the programs that somebody lists; false if there is no memory. */
bool program_counts_listed(
    const struct program_counts *, const struct programs *, struct numbering *ids);

#endif
