/*
 * short_number.h - numbers of a few digits, as most are
 *
 * For SSE2, which every x86-64 processor has; elsewhere it says nothing, and the
 * scanner (scan.h) does as well.  A unit test compares the two.
 */
#ifndef SHORT_NUMBER_H
#define SHORT_NUMBER_H

#include "record/byte_runs.h"
#include "record/span.h"

enum { SHORT_NUMBER_COPIED = 16 };

/*
 * Copy a text that is a number without an exponent, of at most 16 bytes; false says
 * nothing.  SHORT_NUMBER_COPIED bytes may be written.
 */
static inline bool
short_number_copy_portable(char *to, struct span text)
{
	(void)to;
	(void)text;
	return false;
}

/*
 * The same for a text with SHORT_NUMBER_COPIED bytes that can be read, the first of
 * which behind it is no digit.
 */
static inline bool
short_number_copy_inside_portable(char *to, struct span text)
{
	return short_number_copy_portable(to, text);
}

#ifdef __SSE2__

/* A text of 1 to 16 bytes, with zeros behind it. */
static inline __m128i
short_number_load(struct span text)
{
	const char *at = text.at, *end = at + text.len;
	uint64_t low, high = 0;

	if (text.len >= 8) {
		/* The end without what the beginning has: by halves, for 8 bytes would
		 * be shifted by 64 bits. */
		unsigned twice = 4 * (16 - (unsigned)text.len);

		low = byte_runs_load(at);
		high = byte_runs_load(end - 8) >> twice >> twice;
	} else if (text.len >= 4) {
		low = span_load(at, 4) | span_load(end - 4, 4) << (8 * (text.len - 4));
	} else {
		size_t middle = text.len / 2, last = text.len - 1;

		low = span_load(at, 1) | span_load(at + middle, 1) << (8 * middle) |
		      span_load(at + last, 1) << (8 * last);
	}
	return _mm_set_epi64x((long long)high, (long long)low);
}

/* Whether a text is a number, by a bit for each digit among its first 16 bytes; behind
 * it there is none. */
static inline bool
short_number_is(struct span text, unsigned bits)
{
	size_t sign, len, digits, rest;

	sign = *text.at == '-';
	digits = (size_t)__builtin_ctz(~(bits >> sign));
	len = sign + digits;
	if (digits == 0 || (digits > 1 && text.at[sign] == '0'))
		return false;
	if (len == text.len)
		return true;
	rest = (size_t)__builtin_ctz(~(bits >> (len + 1)));
	return text.at[len] == '.' && rest > 0 && len + 1 + rest == text.len;
}

static inline bool
short_number_copy_sse2(char *to, struct span text)
{
	__m128i bytes;

	if (text.len == 0 || text.len > 16)
		return false;
	bytes = short_number_load(text);
	memcpy(to, &bytes, SHORT_NUMBER_COPIED);
	return short_number_is(text, byte_runs_digit_bits(bytes));
}

static inline bool
short_number_copy_inside_sse2(char *to, struct span text)
{
	__m128i bytes;

	if (text.len == 0 || text.len > 16)
		return false;
	bytes = byte_runs_load_sse2(text.at);
	memcpy(to, &bytes, SHORT_NUMBER_COPIED);
	return short_number_is(text, byte_runs_digit_bits(bytes));
}

#define short_number_copy        short_number_copy_sse2
#define short_number_copy_inside short_number_copy_inside_sse2
#else
#define short_number_copy        short_number_copy_portable
#define short_number_copy_inside short_number_copy_inside_portable
#endif

#endif
