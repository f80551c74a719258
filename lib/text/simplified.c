#include "text/simplified.h"

#include <string.h>

#include "memory/array.h"
#include "record/byte_runs.h"
#include "text/utf8.h"

#define HAN_WITH_SIMPLIFIED
#include "text/han_tables.h"

/* No traditional character is below U+3400. */
enum { FIRST_BYTE = 0xE3, MOST_BYTES = 4 };

uint32_t
simplified_character(uint32_t c)
{
	size_t from = 0, to = sizeof han_simplified / sizeof *han_simplified;

	if (c < 0x10000 && (han_traditional[c / 32] >> (c % 32) & 1) == 0)
		return c;
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (han_simplified[middle].from == c)
			return han_simplified[middle].to;
		if (han_simplified[middle].from < c)
			from = middle + 1;
		else
			to = middle;
	}
	return c;
}

/* The first byte of a traditional character, or end. */
static const char *
find_traditional(const char *at, const char *end)
{
	while (at < end) {
		uint32_t c = 0;
		size_t len;

		if ((unsigned char)*at < FIRST_BYTE) {
			bool eight = end - at >= 8 &&
				     (byte_runs_load(at) & EVERY_BYTE(0x80)) == 0;

			at += eight ? 8 : 1;
			continue;
		}
		len = utf8_read(at, end, &c);
		if (len > 0 && simplified_character(c) != c)
			return at;
		at += len > 0 ? len : 1;
	}
	return end;
}

/* A variant may be in another plane, and so a byte longer than what it is for. */
bool
simplified_fold(struct folded *folded, size_t from)
{
	size_t at = from;

	for (;;) {
		const char *end = folded->text + folded->len;
		size_t old, new;
		char bytes[MOST_BYTES];
		uint32_t c = 0;

		if (at >= folded->len)
			return true;
		at = (size_t)(find_traditional(folded->text + at, end) - folded->text);
		if (at == folded->len)
			return true;
		old = utf8_read(folded->text + at, end, &c);
		new = utf8_write(bytes, simplified_character(c));
		if (!array_reserve(
			&folded->text, &folded->size, folded->len + MOST_BYTES, 1))
			return false;
		memmove(folded->text + at + new, folded->text + at + old,
		    folded->len - at - old);
		memcpy(folded->text + at, bytes, new);
		folded->len += new - old;
		at += new;
	}
}
