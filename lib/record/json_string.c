#include <stdint.h>

#include "record/json_string.h"
#include "record/unescaped.h"

static bool
needs_escape(unsigned char byte)
{
	return byte < 0x20 || byte == '"' || byte == '\\';
}

/* Whether one of up to 16 bytes needs an escape: two words that may overlap. */
static bool
few_need_escape(const char *at, size_t len)
{
	uint64_t word;

	if (len >= 8)
		return unescaped_other(span_load(at, 8)) ||
		       unescaped_other(span_load(at + len - 8, 8));
	if (len >= 4)
		return unescaped_other(
		    span_load(at, 4) << 32 | span_load(at + len - 4, 4));
	if (len == 0)
		return false;
	word = span_load(at, 1) | span_load(at + len / 2, 1) << 8 |
	       span_load(at + len - 1, 1) << 16;
	return unescaped_other(word | EVERY_BYTE(' ') << 24) != 0;
}

size_t
json_string_plain(struct span text)
{
	const char *at = text.at, *end = at + text.len;

	for (; end - at > 16; at += 8)
		if (unescaped_other(span_load(at, 8)))
			break;
	if (end - at <= 16 && !few_need_escape(at, (size_t)(end - at)))
		return text.len;
	while (at < end && !needs_escape((unsigned char)*at))
		at++;
	return (size_t)(at - text.at);
}

char *
json_string_escape(char *to, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	static const char shorts[0x20] = { ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't' };

	*to++ = '\\';
	if (byte >= 0x20) {
		*to++ = (char)byte;
	} else if (shorts[byte] != '\0') {
		*to++ = shorts[byte];
	} else {
		memcpy(to, "u00", 3);
		to[3] = hex[byte >> 4];
		to[4] = hex[byte & 0xf];
		to += 5;
	}
	return to;
}

/*
 * Write what is between the quotes, byte by byte where that is needed.  Apart, so that
 * what calls it needs no registers saved.
 */
static __attribute__((noinline)) char *
write_slowly(char *to, const char *at, const char *end)
{
	uint64_t word;

	while (at < end) {
		while (end - at >= 8) {
			memcpy(&word, at, 8);
			if (unescaped_other(word))
				break;
			memcpy(to, at, 8);
			at += 8;
			to += 8;
		}
		for (int i = 0; i < 8 && at < end; i++, at++)
			if (needs_escape((unsigned char)*at))
				to = json_string_escape(to, (unsigned char)*at);
			else
				*to++ = *at;
	}
	return to;
}

char *
json_string_write(char *to, struct span text)
{
	*to++ = '"';
	to = unescaped_copy(to, text) ? to + text.len
				      : write_slowly(to, text.at, text.at + text.len);
	*to++ = '"';
	return to;
}
