#include <string.h>

#include "record/names.h"
#include "record/outline.h"
#include "record/record.h"

static bool
is_named(struct record *r, const struct value *name, const char *text, size_t len)
{
	struct span found;

	if (!name->escaped)
		return name->end - name->at - 2 == len &&
		       memcmp(r->line + name->at + 1, text, len) == 0;
	found = record_text(r, name);
	return found.at != NULL && found.len == len && memcmp(found.at, text, len) == 0;
}

const struct value *
record_member(
    struct record *r, const struct value *object, const char *name, size_t len)
{
	uint32_t index = (uint32_t)(object - r->values);
	const struct value *member;

	if (index == 0 && object->escaped && !record_may_have(r, name, len))
		return NULL;
	if (index == 0 && outline_member(r, name, len, &member))
		return member;
	record_unfold(r, object);
	if (object->type != VALUE_OBJECT)
		return NULL;
	if (index == 0 && !names_may_hold(r->top_names, names_hash(name, len)))
		return NULL;
	for (uint32_t n = index + 1; n < object->next; n = r->values[n + 1].next)
		if (is_named(r, &r->values[n], name, len))
			return &r->values[n + 1];
	return NULL;
}
