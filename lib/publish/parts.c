#include "publish/parts.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

bool
parts_open(struct parts *p)
{
	*p = (struct parts){ .keys = numbering_new() };
	return p->keys != NULL;
}

void
parts_close(struct parts *p)
{
	numbering_free(p->keys);
	free(p->part_of);
	free(p->order);
	free(p->first);
	free(p->sorted);
}

bool
parts_add(struct parts *p, struct span key)
{
	bool known;
	uint32_t number = numbering_add(p->keys, key, &known);

	if (number == NUMBERING_NONE || p->records == UINT32_MAX ||
	    !array_reserve(&p->part_of, &p->room, p->records + 1, sizeof *p->part_of))
		return false;
	p->part_of[p->records++] = number;
	return true;
}

/* A key and its number, to sort them. */
struct key {
	struct span text;
	uint32_t number;
};

static int
compare(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	size_t len = x->text.len < y->text.len ? x->text.len : y->text.len;
	int order = len > 0 ? memcmp(x->text.at, y->text.at, len) : 0;

	return order != 0 ? order
			  : (x->text.len > y->text.len) - (x->text.len < y->text.len);
}

static bool
sort_keys(struct parts *p)
{
	uint32_t count = numbering_count(p->keys);
	struct key *keys = malloc((count + (size_t)1) * sizeof *keys);

	p->sorted = malloc((count + (size_t)1) * sizeof *p->sorted);
	if (keys == NULL || p->sorted == NULL) {
		free(keys);
		return false;
	}
	for (uint32_t i = 0; i < count; i++)
		keys[i] = (struct key){ numbering_text(p->keys, i), i };
	qsort(keys, count, sizeof *keys, compare);
	for (uint32_t i = 0; i < count; i++)
		p->sorted[i] = keys[i].number;
	free(keys);
	return true;
}

/* The records of each part, whose place among the parts is that of its key. */
static void
group_records(struct parts *p, const uint32_t *place_of)
{
	size_t count = numbering_count(p->keys);

	/* Where the next record of a part goes is kept where the one behind it begins.
	 */
	for (size_t i = 0; i < p->records; i++)
		p->first[place_of[p->part_of[i]] + 2]++;
	for (size_t i = 2; i < count + 2; i++)
		p->first[i] += p->first[i - 1];
	for (size_t i = 0; i < p->records; i++)
		p->order[p->first[place_of[p->part_of[i]] + 1]++] = (uint32_t)i;
}

bool
parts_order(struct parts *p)
{
	size_t count = numbering_count(p->keys);
	uint32_t *place_of = malloc((count + 1) * sizeof *place_of);

	p->first = calloc(count + 2, sizeof *p->first);
	p->order = malloc((p->records + 1) * sizeof *p->order);
	if (place_of == NULL || p->first == NULL || p->order == NULL || !sort_keys(p)) {
		free(place_of);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		place_of[p->sorted[i]] = (uint32_t)i;
	group_records(p, place_of);
	free(place_of);
	return true;
}
