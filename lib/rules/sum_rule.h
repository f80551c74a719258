/*
 * sum_rule.h - a total is the sum of its parts
 *
 *	{"id":"total","sum":["scores.chinese","scores.math"],"is":"total",
 *	 "message":"the total is not the sum of the subjects","severity":"error"}
 *
 * The numbers are added exactly.  severity is "error" if it is left out.
 */
#ifndef SUM_RULE_H
#define SUM_RULE_H

#include <stdbool.h>

#include <jansson.h>

#include "record/record.h"

struct sum_rule;

enum { SUM_RULE_FAULT_SIZE = 160 };

/*
 * Read a rule.  Returns a new rule, which borrows nothing, or NULL with a
 * sentence in why that begins with the place in the rule (JSON Pointer) if it has one.
 */
struct sum_rule *sum_rule_new(const json_t *rule, char why[SUM_RULE_FAULT_SIZE]);
void sum_rule_free(struct sum_rule *);

/* Borrowed from the rule. */
const char *sum_rule_id(const struct sum_rule *);
const char *sum_rule_message(const struct sum_rule *);
bool sum_rule_is_warning(const struct sum_rule *);

enum sum_rule_result {
	SUM_RULE_HOLDS,
	SUM_RULE_FAILS,
	SUM_RULE_MISSING,   /* a part or the total is not there, or null */
	SUM_RULE_NO_NUMBER, /* it is there, and no number */
	SUM_RULE_RANGE,     /* a number, or the sum, has too many digits (decimal.h) */
};

/*
 * Hold a record against the rule.  *field is set to the path of what is wrong,
 * the total or a part, borrowed from the rule.
 */
enum sum_rule_result sum_rule_check(
    struct sum_rule *, struct record *, const char **field);

#endif
