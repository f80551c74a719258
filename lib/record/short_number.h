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

/* The same for a text of which SHORT_NUMBER_COPIED bytes can be read, though it may
 * have fewer. */
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

/*
 * Whether a text of 1 to 16 bytes, which are the first ones of bytes, is a number.  No
 * branch asks how many digits there are, or whether there is a point: that changes from
 * score to score, and a wrong guess of the processor costs as much as all of this.
 */
static inline bool
short_number_is(struct span text, __m128i bytes)
{
	unsigned all, digits, others, inner, zero;

	if (*text.at == '-') {
		if (text.len == 1)
			return false;
		text = (struct span){ text.at + 1, text.len - 1 };
		bytes = _mm_srli_si128(bytes, 1);
	}
	all = (1u << text.len) - 1;
	digits = byte_runs_digit_bits(bytes) & all;
	others = digits ^ all;
	/* One point at most, neither the first nor the last; 0 is no first of several.
	 */
	inner = byte_runs_where_sse2(bytes, '.') & all >> 1 & ~1u;
	zero = (unsigned)(*text.at == '0') & digits >> 1;
	return ((others & ~inner) | (others & (others - 1)) | zero) == 0;
}

static inline bool
short_number_copy_sse2(char *to, struct span text)
{
	__m128i bytes;

	if (text.len == 0 || text.len > 16)
		return false;
	bytes = short_number_load(text);
	memcpy(to, &bytes, SHORT_NUMBER_COPIED);
	return short_number_is(text, bytes);
}

static inline bool
short_number_copy_inside_sse2(char *to, struct span text)
{
	__m128i bytes;

	if (text.len == 0 || text.len > 16)
		return false;
	bytes = byte_runs_load_sse2(text.at);
	memcpy(to, &bytes, SHORT_NUMBER_COPIED);
	return short_number_is(text, bytes);
}

#define short_number_copy        short_number_copy_sse2
#define short_number_copy_inside short_number_copy_inside_sse2
#else
#define short_number_copy        short_number_copy_portable
#define short_number_copy_inside short_number_copy_inside_portable
#endif

#endif
