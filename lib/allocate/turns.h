/*
 * turns.h - serial.h while the records come in
 *
 * Where the records come in their order, each can take his turn as he is read, and
 * nothing of him is remembered: memory is for the seats alone.  The outcome is that of
 * the whole round, or there is none.  So nothing may come that should have been known
 * before:
 *
 *	an order that is not larger than the one before;
 *	somebody who has a seat already, when all seats that he leaves have been given.
 *	As long as there is one, it does not matter that he comes late: nobody got, or
 *	was refused, what he would not have with the seat taken from the beginning.
 */
#ifndef TURNS_H
#define TURNS_H

#include "allocate/cutoffs.h"
#include "seats/round.h"

enum turns_fault {
	TURNS_OK,
	TURNS_ORDER_TWICE,  /* his order is that of the one before */
	TURNS_OUT_OF_ORDER, /* his order is smaller */
	TURNS_SEAT_GIVEN,   /* his seat was given to somebody who came before */
	TURNS_GROUPS_OVER,  /* his seat has no group, and leaves the groups too few */
};

/* The code of a fault, static, and what is wrong, a sentence. */
const char *turns_code(enum turns_fault);
const char *turns_reason(enum turns_fault);

struct turns;

/*
 * Begin a round, which is borrowed.  This is set-up: a round that cannot be given so
 * ends the program, with the reason as a code for admit-allocate(1): it is not serial,
 * or has bundles or shared places.
 */
struct turns *turns_new(struct round *);
void turns_free(struct turns *);

/* Somebody has a seat from before the round; the group may be at == NULL. */
enum turns_fault turns_hold(struct turns *, struct span program, struct span group);

/*
 * The turn of the one applicant who was added to the round: *seat is his, in the
 * market turns_market().  turns_next() forgets him.
 */
enum turns_fault turns_take(struct turns *, struct seat *seat);
const struct market *turns_market(const struct turns *);
void turns_next(struct turns *);

/* After the last turn, what cutoffs_count_round() would say; borrowed. */
void turns_cutoffs(
    struct turns *, const struct cutoff **programs, const struct cutoff **groups);

#endif
