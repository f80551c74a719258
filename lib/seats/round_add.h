/*
 * round_add.h - the records that take part in a round
 */
#ifndef ROUND_ADD_H
#define ROUND_ADD_H

#include "seats/entry_fault.h"
#include "seats/round.h"
#include "stream/stream.h"

/*
 * Add the applicant of a record, or set what is wrong with it; says whether it was
 * added.  held is what the applicant holds of the round and may better (holders.h), or
 * NULL; where the record cannot take part that seat is still to be held.
 */
bool round_add_record(
    struct round *, struct record *, const struct holding *held, struct entry_fault *);

/*
 * Add the applicant of the current record, or set the record aside for what is wrong
 * with it; says whether it was added.  Ends the program if memory runs out.
 */
bool round_add(struct round *, struct stream *, struct record *);

/* The same for an applicant who holds a seat. */
bool round_add_holding(
    struct round *, struct stream *, struct record *, const struct holding *held);

/* What becomes of a record that a round reads. */
enum round_entry {
	ROUND_ENTERED,   /* the applicant was added */
	ROUND_PASSED,    /* the applicant has a seat and keeps it */
	ROUND_SET_ASIDE, /* it cannot take part; a seat that it has stays taken */
};

/*
 * Enter a record with its admission before the round: add the applicant, if it takes
 * part.  If not, a seat that it has is still to be held.  With ROUND_SET_ASIDE the
 * fault is set.
 */
enum round_entry round_enter_record(
    struct round *, struct record *, const struct admission *, struct entry_fault *);

/*
 * The same for the current record, and hold the seat.  Ends the program if memory runs
 * out.
 */
enum round_entry round_enter(
    struct round *, struct stream *, struct record *, const struct admission *);

#endif
