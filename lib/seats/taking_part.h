/*
 * taking_part.h - who takes part in a round, and who does not
 *
 * Two conditions (conditions.h) over the applicant alone:
 *
 *	locked  an earlier decision binds the applicant: a seat was accepted and given
 *	        back, a school sent the file back and it is not filed again in this
 *	        batch, a private school was chosen and the place at the public one given
 *	        up with it;
 *	agreed  the applicant takes any seat that is left (leftover.h).
 *
 * A condition that has no answer for a record is a fault; it never counts as false.
 */
#ifndef TAKING_PART_H
#define TAKING_PART_H

#include <jansson.h>

#include "cel/expression.h"
#include "record/record.h"
#include "rules/conditions.h"
#include "seats/entry_fault.h"

struct taking_part_rules {
	struct conditions *conditions;
	uint32_t locked, agreed; /* CONDITION_NONE: not asked */
};

/*
 * Read the two, each NULL if it is not stated.  NULL, or what is wrong with the
 * one that *bad is set to: a static sentence, with *error its place in the text.
 */
const char *taking_part_read(struct taking_part_rules *, const char *locked,
    const char *agreed, const json_t *constants, const char **bad,
    struct expression_error *error);
void taking_part_free(struct taking_part_rules *);

/*
 * The mark that closes all choices of a record, WISH_LOCKED or WISH_NOT_AGREED; 0 if it
 * takes part.  A fault is in the field "locked" or "agreed".
 */
bool taking_part_mark(
    struct taking_part_rules *, struct record *, uint32_t *mark, struct entry_fault *);

#endif
