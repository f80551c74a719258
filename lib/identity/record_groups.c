#include "identity/record_groups.h"

#include <stdlib.h>

#include "memory/array.h"

static int
compare_grouped(const void *a, const void *b)
{
	const struct grouped *x = a, *y = b;

	if (x->digest.high != y->digest.high)
		return x->digest.high < y->digest.high ? -1 : 1;
	if (x->digest.low != y->digest.low)
		return x->digest.low < y->digest.low ? -1 : 1;
	return x->record < y->record ? -1 : x->record > y->record;
}

bool
record_groups_make(struct record_groups *g, const struct digest *digests, size_t stride,
    uint32_t count)
{
	g->count = g->at = 0;
	if (!array_reserve(&g->items, &g->room, (size_t)count + 1, sizeof *g->items) ||
	    !array_reserve(
		&g->records, &g->record_room, (size_t)count + 1, sizeof *g->records))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (digest_is_value(digests[i * stride]))
			g->items[g->count++] =
			    (struct grouped){ digests[i * stride], i };
	if (g->count > 1)
		qsort(g->items, g->count, sizeof *g->items, compare_grouped);
	return true;
}

bool
record_groups_next(struct record_groups *g, const uint32_t **records, size_t *count)
{
	while (g->at < g->count) {
		size_t start = g->at;

		while (g->at < g->count &&
		       digest_equals(g->items[g->at].digest, g->items[start].digest))
			g->at++;
		if (g->at - start < 2)
			continue;
		*count = g->at - start;
		for (size_t i = 0; i < *count; i++)
			g->records[i] = g->items[start + i].record;
		*records = g->records;
		return true;
	}
	return false;
}

void
record_groups_free(struct record_groups *g)
{
	free(g->items);
	free(g->records);
	*g = (struct record_groups){ 0 };
}
