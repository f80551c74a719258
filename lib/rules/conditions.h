/*
 * conditions.h - the conditions of seats: who is eligible, who is in which tier
 *
 * Texts of the rules language over three names: applicant, the record; program, the
 * line of programs.jsonl; policy, the constants.  Fifty thousand programs share a
 * few texts, so each text is compiled once.  A condition that does not name the program
 * is evaluated once for each applicant, not once for each choice.
 */
#ifndef CONDITIONS_H
#define CONDITIONS_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "cel/expression.h"

#define CONDITION_NONE UINT32_MAX

struct conditions;

/*
 * None yet.  constants is an object or NULL, for none.  NULL if memory ran out, or a
 * constant is a number that fits no decimal.
 */
struct conditions *conditions_new(const json_t *constants);
void conditions_free(struct conditions *);

/*
 * The number of a text, compiled if it is new.  CONDITION_NONE if it is no
 * condition, with *error set; error->why is NULL if memory ran out.
 */
uint32_t conditions_add(
    struct conditions *, const char *text, struct expression_error *error);

/* Whether a condition names the program. */
bool conditions_of_program(const struct conditions *, uint32_t condition);

/* The next tests are about another record: forget the results. */
void conditions_next(struct conditions *);

enum condition_result {
	CONDITION_FALSE,
	CONDITION_TRUE,
	CONDITION_FAILED,
	CONDITION_NO_MEMORY
};

/* program is read only if the condition names it. */
enum condition_result conditions_test(struct conditions *, uint32_t condition,
    struct record *applicant, const struct expression_value *program);

/* Why the last test failed; borrowed until the condition is tested again. */
const char *conditions_reason(const struct conditions *);

#endif
