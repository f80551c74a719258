/*
 * row_digest.h - whether a row is still the row that it was
 *
 * A filter may only touch the key that it owns.  So a row is compared with what it was
 * before by a digest of all its bytes without that key.  Who can change a result can
 * try many rows for one with the same digest, so this is UMAC-128 (RFC 4418) under a
 * key that is drawn when the rows are there already: two that differ have the same
 * digest with a probability of 2^-120, whatever they are.  SHA-256, which needs no
 * secret, takes three times as long, and has digests of twice the size.
 */
#ifndef ROW_DIGEST_H
#define ROW_DIGEST_H

#include <stdbool.h>
#include <string.h>

#include "record/record.h"

enum { ROW_DIGEST_SIZE = 16 };

struct row_digest {
	unsigned char bytes[ROW_DIGEST_SIZE];
};

/* A key; digests under two keys cannot be compared. */
struct row_digests;

/* A new key, drawn at random, for row_digests_free().  NULL: there is no memory. */
struct row_digests *row_digests_new(void);
void row_digests_free(struct row_digests *);

/*
 * The digest of a record's line without the top-level member of this name, and without
 * the comma that belongs to it; of the whole line if name is NULL or not there.
 */
struct row_digest row_digest(struct row_digests *, struct record *, const char *name);

/* The digest of a member's value, byte for byte; of nothing if it is not there. */
struct row_digest row_value_digest(
    struct row_digests *, struct record *, const char *name);

static inline bool
row_digest_equal(const struct row_digest *a, const struct row_digest *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

#endif
