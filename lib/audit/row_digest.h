/*
 * row_digest.h - whether a row is still the row that it was
 *
 * A filter may only touch the key that it owns.  So a row is compared with what it was
 * before by a digest of all its bytes without that key.  Who can change a result can
 * try many rows for one with the same digest, so this is SHA-256 (FIPS 180-4).
 */
#ifndef ROW_DIGEST_H
#define ROW_DIGEST_H

#include <stdbool.h>
#include <string.h>

#include "record/record.h"

enum { ROW_DIGEST_SIZE = 32 };

struct row_digest {
	unsigned char bytes[ROW_DIGEST_SIZE];
};

/*
 * The digest of a record's line without the top-level member of this name, and without
 * the comma that belongs to it; of the whole line if name is NULL or not there.
 */
struct row_digest row_digest(struct record *, const char *name);

/* The digest of a member's value, byte for byte; of nothing if it is not there. */
struct row_digest row_value_digest(struct record *, const char *name);

static inline bool
row_digest_equal(const struct row_digest *a, const struct row_digest *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

#endif
