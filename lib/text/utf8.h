/* utf8.h - the characters of a text that is known to be UTF-8 */
#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The character at *at, which is moved behind it. */
static inline uint32_t
utf8_next(const char **at)
{
	const unsigned char *c = (const unsigned char *)*at;

	if (c[0] < 0x80) {
		*at += 1;
		return c[0];
	}
	if (c[0] < 0xe0) {
		*at += 2;
		return (c[0] & 0x1fu) << 6 | (c[1] & 0x3fu);
	}
	if (c[0] < 0xf0) {
		*at += 3;
		return (c[0] & 0xfu) << 12 | (c[1] & 0x3fu) << 6 | (c[2] & 0x3fu);
	}
	*at += 4;
	return (c[0] & 0x7u) << 18 | (c[1] & 0x3fu) << 12 | (c[2] & 0x3fu) << 6 |
	       (c[3] & 0x3fu);
}

/* How many characters (code points) stand in so many bytes. */
static inline size_t
utf8_count(const char *text, size_t bytes)
{
	size_t count = 0;

	for (size_t i = 0; i < bytes; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

#endif
