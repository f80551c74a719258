/*
 * blocking.h - the pairs that are worth comparing
 *
 * A record has a digest for each blocking key.  Two records are a candidate pair if
 * they have the same digest for one key or more; the pair belongs to the first such key
 * and is listed once.  Records are numbered from 0; those below `earlier` (of another
 * file) are compared with the others but not among themselves.
 *
 * Memory: 8 bytes a key and, to sort them, 32 bytes more for each record.
 */
#ifndef BLOCKING_H
#define BLOCKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct blocking;

/* For so many keys, 1 or more; NULL if there is no memory. */
struct blocking *blocking_new(size_t keys);
void blocking_free(struct blocking *);

/*
 * Add the next record by its digests; 0 is no key.  False if there is no memory, or
 * there are 2^32 - 1 records.
 */
bool blocking_add(struct blocking *, const uint64_t *digests);

/* All records from here on are compared with each other too. */
void blocking_end_earlier(struct blocking *);

/* What a key costs. */
struct blocking_cost {
	uint64_t records; /* that have the key */
	uint64_t blocks;  /* of two records and more */
	uint64_t largest; /* records of the largest block */
	uint64_t pairs;   /* candidate pairs of this key alone */
};

/* False if there is no memory. */
bool blocking_cost(struct blocking *, size_t key, struct blocking_cost *);

/*
 * Call visit() for each candidate pair, a below b; it returns false to stop.  The order
 * means nothing.  False if there is no memory or visit() stopped.
 */
typedef bool blocking_visit(void *context, uint32_t a, uint32_t b);
bool blocking_pairs(struct blocking *, blocking_visit *, void *context);

/* For how many keys two records have the same digest: 0 if they are no candidates. */
size_t blocking_shared(const struct blocking *, uint32_t a, uint32_t b);

/* What is held, and what it takes to sort it. */
size_t blocking_bytes(const struct blocking *);

#endif
