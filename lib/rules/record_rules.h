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
 *	message   what to say about a record that breaks the rule
 *	field     the path of the field to mend, for the finding
 *	severity  "error" (also if it is left out) or "warning"
 */
#ifndef RECORD_RULES_H
#define RECORD_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "findings/findings.h"
#include "record/record.h"
#include "rules/rule.h"

struct record_rules;

/* A rule; its texts are borrowed from the list. */
struct record_rule {
	const char *id, *field, *message; /* field may be NULL */
	struct rule *when, *assertion;    /* when may be NULL */
	bool is_warning;
};

/*
 * Read the rules of a setting, an array as above; NULL is an empty list.
 * This is set-up for filters: what is wrong ends the program with STATUS_TROUBLE and
 * its place, "rules/0/assert" in the setting "rules".  The list must outlive them.
 */
struct record_rules *record_rules_load(const char *setting, const json_t *list);
void record_rules_free(struct record_rules *);

/* How many there are, and one of them, counted from 0; borrowed. */
size_t record_rules_count(const struct record_rules *);
const struct record_rule *record_rules_at(const struct record_rules *, size_t number);

/* What a rule says of a record. */
enum record_rule_verdict {
	RECORD_RULE_APART, /* nothing: it does not apply */
	RECORD_RULE_HELD,
	RECORD_RULE_BROKEN,
	RECORD_RULE_FAILED /* nothing: an expression fails on the record */
};

/* Judge a record by a rule alone; sets *why of one that failed (may be NULL), which is
 * borrowed until the rule is judged again. */
enum record_rule_verdict record_rule_judge(
    const struct record_rule *, struct record *, const char **why);

/*
 * Check a record.  Each rule that is broken adds a finding to errors, or to
 * errors->warnings: rule-failed with the message of the rule, or rule-error if an
 * expression fails on the record; a failure is never taken for false.  A rule is
 * skipped if errors already has a finding about a field that it reads, about a part of
 * that field, or about what contains it.
 */
void record_rules_apply(
    struct record_rules *, struct record *, struct findings *errors);

#endif
