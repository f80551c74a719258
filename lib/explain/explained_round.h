/*
 * explained_round.h - a round as its published result has it, to explain it
 *
 * The applicants of the round with the seats that their records name, and from these
 * the cut-offs of the programs and why each choice was refused, by the modules with
 * which the round was allocated.  Whether the result is right is for admit-verify(1).
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef EXPLAINED_ROUND_H
#define EXPLAINED_ROUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/cutoffs.h"
#include "allocate/refusal.h"
#include "explain/seat_history.h"
#include "seats/round.h"

struct explained_round {
	struct round *round;
	struct seat *seats;   /* of each applicant */
	uint32_t *kept;       /* the number of the record of each */
	uint32_t *applicants; /* of each record: its applicant, or MARKET_NONE */
	size_t records, seats_room, kept_room, records_room;

	struct market market;
	struct cutoff *programs, *groups;
	struct refusals *refusals;
};

/* Begin; the round is borrowed, and nobody is in it yet. */
void explained_round_open(struct explained_round *, struct round *);
void explained_round_close(struct explained_round *);

/* What a record is to a round; of several rounds, the last of these counts. */
enum explained_record {
	EXPLAINED_ADDED,
	EXPLAINED_BEFORE, /* it was admitted before the round, or takes no part */
	EXPLAINED_UNTOLD, /* it was added, but nobody can tell why: see *fault */
	EXPLAINED_FAULTY, /* it cannot have taken part: *fault says why */
	EXPLAINED_NO_MEMORY,
};

/*
 * Add the next record, which is number records, with the seats that it had before the
 * round and got in it.  NULL: it takes no part, but the seat before is held.  held is
 * what the applicant may better (holders.h), or NULL.
 */
enum explained_record explained_round_add(struct explained_round *, struct record *,
    const struct seat_then *, const struct holding *held, struct entry_fault *fault);

/* All were added: the market, its cut-offs and reasons. */
bool explained_round_finish(struct explained_round *);

#endif
