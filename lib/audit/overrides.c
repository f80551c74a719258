#include <string.h>

#include "audit/overrides.h"

#define AMENDED_KEY "amended"

static void
begin(struct overrides *o, struct span id, const char *kind)
{
	writer_reset(&o->line);
	writer_open_object(&o->line);
	writer_name(&o->line, "applicant");
	writer_string_span(&o->line, id);
	writer_name(&o->line, "override");
	writer_string(&o->line, kind);
}

static bool
end(struct overrides *o)
{
	writer_close_object(&o->line);
	if (writer_failed(&o->line))
		return false;
	o->count++;
	o->found(o->context, (struct span){ o->line.text, o->line.len });
	return true;
}

static bool
list_correction(
    struct overrides *o, struct span id, struct record *r, const struct value *value)
{
	begin(o, id, "amended");
	writer_name(&o->line, "correction");
	writer_raw(&o->line, record_raw(r, value));
	return end(o);
}

bool
overrides_list(
    struct overrides *o, struct span id, struct record *r, const struct admission *a)
{
	const struct value *list =
	    record_member(r, &r->values[0], AMENDED_KEY, strlen(AMENDED_KEY));
	bool listed = list != NULL && list->type == VALUE_ARRAY;

	if (listed)
		record_unfold(r, list);
	/* Something else than a list was not written by admit-amend: it is shown too.
	 */
	if (list != NULL && !listed && list->type != VALUE_NULL &&
	    !list_correction(o, id, r, list))
		return false;
	for (uint32_t n = listed ? (uint32_t)(list - r->values) + 1 : 0;
	     listed && n < list->next; n = r->values[n].next)
		if (!list_correction(o, id, r, &r->values[n]))
			return false;
	if (a->status != ADMISSION_ADMITTED || a->round.at != NULL)
		return true;
	begin(o, id, "admitted-by-hand");
	writer_name(&o->line, "program");
	writer_string_span(&o->line, a->program);
	return end(o);
}

void
overrides_free(struct overrides *o)
{
	writer_free(&o->line);
}
