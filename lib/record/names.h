/*
 * names.h - no name occurs twice in an object
 *
 * A Bloom filter of 256 bits for each object recognises nearly every new name at the
 * price of a multiplication; only a hit is compared with the names before it.  Objects
 * with very many names, or with escapes in them, are checked once, when they close, by
 * sorting hashes: the cost stays n log n for any input.
 */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>
#include <string.h>

#include "record/span.h"
#include "record/value.h"

enum { NAMES_COMPARED_AT_ONCE = 64 };

/* The names of one object while it is read; all zero is an empty one. */
struct names {
	uint64_t seen[4];
	uint32_t count;
	bool escaped;
};

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
			hash = names_mix(hash, span_load(name + i, 8));
		hash = names_mix(hash, span_load(name + len - 8, 8));
	} else if (len >= 4)
		hash = names_mix(
		    hash, span_load(name, 4) << 32 | span_load(name + len - 4, 4));
	else if (len > 0)
		hash = names_mix(hash, span_load(name, 1) << 16 |
					   span_load(name + len / 2, 1) << 8 |
					   span_load(name + len - 1, 1));
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

/*
 * Below, values is the table of a line, and object and name are indexes in it.
 *
 * Whether an object has the name, byte for byte, before that index already.
 */
bool names_stand_before(
    const char *line, const struct value *values, uint32_t object, uint32_t name);

/* Add a name.  False if the object has it; true may have to wait for names_close(). */
static inline bool
names_add(struct names *names, const char *line, const struct value *values,
    uint32_t object, uint32_t name)
{
	const struct value *v = &values[name];
	uint64_t hash;

	names->escaped |= v->escaped;
	names->count++;
	if (!names_kept_up(names))
		return true;
	hash = names_hash(line + v->at + 1, v->end - v->at - 2);
	if (names_may_hold(names->seen, hash) &&
	    names_stand_before(line, values, object, name))
		return false;
	names_enter(names->seen, hash);
	return true;
}

/* The filter for names_may_hold(): one that holds every name if not all were added. */
void names_copy(const struct names *, uint64_t seen[4]);

enum names_check { NAMES_DIFFER, NAMES_OCCUR_TWICE, NAMES_NO_MEMORY };

/* The check of an object whose names were not all compared, by sorting. */
enum names_check names_sort(const struct names *, const char *line,
    const struct value *values, uint32_t object);

/* The check that is left to do when the object is complete. */
static inline enum names_check
names_close(const struct names *names, const char *line, const struct value *values,
    uint32_t object)
{
	return names_kept_up(names) ? NAMES_DIFFER
				    : names_sort(names, line, values, object);
}

#endif
