#include <stdlib.h>

#include "amend/merge_patch.h"
#include "amend/target.h"
#include "memory/array.h"
#include "record/equality.h"

struct merge_state {
	struct splice *splice;
	struct record *record; /* of the patch */
	const struct patch_rules *rules;
	struct span *steps; /* the names that lead to what is merged */
	size_t step_room;
	struct writer value;
};

/* Write a value of a patch that replaces what is no object: without its nulls. */
static void
write_clean(struct writer *w, struct record *r, const struct value *v)
{
	bool any = false;

	if (v->type != VALUE_OBJECT) {
		struct span raw = record_raw(r, v);

		writer_bytes(w, raw.at, raw.len);
		return;
	}
	writer_bytes(w, "{", 1);
	for (uint32_t n = (uint32_t)(v - r->values) + 1; n < v->next;
	     n = r->values[n + 1].next) {
		struct span name = record_raw(r, &r->values[n]);

		if (r->values[n + 1].type == VALUE_NULL)
			continue;
		writer_bytes(w, ",", any);
		writer_bytes(w, name.at, name.len);
		writer_bytes(w, ":", 1);
		write_clean(w, r, &r->values[n + 1]);
		any = true;
	}
	writer_bytes(w, "}", 1);
}

/* The object that the first steps lead to, in the line as it is now. */
static const struct value *
object_at(const struct merge_state *m, size_t depth)
{
	const struct value *v = &m->splice->record.values[0];

	for (size_t i = 0; i < depth && v != NULL; i++)
		v = record_member(
		    &m->splice->record, v, m->steps[i].at, m->steps[i].len);
	return v;
}

/* Whether what is there now is what was is said to be. */
static enum patch_fault
check_was(struct merge_state *m, const struct value *now, const struct value *was)
{
	bool no_memory = false, same;

	if (!m->rules->must_test)
		return PATCH_OK;
	if (was == NULL)
		return PATCH_UNTESTED;
	if (now == NULL)
		return was->type == VALUE_NULL ? PATCH_OK : PATCH_DIFFERS;
	same = equality_holds(&m->splice->record, now, m->record, was, &no_memory);
	return no_memory ? PATCH_NO_MEMORY : same ? PATCH_OK : PATCH_DIFFERS;
}

static enum patch_fault
merge_value(struct merge_state *m, const struct value *patch, const struct value *was,
    size_t depth)
{
	const struct value *object = object_at(m, depth), *now;
	struct span name = m->steps[depth];
	enum patch_fault fault;
	enum record_fault done = RECORD_OK;

	now = record_member(&m->splice->record, object, name.at, name.len);
	fault = check_was(m, now, was);
	if (fault != PATCH_OK)
		return fault;
	writer_reset(&m->value);
	write_clean(&m->value, m->record, patch);
	if (writer_failed(&m->value))
		return PATCH_NO_MEMORY;
	if (patch->type == VALUE_NULL)
		done = now != NULL ? splice_remove(m->splice, object, now) : RECORD_OK;
	else if (now != NULL)
		done = splice_replace(
		    m->splice, now, (struct span){ m->value.text, m->value.len });
	else
		done = splice_add_member(m->splice, object, name,
		    (struct span){ m->value.text, m->value.len });
	return patch_fault_of(done);
}

/* Merge the members of an object into the one that depth steps lead to. */
static enum patch_fault
merge_object(struct merge_state *m, const struct value *patch, const struct value *was,
    size_t depth)
{
	struct record *r = m->record;
	enum patch_fault fault = PATCH_OK;

	if (!array_reserve(&m->steps, &m->step_room, depth + 1, sizeof *m->steps))
		return PATCH_NO_MEMORY;
	for (uint32_t n = (uint32_t)(patch - r->values) + 1;
	     n < patch->next && fault == PATCH_OK; n = r->values[n + 1].next) {
		struct span name = record_text(r, &r->values[n]);
		const struct value *value = &r->values[n + 1], *before = NULL, *now;

		if (name.at == NULL)
			return PATCH_NO_MEMORY;
		if (depth == 0 && m->rules->unchanging != NULL &&
		    span_is_among(name, m->rules->unchanging))
			return PATCH_PROTECTED;
		m->steps[depth] = name;
		if (was != NULL && was->type == VALUE_OBJECT)
			before = record_member(r, was, name.at, name.len);
		now = record_member(
		    &m->splice->record, object_at(m, depth), name.at, name.len);
		fault = value->type == VALUE_OBJECT && now != NULL &&
				now->type == VALUE_OBJECT
			    ? merge_object(m, value, before, depth + 1)
			    : merge_value(m, value, before, depth);
	}
	return fault;
}

enum patch_fault
merge_patch_apply(struct splice *s, struct record *record, const struct value *patch,
    const struct value *was, const struct patch_rules *rules)
{
	struct merge_state m = { .splice = s, .record = record, .rules = rules };
	enum patch_fault fault;

	if (patch->type != VALUE_OBJECT || (was != NULL && was->type != VALUE_OBJECT))
		return PATCH_MALFORMED;
	fault = merge_object(&m, patch, was, 0);
	free(m.steps);
	writer_free(&m.value);
	return fault;
}
