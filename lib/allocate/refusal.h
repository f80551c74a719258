/*
 * refusal.h - why a choice was refused
 *
 * The reason of the decision, computed from the market and the result, for the family
 * that asks: the first of these that holds.
 *
 *	no-choice            the choice was left empty
 *	not-offered, locked, not-agreed, not-eligible, below-floor
 *	                     the choice is closed to the applicant
 *	bundle-not-eligible  it is closed to another member of the bundle
 *	too-few-seats        the program had seats left, but fewer than the bundle has
 *	                     members, or than applicants of this order asked for one
 *	closed               the program still has seats, and was closed by such a
 *	                     bundle or order, which came before
 *	group-capped         a group that is open to the applicant gave as many seats
 *	                     as its cap, and had more
 *	group-full           the groups that are open to the applicant were full, and
 *	                     the program had seats that lapse: of other groups, or of
 *	                     none
 *	full                 the seats went to others
 *
 * Under serial "had" means when the turn of the applicant came, in all else at the end.
 */
#ifndef REFUSAL_H
#define REFUSAL_H

#include "seats/round.h"

/* A round of leftover.h tells the first one in this order. */
enum refusal {
	REFUSAL_NONE, /* the applicant got it, or one before it in the list */
	REFUSAL_FULL,
	REFUSAL_TOO_FEW_SEATS,
	REFUSAL_CLOSED,
	REFUSAL_GROUP_CAPPED,
	REFUSAL_GROUP_FULL,
	REFUSAL_BELOW_FLOOR,
	REFUSAL_NOT_ELIGIBLE,
	REFUSAL_BUNDLE_NOT_ELIGIBLE,
	REFUSAL_LOCKED,      /* an earlier decision binds the applicant */
	REFUSAL_NOT_OFFERED, /* the round does not have the program */
	REFUSAL_NOT_AGREED,  /* the applicant did not agree to it */
	REFUSAL_NO_CHOICE,   /* this choice was left empty */
	REFUSAL_CODES
};

/* What the reasons of a round need beside its market and its seats. */
struct refusals;

/*
 * For the result of a round.  seats is NULL if the seats are still to be given, one
 * after the other (turns.h).  The round is borrowed.  NULL if there is no memory.
 */
struct refusals *refusals_new(
    const struct round *, const struct market *, const struct seat *seats);
void refusals_free(struct refusals *);

/* A seat was given to the order whose turn it is. */
void refusals_add(
    struct refusals *, const struct market *, const struct seat *, uint64_t order);

/*
 * The groups of a program have changed, since a seat is held from before the round.
 * False if a reason that was told would be another one now.
 */
bool refusals_hold(struct refusals *, const struct market *, uint32_t program);

/* Why an applicant did not get a choice, counted from 0. */
enum refusal refusal_of(struct refusals *, const struct market *,
    const struct seat *seats, uint32_t applicant, uint32_t choice);

/*
 * Why an applicant who would have taken any seat (leftover.h) is unplaced: the reason
 * that comes first in the enum of those of all programs.
 */
enum refusal refusal_of_all(struct refusals *, const struct market *,
    const struct seat *seats, uint32_t applicant);

/* The code as a word ("below-floor"); static.  REFUSAL_NONE has none: NULL. */
const char *refusal_word(enum refusal);

#endif
