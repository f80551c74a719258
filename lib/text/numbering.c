#include <stdlib.h>
#include <string.h>

#include "memory/hugepages.h"
#include "memory/keyed_hash.h"
#include "text/numbering.h"

enum {
	FIRST_SLOTS = 64,
	FIRST_BYTES = 1024,
	BLOCK = 64, /* texts; so few that 32 bits tell how far one is from the first */
};

/*
 * A slot of the hash table is empty (0), or holds a number, plus 1, in its lower
 * half and the upper half of the text's hash in its own.
 */
struct numbering {
	uint64_t *slots;
	size_t mask; /* slots less 1; their number is a power of two */
	char *bytes; /* the texts, one behind the other */
	size_t bytes_size;
	/* Where text n begins is where its block does, and so far behind; and there
	 * ends the text before it. */
	size_t *blocks;
	uint32_t *starts;
	size_t blocks_size, starts_size;
	uint32_t count;
};

struct numbering *
numbering_new(void)
{
	struct numbering *n = calloc(1, sizeof *n);

	if (n == NULL)
		return NULL;
	n->slots = calloc(FIRST_SLOTS, sizeof *n->slots);
	n->bytes = malloc(FIRST_BYTES);
	n->blocks = calloc(1, sizeof *n->blocks);
	n->starts = calloc(FIRST_SLOTS, sizeof *n->starts);
	if (n->slots == NULL || n->bytes == NULL || n->blocks == NULL ||
	    n->starts == NULL) {
		numbering_free(n);
		return NULL;
	}
	n->mask = FIRST_SLOTS - 1;
	n->bytes_size = FIRST_BYTES;
	n->blocks_size = 1;
	n->starts_size = FIRST_SLOTS;
	return n;
}

void
numbering_free(struct numbering *n)
{
	if (n == NULL)
		return;
	free(n->slots);
	hugepages_free(n->bytes, n->bytes_size);
	hugepages_free(n->blocks, n->blocks_size * sizeof *n->blocks);
	hugepages_free(n->starts, n->starts_size * sizeof *n->starts);
	free(n);
}

/* Where a text begins; of the number that comes next, where it will. */
static inline size_t
start_of(const struct numbering *n, uint32_t number)
{
	return n->blocks[number / BLOCK] + n->starts[number];
}

/* Set it for the next number; false if it is too far behind the first of its block. */
static bool
set_start(struct numbering *n, uint32_t number, size_t start)
{
	if (number % BLOCK == 0)
		n->blocks[number / BLOCK] = start;
	start -= n->blocks[number / BLOCK];
	n->starts[number] = (uint32_t)start;
	return start <= UINT32_MAX;
}

struct span
numbering_text(const struct numbering *n, uint32_t number)
{
	size_t at = start_of(n, number);

	return (struct span){ n->bytes + at, start_of(n, number + 1) - at };
}

uint32_t
numbering_count(const struct numbering *n)
{
	return n->count;
}

/* The slot of a text: the one that holds it, or the empty one where it would go. */
static uint64_t *
find_slot(const struct numbering *n, struct span text, uint64_t hash)
{
	size_t at = hash & n->mask;

	for (; n->slots[at] != 0; at = (at + 1) & n->mask) {
		struct span have;

		if (n->slots[at] >> 32 != hash >> 32)
			continue;
		have = numbering_text(n, (uint32_t)n->slots[at] - 1);
		if (span_same_short(have, text))
			break;
	}
	return &n->slots[at];
}

uint32_t
numbering_find(const struct numbering *n, struct span text)
{
	uint64_t slot = *find_slot(n, text, keyed_hash(text.at, text.len));

	return slot == 0 ? NUMBERING_NONE : (uint32_t)slot - 1;
}

void
numbering_expect(const struct numbering *n, struct span text)
{
	__builtin_prefetch(&n->slots[keyed_hash(text.at, text.len) & n->mask], 1);
}

/* Twice as many slots.  The lower half of a hash is not kept, so it is made again. */
static bool
grow_slots(struct numbering *n)
{
	size_t mask = n->mask * 2 + 1;
	uint64_t *slots = calloc(mask + 1, sizeof *slots);

	if (slots == NULL)
		return false;
	hugepages_advise(slots, (mask + 1) * sizeof *slots);
	for (uint32_t i = 0; i < n->count; i++) {
		struct span text = numbering_text(n, i);
		uint64_t hash = keyed_hash(text.at, text.len);
		size_t at = hash & mask;

		while (slots[at] != 0)
			at = (at + 1) & mask;
		slots[at] = (hash >> 32 << 32) | (i + 1);
	}
	free(n->slots);
	n->slots = slots;
	n->mask = mask;
	return true;
}

/* Room for one more text of len bytes. */
static bool
make_room(struct numbering *n, size_t len)
{
	size_t used = start_of(n, n->count), texts = n->count + (size_t)2;

	if (n->count >= n->mask / 2 && !grow_slots(n))
		return false;
	return hugepages_reserve(
		   &n->starts, &n->starts_size, texts, sizeof *n->starts) &&
	       hugepages_reserve(
		   &n->blocks, &n->blocks_size, texts / BLOCK + 1, sizeof *n->blocks) &&
	       len <= SIZE_MAX - used &&
	       hugepages_reserve(&n->bytes, &n->bytes_size, used + len, 1);
}

uint32_t
numbering_add(struct numbering *n, struct span text, bool *known)
{
	uint64_t hash = keyed_hash(text.at, text.len), *slot;
	size_t at, mask = n->mask;

	slot = find_slot(n, text, hash);
	*known = *slot != 0;
	if (*known)
		return (uint32_t)*slot - 1;
	if (n->count == NUMBERING_NONE - 1 || !make_room(n, text.len))
		return NUMBERING_NONE;
	at = start_of(n, n->count);
	if (!set_start(n, n->count + 1, at + text.len))
		return NUMBERING_NONE;
	if (n->mask != mask) /* the slots have moved */
		slot = find_slot(n, text, hash);
	*slot = (hash >> 32 << 32) | (n->count + 1);
	if (text.len > 0) /* no text at all is as good as an empty one */
		memcpy(n->bytes + at, text.at, text.len);
	return n->count++;
}
