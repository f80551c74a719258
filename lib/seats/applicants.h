/*
 * applicants.h - the choices and orders of records, as the arrays of a market
 *
 * Of a record only integers are kept: the order, and a number for each choice.
 * A list may name programs of other rounds (a family's list often serves several);
 * they keep their place in it, so that the number of a choice is its number on
 * the family's own form.  A choice that is no program of the file is a fault.
 */
#ifndef APPLICANTS_H
#define APPLICANTS_H

#include <stdint.h>

#include "record/path.h"
#include "record/record.h"
#include "seats/entry_fault.h"
#include "seats/holders.h"
#include "seats/leftover.h"
#include "seats/market.h"
#include "seats/programs.h"
#include "seats/rankings.h"

/* The arrays, as struct market wants them. */
struct applicants {
	uint32_t count;
	uint64_t *first, *order;
	uint32_t *choices;   /* unless there are wishes */
	struct wish *wishes; /* if there are some */
	bool asked;          /* something may stand against a choice */
	bool wished; /* wishes: what is asked is more than whether one is open */
	uint64_t *claim_first;
	struct claim *claims;
	struct rankings *rankings; /* NULL: only those who chose a program are ranked */
	struct applicants_reader *reader;
};

/*
 * No applicants yet; choices and order are where they stand in a record.  All
 * three are borrowed; choices is NULL if nobody lists any (applicants_add_any()).
 * NULL if there is no memory.
 */
struct applicants *applicants_new(
    const struct programs *, struct path *choices, struct path *order);
void applicants_free(struct applicants *);

/*
 * Before the first one is added: some may be locked, so a choice may be closed even if
 * no program asks anything.
 */
void applicants_may_be_locked(struct applicants *);

/*
 * Before the first one is added: programs rank all (rankings.h), in a round that is
 * ranked.  False if memory ran out.
 */
bool applicants_rank_all(struct applicants *);

/*
 * Add the applicant of a record, whose number is count before the call.  On a fault
 * nothing is added: no list of choices; a choice that is not text or not a program, or
 * is there twice; no order, or one that is not a whole number from 0; a value missing
 * that the terms of a choice (terms.h) need.  An empty list is no fault.
 *
 * mark is 0, or closes all choices (WISH_LOCKED), whatever their terms are.
 *
 * held is the seat that the applicant holds, in a round that is ranked, or NULL.  The
 * list ends with its program, which is open to its holder, and which is added where the
 * list does not have it.
 */
bool applicants_add(struct applicants *, struct record *, uint32_t mark,
    const struct holding *held, struct entry_fault *);

/*
 * Add the applicant of a record who takes any program of a list (leftover.h), in its
 * order.  The priority of a wish or claim is its metres.  With a mark there is one
 * closed wish, which stands for all.
 */
bool applicants_add_any(struct applicants *, struct record *, const struct leftover *,
    uint32_t mark, struct entry_fault *);

/* The program of a choice, by its place in the arrays, and the mark on it, or 0. */
static inline uint32_t
applicants_program(const struct applicants *a, uint64_t at)
{
	return a->wished ? a->wishes[at].program
			 : market_choice_program(a->choices[at]);
}

static inline uint32_t
applicants_mark(const struct applicants *a, uint64_t at)
{
	if (!a->wished)
		return market_choice_mark(a->choices[at]);
	return a->wishes[at].priority < WISH_MARKS ? 0 : a->wishes[at].priority;
}

/* Begin again at the first one; what was added is gone. */
void applicants_forget(struct applicants *);

#endif
