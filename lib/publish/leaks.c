#include "publish/leaks.h"

#include <stdlib.h>
#include <string.h>

#include "memory/arena.h"
#include "memory/array.h"

struct text {
	struct span span;
	uint32_t field;
};

struct leaks {
	struct arena memory;
	struct text *texts;
	size_t count, room, too_short;
	uint32_t begins[2048]; /* a bit for each two bytes that a text begins with */
};

struct leaks *
leaks_new(void)
{
	return calloc(1, sizeof(struct leaks));
}

void
leaks_free(struct leaks *l)
{
	if (l == NULL)
		return;
	arena_free(&l->memory);
	free(l->texts);
	free(l);
}

size_t
leaks_short(const struct leaks *l)
{
	return l->too_short;
}

static uint32_t
two_bytes(const char *at)
{
	return (uint32_t)(unsigned char)at[0] << 8 | (unsigned char)at[1];
}

bool
leaks_add(struct leaks *l, struct span text, uint32_t field)
{
	char *copy;

	if (text.len < LEAKS_SHORTEST) {
		l->too_short++;
		return true;
	}
	if (!array_reserve(&l->texts, &l->room, l->count + 1, sizeof *l->texts) ||
	    (copy = arena_take(&l->memory, text.len)) == NULL)
		return false;
	memcpy(copy, text.at, text.len);
	l->texts[l->count++] = (struct text){ { copy, text.len }, field };
	l->begins[two_bytes(copy) / 32] |= (uint32_t)1 << two_bytes(copy) % 32;
	return true;
}

static int
compare(const void *a, const void *b)
{
	const struct text *x = a, *y = b;
	size_t len = x->span.len < y->span.len ? x->span.len : y->span.len;
	int order = memcmp(x->span.at, y->span.at, len);

	if (order == 0)
		order = (x->span.len > y->span.len) - (x->span.len < y->span.len);
	return order != 0 ? order : (x->field > y->field) - (x->field < y->field);
}

void
leaks_sort(struct leaks *l)
{
	if (l->count > 0)
		qsort(l->texts, l->count, sizeof *l->texts, compare);
}

/*
 * Of the texts [low, high), which agree in their first len bytes, the first one whose
 * next byte is at least that; a text that ends there comes before all.
 */
static size_t
lower(const struct leaks *l, size_t low, size_t high, size_t len, unsigned byte)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct span s = l->texts[middle].span;

		if (s.len <= len || (unsigned char)s.at[len] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether a text begins at at; the longest one. */
static bool
find_at(const struct leaks *l, const char *at, const char *end, uint32_t *field)
{
	size_t low = 0, high = l->count;
	bool found = false;

	for (size_t len = 0; low < high && at + len <= end; len++) {
		unsigned byte;

		if (l->texts[low].span.len == len) {
			*field = l->texts[low].field;
			found = true;
		}
		if (at + len == end)
			break;
		byte = (unsigned char)at[len];
		low = lower(l, low, high, len, byte);
		high = lower(l, low, high, len, byte + 1);
	}
	return found;
}

size_t
leaks_find(const struct leaks *l, struct span bytes, size_t from, uint32_t *field)
{
	const char *end = bytes.at + bytes.len;

	for (size_t i = from; i + LEAKS_SHORTEST <= bytes.len; i++) {
		uint32_t begin = two_bytes(bytes.at + i);

		if ((l->begins[begin / 32] >> begin % 32 & 1) != 0 &&
		    find_at(l, bytes.at + i, end, field))
			return i;
	}
	return SIZE_MAX;
}
