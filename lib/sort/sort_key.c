#include "sort/sort_key.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

enum {
	TAG_NOTHING_FIRST = 0x01, /* these two are the same in both directions */
	TAG_NOTHING_LAST = 0xFE,
	TAG_FALSE = 0x10,
	TAG_TRUE = 0x11,
	TAG_ZERO = 0x80,
	TAG_POSITIVE = 0xA0, /* and the exponent */
	TAG_TEXT = 0xC0,
	TEXT_END = 0x00,
	MAX_PAIRS = 10 /* 19 digits, one more if the point stands inside a pair */
};

void
sort_key_reset(struct sort_key *key)
{
	key->len = 0;
	key->failed = false;
}

void
sort_key_free(struct sort_key *key)
{
	free(key->bytes);
	*key = (struct sort_key){ 0 };
}

/* Room for wanted more bytes; NULL, and the key has failed, if there is none. */
static unsigned char *
room_for(struct sort_key *key, size_t wanted)
{
	if (wanted > SIZE_MAX - key->len ||
	    (key->size - key->len < wanted &&
		!array_reserve(&key->bytes, &key->size, key->len + wanted, 1)))
		key->failed = true;
	return key->failed ? NULL : key->bytes + key->len;
}

void
sort_key_copy(struct sort_key *key, const struct sort_key *other)
{
	unsigned char *to;

	sort_key_reset(key);
	to = room_for(key, other->len);
	if (to == NULL)
		return;
	if (other->len > 0)
		memcpy(to, other->bytes, other->len);
	key->len = other->len;
}

/* All ones turns the bits of a byte over, all zeros leaves them. */
static unsigned char
flip_if(bool over)
{
	return over ? 0xFF : 0x00;
}

void
sort_key_boolean(struct sort_key *key, bool value, bool descending)
{
	unsigned char *to = room_for(key, 1);

	if (to == NULL)
		return;
	*to = (unsigned char)((value ? TAG_TRUE : TAG_FALSE) ^ flip_if(descending));
	key->len++;
}

/*
 * Split magnitude / 10^scale into pairs of digits, the lowest first.  Returns
 * how many there are; *exponent is how many of them stand before the point.
 */
static int
split(uint64_t magnitude, int scale, unsigned char pairs[MAX_PAIRS], int *exponent)
{
	int count = 0;

	*exponent = -((scale + 1) / 2);
	if (scale % 2 != 0) {
		pairs[count++] = (unsigned char)(magnitude % 10 * 10);
		magnitude /= 10;
	}
	for (; magnitude > 0; magnitude /= 100)
		pairs[count++] = (unsigned char)(magnitude % 100);
	*exponent += count;
	return count;
}

void
sort_key_decimal(struct sort_key *key, struct decimal number, bool descending)
{
	unsigned char pairs[MAX_PAIRS],
	    flip = flip_if(descending != (number.units < 0));
	unsigned char *to = room_for(key, 1 + MAX_PAIRS);
	uint64_t magnitude = (uint64_t)number.units;
	int exponent, count, last = 0;

	if (to == NULL)
		return;
	if (magnitude == 0) {
		*to = TAG_ZERO ^ flip_if(descending);
		key->len++;
		return;
	}
	if (number.units < 0)
		magnitude = 0 - magnitude;
	count = split(magnitude, number.scale, pairs, &exponent);
	while (pairs[last] == 0)
		last++;
	*to++ = (unsigned char)((TAG_POSITIVE + exponent) ^ flip);
	while (--count > last)
		*to++ = (unsigned char)((2 * pairs[count] + 1) ^ flip);
	*to++ = (unsigned char)(2 * pairs[last] ^ flip);
	key->len = (size_t)(to - key->bytes);
}

void
sort_key_text(struct sort_key *key, struct span text, bool descending)
{
	unsigned char *to, flip = flip_if(descending);

	if (text.len > SIZE_MAX - 2) {
		key->failed = true;
		return;
	}
	to = room_for(key, text.len + 2);
	if (to == NULL)
		return;
	*to++ = TAG_TEXT ^ flip;
	for (size_t i = 0; i < text.len; i++)
		*to++ = (unsigned char)(((unsigned char)text.at[i] + 1) ^ flip);
	*to++ = TEXT_END ^ flip;
	key->len = (size_t)(to - key->bytes);
}

void
sort_key_nothing(struct sort_key *key, bool first)
{
	unsigned char *to = room_for(key, 1);

	if (to == NULL)
		return;
	*to = first ? TAG_NOTHING_FIRST : TAG_NOTHING_LAST;
	key->len++;
}

/* The length of the key that bytes begin with; never more than len. */
static size_t
first_key(const unsigned char *bytes, size_t len, bool descending)
{
	unsigned char flip = flip_if(descending);
	unsigned char tag = bytes[0] ^ flip;
	const unsigned char *end;
	size_t n = 1;

	if (tag == TAG_TEXT) {
		end = memchr(bytes, TEXT_END ^ flip, len);
		return end == NULL ? len : (size_t)(end - bytes) + 1;
	}
	if (tag == TAG_FALSE || tag == TAG_TRUE || tag == TAG_ZERO ||
	    tag == TAG_NOTHING_FIRST || tag == TAG_NOTHING_LAST)
		return 1;
	if (tag < TAG_ZERO)
		flip ^= 0xFF;
	while (n < len && ((bytes[n] ^ flip) & 1) != 0)
		n++;
	return n < len ? n + 1 : len;
}

size_t
sort_key_decided_by(const unsigned char *a, size_t a_len, const unsigned char *b,
    size_t b_len, const bool descending[], size_t count)
{
	size_t i, n;

	for (i = 0; i < count && a_len > 0; i++) {
		n = first_key(a, a_len, descending[i]);
		if (n > b_len || memcmp(a, b, n) != 0)
			return i;
		a += n;
		a_len -= n;
		b += n;
		b_len -= n;
	}
	return i < count && b_len > 0 ? i : count;
}
