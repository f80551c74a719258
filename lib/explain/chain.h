/*
 * chain.h - the rounds of a chain, and what each of them did with an applicant
 *
 * The rounds come in the order in which they were run, then all records of the result
 * after the last one.  A record is explained as
 *
 *	{"id":"A3","admission":{"round":"second","status":"unplaced"},"rounds":[
 *	    {"round":"first",...},...]}
 *
 * with its admission at the end (admission.h) and the rounds in which it took part
 * (explanation.h).
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef CHAIN_H
#define CHAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "explain/earlier_seats.h"
#include "explain/explanation.h"
#include "explain/seat_history.h"

/* All zero has no rounds. */
struct chain {
	struct explanation_round *rounds;
	size_t count, room;
	struct seat_history history;
	struct earlier_seats earlier;
	struct path *id; /* NULL: there is no list before the round */
};

/* A new round at the end, all zero but for its result, which is open. */
bool chain_add_round(struct chain *, struct round *);

/*
 * Before all else: a record of the list before the round, which is the only one, with
 * the path of ids, which is borrowed.  False with a fault: see earlier_seats.h.
 */
bool chain_add_earlier(
    struct chain *, struct path *id, struct record *, struct entry_fault *);

/*
 * Add the next record to all rounds, with its admission; NULL: it takes no part.
 * EXPLAINED_FAULTY if one of them could not have taken it, if it is not clear which
 * seats it had, or if it was not on the list before the round, with *fault set.
 *
 * What a holder decided is what the record says, in each round, unless there is a list
 * before the round.  EXPLAINED_UNTOLD if one who moved in a round says to stay: which
 * choices were tried there is not known.
 */
enum explained_record chain_add_record(struct chain *, struct record *,
    const struct admission *, struct entry_fault *fault);

/* All records were added. */
bool chain_finish(struct chain *);

/*
 * Write the beginning of what is explained of a record, whose id is known: its members
 * before "rounds".  It may be written when the record is added, and wait.
 */
bool chain_write_opening(struct writer *, struct span id, const struct admission *);

/* Write what is explained of a record, by its number, behind its beginning. */
bool chain_write(
    struct chain *, struct late_record *, struct span opening, struct writer *);

/* The first round that was contradicted by a record that was written; NULL: none. */
const struct round *chain_contradicted(const struct chain *);

void chain_free(struct chain *);

#endif
