/*
 * digest_set.h - which keys were seen before, and in which record
 *
 * The set does not hold the keys: of each it keeps 96 bits of a digest and the number
 * of the record that had it first, 16 bytes in all.  The table grows and is never more
 * than three quarters full, so a key costs 22 to 43 bytes, and half as much more while
 * the table grows.
 *
 * Two different keys are the same to the set if their 96 bits agree.  Among n keys the
 * probability of that is about n^2 / 2^97: 3e-21 for the 22,216 applicants of a city,
 * 1.1e-15 for 13.4 million.  (A disk returns a wrong sector more often.)  The
 * digests are keyed with a secret of the process, so nobody can make two that collide.
 */
#ifndef DIGEST_SET_H
#define DIGEST_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct digest {
	uint64_t high, low; /* the set uses high, and the low half of low */
};

#define DIGEST_SET_MAX_NUMBER (UINT32_MAX - 1)

struct digest_set;

/* An empty set; NULL if there is no memory. */
struct digest_set *digest_set_new(void);
void digest_set_free(struct digest_set *);

/*
 * Ask for the memory that a digest will need, some time before it is looked up:
 * at a million keys and more the look-up is one cache miss and little else.
 */
void digest_set_prefetch(const struct digest_set *, struct digest);

/* Whether a digest is in the set; *number is then what it was added with. */
bool digest_set_find(const struct digest_set *, struct digest, uint32_t *number);

/*
 * Add a digest with a number up to DIGEST_SET_MAX_NUMBER.  One that is there
 * already keeps the number that it has.  False if there is no memory; the set is
 * then as it was.
 */
bool digest_set_add(struct digest_set *, struct digest, uint32_t number);

size_t digest_set_count(const struct digest_set *);

/*
 * How many bytes the set takes, at the most, until so many digests more are in it:
 * while the table grows, the old one is there too.
 */
size_t digest_set_bytes(const struct digest_set *, size_t more);

#endif
