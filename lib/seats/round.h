/*
 * round.h - one round: its programs, its rules and its applicants
 *
 * round_open.h opens it, round_add.h adds applicants, round_market.h makes the arrays
 * that a mechanism or an audit reads.
 */
#ifndef ROUND_H
#define ROUND_H

#include "seats/admission.h"
#include "seats/applicants.h"
#include "seats/bundle_names.h"
#include "seats/holders.h"
#include "seats/leftover.h"
#include "seats/mechanism.h"
#include "seats/programs.h"
#include "seats/score_bands.h"
#include "seats/taking_part.h"

struct round {
	struct span name;
	struct programs *programs;
	struct applicants *applicants;
	uint32_t *held; /* seats of each program that are taken before the round */
	uint32_t *held_groups; /* of each group */
	/* The most that each program takes, if it is overfilled; NULL: its capacity. */
	uint32_t *most;
	struct seat_group *groups; /* of the market; NULL: no program has any */
	uint32_t *settled;         /* scratch, for round_market_regroup() */

	struct mechanism_rules rules;
	struct path *choices, *order; /* choices is NULL with leftover */
	struct taking_part_rules taking_part;
	struct leftover leftover;         /* for MECHANISM_LEFTOVER */
	struct score_bands bands;         /* without a score: none */
	struct bundle_names bundle_names; /* without a name: none */
	struct holders holders;           /* without a decision: none take part */
};

/* Whether those who hold a seat may take part. */
static inline bool
round_has_holders(const struct round *r)
{
	return r->holders.decision != NULL;
}

/* Whether it gives the seats that are left, to those who take any. */
static inline bool
round_is_leftover(const struct round *r)
{
	return r->rules.mechanism == MECHANISM_LEFTOVER;
}

/*
 * Whether the priorities of its market are metres, in which several may be equal, and
 * still have to be made into an order.
 */
static inline bool
round_is_by_distance(const struct round *r)
{
	return round_is_leftover(r) && r->leftover.rule == LEFTOVER_DISTANCE;
}

/*
 * A seat that was taken before the round: counted if the round offers the program,
 * whose number is returned; or else MARKET_NONE.  The group may be at == NULL.
 */
uint32_t round_hold(struct round *, struct span program, struct span group);

/* A seat that was counted is one of the market: its holder takes part. */
void round_unhold(struct round *, const struct holding *);

/* The id of a group of the market. */
struct span round_group(const struct round *, uint32_t group);

/* Whether an admission was given in this round. */
bool round_is_of(const struct round *, const struct admission *);

#endif
