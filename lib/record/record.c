#include <stdlib.h>
#include <string.h>

#include "record/names.h"
#include "record/record.h"
#include "record/scan.h"
#include "record/shape.h"

void
record_init(struct record *r)
{
	*r = (struct record){ 0 };
}

void
record_free(struct record *r)
{
	free(r->values);
	free(r->decoded);
	shapes_free(r->shapes);
	record_init(r);
}

bool
record_prepare_texts(struct record *r)
{
	if (r->decoded_size >= r->len)
		return true;
	free(r->decoded); /* it holds nothing of this record yet */
	r->decoded = malloc(r->len);
	r->decoded_size = r->decoded != NULL ? r->len : 0;
	return r->decoded != NULL;
}

struct span
record_text(struct record *r, const struct value *v)
{
	const char *inside = r->line + v->at + 1;
	size_t len = v->end - v->at - 2;

	if (!v->escaped) {
		if (!r->checked || scan_is_utf8(inside, inside + len))
			return (struct span){ inside, len };
		r->unsound = true;
		return (struct span){ NULL, 0 };
	}
	if (!record_prepare_texts(r))
		return (struct span){ NULL, 0 };
	len = scan_unescape(inside, inside + len, r->decoded + v->at);
	return (struct span){ r->decoded + v->at, len };
}

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

	if (index == 0 && object->escaped && !record_may_have(r, name, len))
		return NULL;
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
