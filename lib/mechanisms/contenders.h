/*
 * contenders.h - the applicants of each program, in the order of their priorities
 *
 * The lists that a program would post: all applicants who chose it, the best one
 * first; for a program with groups, all who claim each group.
 */
#ifndef CONTENDERS_H
#define CONTENDERS_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"

/* List i is of program i, or of group i - programs. */
struct contenders {
	uint64_t *first;   /* lists + 1 offsets into entries */
	uint64_t *entries; /* priority << 32 | applicant */
};

static inline uint32_t
contenders_applicant(const struct contenders *c, uint64_t at)
{
	return (uint32_t)c->entries[at];
}

/*
 * The lists of a market.  place has the priority of each applicant everywhere, and
 * is NULL if the market is ranked.  Closed choices are in no list.  Returns new
 * lists, or NULL if there is no memory.
 *
 * Memory: 8 bytes a choice or claim, and 8 more for each in the longest list.  Time
 * is linear (a radix sort).
 */
struct contenders *contenders_new(const struct market *, const uint32_t *place);
void contenders_free(struct contenders *);

/*
 * Sort entries of one list by priority; they stand in the order of the applicants.
 * other has room for as many.
 */
void contenders_sort(uint64_t *entries, uint64_t *other, uint64_t count);

/*
 * The first list of a ranked market in which two have the same priority, as the number
 * of its program, with *tie the two; MARKET_NONE if there is none, or if memory ran out
 * and *enough is false.  So many lists are made at a time that they hold most entries
 * together, or one alone: each time all choices are read anew, and memory is 16 bytes
 * for each entry and 16 for each list.
 */
uint32_t contenders_find_tie(
    const struct market *, uint64_t most, struct market_tie *tie, bool *enough);

#endif
