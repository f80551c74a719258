#include "seats/taking_part.h"
#include "seats/market.h"

static const char *
add(struct taking_part_rules *r, const char *text, uint32_t *condition,
    struct expression_error *error)
{
	*condition = CONDITION_NONE;
	if (text == NULL)
		return NULL;
	*condition = conditions_add(r->conditions, text, error);
	if (*condition == CONDITION_NONE)
		return error->why != NULL ? error->why : "no memory";
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
		return "no memory";
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

static bool
test(struct taking_part_rules *r, uint32_t condition, const char *name,
    struct record *record, bool *yes, struct entry_fault *f)
{
	switch (conditions_test(r->conditions, condition, record, NULL)) {
	case CONDITION_FALSE:
		*yes = false;
		return true;
	case CONDITION_TRUE:
		*yes = true;
		return true;
	case CONDITION_NO_MEMORY:
		return entry_fault_no_memory(f);
	case CONDITION_FAILED:
		break;
	}
	return entry_fault_set(f, "rule-error", name, conditions_reason(r->conditions));
}

bool
taking_part_mark(struct taking_part_rules *r, struct record *record, uint32_t *mark,
    struct entry_fault *f)
{
	bool locked = false, agreed = true;

	conditions_next(r->conditions);
	if (r->locked != CONDITION_NONE &&
	    !test(r, r->locked, "locked", record, &locked, f))
		return false;
	/* Whether a locked applicant agreed is not asked. */
	if (!locked && r->agreed != CONDITION_NONE &&
	    !test(r, r->agreed, "agreed", record, &agreed, f))
		return false;
	*mark = locked ? WISH_LOCKED : agreed ? 0 : WISH_NOT_AGREED;
	return true;
}
