/*
 * rule.h - an expression in the settings of a filter, over the records of a stream
 *
 * This is set-up for filters: a text that is no expression ends the program with
 * STATUS_TROUBLE and a message that says where it stands, with a caret under the
 * place.  In a rule the fields at the top of the record are variables, record is the
 * whole of it, and policy holds the constants of the policy.
 */
#ifndef RULE_H
#define RULE_H

#include "record/record.h"
#include "rules/expression.h"

struct rule;

/*
 * Compile a text.  setting is the name of the setting that it is from, for the
 * message, or NULL if it is an operand of the command line.
 */
struct rule *rule_load(const char *setting, const char *text);
void rule_free(struct rule *);

/* The expression, for what it is worth, see expression.h.  Borrowed from the rule. */
struct expression *rule_expression(const struct rule *);

/* The constants of the policy, for expressions that are no rule of these.  New. */
struct expression_value *rule_constants(void);

/* End the program as for a text that is no expression. */
_Noreturn void rule_fail(
    const char *setting, const char *text, const struct expression_error *);

/* Evaluate over a record, which must stay for as long as the result is used. */
enum expression_result rule_evaluate(struct rule *, struct record *);

#endif
