#include <stdlib.h>
#include <string.h>

#include "amend/json_patch.h"
#include "amend/target.h"
#include "record/equality.h"
#include "record/json_pointer.h"

enum op { OP_ADD, OP_REMOVE, OP_REPLACE, OP_MOVE, OP_COPY, OP_TEST, OPS };

struct operation {
	enum op op;
	struct span path, from;    /* pointers */
	const struct value *value; /* NULL: not given */
};

struct patch {
	struct splice *splice;
	struct record *record; /* of the patch */
	const struct patch_rules *rules;
	struct operation *operations;
	size_t count;
	struct writer *scratch, copy;
};

enum patch_fault
patch_fault_of(enum record_fault fault)
{
	switch (fault) {
	case RECORD_OK:
		return PATCH_OK;
	case RECORD_NO_MEMORY:
		return PATCH_NO_MEMORY;
	case RECORD_NOT_OBJECT:
		return PATCH_MALFORMED;
	default:
		return PATCH_TOO_LARGE;
	}
}

/* A member that is a text; at == NULL: there is none. */
static struct span
text_member(struct record *r, const struct value *object, const char *name)
{
	const struct value *v = record_member(r, object, name, strlen(name));

	return v == NULL || v->type != VALUE_STRING ? (struct span){ NULL, 0 }
						    : record_text(r, v);
}

static enum patch_fault
read_operation(struct record *r, const struct value *v, struct operation *o)
{
	static const char *const names[OPS] = { "add", "remove", "replace", "move",
		"copy", "test" };
	struct span op;
	int found = 0;

	if (v->type != VALUE_OBJECT)
		return PATCH_MALFORMED;
	op = text_member(r, v, "op");
	while (found < OPS && !span_is(op, names[found]))
		found++;
	o->op = (enum op)found;
	o->path = text_member(r, v, "path");
	o->from = text_member(r, v, "from");
	o->value = record_member(r, v, "value", strlen("value"));
	if (found == OPS || o->path.at == NULL || !json_pointer_holds(o->path))
		return PATCH_MALFORMED;
	if ((o->op == OP_ADD || o->op == OP_REPLACE || o->op == OP_TEST) &&
	    o->value == NULL)
		return PATCH_MALFORMED;
	if ((o->op == OP_MOVE || o->op == OP_COPY) &&
	    (o->from.at == NULL || !json_pointer_holds(o->from)))
		return PATCH_MALFORMED;
	return PATCH_OK;
}

static enum patch_fault
read_patch(struct patch *p, const struct value *array)
{
	struct record *r = p->record;
	uint32_t n = (uint32_t)(array - r->values) + 1;
	size_t count = 0;

	if (array->type != VALUE_ARRAY)
		return PATCH_MALFORMED;
	for (uint32_t i = n; i < array->next; i = r->values[i].next)
		count++;
	if (count > PATCH_MOST)
		return PATCH_TOO_LARGE;
	p->operations = calloc(count + 1, sizeof *p->operations);
	if (p->operations == NULL)
		return PATCH_NO_MEMORY;
	for (; n < array->next; n = r->values[n].next) {
		enum patch_fault fault =
		    read_operation(r, &r->values[n], &p->operations[p->count]);

		if (fault != PATCH_OK)
			return fault;
		p->count++;
	}
	return PATCH_OK;
}

/* Whether a pointer names a place in, or at, what another one names. */
static bool
is_within(struct span inner, struct span outer)
{
	return inner.len >= outer.len && memcmp(inner.at, outer.at, outer.len) == 0 &&
	       (inner.len == outer.len || inner.at[outer.len] == '/');
}

/* The pointer to what holds a place. */
static struct span
parent_of(struct span pointer)
{
	while (pointer.len > 0 && pointer.at[--pointer.len] != '/')
		;
	return pointer;
}

/* Whether the last step may be an index: then items behind it move. */
static bool
may_be_item(struct span pointer)
{
	char last = pointer.len > 0 ? pointer.at[pointer.len - 1] : '\0';

	return (last >= '0' && last <= '9') || last == '-';
}

/*
 * Adding or removing an item moves the ones behind it: what was tested in that array
 * may be another value now.  Returns how much of the pointer still names what it named.
 */
static size_t
length_that_holds(struct span changed, struct span pointer)
{
	struct span array = parent_of(changed);

	return may_be_item(changed) && is_within(pointer, array) ? array.len
								 : pointer.len;
}

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Whether an operation before has tested what is at a place, and it still stands there.
 */
static bool
is_tested(const struct patch *p, size_t before, struct span pointer)
{
	size_t holds = pointer.len;

	while (before-- > 0) {
		const struct operation *o = &p->operations[before];

		if (o->op == OP_TEST && o->path.len <= holds &&
		    is_within(pointer, o->path))
			return true;
		if (o->op != OP_TEST && o->op != OP_REPLACE)
			holds = smaller(holds, length_that_holds(o->path, pointer));
		if (o->op == OP_MOVE)
			holds = smaller(holds, length_that_holds(o->from, pointer));
	}
	return false;
}

static bool
is_protected(const struct patch *p, struct span pointer)
{
	if (p->rules->unchanging == NULL)
		return false;
	if (!target_step(&pointer, p->scratch))
		return true; /* the whole record */
	return span_is_among(
	    (struct span){ p->scratch->text, p->scratch->len }, p->rules->unchanging);
}

/* Whether the operation at index may change a place, and lose what is there. */
static enum patch_fault
may_change(
    const struct patch *p, size_t index, struct span pointer, const struct target *t)
{
	bool lost = t->value != NULL &&
		    (t->kind != TARGET_ITEM || p->operations[index].op != OP_ADD);

	if (is_protected(p, pointer))
		return writer_failed(p->scratch) ? PATCH_NO_MEMORY : PATCH_PROTECTED;
	return lost && p->rules->must_test && !is_tested(p, index, pointer)
		   ? PATCH_UNTESTED
		   : PATCH_OK;
}

static struct target
find(const struct patch *p, struct span pointer)
{
	return target_find(&p->splice->record, pointer, p->scratch);
}

static enum patch_fault
add(struct patch *p, size_t index, struct span pointer, struct span value)
{
	struct target t = find(p, pointer);
	struct splice *s = p->splice;
	enum patch_fault fault;

	if (t.kind == TARGET_NOWHERE)
		return writer_failed(p->scratch) ? PATCH_NO_MEMORY : PATCH_NOWHERE;
	fault = may_change(p, index, pointer, &t);
	if (fault != PATCH_OK)
		return fault;
	/* may_change() has used the memory in which the name stood. */
	t = find(p, pointer);
	if (t.kind == TARGET_ITEM)
		return patch_fault_of(splice_add_item(s, t.parent, t.index, value));
	return patch_fault_of(t.value != NULL
				  ? splice_replace(s, t.value, value)
				  : splice_add_member(s, t.parent, t.name, value));
}

static enum patch_fault
replace(struct patch *p, size_t index, struct span pointer, struct span value)
{
	struct target t = find(p, pointer);
	enum patch_fault fault;

	if (t.value == NULL)
		return writer_failed(p->scratch) ? PATCH_NO_MEMORY : PATCH_NOWHERE;
	fault = may_change(p, index, pointer, &t);
	return fault != PATCH_OK
		   ? fault
		   : patch_fault_of(splice_replace(p->splice, t.value, value));
}

static enum patch_fault
take_out(struct patch *p, size_t index, struct span pointer)
{
	struct target t = find(p, pointer);
	enum patch_fault fault;

	if (t.value == NULL || t.parent == NULL)
		return writer_failed(p->scratch) ? PATCH_NO_MEMORY : PATCH_NOWHERE;
	fault = may_change(p, index, pointer, &t);
	return fault != PATCH_OK
		   ? fault
		   : patch_fault_of(splice_remove(p->splice, t.parent, t.value));
}

static enum patch_fault
test(struct patch *p, const struct operation *o)
{
	struct target t = find(p, o->path);
	bool no_memory = false, same;

	if (t.value == NULL)
		return writer_failed(p->scratch) ? PATCH_NO_MEMORY : PATCH_NOWHERE;
	same = equality_holds(
	    &p->splice->record, t.value, p->record, o->value, &no_memory);
	return no_memory ? PATCH_NO_MEMORY : same ? PATCH_OK : PATCH_DIFFERS;
}

/* move and copy: a value from a place that is not inside of itself. */
static enum patch_fault
transfer(struct patch *p, size_t index)
{
	const struct operation *o = &p->operations[index];
	struct target t = find(p, o->from);
	enum patch_fault fault = PATCH_OK;
	struct span raw;

	if (t.value == NULL)
		return writer_failed(p->scratch) ? PATCH_NO_MEMORY : PATCH_NOWHERE;
	if (o->op == OP_MOVE && o->from.len < o->path.len &&
	    is_within(o->path, o->from))
		return PATCH_NOWHERE;
	raw = record_raw(&p->splice->record, t.value);
	writer_reset(&p->copy);
	writer_bytes(&p->copy, raw.at, raw.len);
	if (writer_failed(&p->copy))
		return PATCH_NO_MEMORY;
	if (o->op == OP_MOVE && span_same(o->from, o->path))
		return may_change(p, index, o->from, &t);
	if (o->op == OP_MOVE)
		fault = take_out(p, index, o->from);
	return fault != PATCH_OK
		   ? fault
		   : add(p, index, o->path, (struct span){ p->copy.text, p->copy.len });
}

static enum patch_fault
apply(struct patch *p, size_t index)
{
	const struct operation *o = &p->operations[index];
	struct span value = { NULL, 0 };

	if (o->value != NULL)
		value = record_raw(p->record, o->value);
	switch (o->op) {
	case OP_ADD:
		return add(p, index, o->path, value);
	case OP_REMOVE:
		return take_out(p, index, o->path);
	case OP_REPLACE:
		return replace(p, index, o->path, value);
	case OP_TEST:
		return test(p, o);
	default:
		return transfer(p, index);
	}
}

enum patch_fault
json_patch_apply(struct splice *s, struct record *record, const struct value *patch,
    const struct patch_rules *rules, struct writer *scratch)
{
	struct patch p = {
		.splice = s, .record = record, .rules = rules, .scratch = scratch
	};
	enum patch_fault fault = read_patch(&p, patch);

	for (size_t i = 0; fault == PATCH_OK && i < p.count; i++)
		fault = apply(&p, i);
	free(p.operations);
	writer_free(&p.copy);
	return fault;
}
