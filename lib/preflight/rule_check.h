/*
 * rule_check.h - rules of validate that nobody keeps, that are about nobody, or that
 * read what is nowhere
 *
 *	rule-never-applies  warning  its "when" is true for none of the records; of a
 *	                             rule that sets aside, a notice
 *	rule-never-holds    error    all whom it is about break it; of a rule that only
 *	                             warns, a warning
 *	field-unknown       warning  see unknown_fields.h
 *
 * The records are those that validate has let through and that other stages have had
 * since, so what can be said of them is less than of those that came in:
 *
 *	- That all keep a rule says nothing: who broke it was set aside.
 *	- That a field is missing everywhere may be because a stage has removed it.  A
 *	  rule is judged only if each field that it reads is in a record; of one that
 *	  applies to nobody, each field of its "when".
 *	- A "when" or "assert" that reads no field is a switch, or says that a "when"
 *	  is not allowed: nothing is said of it.
 *	- A record on which an expression fails has lost a field since, or is one that
 *	  validate would set aside: it counts neither way.
 *	- A rule that reads what a stage after validate writes (draw, rank ..., or a
 *	  field that a rule of derive names) has been about another value: it is not
 *	  judged.
 *
 * A rule that one record has kept is done, and costs no more.
 */
#ifndef RULE_CHECK_H
#define RULE_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "preflight/field_names.h"
#include "preflight/preflight_findings.h"
#include "record/record.h"
#include "rules/record_rules.h"

struct rule_check;

/*
 * Rules, which are borrowed; derive is the section of a policy, or NULL; names are
 * those of the inputs but for the rules, and may go when this returns.  Rules about
 * fewer records than least are not judged.  NULL if there is no memory.
 */
struct rule_check *rule_check_new(const struct record_rules *, const json_t *derive,
    const struct field_names *names, uint64_t least);
void rule_check_free(struct rule_check *);

/* Judge a record. */
void rule_check_add(struct rule_check *, struct record *);

/* Tell what was found, in the order of the rules; false if there is no memory. */
bool rule_check_tell(const struct rule_check *, struct preflight_findings *);

#endif
