/*
 * record_rules.h - the rules of a year that every record must keep
 *
 *	{"id": "total", "field": "total",
 *	 "assert": "total == scores.chinese + scores.math",
 *	 "message": "the total is not the sum of the subjects"}
 *
 *	id        names the rule in findings; once in the list
 *	assert    must be true; in the rules language (admit-rules(7))
 *	when      the rule applies only where this is true; everywhere if left out
 *	message   what is said where it does not hold
 *	field     the path that a finding is about, for those who mend the record
 *	severity  "error", which is also what is meant if it is left out, or "warning"
 */
#ifndef RECORD_RULES_H
#define RECORD_RULES_H

#include <jansson.h>

#include "findings/findings.h"
#include "record/record.h"

struct record_rules;

/*
 * Read the rules of a setting, an array as above; list may be NULL: there are none.
 * This is set-up for filters: what is wrong ends the program with STATUS_TROUBLE and
 * its place, "rules/0/assert" in the setting "rules".  The list must outlive them.
 */
struct record_rules *record_rules_load(const char *setting, const json_t *list);
void record_rules_free(struct record_rules *);

/*
 * Hold a record against the rules.  What does not hold is added to errors, or to
 * errors->warnings: rule-failed with the message, or rule-error where an expression
 * fails on the record, which is never taken for false.  A rule says nothing of a
 * record if errors has something about a field that it reads, about what that field
 * stands in, or about a part of it.
 */
void record_rules_apply(
    struct record_rules *, struct record *, struct findings *errors);

#endif
