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

#include "cel/expression.h"
#include "record/record.h"

/*
 * What a rule over records may name; and the constants of the policy, for rules over
 * something else.  Both live until the program ends.
 */
const struct expression_scope *rule_scope(void);
const struct expression_value *rule_constants(void);

struct rule;

/*
 * Compile a text.  setting is the setting that it is from, as settings_fail() takes
 * it, for the message; or NULL if it is an operand of the command line.
 */
struct rule *rule_load(const char *setting, const char *text);

/* The same for a condition, whose result must be true or false. */
struct rule *rule_load_condition(const char *setting, const char *text);

void rule_free(struct rule *);

/* The expression with its last result (expression.h); borrowed from the rule. */
struct expression *rule_expression(const struct rule *);

/* End the program as for a text that is no expression. */
_Noreturn void rule_fail(
    const char *setting, const char *text, const struct expression_error *);

/*
 * Evaluate over a record, which must stay for as long as the result is used.  Never
 * EXPRESSION_NO_MEMORY: that ends the program.
 */
enum expression_result rule_evaluate(struct rule *, struct record *);

#endif
