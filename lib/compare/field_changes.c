#include <stdlib.h>
#include <string.h>

#include "compare/field_changes.h"
#include "memory/array.h"
#include "record/equality.h"
#include "record/json_pointer.h"

/* Two objects while their members are compared. */
struct pair {
	struct record *old, *new;
};

/* A member of an object. */
struct member {
	struct span name;
	const struct value *value;
};

static bool compare_objects(struct field_changes *, struct pair, const struct value *,
    const struct value *, size_t depth);

void
field_changes_free(struct field_changes *c)
{
	writer_free(&c->paths);
	free(c->steps);
}

/* Whether a step can be written between dots. */
static bool
is_plain(struct span step)
{
	return step.len > 0 && memchr(step.at, '.', step.len) == NULL &&
	       memchr(step.at, '/', step.len) == NULL;
}

/* Name the field at a depth: "scores.math", or a JSON Pointer where a step needs it. */
static bool
name_field(struct field_changes *c, size_t depth)
{
	struct writer path = { 0 };
	bool plain = true, written;

	if (c->count == FIELD_CHANGES_MOST) {
		c->more = true;
		return true;
	}
	for (size_t i = 0; i <= depth; i++)
		plain = plain && is_plain(c->steps[i]);
	for (size_t i = 0; i <= depth; i++)
		if (!plain)
			json_pointer_name(&path, c->steps[i]);
		else {
			writer_bytes(&path, ".", i > 0);
			writer_bytes(&path, c->steps[i].at, c->steps[i].len);
		}
	writer_string_span(&c->paths, (struct span){ path.text, path.len });
	c->count++;
	written = !writer_failed(&path) && !writer_failed(&c->paths);
	writer_free(&path);
	return written;
}

/* Compare a member of both objects; either value may be NULL: it is not there. */
static bool
compare_members(struct field_changes *c, struct pair p, struct span name,
    const struct value *old, const struct value *new, size_t depth)
{
	bool no_memory = false;

	if (depth == 0 && ((c->ignored != NULL && span_is_among(name, c->ignored)) ||
			      (c->skipped != NULL && span_is(name, c->skipped))))
		return true;
	if (old != NULL && new != NULL) {
		if (span_same(record_raw(p.old, old), record_raw(p.new, new)))
			return true;
		if (old->type != VALUE_OBJECT || new->type != VALUE_OBJECT)
			if (equality_holds(p.old, old, p.new, new, &no_memory))
				return !no_memory;
		if (no_memory)
			return false;
	}
	if (!array_reserve(&c->steps, &c->step_room, depth + 1, sizeof *c->steps))
		return false;
	c->steps[depth] = name;
	if (old != NULL && new != NULL &&
	    old->type == VALUE_OBJECT &&new->type == VALUE_OBJECT)
		return compare_objects(c, p, old, new, depth + 1);
	if (c->computed == NULL || !span_is_among(c->steps[0], c->computed))
		c->own = true;
	return name_field(c, depth);
}

static size_t
list_members(struct record *r, const struct value *object, struct member *members)
{
	size_t count = 0;

	for (uint32_t n = (uint32_t)(object - r->values) + 1; n < object->next;
	     n = r->values[n + 1].next)
		members[count++] =
		    (struct member){ record_text(r, &r->values[n]), &r->values[n + 1] };
	return count;
}

static int
compare_names(const void *a, const void *b)
{
	const struct span *x = &((const struct member *)a)->name;
	const struct span *y = &((const struct member *)b)->name;
	int order = memcmp(x->at, y->at, x->len < y->len ? x->len : y->len);

	return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static bool
merge_members(struct field_changes *c, struct pair p, const struct member *old,
    size_t old_count, const struct member *new, size_t new_count, size_t depth)
{
	size_t i = 0, k = 0;
	bool done = true;

	while (done && (i < old_count || k < new_count)) {
		int order = i == old_count   ? 1
			    : k == new_count ? -1
					     : compare_names(&old[i], &new[k]);
		const struct member *a = order <= 0 ? &old[i++] : NULL;
		const struct member *b = order >= 0 ? &new[k++] : NULL;

		done = compare_members(c, p, a != NULL ? a->name : b->name,
		    a != NULL ? a->value : NULL, b != NULL ? b->value : NULL, depth);
	}
	return done;
}

static bool
have_names(const struct member *members, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (members[i].name.at == NULL)
			return false;
	return true;
}

/* Objects with other members, or in another order: in the order of the names. */
static bool
compare_sorted(struct field_changes *c, struct pair p, const struct value *old,
    const struct value *new, size_t depth)
{
	/* A member is two values of the table at least. */
	struct member *a =
	    malloc(((old->next - (size_t)(old - p.old->values)) / 2 + 1) * sizeof *a);
	struct member *b =
	    malloc(((new->next - (size_t)(new - p.new->values)) / 2 + 1) * sizeof *b);
	size_t a_count, b_count;
	bool done = a != NULL && b != NULL;

	if (done) {
		a_count = list_members(p.old, old, a);
		b_count = list_members(p.new, new, b);
		done = have_names(a, a_count) && have_names(b, b_count);
	}
	if (done) {
		qsort(a, a_count, sizeof *a, compare_names);
		qsort(b, b_count, sizeof *b, compare_names);
		done = merge_members(c, p, a, a_count, b, b_count, depth);
	}
	free(a);
	free(b);
	return done;
}

/* Whether two objects have the same names in the same order, which is nearly always. */
static bool
are_alike(struct pair p, const struct value *old, const struct value *new)
{
	uint32_t n = (uint32_t)(old - p.old->values) + 1;
	uint32_t m = (uint32_t)(new - p.new->values) + 1;

	while (n < old->next && m < new->next) {
		if (!span_same(record_raw(p.old, &p.old->values[n]),
			record_raw(p.new, &p.new->values[m])))
			return false;
		n = p.old->values[n + 1].next;
		m = p.new->values[m + 1].next;
	}
	return n >= old->next && m >= new->next;
}

static bool
compare_objects(struct field_changes *c, struct pair p, const struct value *old,
    const struct value *new, size_t depth)
{
	uint32_t n = (uint32_t)(old - p.old->values) + 1;
	uint32_t m = (uint32_t)(new - p.new->values) + 1;

	if (!are_alike(p, old, new))
		return compare_sorted(c, p, old, new, depth);
	while (n < old->next) {
		struct span name = record_text(p.new, &p.new->values[m]);

		if (name.at == NULL ||
		    !compare_members(c, p, name, &p.old->values[n + 1],
			&p.new->values[m + 1], depth))
			return false;
		n = p.old->values[n + 1].next;
		m = p.new->values[m + 1].next;
	}
	return true;
}

bool
field_changes_find(struct field_changes *c, struct record *old, struct record *new)
{
	struct pair p = { old, new };

	writer_reset(&c->paths);
	c->count = 0;
	c->more = c->own = false;
	writer_open_array(&c->paths);
	if (!compare_objects(c, p, &old->values[0], &new->values[0], 0))
		return false;
	writer_close_array(&c->paths);
	return !writer_failed(&c->paths);
}
