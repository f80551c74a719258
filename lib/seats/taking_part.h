/*
 * taking_part.h - who takes part in a round, and who does not
 *
 * Two conditions (conditions.h) over the applicant alone:
 *
 *	locked  an earlier decision binds him: he was admitted and gave the seat back, a
 *	        school sent him back and he is not filed again in this batch, he chose a
 *	        private school and with that gave up his place at the public one;
 *	agreed  he takes any seat that is left (leftover.h).
 *
 * A condition that has no answer for a record is a fault; it is never taken for
 * false.
 */
#ifndef TAKING_PART_H
#define TAKING_PART_H

#include <jansson.h>

#include "cel/expression.h"
#include "record/record.h"
#include "rules/conditions.h"

enum taking_part {
	TAKING_PART_TAKES_PART,
	TAKING_PART_LOCKED,
	TAKING_PART_NOT_AGREED,
	TAKING_PART_UNKNOWN, /* a condition has no answer */
};

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

/* Of a record; if it is unknown, *which is "locked" or "agreed", *why a sentence. */
enum taking_part taking_part_of(
    struct taking_part_rules *, struct record *, const char **which, const char **why);

#endif
