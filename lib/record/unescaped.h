/*
 * unescaped.h - texts that a JSON string holds as they stand
 *
 * That is a text without a quote, a backslash and a control byte, as most are.  A
 * portable form, and one for SSE2, which every x86-64 processor has; readers use the
 * one without a suffix.  A unit test compares the two.
 */
#ifndef UNESCAPED_H
#define UNESCAPED_H

#include "record/byte_runs.h"
#include "record/span.h"

/* Bits that are set if one of eight bytes must be escaped. */
static inline uint64_t
unescaped_other(uint64_t word)
{
	uint64_t quote = word ^ EVERY_BYTE('"');
	uint64_t backslash = word ^ EVERY_BYTE('\\');

	return (((quote - EVERY_BYTE(1)) & ~quote) |
		   ((backslash - EVERY_BYTE(1)) & ~backslash) |
		   ((word - EVERY_BYTE(0x20)) & ~word)) &
	       EVERY_BYTE(0x80);
}

/* Up to three bytes. */
static inline bool
unescaped_copy_few(char *to, struct span text)
{
	uint64_t word = EVERY_BYTE(' ');

	for (size_t i = 0; i < text.len; i++) {
		to[i] = text.at[i];
		word = word << 8 | (unsigned char)text.at[i];
	}
	return unescaped_other(word) == 0;
}

/* Four to seven bytes, as eight of which some stand there twice. */
static inline uint64_t
unescaped_copy_word(char *to, struct span text)
{
	uint32_t begin, end;

	memcpy(&begin, text.at, 4);
	memcpy(&end, text.at + text.len - 4, 4);
	memcpy(to, &begin, 4);
	memcpy(to + text.len - 4, &end, 4);
	return begin | (uint64_t)end << 32;
}

/*
 * Copy a text; whether a JSON string holds it as it stands.  No more bytes are written
 * than it has, whatever they are.
 */
static inline bool
unescaped_copy_portable(char *to, struct span text)
{
	uint64_t word, other = 0;
	size_t at = 0, last;

	if (text.len < 4)
		return unescaped_copy_few(to, text);
	if (text.len < 8)
		return unescaped_other(unescaped_copy_word(to, text)) == 0;
	for (last = text.len - 8; at < last; at += 8) {
		word = span_load(text.at + at, 8);
		memcpy(to + at, &word, 8);
		other |= unescaped_other(word);
	}
	word = span_load(text.at + last, 8);
	memcpy(to + last, &word, 8);
	return (other | unescaped_other(word)) == 0;
}

#ifdef __SSE2__

/* All bits of each byte that must be escaped. */
static inline __m128i
unescaped_other_sse2(__m128i bytes)
{
	__m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
	__m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
	__m128i control =
	    _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);

	return _mm_or_si128(_mm_or_si128(quote, backslash), control);
}

static inline bool
unescaped_copy_sse2(char *to, struct span text)
{
	size_t at = 0, last;
	__m128i bytes, other = _mm_setzero_si128();

	if (text.len < 4)
		return unescaped_copy_few(to, text);
	if (text.len < 8) {
		uint64_t word = unescaped_copy_word(to, text);

		bytes = _mm_set_epi64x((long long)word, (long long)word);
	} else if (text.len < 16) {
		/* Two words, which may overlap. */
		uint64_t begin = span_load(text.at, 8);
		uint64_t end = span_load(text.at + text.len - 8, 8);

		memcpy(to, &begin, 8);
		memcpy(to + text.len - 8, &end, 8);
		bytes = _mm_set_epi64x((long long)end, (long long)begin);
	} else {
		for (last = text.len - 16; at < last; at += 16) {
			bytes = byte_runs_load_sse2(text.at + at);
			memcpy(to + at, &bytes, 16);
			other = _mm_or_si128(other, unescaped_other_sse2(bytes));
		}
		bytes = byte_runs_load_sse2(text.at + last);
		memcpy(to + last, &bytes, 16);
	}
	other = _mm_or_si128(other, unescaped_other_sse2(bytes));
	return _mm_movemask_epi8(other) == 0;
}

#define unescaped_copy unescaped_copy_sse2
#else
#define unescaped_copy unescaped_copy_portable
#endif

#endif
