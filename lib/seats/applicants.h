/*
 * applicants.h - the choices and orders of records, as the arrays of a market
 *
 * Of a record only integers are kept: the order, and a number for each choice.
 * A list may name programs of other rounds (a family's list often serves several);
 * they keep their place in it, so that the number of a choice is its number on
 * the family's own form.  What is no program at all is a fault.
 */
#ifndef APPLICANTS_H
#define APPLICANTS_H

#include <stdint.h>

#include "record/path.h"
#include "record/record.h"
#include "seats/market.h"
#include "seats/programs.h"

/* The arrays, as struct market wants them. */
struct applicants {
	uint32_t count;
	uint64_t *first, *order;
	uint32_t *choices;   /* NULL if there are wishes */
	struct wish *wishes; /* where some program asks something or has groups */
	uint64_t *claim_first;
	struct claim *claims;
	struct applicants_reader *reader;
};

/* Why a record is no applicant. */
struct applicants_fault {
	const char *code;   /* static; see admit-allocate(1) */
	const char *field;  /* borrowed until the next applicants_add() */
	const char *reason; /* static, one sentence for people */
};

enum applicants_result { APPLICANTS_ADDED, APPLICANTS_FAULT, APPLICANTS_NO_MEMORY };

/*
 * No applicants yet; choices and order are where they stand in a record.  All
 * three are borrowed.  NULL if there is no memory.
 */
struct applicants *applicants_new(
    const struct programs *, struct path *choices, struct path *order);
void applicants_free(struct applicants *);

/*
 * Add the applicant of a record; his number is count before the call.  On a fault
 * nothing is added, and *fault says what is wrong: no list of choices, a choice
 * that is no text or no program or comes twice, no order or one that is no whole
 * number from 0, nothing that the terms of a choice (terms.h) need.  An empty list is
 * none: nobody has to ask for a seat.
 */
enum applicants_result applicants_add(
    struct applicants *, struct record *, struct applicants_fault *);

#endif
