#include <string.h>

#include "record/equality.h"
#include "schema/value_set.h"

struct entry {
	uint64_t hash;
	const struct value *value;
	struct span text; /* of a string */
};

/* Open addressing, at most half full; a slot holds the number of an entry plus 1. */
struct value_set {
	struct record *document;
	struct entry *entries;
	uint32_t *slots;
	size_t mask;
	unsigned shift; /* the upper bits of a hash are the better ones */
};

static bool
is_text(const struct value *v)
{
	return v->type == VALUE_STRING || v->type == VALUE_NAME;
}

static void
insert(struct value_set *set, uint32_t number)
{
	size_t slot = set->entries[number].hash >> set->shift;

	while (set->slots[slot] != 0)
		slot = (slot + 1) & set->mask;
	set->slots[slot] = number + 1;
}

static bool
fill(struct value_set *set, const struct value *v, size_t count)
{
	bool no_memory = false;

	for (uint32_t i = 0; i < count; i++) {
		struct entry *e = &set->entries[i];

		e->value = v;
		e->hash = equality_hash(set->document, v, &no_memory);
		if (is_text(v))
			e->text = record_text(set->document, v);
		insert(set, i);
		v = &set->document->values[v->next];
	}
	return !no_memory;
}

struct value_set *
value_set_new(struct arena *arena, struct record *document, const struct value *first,
    size_t count)
{
	struct value_set *set = arena_take(arena, sizeof *set);
	unsigned bits = 1;

	while ((size_t)1 << bits < count * 2)
		bits++;
	if (set == NULL)
		return NULL;
	set->document = document;
	set->mask = ((size_t)1 << bits) - 1;
	set->shift = 64 - bits;
	set->entries = arena_take(arena, count * sizeof *set->entries);
	set->slots = arena_take(arena, (set->mask + 1) * sizeof *set->slots);
	if (set->entries == NULL || set->slots == NULL || !fill(set, first, count))
		return NULL;
	return set;
}

static bool
holds_text(const struct value_set *set, struct span text)
{
	uint64_t hash = equality_hash_text(text);

	for (size_t slot = hash >> set->shift; set->slots[slot] != 0;
	     slot = (slot + 1) & set->mask) {
		const struct entry *e = &set->entries[set->slots[slot] - 1];

		if (e->hash == hash && e->text.at != NULL && span_same(e->text, text))
			return true;
	}
	return false;
}

bool
value_set_holds(
    struct value_set *set, struct record *r, const struct value *v, bool *no_memory)
{
	uint64_t hash;

	if (is_text(v)) {
		struct span text = record_text(r, v);

		*no_memory |= text.at == NULL && !r->unsound;
		return text.at != NULL && holds_text(set, text);
	}
	record_unfold(r, v);
	hash = equality_hash(r, v, no_memory);
	for (size_t slot = hash >> set->shift; set->slots[slot] != 0;
	     slot = (slot + 1) & set->mask) {
		const struct entry *e = &set->entries[set->slots[slot] - 1];

		if (e->hash == hash &&
		    equality_holds(set->document, e->value, r, v, no_memory))
			return true;
	}
	return false;
}
