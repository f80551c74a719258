/*
 * market.h - applicants and seats as flat arrays
 *
 * What every mechanism takes and gives, and what the audit holds against each
 * other.  Programs and applicants are numbers from 0; nothing here knows names,
 * files or JSON.  The arrays belong to the caller.
 */
#ifndef MARKET_H
#define MARKET_H

#include <stdint.h>

/* No program, no choice, no group; so there are at most MARKET_NONE of each. */
#define MARKET_NONE UINT32_MAX

struct market {
	uint32_t programs;
	const uint32_t *capacity; /* seats of each program; 0 where it is not offered */
	const uint32_t *held;     /* of these, taken before the round; NULL: none */

	uint32_t applicants;
	const uint64_t *first; /* applicants + 1 offsets into choices */
	/*
	 * Programs in the order in which each applicant wants them, none twice.  A
	 * program that is not offered may stand among them: it has no seats, and the
	 * numbers of the choices stay those of the family's list.
	 */
	const uint32_t *choices;
	const uint64_t *order; /* the smaller one goes first; at most INT64_MAX */
};

/* What an applicant gets. */
struct seat {
	uint32_t program; /* MARKET_NONE: unplaced, and so are the other two */
	uint32_t choice;  /* which of his choices, counted from 0 */
	uint32_t group;   /* of the program's seats; MARKET_NONE: it has none */
};

/* Why a mechanism cannot run. */
enum market_fault {
	MARKET_OK,
	MARKET_NO_MEMORY,
	MARKET_ORDER_TWICE, /* two applicants have the same order */
};

/* Two applicants with the same order, the one that comes first in the arrays first. */
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

#endif
