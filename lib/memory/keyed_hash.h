/*
 * keyed_hash.h - hashes for tables over input
 *
 * The hash is keyed with a secret number that is another one in each process, so that
 * nobody can write an input whose texts all get the same place in a table.  It is of no
 * use outside of the process, and no result may depend on it.
 */
#ifndef KEYED_HASH_H
#define KEYED_HASH_H

#include <stddef.h>
#include <stdint.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* The secret of the process: set before main() begins. */
extern uint64_t keyed_hash_secret;

enum { KEYED_HASH_KEY_SIZE = 16 };

/* A key for a digest that nobody may foresee: random bytes, others in each process. */
void keyed_hash_key(unsigned char key[KEYED_HASH_KEY_SIZE]);

static inline uint64_t
keyed_hash(const void *bytes, size_t len)
{
	return XXH3_64bits_withSeed(bytes, len, keyed_hash_secret);
}

/* The hash of two numbers, in their order. */
static inline uint64_t
keyed_hash_pair(uint64_t a, uint64_t b)
{
	const uint64_t pair[2] = { a, b };

	return keyed_hash(pair, sizeof pair);
}

#endif
