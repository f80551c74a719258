/*
 * market.h - applicants and seats as flat arrays
 *
 * What every mechanism takes and gives, and what the audits compare.  Programs, groups
 * and applicants are numbers from 0; nothing here knows names, files or JSON.  The
 * arrays belong to the caller.
 *
 * The first half is all that one order for everybody needs.  The second half is
 * zero where a round has no use for it, and costs nothing then.
 */
#ifndef MARKET_H
#define MARKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* No program, no choice, no group; so there are at most MARKET_NONE of each. */
#define MARKET_NONE UINT32_MAX

/*
 * A choice is the number of a program.  If it is closed, the upper bits have a mark:
 * the last four bits of one of the WISH_... below, which are 0 in WISH_MARKS alone.
 */
enum { CHOICE_BITS = 28, MARKET_MOST_PROGRAMS = 1 << CHOICE_BITS };

/*
 * A choice, with the place that its program gives the applicant.  The two stand
 * together because they are read together, at places all over a large array: so a
 * proposal waits for memory once and not twice.
 *
 * priority is the first of the three that applies:
 *	a mark, WISH_MARKS or above: this choice cannot be fulfilled, and why;
 *	the number of a list of claims, if the program has groups;
 *	the priority at the program: the smaller one goes first, and no two who
 *	chose the program have the same (market_priority() makes one of a tier
 *	and an order).  It has no meaning unless the market is ranked.
 */
struct wish {
	uint32_t program;
	uint32_t priority;
};

#define WISH_MARKS        (UINT32_MAX - 15)
#define WISH_NOT_ELIGIBLE UINT32_MAX
#define WISH_BELOW_FLOOR  (UINT32_MAX - 1) /* eligible but for a minimum */
#define WISH_LOCKED       (UINT32_MAX - 2) /* an earlier decision binds the applicant */
#define WISH_NOT_OFFERED  (UINT32_MAX - 3) /* not in this round */
#define WISH_NOT_AGREED   (UINT32_MAX - 4) /* to take any seat that is left */

/*
 * The right to be considered for one group of seats of a program.  An applicant who is
 * not eligible for a group, or below its floor, has no claim to it.  So a program may
 * have a group for each of two hundred feeder schools, and a choice still has one
 * or two claims.
 */
struct claim {
	uint32_t group;
	uint32_t priority; /* as that of a wish, among all who claim the group */
};

/* A group of seats.  Those of a program stand in their order of precedence. */
struct seat_group {
	uint32_t seats; /* of its own, still free when the round begins */
	uint32_t cap;   /* it never gives more, however many are passed to it */
	/*
	 * Who gets the seats that it cannot fill: a later group of the program; or
	 * MARKET_NONE: nobody, they lapse.
	 */
	uint32_t to;
};

/* Whom a program ranks: priority << 32 | applicant, in any order. */
struct ranking {
	uint64_t *entries; /* who reads them may sort them */
	uint32_t count;
};

struct market {
	uint32_t programs;
	/* Whether the last program is none, and stands for a choice that was left
	 * empty: it has no seats. */
	bool gap;
	const uint32_t *capacity; /* seats of each program; 0 where it is not offered */
	const uint32_t *held;     /* of these, taken before the round; NULL: none */

	uint32_t applicants;
	const uint64_t *first; /* applicants + 1 offsets into choices or wishes */
	/*
	 * Programs in the order in which each applicant wants them, none twice.  A
	 * program that is not offered may stand among them: it has no seats, and the
	 * numbers of the choices stay those of the family's list.
	 */
	const uint32_t *choices;
	bool marked;           /* some of the choices may be closed */
	const uint64_t *order; /* the smaller one goes first; at most INT64_MAX */

	/* Instead of choices, where programs rank or have groups. */
	const struct wish *wishes;
	/*
	 * Programs and groups rank by the priorities of wishes and claims, and order
	 * has no say (it may be NULL).  Otherwise all go by order.
	 */
	bool ranked;

	/*
	 * programs + 1 offsets into groups; NULL: none has any.  A program that has
	 * groups gives their seats and no others.
	 */
	const uint32_t *group_first;
	const struct seat_group *groups;
	/* The lists of claims, each in the order of the groups; list l is
	 * claims[claim_first[l]] up to, and without, claims[claim_first[l + 1]]. */
	const uint64_t *claim_first;
	const struct claim *claims;

	/*
	 * All whom each program ranks, whether they chose it or not, by the number of
	 * its list, MARKET_NONE where it ranks nobody.  An applicant to whom a choice
	 * is open is on the list of its program, with the same priority.  Only ttc.h
	 * reads them, in a ranked market.
	 */
	const uint32_t *ranking_of;
	const struct ranking *rankings;
	uint32_t ranking_count;

	/* The score band of each applicant, the best one 0; only tiered.h reads it. */
	const uint16_t *band;
	/*
	 * For each applicant the first one in the arrays of those who want to stay
	 * together, twins for example; MARKET_NONE: alone.  NULL: all are alone.
	 */
	const uint32_t *bundle;
};

/* What an applicant gets. */
struct seat {
	uint32_t program; /* MARKET_NONE: unplaced, and so are the other two */
	uint32_t choice;  /* which choice of the applicant, from 0 */
	uint32_t group;   /* of the market; MARKET_NONE: the program has none */
};

/* Why a mechanism cannot run. */
enum market_fault {
	MARKET_OK,
	MARKET_NO_MEMORY,
	MARKET_ORDER_TWICE, /* two applicants have the same order */
};

/* Two applicants that conflict; applicant comes first in the arrays. */
struct market_tie {
	uint32_t applicant, other;
};

/* The seats of a program that are still there when the round begins. */
static inline uint32_t
market_free(const struct market *m, uint32_t program)
{
	uint32_t held = m->held != NULL ? m->held[program] : 0;

	return held < m->capacity[program] ? m->capacity[program] - held : 0;
}

/* How many groups there are. */
static inline uint32_t
market_groups(const struct market *m)
{
	return m->group_first != NULL ? m->group_first[m->programs] : 0;
}

static inline uint32_t
market_list_length(const struct market *m, uint32_t applicant)
{
	return (uint32_t)(m->first[applicant + 1] - m->first[applicant]);
}

/* A choice of a program; closed if the priority that it would have is a mark. */
static inline uint32_t
market_choice(uint32_t program, uint32_t priority)
{
	return priority < WISH_MARKS ? program : priority << CHOICE_BITS | program;
}

static inline uint32_t
market_choice_program(uint32_t choice)
{
	return choice & (MARKET_MOST_PROGRAMS - 1);
}

/* The mark of a choice, or 0: it is open. */
static inline uint32_t
market_choice_mark(uint32_t choice)
{
	return choice < MARKET_MOST_PROGRAMS ? 0 : WISH_MARKS | choice >> CHOICE_BITS;
}

/* The program of a choice, by its place in choices or wishes. */
static inline uint32_t
market_program(const struct market *m, uint64_t at)
{
	return m->wishes != NULL ? m->wishes[at].program
				 : market_choice_program(m->choices[at]);
}

/* Whether a program stands for a choice that was left empty. */
static inline bool
market_is_gap(const struct market *m, uint32_t program)
{
	return m->gap && program == m->programs - 1;
}

/* Whether a choice is closed by nothing but a lack of seats. */
static inline bool
market_open(const struct market *m, uint64_t at)
{
	return m->wishes != NULL ? m->wishes[at].priority < WISH_MARKS
				 : m->choices[at] < MARKET_MOST_PROGRAMS;
}

/* Whether choices may be closed. */
static inline bool
market_may_close(const struct market *m)
{
	return m->wishes != NULL || m->marked;
}

/* The mark that closes a choice, or 0. */
static inline uint32_t
market_mark(const struct market *m, uint64_t at)
{
	if (m->wishes == NULL)
		return market_choice_mark(m->choices[at]);
	return market_open(m, at) ? 0 : m->wishes[at].priority;
}

static inline bool
market_grouped(const struct market *m, uint32_t program)
{
	return m->group_first != NULL &&
	       m->group_first[program] < m->group_first[program + 1];
}

/* The claims of an open choice of a program with groups. */
static inline const struct claim *
market_claims(const struct market *m, uint64_t at, uint32_t *count)
{
	const uint64_t *bounds = &m->claim_first[m->wishes[at].priority];

	*count = (uint32_t)(bounds[1] - bounds[0]);
	return &m->claims[bounds[0]];
}

/*
 * The priority of a tier, the best one 0, and an order in it.  tiers is how many
 * there are: the fewer, the larger an order may be.  False if the two do not fit.
 */
static inline bool
market_priority(uint32_t tiers, uint32_t tier, uint64_t order, uint32_t *priority)
{
	uint64_t orders = WISH_MARKS / (tiers > 0 ? tiers : 1);

	if (order >= orders || (tier >= tiers && tier > 0))
		return false;
	*priority = (uint32_t)(tier * orders + order);
	return true;
}

/* The tier, from 0, and the order that market_priority() made a priority of. */
static inline uint32_t
market_tier(uint32_t tiers, uint64_t priority, uint64_t *order)
{
	uint64_t orders = WISH_MARKS / (tiers > 0 ? tiers : 1);

	*order = priority % orders;
	return (uint32_t)(priority / orders);
}

#endif
