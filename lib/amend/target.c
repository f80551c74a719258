#include "amend/target.h"

bool
target_step(struct span *pointer, struct writer *scratch)
{
	const char *at = pointer->at, *end = at + pointer->len;

	writer_reset(scratch);
	if (at == end || *at != '/')
		return false;
	for (at++; at < end && *at != '/'; at++) {
		char byte = *at;

		if (byte == '~') {
			if (++at == end || (*at != '0' && *at != '1'))
				return false;
			byte = *at == '0' ? '~' : '/';
		}
		writer_bytes(scratch, &byte, 1);
	}
	*pointer = (struct span){ at, (size_t)(end - at) };
	return !writer_failed(scratch);
}

static void
find_member(struct record *r, struct target *t, struct span name)
{
	t->kind = TARGET_MEMBER;
	t->name = name;
	t->value = record_member(r, t->parent, name.at, name.len);
}

/* Without sign and leading zeros; "-" is the one behind the last. */
static void
find_item(const struct record *r, struct target *t, struct span name)
{
	uint32_t i = (uint32_t)(t->parent - r->values) + 1, length = 0;
	uint64_t index = 0;
	bool is_end = span_is(name, "-");

	for (uint32_t n = i; n < t->parent->next; n = r->values[n].next)
		length++;
	t->kind = TARGET_NOWHERE;
	if (!is_end &&
	    (name.len == 0 || name.len > 10 || (name.len > 1 && name.at[0] == '0')))
		return;
	for (size_t k = 0; k < name.len && !is_end; k++) {
		if (name.at[k] < '0' || name.at[k] > '9')
			return;
		index = index * 10 + (uint64_t)(name.at[k] - '0');
	}
	if (index > length)
		return;
	t->kind = TARGET_ITEM;
	t->index = is_end ? length : (uint32_t)index;
	for (uint32_t k = 0; k < t->index; k++)
		i = r->values[i].next;
	t->value = t->index < length ? &r->values[i] : NULL;
}

struct target
target_find(struct record *r, struct span pointer, struct writer *scratch)
{
	static const struct target nowhere = { .kind = TARGET_NOWHERE };
	struct target t = { .kind = TARGET_ROOT, .value = &r->values[0] };

	while (pointer.len > 0) {
		if (t.value == NULL || !target_step(&pointer, scratch))
			return nowhere;
		t.parent = t.value;
		t.value = NULL;
		if (t.parent->type == VALUE_OBJECT)
			find_member(
			    r, &t, (struct span){ scratch->text, scratch->len });
		else if (t.parent->type == VALUE_ARRAY)
			find_item(r, &t, (struct span){ scratch->text, scratch->len });
		else
			return nowhere;
		if (t.kind == TARGET_NOWHERE)
			return nowhere;
	}
	return t;
}
