#include "text/fold.h"
#include "memory/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "record/byte_runs.h"
#include "text/unseen.h"

enum {
	MIDDLE_DOT = 0xB7,
	GONE = -1, /* in place of a character that is left out */
	/* Full case folding makes at most three characters of one, and no text
	 * more than three times as long. */
	MOST_FROM_ONE = 3,
	GROWTH = 3
};

void
fold_reset(struct folded *folded)
{
	folded->len = 0;
}

void
fold_free(struct folded *folded)
{
	free(folded->text);
	*folded = (struct folded){ 0 };
}

static bool
make_room(struct folded *folded, size_t len)
{
	return len <= (SIZE_MAX - folded->len) / GROWTH &&
	       array_reserve(
		   &folded->text, &folded->size, folded->len + GROWTH * len, 1);
}

static bool
is_dot(int32_t c)
{
	return c == MIDDLE_DOT || c == 0x387 || c == 0x2022 || c == 0x2024 ||
	       c == 0x2027 || c == 0x2219 || c == 0x22C5 || c == 0x2E31 ||
	       c == 0x30FB || c == 0xFF65;
}

/* Width, space and dots of one character; GONE if nothing is left of it. */
static int32_t
plain(int32_t c)
{
	if (unseen_is((uint32_t)c))
		return GONE;
	if (c < 0x80)
		return c;
	if (is_dot(c))
		return MIDDLE_DOT;
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	return c == 0xFE52 ? '.' : c;
}

/*
 * The character that text begins with; returns its length.  A byte that is not
 * UTF-8 is one of length 1, and *c is U+FFFD.
 */
static size_t
decode(const char *text, const char *end, int32_t *c)
{
	utf8proc_ssize_t n =
	    utf8proc_iterate((const utf8proc_uint8_t *)text, end - text, c);

	if (n > 0)
		return (size_t)n;
	*c = 0xFFFD;
	return 1;
}

/* Whether the first character that is not left out, if any, is not ASCII. */
static bool
goes_on_beyond_ascii(const char *text, const char *end)
{
	int32_t c;

	while (text < end) {
		text += decode(text, end, &c);
		c = plain(c);
		if (c != GONE)
			return c >= 0x80;
	}
	return false;
}

/* Write the case folding of a character that is not ASCII. */
static char *
fold_case(char *to, int32_t c)
{
	utf8proc_int32_t parts[MOST_FROM_ONE];
	utf8proc_ssize_t count =
	    utf8proc_decompose_char(c, parts, MOST_FROM_ONE, UTF8PROC_CASEFOLD, NULL);

	for (utf8proc_ssize_t i = 0; i < count; i++)
		to += utf8proc_encode_char(parts[i], (utf8proc_uint8_t *)to);
	return to;
}

/* Fold the character at *text; returns the end of what was written. */
static char *
fold_one(char *to, const char *start, const char **text, const char *end)
{
	const char *at = *text;
	size_t len;
	int32_t c;

	len = decode(at, end, &c);
	*text = at + len;
	if (c == 0xFFFD) {
		memcpy(to, at, len);
		return to + len;
	}
	c = plain(c);
	if (c == GONE)
		return to;
	if (c == '.' && to > start && (unsigned char)to[-1] >= 0x80 &&
	    goes_on_beyond_ascii(*text, end))
		c = MIDDLE_DOT;
	if (c >= 0x80)
		return fold_case(to, c);
	*to = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	return to + 1;
}

/*
 * The high bit of each byte that fold_one() has to look at: not ASCII, or a control, a
 * space, a full stop.  Without its high bit no byte carries into the next.
 */
static inline uint64_t
not_simple(uint64_t word)
{
	uint64_t low = word & EVERY_BYTE(0x7f);
	uint64_t above_space = low + EVERY_BYTE(0x7f - ' ');
	uint64_t last = low + EVERY_BYTE(1); /* U+007F */
	uint64_t no_stop = (low ^ EVERY_BYTE('.')) + EVERY_BYTE(0x7f);

	return (word | ~above_space | last | ~no_stop) & EVERY_BYTE(0x80);
}

/* Eight characters for which not_simple() is 0, with small letters for capitals. */
static inline uint64_t
lower_eight(uint64_t word)
{
	uint64_t from_a = word + EVERY_BYTE(0x80 - 'A');
	uint64_t behind_z = word + EVERY_BYTE(0x7f - 'Z');
	uint64_t capitals = from_a & ~behind_z & EVERY_BYTE(0x80);

	return word | capitals >> 2;
}

/*
 * Most bytes are ASCII, or U+4000 to U+9FFF: Han characters, three bytes that
 * begin with E4 to E9, and no letters, spaces or dots among them.
 */
bool
fold_add(struct folded *folded, struct span span)
{
	const char *text, *end;
	char *to, *start;

	if (span.len == 0)
		return true;
	if (!make_room(folded, span.len))
		return false;
	text = span.at;
	end = text + span.len;
	to = start = folded->text + folded->len;
	while (text < end) {
		unsigned char c = (unsigned char)*text;
		uint64_t word;

		if (end - text >= 8 && not_simple(word = byte_runs_load(text)) == 0) {
			word = lower_eight(word);
			memcpy(to, &word, sizeof word);
			to += 8;
			text += 8;
		} else if (c < 0x7f && c > ' ' && c != '.') {
			*to++ = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
			text++;
		} else if (c >= 0xE4 && c <= 0xE9 && end - text >= 3) {
			memcpy(to, text, 3);
			to += 3;
			text += 3;
		} else {
			to = fold_one(to, start, &text, end);
		}
	}
	folded->len = (size_t)(to - folded->text);
	return true;
}
