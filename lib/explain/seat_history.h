/*
 * seat_history.h - the seats that an applicant had, by the rounds of a chain
 *
 * A record names the seat that it has and, behind it, those that were given on for it
 * (released.h).  In a chain of rounds, one after the other, that tells of each round
 * what the applicant had before it and what the round gave.  A seat of a round that is
 * not in the chain is taken for one from before the chain, unless it is named behind
 * one that the chain gave.
 */
#ifndef SEAT_HISTORY_H
#define SEAT_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"
#include "seats/admission.h"
#include "seats/entry_fault.h"
#include "seats/released.h"

/* All zero has no rounds, and no record. */
struct seat_history {
	struct span *rounds; /* their names, in the order in which they were run */
	size_t count, room;

	struct released released;    /* of the record, but for the seat that it has */
	const struct admission *now; /* that one; NULL: none */
};

/* A round at the end, by its name, which is borrowed.  False if memory ran out. */
bool seat_history_add_round(struct seat_history *, struct span name);

/*
 * Turn to a record with its admission, which are borrowed until the next one.  False
 * with a fault, whose code is NULL if memory ran out, if it is not clear which seats
 * were given on; it has none then.
 */
bool seat_history_read(struct seat_history *, struct record *, const struct admission *,
    struct entry_fault *);

/* Turn to a record that has no seats. */
void seat_history_clear(struct seat_history *);

/* What the record had at a round. */
struct seat_then {
	const struct admission *before; /* the seat before it; NULL: none */
	const struct admission *given;  /* the seat that it gave; NULL: none */
};

/* Of a round, by its number from 0. */
struct seat_then seat_history_at(const struct seat_history *, size_t round);

void seat_history_free(struct seat_history *);

#endif
