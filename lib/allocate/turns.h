/*
 * turns.h - serial.h while the records are read
 *
 * Where the records come in their order, each applicant can be decided when the record
 * is read, and only the seats are kept in memory.  The outcome is that of the whole
 * round, or there is none.  So these end the round:
 *
 *	an order that is not larger than the one before;
 *	an applicant who has a seat from before the round, when all seats of that
 *	program have been given.  As long as one is left, it does not matter that the
 *	record comes late: nobody got, or was refused, what would have been different
 *	with the seat taken from the beginning.
 */
#ifndef TURNS_H
#define TURNS_H

#include "allocate/cutoffs.h"
#include "allocate/refusal.h"
#include "seats/round.h"

enum turns_fault {
	TURNS_OK,
	TURNS_ORDER_TWICE,  /* the order is that of the record before */
	TURNS_OUT_OF_ORDER, /* the order is smaller */
	/* A seat held before was given to an earlier record, or was a reason for one.
	 */
	TURNS_SEAT_GIVEN,
	TURNS_GROUPS_OVER, /* a seat held without a group leaves too few */
};

/* The code of a fault, static, and what is wrong, a sentence. */
const char *turns_code(enum turns_fault);
const char *turns_reason(enum turns_fault);

struct turns;

/*
 * Begin a round, which is borrowed.  This is set-up: a round that cannot be decided
 * record by record ends the program, with the reason as a code of admit-allocate(1): it
 * is not serial, or has bundles or shared orders.
 */
struct turns *turns_new(struct round *);
void turns_free(struct turns *);

/* An applicant has a seat from before the round; the group may be at == NULL. */
enum turns_fault turns_hold(struct turns *, struct span program, struct span group);

/*
 * Decide the one applicant who was added to the round: *seat is in the market
 * turns_market().  turns_next() removes the applicant from the round.
 */
enum turns_fault turns_take(struct turns *, struct seat *seat);
const struct market *turns_market(const struct turns *);
struct refusals *turns_refusals(const struct turns *); /* why, for decision.h */
void turns_next(struct turns *);

/* After the last applicant, what cutoffs_count_round() would count; borrowed. */
void turns_cutoffs(
    struct turns *, const struct cutoff **programs, const struct cutoff **groups);

#endif
