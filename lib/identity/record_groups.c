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
	return x->place < y->place ? -1 : x->place > y->place;
}

static void
sort_items(struct record_groups *g)
{
	if (g->count > 1)
		qsort(g->items, g->count, sizeof *g->items, compare_grouped);
}

static size_t
end_of_group(const struct record_groups *g, size_t start)
{
	size_t end = start + 1;

	while (end < g->count &&
	       digest_equals(g->items[end].digest, g->items[start].digest))
		end++;
	return end;
}

/* Leave out who is alone, and let the first place of a group stand for its digest. */
static void
name_groups(struct record_groups *g)
{
	size_t count = 0;

	for (size_t start = 0, end; start < g->count; start = end) {
		uint32_t first = g->items[start].place;

		end = end_of_group(g, start);
		for (size_t i = start; end - start > 1 && i < end; i++) {
			g->items[count] = g->items[i];
			g->items[count++].digest = (struct digest){ first, 0 };
		}
	}
	g->count = count;
}

bool
record_groups_make(struct record_groups *g, const struct digest *digests, size_t stride,
    const uint32_t *places, uint32_t count)
{
	g->count = g->at = 0;
	if (!array_reserve(&g->items, &g->room, (size_t)count + 1, sizeof *g->items) ||
	    !array_reserve(
		&g->records, &g->record_room, (size_t)count + 1, sizeof *g->records))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (digest_is_value(digests[i * stride]))
			g->items[g->count++] =
			    (struct grouped){ digests[i * stride], i, places[i] };
	sort_items(g);
	name_groups(g);
	sort_items(g);
	return true;
}

bool
record_groups_next(struct record_groups *g, const uint32_t **records, size_t *count)
{
	size_t end;

	if (g->at == g->count)
		return false;
	end = end_of_group(g, g->at);
	*count = end - g->at;
	for (size_t i = 0; i < *count; i++)
		g->records[i] = g->items[g->at + i].record;
	*records = g->records;
	g->at = end;
	return true;
}

void
record_groups_free(struct record_groups *g)
{
	free(g->items);
	free(g->records);
	*g = (struct record_groups){ 0 };
}
