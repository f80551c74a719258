/*
 * cutoffs.h - how many each program took, and who was the last
 *
 * What is published after a round: for each program that it offers, the order and
 * the choice number of the last applicant admitted.  One JSON object on a line:
 *
 *	{"program":"S01","round":"first","capacity":480,"filled":480,
 *	    "last_order":812,"last_choice":2}
 *
 * and after it one for each group of the program, with "group" and "seats" in the place
 * of "capacity".  A program that took more than it has seats says how many more after
 * filled, "over".
 *
 * filled counts the seats that were taken before the round as well; the last two
 * are null where the round itself admitted nobody.
 */
#ifndef CUTOFFS_H
#define CUTOFFS_H

#include <stdbool.h>
#include <stdint.h>

#include "record/writer.h"
#include "seats/market.h"
#include "seats/programs.h"
#include "seats/round.h"

/*
 * The last one is the last by order or, in a ranked market, by priority; of those who
 * share the last order, one whose choice has the largest number.
 */
struct cutoff {
	uint64_t filled;
	uint64_t last_order;  /* of those that the round admitted; 0 if there is none */
	uint32_t last_choice; /* from 0; MARKET_NONE: it admitted nobody */
	uint32_t last;        /* who that is, or MARKET_NONE */
};

/*
 * Count the seats of a market; cutoffs has room for one of each program.  A program
 * whose groups rank differently has no last one; its groups have.
 */
void cutoffs_count(
    const struct market *, const struct seat *seats, struct cutoff *cutoffs);

/* The same for its groups; cutoffs has room for one of each. */
void cutoffs_count_groups(
    const struct market *, const struct seat *seats, struct cutoff *cutoffs);

/* Add a seat that was given just now, the last one of its program or group. */
void cutoffs_add(struct cutoff *, const struct seat *, uint64_t order);

/* Take the last choices out: seats left over (leftover.h) were chosen by nobody. */
void cutoffs_forget_choices(struct cutoff *, uint32_t count);

/*
 * Count the cut-offs of all programs and of all groups of a round, with the seats that
 * were held before it.
 */
void cutoffs_count_round(const struct round *, const struct market *,
    const struct seat *, struct cutoff *programs, struct cutoff *groups);

/* How many seats a program took over its plan. */
uint64_t cutoffs_over(const struct programs *, uint32_t program, const struct cutoff *);

/* How many programs took seats over their plan, and how many seats in all. */
uint32_t cutoffs_over_all(
    const struct programs *, const struct cutoff *, uint64_t *seats);

/*
 * Write the cut-off of a program, or of a group of it, as a JSON object; group is
 * MARKET_NONE for the program.
 */
void cutoffs_write(struct writer *, const struct programs *, uint32_t program,
    uint32_t group, const struct cutoff *);

/*
 * Write the cut-off of a program and those of its groups, a line for each; nothing
 * that the round does not offer.  groups has the cut-offs of all groups.
 */
void cutoffs_write_all(struct writer *, const struct programs *, uint32_t program,
    const struct cutoff *, const struct cutoff *groups);

#endif
