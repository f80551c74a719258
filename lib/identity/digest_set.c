#include "identity/digest_set.h"

#include <stdlib.h>

#include "memory/hugepages.h"

enum { FIRST_BITS = 10 };

/* taken is the number and one, so that zero bytes are an empty slot. */
struct slot {
	uint64_t high;
	uint32_t low, taken;
};

/*
 * Open addressing: a digest stands in the slot that its top bits name, or in one
 * of those that follow without a gap.  As the top bits are what orders the
 * table, growing is one walk through the old and the new table from their start.
 */
struct digest_set {
	struct slot *slots;
	size_t count;
	unsigned bits; /* there are 2^bits slots */
};

struct digest_set *
digest_set_new(void)
{
	struct digest_set *set = malloc(sizeof *set);

	if (set == NULL)
		return NULL;
	*set = (struct digest_set){ .bits = FIRST_BITS };
	set->slots = calloc((size_t)1 << set->bits, sizeof *set->slots);
	if (set->slots == NULL) {
		free(set);
		return NULL;
	}
	return set;
}

void
digest_set_free(struct digest_set *set)
{
	if (set == NULL)
		return;
	free(set->slots);
	free(set);
}

size_t
digest_set_count(const struct digest_set *set)
{
	return set->count;
}

/* How many digests a table of 2^bits slots holds: three quarters. */
static size_t
most_of(unsigned bits)
{
	return ((size_t)1 << bits) / 4 * 3;
}

size_t
digest_set_bytes(const struct digest_set *set, size_t more)
{
	unsigned bits = set->bits;
	size_t before = 0;

	while (set->count + more > most_of(bits))
		before = (size_t)1 << bits++;
	return (before + ((size_t)1 << bits)) * sizeof *set->slots;
}

/* The slot that holds a digest, or the empty one where it belongs. */
static struct slot *
slot_of(const struct digest_set *set, uint64_t high, uint32_t low)
{
	size_t mask = ((size_t)1 << set->bits) - 1;
	size_t i = (size_t)(high >> (64 - set->bits));

	while (set->slots[i].taken != 0 &&
	       (set->slots[i].high != high || set->slots[i].low != low))
		i = (i + 1) & mask;
	return &set->slots[i];
}

void
digest_set_prefetch(const struct digest_set *set, struct digest digest)
{
	__builtin_prefetch(&set->slots[digest.high >> (64 - set->bits)]);
}

bool
digest_set_find(const struct digest_set *set, struct digest digest, uint32_t *number)
{
	const struct slot *slot = slot_of(set, digest.high, (uint32_t)digest.low);

	if (slot->taken == 0)
		return false;
	*number = slot->taken - 1;
	return true;
}

static bool
grow(struct digest_set *set)
{
	struct digest_set larger = { .count = set->count, .bits = set->bits + 1 };
	size_t size = (size_t)1 << set->bits;

	larger.slots = calloc(2 * size, sizeof *larger.slots);
	if (larger.slots == NULL)
		return false;
	hugepages_advise(larger.slots, 2 * size * sizeof *larger.slots);
	for (size_t i = 0; i < size; i++) {
		const struct slot *slot = &set->slots[i];

		if (slot->taken != 0)
			*slot_of(&larger, slot->high, slot->low) = *slot;
	}
	free(set->slots);
	*set = larger;
	return true;
}

bool
digest_set_add(struct digest_set *set, struct digest digest, uint32_t number)
{
	uint32_t low = (uint32_t)digest.low;
	struct slot *slot = slot_of(set, digest.high, low);

	if (slot->taken != 0)
		return true;
	if (set->count >= most_of(set->bits)) {
		if (!grow(set))
			return false;
		slot = slot_of(set, digest.high, low);
	}
	*slot = (struct slot){ digest.high, low, number + 1 };
	set->count++;
	return true;
}
