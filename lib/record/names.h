/*
 * names.h - no name twice in an object
 *
 * A Bloom filter of 256 bits an object finds nearly all that is new at the price
 * of a multiplication; only a hit is compared with the names before it.  Objects
 * with very many names, or with escapes in them, are checked once, when they
 * close, by sorting digests: the cost stays n log n whatever comes in.
 */
#ifndef NAMES_H
#define NAMES_H

#include "record/record.h"

/* The names of one object while it is read; all zero is an empty one. */
struct names {
	uint64_t seen[4];
	uint32_t count;
	bool escaped;
};

/* A well-mixed hash of a name, the same for the same bytes. */
uint64_t names_hash(const char *name, size_t len);

static inline bool
names_may_hold(const uint64_t seen[4], uint64_t hash)
{
	return (seen[hash >> 62] >> (hash >> 56 & 63) & 1) != 0;
}

/*
 * Take in the name at an index of the table, whose object stands at the index
 * object.  False if it is there already; true may have to wait for names_close().
 */
bool names_add(struct names *, const struct record *, uint32_t object, uint32_t name);

/* The filter for names_may_hold(); one that holds everything where it is not kept up.
 */
void names_copy(const struct names *, uint64_t seen[4]);

/* When the object is complete: RECORD_OK, RECORD_DUPLICATE_NAME or RECORD_NO_MEMORY. */
enum record_fault names_close(const struct names *, struct record *, uint32_t object);

#endif
