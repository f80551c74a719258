/*
 * draw_hash.h - numbers out of a seed that is made public
 *
 * The value of a lot is HMAC-SHA-256 (RFC 2104, FIPS 180-4) with the seed as key
 * and the name of the round, LF, and the key of the lot as message.  The lots are
 * numbered from 1 in the ascending order of their values; equal values, which
 * nobody will see, in the order of the keys.  So the value of a lot depends on
 * nothing but the three texts: not on who else takes part, or who withdrew and
 * came again.
 *
 *	printf '%s\n%s' ROUND KEY | openssl dgst -sha256 -hmac SEED
 */
#ifndef DRAW_HASH_H
#define DRAW_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/draw_list.h"

enum { DRAW_HASH_SIZE = 32 };

struct draw_hash;

/*
 * For one seed and round; NULL if there is no memory.
 * A round that holds LF would let two messages be the same.
 */
struct draw_hash *draw_hash_new(struct span seed, struct span round);
void draw_hash_free(struct draw_hash *);

/* The value of one lot. */
void draw_hash_value(
    const struct draw_hash *, struct span key, unsigned char value[DRAW_HASH_SIZE]);

/*
 * The numbers of all lots of a closed list, and the first 64 bits of their values
 * (values may be NULL).  False if there is no memory.
 */
bool draw_hash_numbers(
    struct draw_hash *, struct draw_list *, uint32_t numbers[], uint64_t values[]);

#endif
