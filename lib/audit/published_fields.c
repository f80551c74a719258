#include <string.h>

#include "audit/published_fields.h"

static bool
is_one_of(struct span name, const char *const words[], size_t count)
{
	size_t i = 0;

	while (i < count && !span_is(name, words[i]))
		i++;
	return i < count;
}

/* What is wrong with a field of that name being there. */
static const char *
check_name(struct span name, enum admission_status status, bool leftover)
{
	static const char *const always[] = { "round", "status" };
	static const char *const seat[] = { "program", "group", "choice", "released" };

	if (is_one_of(name, always, 2))
		return NULL;
	if (span_is(name, "refused"))
		return status == ADMISSION_ADMITTED ? "refused-admitted" : NULL;
	if (!is_one_of(name, seat, 4))
		return "unknown-field";
	if (status != ADMISSION_ADMITTED)
		return "seat-of-unplaced";
	return leftover && span_is(name, "choice") ? "choice-not-given" : NULL;
}

const char *
published_fields_check(struct record *r, enum admission_status status, bool leftover)
{
	const struct value *object =
	    record_member(r, &r->values[0], ADMISSION_KEY, strlen(ADMISSION_KEY));
	const char *code = NULL;
	uint32_t n;

	if (object == NULL || object->type != VALUE_OBJECT)
		return NULL;
	record_unfold(r, object);
	n = (uint32_t)(object - r->values) + 1;
	for (; code == NULL && n < object->next; n = r->values[n + 1].next) {
		struct span name = record_text(r, &r->values[n]);

		/* Without memory to undo the escapes it is no known name either. */
		code = name.at == NULL ? "unknown-field"
				       : check_name(name, status, leftover);
	}
	return code;
}
