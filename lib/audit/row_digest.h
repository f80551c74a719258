/*
 * row_digest.h - whether a row is still the row that it was
 *
 * A filter may only touch the key that it owns.  So a row is compared with what it was
 * before by a digest of all its bytes without that key.
 */
#ifndef ROW_DIGEST_H
#define ROW_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

/* XXH3, 128 bits: 2^64 rows before two of them are likely to share one. */
struct row_digest {
	uint64_t low, high;
};

/*
 * The digest of a record's line without the member that has this name at its top,
 * and without the comma that belongs to it; of the whole line if name is NULL or
 * not there.
 */
struct row_digest row_digest(struct record *, const char *name);

/* The digest of a member's value, byte for byte; of nothing if it is not there. */
struct row_digest row_value_digest(struct record *, const char *name);

static inline bool
row_digest_equal(struct row_digest a, struct row_digest b)
{
	return a.low == b.low && a.high == b.high;
}

#endif
