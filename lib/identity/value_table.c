#include "identity/value_table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "memory/keyed_hash.h"

enum { FIRST_SLOTS = 256 };

struct entry {
	uint64_t end; /* of its text; it begins where the one before ends */
	uint32_t times;
	uint32_t hash;
};

struct value_table {
	struct entry *entries; /* [0] is no value */
	size_t count, room;
	char *text;
	size_t text_size;
	uint32_t *slots; /* numbers of values, 0 for none; at most half are taken */
	size_t slot_count;
	uint64_t total;
};

struct value_table *
value_table_new(void)
{
	struct value_table *t = calloc(1, sizeof *t);

	if (t == NULL)
		return NULL;
	t->slot_count = FIRST_SLOTS;
	t->slots = calloc(t->slot_count, sizeof *t->slots);
	if (t->slots == NULL ||
	    !array_reserve(&t->entries, &t->room, 1, sizeof *t->entries)) {
		value_table_free(t);
		return NULL;
	}
	t->entries[0] = (struct entry){ 0 };
	t->count = 1;
	return t;
}

void
value_table_free(struct value_table *t)
{
	if (t == NULL)
		return;
	free(t->entries);
	free(t->text);
	free(t->slots);
	free(t);
}

struct span
value_table_text(const struct value_table *t, uint32_t value)
{
	uint64_t start = value == 0 ? 0 : t->entries[value - 1].end;

	return (struct span){ t->text + start, t->entries[value].end - start };
}

/* The slot of a value, or the free one where it belongs. */
static size_t
find_slot(const struct value_table *t, struct span value, uint32_t hash)
{
	size_t mask = t->slot_count - 1, slot = hash & mask;

	while (t->slots[slot] != 0) {
		struct span held = value_table_text(t, t->slots[slot]);

		if (t->entries[t->slots[slot]].hash == hash && held.len == value.len &&
		    (held.len == 0 || memcmp(held.at, value.at, held.len) == 0))
			break;
		slot = (slot + 1) & mask;
	}
	return slot;
}

static bool
grow_slots(struct value_table *t)
{
	size_t count = t->slot_count * 2;
	uint32_t *slots = calloc(count, sizeof *slots);

	if (slots == NULL)
		return false;
	for (size_t value = 1; value < t->count; value++) {
		size_t slot = t->entries[value].hash & (count - 1);

		while (slots[slot] != 0)
			slot = (slot + 1) & (count - 1);
		slots[slot] = (uint32_t)value;
	}
	free(t->slots);
	t->slots = slots;
	t->slot_count = count;
	return true;
}

uint32_t
value_table_add(struct value_table *t, struct span value)
{
	uint32_t hash = (uint32_t)keyed_hash(value.at, value.len);
	uint64_t used = t->entries[t->count - 1].end;
	size_t slot;

	if (t->count * 2 >= t->slot_count && !grow_slots(t))
		return 0;
	slot = find_slot(t, value, hash);
	if (t->slots[slot] == 0) {
		if (t->count == UINT32_MAX ||
		    !array_reserve(&t->text, &t->text_size, used + value.len, 1) ||
		    !array_reserve(
			&t->entries, &t->room, t->count + 1, sizeof *t->entries))
			return 0;
		if (value.len > 0)
			memcpy(t->text + used, value.at, value.len);
		t->entries[t->count] =
		    (struct entry){ .end = used + value.len, .hash = hash };
		t->slots[slot] = (uint32_t)t->count++;
	}
	t->entries[t->slots[slot]].times++;
	t->total++;
	return t->slots[slot];
}

uint32_t
value_table_times(const struct value_table *t, uint32_t value)
{
	return t->entries[value].times;
}

uint64_t
value_table_total(const struct value_table *t)
{
	return t->total;
}

uint64_t
value_table_equal_pairs(const struct value_table *t)
{
	uint64_t pairs = 0;

	for (size_t i = 1; i < t->count; i++)
		pairs += (uint64_t)t->entries[i].times * (t->entries[i].times - 1) / 2;
	return pairs;
}

size_t
value_table_bytes(const struct value_table *t)
{
	return t->room * sizeof *t->entries + t->text_size +
	       t->slot_count * sizeof *t->slots;
}
