#include "sheet/xlsx_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

enum { ESCAPE = 7 }; /* bytes of _xHHHH_ */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool
read_escape(const char *at, const char *end, uint32_t *unit)
{
	if (end - at < ESCAPE || at[0] != '_' || at[1] != 'x' || at[6] != '_')
		return false;
	*unit = 0;
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(at[i]);

		if (digit < 0)
			return false;
		*unit = *unit << 4 | (uint32_t)digit;
	}
	return true;
}

/* The character of one escape or of two halves; returns the bytes read, or 0. */
static size_t
read_character(const char *at, const char *end, uint32_t *c)
{
	uint32_t low;

	if (!read_escape(at, end, c) || *c == 0)
		return 0;
	if (*c < 0xd800 || *c > 0xdfff)
		return ESCAPE;
	if (*c > 0xdbff || !read_escape(at + ESCAPE, end, &low) || low < 0xdc00 ||
	    low > 0xdfff)
		return 0;
	*c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
	return (size_t)2 * ESCAPE;
}

size_t
xlsx_text_decode(char *text, size_t len)
{
	const char *at = text, *end = text + len;
	char *out = text;

	while (at < end) {
		const char *mark = memchr(at, '_', (size_t)(end - at));
		size_t plain = (size_t)((mark == NULL ? end : mark) - at), used;
		uint32_t c;

		memmove(out, at, plain);
		out += plain;
		at += plain;
		if (at == end)
			break;
		used = read_character(at, end, &c);
		if (used > 0)
			out += utf8_write(out, c);
		else
			*out++ = *at;
		at += used > 0 ? used : 1;
	}
	return (size_t)(out - text);
}
