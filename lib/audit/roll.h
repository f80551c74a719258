/*
 * roll.h - whether a list still holds everybody, once, with the row they had
 *
 * The list before a round is entered, and then the list after it is called: who
 * is new, who is there twice, whose row or earlier admission is not what it was,
 * and in the end, who is gone.  Without a list before, only who is there twice.
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
	ROLL_TWICE,       /* this id was entered, or called, before */
	ROLL_STRANGER,    /* called, though there is a list and he is not on it */
	ROLL_ROW_CHANGED, /* the row is not what it was, apart from its admission */
	ROLL_ADMISSION_CHANGED, /* he was admitted before, and now otherwise */
	ROLL_NO_MEMORY,
};

/* The code of a finding that is a breach ("row-changed"); static. */
const char *roll_word(enum roll_finding);

/* Nobody; listed: there is a list before the round.  NULL if there is no memory. */
struct roll *roll_new(bool listed);
void roll_free(struct roll *);

/*
 * Enter somebody of the list before the round, with the number that he gets.
 * admitted: an earlier round has placed him, so his admission must stay.
 */
enum roll_finding roll_enter(
    struct roll *, struct span id, struct record *, bool admitted, uint32_t *number);

/*
 * Call somebody of the list after the round; after all have been entered.  *number
 * is set in any case but ROLL_NO_MEMORY, *admitted to what roll_enter() was told.
 */
enum roll_finding roll_call(
    struct roll *, struct span id, struct record *, bool *admitted, uint32_t *number);

/*
 * Excuse who was set aside: he need not be called, and may not be.  rejects are the
 * bytes of a reject file, id is where a line of it has the id.  Lines without one
 * excuse nobody.  After all have been entered; false if memory ran out.
 */
bool roll_excuse(struct roll *, struct span rejects, struct path *id);

/* The next one from number on who was entered and never called; false if none is. */
bool roll_missing(const struct roll *, uint32_t *number);

/* The id of a number, borrowed until the next roll_enter() or roll_call(). */
struct span roll_id(const struct roll *, uint32_t number);

#endif
