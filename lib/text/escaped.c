#include "text/escaped.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

enum { ESCAPE = 4 }; /* bytes of \xHH */

static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

static char *
escape(const char *text, bool controls)
{
	static const char hex[] = "0123456789abcdef";
	size_t len = strlen(text);
	const char *end = text + len;
	char *escaped = len < SIZE_MAX / ESCAPE ? malloc(len * ESCAPE + 1) : NULL;
	char *out = escaped;

	while (escaped != NULL && text < end) {
		uint32_t c;
		size_t n = utf8_read(text, end, &c);

		if (n > 0 && !(controls && is_control(c))) {
			memcpy(out, text, n);
			out += n;
			text += n;
			continue;
		}
		for (n = n > 0 ? n : 1; n > 0; n--, text++) {
			*out++ = '\\';
			*out++ = 'x';
			*out++ = hex[(unsigned char)*text >> 4];
			*out++ = hex[(unsigned char)*text & 0xf];
		}
	}
	if (escaped != NULL)
		*out = '\0';
	return escaped;
}

char *
escaped_text(const char *text)
{
	return escape(text, false);
}

char *
escaped_line(const char *text)
{
	return escape(text, true);
}
