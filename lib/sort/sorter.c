#include "sort/sorter.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

enum {
	FEW = 24,       /* that many items are sorted by insertion */
	PREFETCH = 12,  /* items ahead whose keys are asked for */
	TAIL_SHIFT = 56 /* a key that has ended: tail length above, place below */
};

/*
 * Keys stand one behind the other in an arena, each with a head before it.  An
 * item is eight bytes of its key, as a number, and where its head is.
 */
struct head {
	uint32_t number, len;
};

struct item {
	uint64_t word;
	uint64_t at;
};

struct sorter {
	unsigned char *arena;
	size_t used, size;
	struct item *items;
	size_t count, room;
	size_t next;
};

struct sorter *
sorter_new(void)
{
	return calloc(1, sizeof(struct sorter));
}

void
sorter_free(struct sorter *s)
{
	if (s == NULL)
		return;
	free(s->arena);
	free(s->items);
	free(s);
}

size_t
sorter_count(const struct sorter *s)
{
	return s->count;
}

size_t
sorter_bytes(const struct sorter *s)
{
	return s->used + s->count * sizeof *s->items;
}

void
sorter_clear(struct sorter *s)
{
	s->used = s->count = s->next = 0;
}

/* The key of an item; its head is filled in. */
static const unsigned char *
key_of(const struct sorter *s, const struct item *item, struct head *head)
{
	memcpy(head, s->arena + item->at, sizeof *head);
	return s->arena + item->at + sizeof *head;
}

/* Bytes depth to depth + 7 of a key as a number, zeros where it has ended. */
static uint64_t
word_at(const unsigned char *key, size_t len, size_t depth)
{
	unsigned char bytes[8] = { 0 };
	uint64_t word;

	if (len > depth)
		memcpy(bytes, key + depth, len - depth < 8 ? len - depth : 8);
	memcpy(&word, bytes, sizeof word);
	return be64toh(word);
}

bool
sorter_add(struct sorter *s, const void *key, size_t len, uint32_t number)
{
	struct head head = { number, (uint32_t)len };

	if (len > UINT32_MAX || s->count > UINT32_MAX ||
	    !array_reserve(&s->arena, &s->size, s->used + sizeof head + len, 1) ||
	    !array_reserve(&s->items, &s->room, s->count + 1, sizeof *s->items))
		return false;
	s->items[s->count++] = (struct item){ word_at(key, len, 0), s->used };
	memcpy(s->arena + s->used, &head, sizeof head);
	if (len > 0)
		memcpy(s->arena + s->used + sizeof head, key, len);
	s->used += sizeof head + len;
	return true;
}

/* Whether a comes before b; both agree in the first depth bytes of their keys. */
static bool
before(const struct sorter *s, const struct item *a, const struct item *b, size_t depth)
{
	const unsigned char *a_key, *b_key;
	struct head a_head, b_head;
	size_t shared;
	int order;

	if (a->word != b->word)
		return a->word < b->word;
	a_key = key_of(s, a, &a_head);
	b_key = key_of(s, b, &b_head);
	shared = a_head.len < b_head.len ? a_head.len : b_head.len;
	if (shared > depth + 8) {
		order =
		    memcmp(a_key + depth + 8, b_key + depth + 8, shared - depth - 8);
		if (order != 0)
			return order < 0;
	}
	if (a_head.len != b_head.len)
		return a_head.len < b_head.len;
	return a->at < b->at;
}

static void
insert_few(const struct sorter *s, struct item *items, size_t count, size_t depth)
{
	for (size_t i = 1; i < count; i++) {
		struct item item = items[i];
		size_t n = i;

		for (; n > 0 && before(s, &item, &items[n - 1], depth); n--)
			items[n] = items[n - 1];
		items[n] = item;
	}
}

/*
 * All words are equal: go on to the next eight bytes.  Keys that ended within
 * these eight come first; what orders them is how many bytes they had there
 * (zeros that are padding look like zeros that are not), then their place.  That
 * fits into a word, and makes no two of them equal.  Returns how many ended.
 */
static size_t
next_words(struct sorter *s, struct item *items, size_t count, size_t depth)
{
	size_t ended = 0;

	for (size_t i = 0; i < count; i++) {
		struct item item = items[i];
		const unsigned char *key;
		struct head head;

		if (i + PREFETCH < count)
			__builtin_prefetch(s->arena + items[i + PREFETCH].at);
		key = key_of(s, &item, &head);
		if (head.len > depth + 8) {
			item.word = word_at(key, head.len, depth + 8);
			items[i] = item;
			continue;
		}
		item.word = (uint64_t)(head.len - depth) << TAIL_SHIFT | item.at;
		items[i] = items[ended];
		items[ended++] = item;
	}
	return ended;
}

/*
 * Put items into the bucket of one byte of their words, in place: bucket b is
 * items[ends[b] - counts[b]] up to items[ends[b]].
 */
static void
scatter(
    struct item *items, size_t count, int shift, size_t counts[256], size_t ends[256])
{
	size_t heads[256], sum = 0;

	memset(counts, 0, 256 * sizeof *counts);
	for (size_t i = 0; i < count; i++)
		counts[items[i].word >> shift & 0xFF]++;
	for (size_t b = 0; b < 256; b++) {
		heads[b] = sum;
		sum += counts[b];
		ends[b] = sum;
	}
	for (size_t b = 0; b < 256; b++) {
		while (heads[b] < ends[b]) {
			struct item item = items[heads[b]], out;
			size_t home = item.word >> shift & 0xFF;

			while (home != b) {
				out = items[heads[home]];
				items[heads[home]++] = item;
				item = out;
				home = item.word >> shift & 0xFF;
			}
			items[heads[b]++] = item;
		}
	}
}

/*
 * Sort a run of items that agree in the first depth bytes.  The largest part of
 * it is left to the loop, so a call within a call has at most half of the items.
 */
static void
sort_run(struct sorter *s, struct item *items, size_t count, size_t depth)
{
	size_t counts[256], ends[256];

	while (count > FEW) {
		uint64_t unlike = 0;
		size_t largest = 0;

		for (size_t i = 1; i < count; i++)
			unlike |= items[i].word ^ items[0].word;
		if (unlike == 0) {
			size_t ended = next_words(s, items, count, depth);

			/* The words of those that ended decide, so depth is not used.
			 */
			if (ended <= count - ended) {
				sort_run(s, items, ended, depth);
				items += ended;
				count -= ended;
				depth += 8;
			} else {
				sort_run(s, items + ended, count - ended, depth + 8);
				count = ended;
			}
			continue;
		}
		scatter(
		    items, count, (63 - __builtin_clzll(unlike)) & ~7, counts, ends);
		for (size_t b = 1; b < 256; b++)
			if (counts[b] > counts[largest])
				largest = b;
		for (size_t b = 0; b < 256; b++)
			if (b != largest && counts[b] > 1)
				sort_run(
				    s, items + ends[b] - counts[b], counts[b], depth);
		items += ends[largest] - counts[largest];
		count = counts[largest];
	}
	insert_few(s, items, count, depth);
}

void
sorter_sort(struct sorter *s)
{
	sort_run(s, s->items, s->count, 0);
	s->next = 0;
}

bool
sorter_next(struct sorter *s, struct sorted *sorted)
{
	struct head head;

	if (s->next == s->count)
		return false;
	if (s->next + PREFETCH < s->count)
		__builtin_prefetch(s->arena + s->items[s->next + PREFETCH].at);
	sorted->key = key_of(s, &s->items[s->next++], &head);
	sorted->len = head.len;
	sorted->number = head.number;
	return true;
}

void
sorter_rewind(struct sorter *s)
{
	s->next = 0;
}
