/*
 * sorter.h - put numbered keys in order
 *
 * A sorter takes keys (any bytes, see sort_key.h) with a number each, and gives
 * them back in the order of memcmp(), a key before the longer keys that begin
 * with it, equal keys in the order in which they came.
 *
 *	while (...)
 *		if (!sorter_add(sorter, key, len, number))
 *			no memory;
 *	sorter_sort(sorter);
 *	while (sorter_next(sorter, &item))
 *		...
 *
 * It is a radix sort from the first byte (McIlroy, Bostic and McIlroy 1993,
 * "Engineering Radix Sort") over eight bytes of each key that are held beside
 * its place.  How often a byte of a key is looked at does not depend on how many
 * keys there are or how many are equal, so the time is bounded by the sum of
 * their lengths; recursion is bounded by log2 of their number.  Memory is the
 * keys and 24 bytes an item.
 */
#ifndef SORTER_H
#define SORTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sorter;

struct sorted {
	const unsigned char *key;
	size_t len;
	uint32_t number;
};

/* An empty sorter; NULL if there is no memory. */
struct sorter *sorter_new(void);
void sorter_free(struct sorter *);

/*
 * Add a key, which is copied.  False if there is no memory, or the key is
 * longer than 32 bits can count; the sorter is then as it was.
 */
bool sorter_add(struct sorter *, const void *key, size_t len, uint32_t number);

size_t sorter_count(const struct sorter *);

/* How many bytes of memory its keys and items take. */
size_t sorter_bytes(const struct sorter *);

/* Begin anew, with no key in it; the memory stays. */
void sorter_clear(struct sorter *);

/* Put all that was added in order.  Nothing can be added after it. */
void sorter_sort(struct sorter *);

/*
 * The next item in order; false at the end.  Its key is borrowed, and holds
 * until the call after the next one, so that neighbours can be compared.
 */
bool sorter_next(struct sorter *, struct sorted *);

/* Go back to the first item. */
void sorter_rewind(struct sorter *);

#endif
