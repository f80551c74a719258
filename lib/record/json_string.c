#include <stdint.h>

#include "record/json_string.h"

#define ONES      UINT64_C(0x0101010101010101)
#define HIGH_BITS UINT64_C(0x8080808080808080)

/* Whether one of eight bytes is a quote, a backslash or a control byte. */
static bool
word_needs_escape(uint64_t word)
{
	uint64_t quote = word ^ ONES * '"', backslash = word ^ ONES * '\\';

	return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) |
		   ((word - ONES * 0x20) & ~word)) &
	       HIGH_BITS;
}

static bool
needs_escape(unsigned char byte)
{
	return byte < 0x20 || byte == '"' || byte == '\\';
}

static uint64_t
load(const char *at, size_t len)
{
	uint64_t word = 0;

	memcpy(&word, at, len);
	return word;
}

/* Whether one of up to 16 bytes needs an escape: two words that may overlap. */
static bool
few_need_escape(const char *at, size_t len)
{
	uint64_t word;

	if (len >= 8)
		return word_needs_escape(load(at, 8)) ||
		       word_needs_escape(load(at + len - 8, 8));
	if (len >= 4)
		return word_needs_escape(load(at, 4) << 32 | load(at + len - 4, 4));
	if (len == 0)
		return false;
	word = load(at, 1) | load(at + len / 2, 1) << 8 | load(at + len - 1, 1) << 16;
	return word_needs_escape(word | (ONES * ' ') << 24);
}

size_t
json_string_plain(struct span text)
{
	const char *at = text.at, *end = at + text.len;

	for (; end - at > 16; at += 8)
		if (word_needs_escape(load(at, 8)))
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

/* Write what is between the quotes, byte by byte where that is needed. */
static char *
write_slowly(char *to, const char *at, const char *end)
{
	uint64_t word;

	while (at < end) {
		while (end - at >= 8) {
			memcpy(&word, at, 8);
			if (word_needs_escape(word))
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

/* Write up to 7 bytes that need no escape; NULL if they do. */
static char *
write_few(char *to, const char *at, size_t len)
{
	if (few_need_escape(at, len))
		return NULL;
	if (len >= 4) {
		memcpy(to + len - 4, at + len - 4, 4);
		memcpy(to, at, 4);
	} else {
		for (size_t i = 0; i < len; i++)
			to[i] = at[i];
	}
	return to + len;
}

/*
 * Write bytes that need no escape, eight or more: words of which the last may overlap
 * the one before.  Returns where that ends: *at is end, or further up.
 */
static char *
write_words(char *to, const char **from, const char *end)
{
	const char *at = *from;
	uint64_t word;

	for (; end - at > 8; at += 8, to += 8) {
		memcpy(&word, at, 8);
		if (word_needs_escape(word)) {
			*from = at;
			return to;
		}
		memcpy(to, &word, 8);
	}
	*from = at;
	memcpy(&word, end - 8, 8);
	if (word_needs_escape(word))
		return to;
	to += end - at;
	memcpy(to - 8, &word, 8);
	*from = end;
	return to;
}

char *
json_string_write(char *to, struct span text)
{
	const char *at = text.at, *end = at + text.len;
	char *few;

	*to++ = '"';
	if (text.len >= 8) {
		to = write_words(to, &at, end);
	} else if ((few = write_few(to, at, text.len)) != NULL) {
		to = few;
		at = end;
	}
	to = write_slowly(to, at, end);
	*to++ = '"';
	return to;
}
