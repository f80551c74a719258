#include "identity/blocking.h"

#include <stdlib.h>

#include "memory/array.h"

struct placed {
	uint64_t digest;
	uint32_t record;
};

struct blocking {
	size_t keys;
	uint64_t *digests; /* those of a record stand together */
	size_t room;
	uint32_t count, earlier;
	struct placed *sorted; /* the records that have a key, block by block */
	size_t sorted_room;
};

struct blocking *
blocking_new(size_t keys)
{
	struct blocking *b = calloc(1, sizeof *b);

	if (b != NULL)
		b->keys = keys;
	return b;
}

void
blocking_free(struct blocking *b)
{
	if (b == NULL)
		return;
	free(b->digests);
	free(b->sorted);
	free(b);
}

bool
blocking_add(struct blocking *b, const uint64_t *digests)
{
	size_t used = (size_t)b->count * b->keys;

	if (b->count == UINT32_MAX ||
	    !array_reserve(&b->digests, &b->room, used + b->keys, sizeof *b->digests))
		return false;
	for (size_t key = 0; key < b->keys; key++)
		b->digests[used + key] = digests[key];
	b->count++;
	return true;
}

void
blocking_end_earlier(struct blocking *b)
{
	b->earlier = b->count;
}

static int
compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->digest != y->digest)
		return x->digest < y->digest ? -1 : 1;
	return x->record < y->record ? -1 : x->record > y->record;
}

/* Sort the records that have a key; *count is their number. */
static bool
sort_by(struct blocking *b, size_t key, size_t *count)
{
	size_t n = 0;

	if (!array_reserve(
		&b->sorted, &b->sorted_room, (size_t)b->count + 1, sizeof *b->sorted))
		return false;
	for (uint32_t i = 0; i < b->count; i++) {
		uint64_t digest = b->digests[i * b->keys + key];

		if (digest != 0)
			b->sorted[n++] = (struct placed){ digest, i };
	}
	if (n > 1)
		qsort(b->sorted, n, sizeof *b->sorted, compare_placed);
	*count = n;
	return true;
}

/* Where the block that begins at start ends. */
static size_t
end_of_block(const struct blocking *b, size_t start, size_t count)
{
	size_t end = start + 1;

	while (end < count && b->sorted[end].digest == b->sorted[start].digest)
		end++;
	return end;
}

bool
blocking_cost(struct blocking *b, size_t key, struct blocking_cost *cost)
{
	size_t count;

	*cost = (struct blocking_cost){ 0 };
	if (!sort_by(b, key, &count))
		return false;
	cost->records = count;
	for (size_t start = 0, end; start < count; start = end) {
		uint64_t size, old = 0;

		end = end_of_block(b, start, count);
		size = end - start;
		while (old < size && b->sorted[start + old].record < b->earlier)
			old++;
		cost->blocks += size > 1;
		if (size > cost->largest)
			cost->largest = size;
		cost->pairs +=
		    size * (size - 1) / 2 - (old > 0 ? old * (old - 1) / 2 : 0);
	}
	return true;
}

/* Whether two records have the same digest for one of the first keys. */
static bool
share_one_of(const struct blocking *b, size_t keys, uint32_t one, uint32_t other)
{
	const uint64_t *x = b->digests + one * b->keys,
		       *y = b->digests + other * b->keys;

	for (size_t key = 0; key < keys; key++)
		if (x[key] != 0 && x[key] == y[key])
			return true;
	return false;
}

size_t
blocking_shared(const struct blocking *blocking, uint32_t a, uint32_t b)
{
	const uint64_t *x = blocking->digests + a * blocking->keys,
		       *y = blocking->digests + b * blocking->keys;
	size_t count = 0;

	for (size_t key = 0; key < blocking->keys; key++)
		count += x[key] != 0 && x[key] == y[key];
	return count;
}

static bool
visit_block(const struct blocking *b, size_t key, size_t start, size_t end,
    blocking_visit *visit, void *context)
{
	size_t own = start; /* those of the other file stand before these */

	while (own < end && b->sorted[own].record < b->earlier)
		own++;
	for (size_t i = start; i + 1 < end; i++) {
		uint32_t one = b->sorted[i].record;

		for (size_t j = i < own ? own : i + 1; j < end; j++) {
			uint32_t other = b->sorted[j].record;

			if (share_one_of(b, key, one, other))
				continue;
			if (!visit(context, one, other))
				return false;
		}
	}
	return true;
}

bool
blocking_pairs(struct blocking *b, blocking_visit *visit, void *context)
{
	for (size_t key = 0; key < b->keys; key++) {
		size_t count;

		if (!sort_by(b, key, &count))
			return false;
		for (size_t start = 0, end; start < count; start = end) {
			end = end_of_block(b, start, count);
			if (!visit_block(b, key, start, end, visit, context))
				return false;
		}
	}
	return true;
}

size_t
blocking_bytes(const struct blocking *b)
{
	return b->room * sizeof *b->digests + 2 * b->count * sizeof *b->sorted;
}
