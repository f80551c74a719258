/*
 * sort_key.h - several values as one string of bytes that sorts as they do
 *
 * A record's place is decided by a tuple of keys: first the total, then the
 * language, then the number.  Here such a tuple becomes bytes, and the order of
 * the tuples is the order of memcmp().  No key's bytes are the beginning of
 * another's, so the bytes of the keys stand one behind the other without
 * anything between them, and the way back is open: which key was it that
 * separated two tuples.
 *
 * Of each key the first byte is its type, and orders the types where they meet:
 *
 *	01       nothing, where that comes first
 *	10       false
 *	11       true
 *	55 - 67  a number below zero
 *	80       zero
 *	98 - AA  a number above zero
 *	C0       a text
 *	FE       nothing, where that comes last
 *
 * A number is written with two decimal digits in a byte, as 0.dd dd dd x 100^e.
 * The first byte is A0 + e; then comes 2 x dd for the last pair that is not 00
 * and 2 x dd + 1 for those before it, so that the last bit says whether more
 * digits follow.  Equal numbers have equal bytes.  Below zero all bits are
 * turned over.
 *
 *	612.5    A2 0D 19 64        e = 2, pairs 06 12 50
 *	612.75   A2 0D 19 96        pairs 06 12 75
 *	612      A2 0D 18           pairs 06 12
 *	0.05     A0 0A              e = 0, pair 05
 *	-612.5   5D F2 E6 9B        the first line, turned over
 *
 * A text is its UTF-8 bytes, each with one added, and a 00 behind them.  UTF-8
 * has no byte FF, so nothing overflows; its order is that of the code points.
 *
 *	""       C0 00
 *	"S01"    C0 54 31 32 00
 *	"S010"   C0 54 31 32 31 00
 *	U+7532   C0 E8 95 B3 00     from E7 94 B2
 *
 * A key that is to sort in descending order has all of its bits turned over.
 *
 *	612.5    5D F2 E6 9B        descending
 *
 * Nothing stays where it is put, first or last, in either direction.
 */
#ifndef SORT_KEY_H
#define SORT_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "record/decimal.h"
#include "record/record.h"

/*
 * The bytes of a tuple while it is put together.  All zero is an empty one.  If
 * memory runs out that is said once, at the end: check failed before bytes are
 * used.
 */
struct sort_key {
	unsigned char *bytes;
	size_t len, size;
	bool failed;
};

/* Start again, keeping the memory; free it. */
void sort_key_reset(struct sort_key *);
void sort_key_free(struct sort_key *);

static inline struct span
sort_key_tuple(const struct sort_key *key)
{
	return (struct span){ (const char *)key->bytes, key->len };
}

/* Make one a copy of another. */
void sort_key_copy(struct sort_key *, const struct sort_key *other);

/* Add the next key of the tuple.  A text must be UTF-8; it may hold NUL. */
void sort_key_boolean(struct sort_key *, bool value, bool descending);
void sort_key_decimal(struct sort_key *, struct decimal, bool descending);
void sort_key_text(struct sort_key *, struct span text, bool descending);

/* Nothing is there: before or behind all that there may be, in either direction. */
void sort_key_nothing(struct sort_key *, bool first);

/*
 * Which key (counted from 0) first separates two tuples, or count if none does.
 * Both have count keys with these directions.
 */
size_t sort_key_decided_by(const unsigned char *a, size_t a_len, const unsigned char *b,
    size_t b_len, const bool descending[], size_t count);

#endif
