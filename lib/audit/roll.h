/*
 * roll.h - whether a list still has every applicant, once, with the same row
 *
 * The list before a round is entered, and then the list after it is called: who is new,
 * who is there twice, whose row or earlier admission is not what it was, and at the
 * end, who is missing.  Without a list before, only who is there twice.
 */
#ifndef ROLL_H
#define ROLL_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/row_digest.h"
#include "record/path.h"
#include "record/record.h"

struct roll;

enum roll_finding {
	ROLL_OK,
	ROLL_TWICE,             /* this id was entered, or called, before */
	ROLL_STRANGER,          /* called, and not on the list before */
	ROLL_ROW_CHANGED,       /* the row differs, apart from its admission */
	ROLL_ADMISSION_CHANGED, /* the admission from before the round differs */
	ROLL_NO_MEMORY,
};

/* The code of a finding that is a breach ("row-changed"); static. */
const char *roll_word(enum roll_finding);

/* An empty roll; listed: there is a list before the round.  NULL if there is no memory.
 */
struct roll *roll_new(bool listed);
void roll_free(struct roll *);

/* An id will be entered or called soon (numbering_expect()). */
void roll_expect(const struct roll *, struct span id);

/*
 * Enter an applicant of the list before the round, who gets *number.  admitted: the
 * applicant had a seat before the round, so the admission must stay.
 */
enum roll_finding roll_enter(
    struct roll *, struct span id, struct record *, bool admitted, uint32_t *number);

/*
 * Call an applicant of the list after the round; after all have been entered.  *number
 * is set in any case but ROLL_NO_MEMORY, *admitted to what roll_enter() was told.
 */
enum roll_finding roll_call(
    struct roll *, struct span id, struct record *, bool *admitted, uint32_t *number);

/*
 * An applicant of the list was set aside with this record: such an applicant need not
 * be called, and must not be.  After all have been entered and before the first is
 * called. *number and *admitted as for roll_call().  Here an admission that differs is
 * a finding even if the applicant was not admitted.
 */
enum roll_finding roll_set_aside(
    struct roll *, struct span id, struct record *, bool *admitted, uint32_t *number);

/* The next number from number on that was entered and never called; false if none. */
bool roll_missing(const struct roll *, uint32_t *number);

/* The id of a number, borrowed until the next roll_enter() or roll_call(). */
struct span roll_id(const struct roll *, uint32_t number);

#endif
