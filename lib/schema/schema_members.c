#include "schema/schema_members.h"
#include "record/equality.h"

bool
schema_members_make(struct arena *arena, struct member_table *m, size_t most)
{
	unsigned bits = 2;

	while ((size_t)1 << bits < most * 2)
		bits++;
	m->slot_mask = ((size_t)1 << bits) - 1;
	m->hash_shift = 64 - bits;
	m->slots = arena_take(arena, (m->slot_mask + 1) * sizeof *m->slots);
	m->items = arena_take(arena, (most + 1) * sizeof *m->items);
	m->remembered = arena_take(arena, (m->slot_mask + 1) * sizeof *m->remembered);
	return m->slots != NULL && m->items != NULL && m->remembered != NULL;
}

static long
find(const struct member_table *m, struct span name, uint64_t hash)
{
	for (size_t slot = hash >> m->hash_shift; m->slots[slot] != 0;
	     slot = (slot + 1) & m->slot_mask) {
		const struct member *item = &m->items[m->slots[slot] - 1];

		if (item->hash == hash && span_same(item->name, name))
			return (long)(m->slots[slot] - 1);
	}
	return -1;
}

long
schema_members_look_up(const struct member_table *m, struct span name)
{
	return find(m, name, equality_hash_text(name));
}

struct member *
schema_members_take(struct member_table *m, struct span name)
{
	uint64_t hash = equality_hash_text(name);
	long known = find(m, name, hash);
	size_t slot = hash >> m->hash_shift;

	if (known >= 0)
		return &m->items[known];
	while (m->slots[slot] != 0)
		slot = (slot + 1) & m->slot_mask;
	m->items[m->count] = (struct member){ .name = name, .hash = hash };
	m->slots[slot] = (uint32_t)++m->count;
	m->lengths |= schema_members_length(name);
	names_enter(m->seen, names_hash(name.at, name.len));
	return &m->items[m->count - 1];
}
