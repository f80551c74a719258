#include "identity/patterns.h"

#include <stdlib.h>

#include "memory/keyed_hash.h"

enum { FIRST_SLOTS = 1024 };

struct patterns {
	struct pattern *slots; /* taken: one of its counts is above 0 */
	size_t slot_count, count;
	struct pattern *list;
};

struct patterns *
patterns_new(void)
{
	struct patterns *p = calloc(1, sizeof *p);

	if (p == NULL)
		return NULL;
	p->slot_count = FIRST_SLOTS;
	p->slots = calloc(p->slot_count, sizeof *p->slots);
	if (p->slots == NULL) {
		free(p);
		return NULL;
	}
	return p;
}

void
patterns_free(struct patterns *p)
{
	if (p == NULL)
		return;
	free(p->slots);
	free(p->list);
	free(p);
}

static bool
is_taken(const struct pattern *slot)
{
	for (int part = 0; part < PATTERN_PARTS; part++)
		if (slot->pairs[part] != 0)
			return true;
	return false;
}

static struct pattern *
find(struct pattern *slots, size_t count, uint64_t levels)
{
	size_t slot = keyed_hash_pair(levels, 0) & (count - 1);

	while (is_taken(&slots[slot]) && slots[slot].levels != levels)
		slot = (slot + 1) & (count - 1);
	return &slots[slot];
}

static bool
grow(struct patterns *p)
{
	size_t count = p->slot_count * 2;
	struct pattern *slots = calloc(count, sizeof *slots);

	if (slots == NULL)
		return false;
	for (size_t i = 0; i < p->slot_count; i++)
		if (is_taken(&p->slots[i]))
			*find(slots, count, p->slots[i].levels) = p->slots[i];
	free(p->slots);
	p->slots = slots;
	p->slot_count = count;
	return true;
}

bool
patterns_add(struct patterns *p, uint64_t levels, enum pattern_part part)
{
	struct pattern *slot;

	if (p->count * 2 >= p->slot_count && !grow(p))
		return false;
	slot = find(p->slots, p->slot_count, levels);
	if (!is_taken(slot)) {
		slot->levels = levels;
		p->count++;
	}
	slot->pairs[part]++;
	return true;
}

static int
compare_patterns(const void *a, const void *b)
{
	uint64_t x = ((const struct pattern *)a)->levels;
	uint64_t y = ((const struct pattern *)b)->levels;

	return x < y ? -1 : x > y;
}

const struct pattern *
patterns_list(struct patterns *p, size_t *count)
{
	size_t n = 0;

	free(p->list);
	p->list = malloc((p->count + 1) * sizeof *p->list);
	if (p->list == NULL)
		return NULL;
	for (size_t i = 0; i < p->slot_count; i++)
		if (is_taken(&p->slots[i]))
			p->list[n++] = p->slots[i];
	qsort(p->list, n, sizeof *p->list, compare_patterns);
	*count = n;
	return p->list;
}
