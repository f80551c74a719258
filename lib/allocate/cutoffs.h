/*
 * cutoffs.h - how many each program took, and where it closed
 *
 * What is published after a round: for each program that it offers, one JSON object on
 * a line:
 *
 *	{"program":"S01","round":"first","capacity":480,"filled":480,
 *	    "last_order":812,"last_choice":2}
 *
 * and after it one for each group of the program, with "group" and "seats" in the place
 * of "capacity".  A program that took more than it has seats says how many more after
 * filled, "over".
 *
 * The last one is the last by the mechanism: first by the step in which the choice
 * becomes final, then by the priority at the program.  So nobody who is refused as
 * "full" by a program without groups, or by a group, comes before the last one there.
 * What makes the step and the priority is published beside the order:
 *
 *	last_score_band     tiered: the score band, from 1
 *	last_choice_band    parallel: the band of the choice, from 1
 *	last_metres         leftover by distance: how far from the program
 *	last_tier           where the program has tiers: which one, from 1
 *	last_own_order      where it has an order of its own: the place in that
 *
 * Where more than the order of the round decides, the lowest one is another fact:
 *
 *	lowest_order        the largest order of all whom the round admitted
 *	lowest_score        tiered: their lowest score
 *
 * filled counts the seats that were taken before the round as well; all that stands
 * after it is null where the round itself admitted nobody.
 */
#ifndef CUTOFFS_H
#define CUTOFFS_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"
#include "seats/programs.h"
#include "seats/round.h"

/* What decides between two at a program: the smaller step, then the smaller priority.
 */
struct cutoff_key {
	uint64_t step, priority;
};

static inline bool
cutoffs_goes_before(struct cutoff_key one, struct cutoff_key other)
{
	return one.step != other.step ? one.step < other.step
				      : one.priority < other.priority;
}

struct cutoff {
	uint64_t filled;
	uint32_t last;        /* an applicant, or MARKET_NONE: none is the last */
	uint32_t last_choice; /* from 0; MARKET_NONE: none */
	uint64_t last_order;
	struct cutoff_key key; /* of the last one */
	uint32_t lowest;       /* who has the lowest score; MARKET_NONE: nobody */
	uint64_t lowest_order;
	uint64_t refused; /* ttc: the first priority that was refused; or UINT64_MAX */
};

/* Nobody was admitted, but so many seats are taken. */
struct cutoff cutoffs_none(uint64_t filled);

/* The key of a choice, from 0, at its program or in a group of it. */
struct cutoff_key cutoffs_key(const struct mechanism_rules *, const struct market *,
    uint32_t applicant, uint32_t choice, uint32_t group);

/* Add a seat that was given just now, the last one of its program or group. */
void cutoffs_add(
    struct cutoff *, uint32_t applicant, const struct seat *, uint64_t order);

/*
 * Count the cut-offs of all programs and of all groups of a round, with the seats that
 * were held before it.  The arrays have room for one of each.  A program whose groups
 * rank differently has no last one; its groups have.
 *
 * Under ttc, where programs rank, seats are exchanged and one may be refused who comes
 * before another who is admitted: there the last one is the last before whom nobody was
 * refused.
 */
void cutoffs_count_round(const struct round *, const struct market *,
    const struct seat *, struct cutoff *programs, struct cutoff *groups);

/* How many seats a program took over its plan. */
uint64_t cutoffs_over(const struct programs *, uint32_t program, const struct cutoff *);

/* How many programs took seats over their plan, and how many seats in all. */
uint32_t cutoffs_over_all(
    const struct programs *, const struct cutoff *, uint64_t *seats);

#endif
