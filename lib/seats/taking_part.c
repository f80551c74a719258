#include "seats/taking_part.h"

static const char *
add(struct taking_part_rules *r, const char *text, uint32_t *condition,
    struct expression_error *error)
{
	*condition = CONDITION_NONE;
	if (text == NULL)
		return NULL;
	*condition = conditions_add(r->conditions, text, error);
	if (*condition == CONDITION_NONE)
		return error->why != NULL ? error->why : "there is not enough memory";
	if (!conditions_of_program(r->conditions, *condition))
		return NULL;
	*error = (struct expression_error){ .line = 1, .column = 1 };
	return "the condition is about the applicant, and names the program";
}

const char *
taking_part_read(struct taking_part_rules *r, const char *locked, const char *agreed,
    const json_t *constants, const char **bad, struct expression_error *error)
{
	const char *why;

	*error = (struct expression_error){ .line = 1, .column = 1 };
	*bad = "locked";
	if ((r->conditions = conditions_new(constants)) == NULL)
		return "there is not enough memory";
	if ((why = add(r, locked, &r->locked, error)) != NULL)
		return why;
	*bad = "agreed";
	return add(r, agreed, &r->agreed, error);
}

void
taking_part_free(struct taking_part_rules *r)
{
	conditions_free(r->conditions);
	r->conditions = NULL;
}

enum taking_part
taking_part_of(struct taking_part_rules *r, struct record *record, const char **which,
    const char **why)
{
	enum condition_result result = CONDITION_FALSE;

	conditions_next(r->conditions);
	*which = "locked";
	if (r->locked != CONDITION_NONE)
		result = conditions_test(r->conditions, r->locked, record, NULL);
	if (result == CONDITION_TRUE)
		return TAKING_PART_LOCKED;
	if (result == CONDITION_FALSE) {
		if (r->agreed == CONDITION_NONE)
			return TAKING_PART_TAKES_PART;
		*which = "agreed";
		result = conditions_test(r->conditions, r->agreed, record, NULL);
		if (result == CONDITION_TRUE)
			return TAKING_PART_TAKES_PART;
		if (result == CONDITION_FALSE)
			return TAKING_PART_NOT_AGREED;
	}
	*why = conditions_reason(r->conditions);
	return TAKING_PART_UNKNOWN;
}
