/*
 * hex.h - bytes as hexadecimal digits
 */
#ifndef HEX_H
#define HEX_H

#include <stddef.h>

/* Write two digits for each byte, in lower case, the high half first; no NUL behind. */
static inline void
hex_write(char *digits, const unsigned char bytes[], size_t count)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < count; i++) {
		digits[2 * i] = hex[bytes[i] >> 4];
		digits[2 * i + 1] = hex[bytes[i] & 15];
	}
}

#endif
