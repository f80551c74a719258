#include "text/escaped.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

enum { ESCAPE = 4 }; /* bytes of \xHH */

char *
escaped_text(const char *text)
{
	static const char hex[] = "0123456789abcdef";
	size_t len = strlen(text);
	const char *end = text + len;
	char *escaped = len < SIZE_MAX / ESCAPE ? malloc(len * ESCAPE + 1) : NULL;
	char *out = escaped;

	while (escaped != NULL && text < end) {
		uint32_t c;
		size_t n = utf8_read(text, end, &c);

		if (n > 0) {
			memcpy(out, text, n);
			out += n;
			text += n;
			continue;
		}
		*out++ = '\\';
		*out++ = 'x';
		*out++ = hex[(unsigned char)*text >> 4];
		*out++ = hex[(unsigned char)*text++ & 0xf];
	}
	if (escaped != NULL)
		*out = '\0';
	return escaped;
}
