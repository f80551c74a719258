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

#include <string.h>

#include "record/record.h"

enum { NAMES_COMPARED_AT_ONCE = 64 };

/* The names of one object while it is read; all zero is an empty one. */
struct names {
	uint64_t seen[4];
	uint32_t count;
	bool escaped;
};

static inline uint64_t
names_load(const char *at, size_t len)
{
	uint64_t word = 0;

	memcpy(&word, at, len);
	return word;
}

static inline uint64_t
names_mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0xff51afd7ed558ccdu;
	return hash ^ hash >> 32;
}

/*
 * A hash of a name, for use inside the process only.  Short names are read as
 * two words that overlap, so that no length needs a loop.
 */
static inline uint64_t
names_hash(const char *name, size_t len)
{
	uint64_t hash = len * 0x9e3779b97f4a7c15u;

	if (len > 8) {
		for (size_t i = 0; i + 8 < len; i += 8)
			hash = names_mix(hash, names_load(name + i, 8));
		hash = names_mix(hash, names_load(name + len - 8, 8));
	} else if (len >= 4)
		hash = names_mix(
		    hash, names_load(name, 4) << 32 | names_load(name + len - 4, 4));
	else if (len > 0)
		hash = names_mix(hash, names_load(name, 1) << 16 |
					   names_load(name + len / 2, 1) << 8 |
					   names_load(name + len - 1, 1));
	return hash * 0xc4ceb9fe1a85ec53u;
}

/* Two bits of the filter for each name: one alone is taken by chance in every twelfth.
 */
static inline bool
names_may_hold(const uint64_t seen[4], uint64_t hash)
{
	return (seen[hash >> 62] >> (hash >> 56 & 63) &
		   seen[hash >> 54 & 3] >> (hash >> 48 & 63) & 1) != 0;
}

static inline void
names_enter(uint64_t seen[4], uint64_t hash)
{
	seen[hash >> 62] |= (uint64_t)1 << (hash >> 56 & 63);
	seen[hash >> 54 & 3] |= (uint64_t)1 << (hash >> 48 & 63);
}

/* Whether all names so far are in the filter and were compared. */
static inline bool
names_kept_up(const struct names *names)
{
	return names->count <= NAMES_COMPARED_AT_ONCE && !names->escaped;
}

/* Whether the bytes of a name stand again among the names of its object before it. */
bool names_stand_before(const struct record *, uint32_t object, uint32_t name);

/*
 * Take in the name at an index of the table, whose object stands at the index
 * object.  False if it is there already; true may have to wait for names_close().
 */
static inline bool
names_add(struct names *names, const struct record *r, uint32_t object, uint32_t name)
{
	const struct value *v = &r->values[name];
	uint64_t hash;

	names->escaped |= v->escaped;
	names->count++;
	if (!names_kept_up(names))
		return true;
	hash = names_hash(r->line + v->at + 1, v->end - v->at - 2);
	if (names_may_hold(names->seen, hash) && names_stand_before(r, object, name))
		return false;
	names_enter(names->seen, hash);
	return true;
}

/* The filter for names_may_hold(); one that holds everything where it is not kept up.
 */
void names_copy(const struct names *, uint64_t seen[4]);

/* When the object is complete: RECORD_OK, RECORD_DUPLICATE_NAME or RECORD_NO_MEMORY. */
enum record_fault names_close(
    const struct names *, const struct record *, uint32_t object);

#endif
