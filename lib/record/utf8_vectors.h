/*
 * utf8_vectors.h - whether 32 bytes are UTF-8, by AVX2
 *
 * For functions that are made for AVX2 and called only where the processor has it.
 * Nothing is said of a text at once: the faults of its vectors are collected with OR,
 * and a text without a fault is UTF-8 (no surrogates, nothing overlong).
 *
 * Algorithm: J. Keiser and D. Lemire, "Validating UTF-8 in less than one instruction
 * per byte", Software: Practice and Experience 51 (2021).
 */
#ifndef UTF8_VECTORS_H
#define UTF8_VECTORS_H

#if defined(__x86_64__) && defined(__GNUC__)

#include <string.h>

#include <immintrin.h>

#define UTF8_VECTORS_AVX2 static inline __attribute__((target("avx2")))

/* What can be wrong with two bytes that follow each other; each has one bit. */
enum {
	UTF8_TOO_SHORT = 1 << 0,  /* a first byte without what must follow it */
	UTF8_TOO_LONG = 1 << 1,   /* ASCII, and a byte that continues */
	UTF8_OVERLONG_3 = 1 << 2, /* E0, and less than A0 */
	UTF8_TOO_LARGE = 1 << 3,  /* F4 and 90 or more, F5 and more */
	UTF8_SURROGATE = 1 << 4,  /* ED, and A0 or more */
	UTF8_OVERLONG_2 = 1 << 5, /* C0, C1 */
	UTF8_TOO_LARGE_1000 = 1 << 6,
	UTF8_OVERLONG_4 = 1 << 6, /* F0, and less than 90 */
	UTF8_TWO_CONTINUE = 1 << 7,
	/* Of the first byte's low half alone, nothing is known of these. */
	UTF8_CARRY = UTF8_TOO_SHORT | UTF8_TOO_LONG | UTF8_TWO_CONTINUE
};

/* One table for both halves of a register. */
UTF8_VECTORS_AVX2 __m256i
utf8_vectors_look_up(const unsigned char table[16], __m256i index)
{
	__m128i half;

	memcpy(&half, table, sizeof half);
	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), index);
}

UTF8_VECTORS_AVX2 __m256i
utf8_vectors_high_half(__m256i bytes)
{
	return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0f));
}

/* The faults of each byte together with the one before it, of section 4 of the paper.
 */
UTF8_VECTORS_AVX2 __m256i
utf8_vectors_pairs(__m256i bytes, __m256i before)
{
	static const unsigned char first_high[16] = { UTF8_TOO_LONG, UTF8_TOO_LONG,
		UTF8_TOO_LONG, UTF8_TOO_LONG, UTF8_TOO_LONG, UTF8_TOO_LONG,
		UTF8_TOO_LONG, UTF8_TOO_LONG, UTF8_TWO_CONTINUE, UTF8_TWO_CONTINUE,
		UTF8_TWO_CONTINUE, UTF8_TWO_CONTINUE, UTF8_TOO_SHORT | UTF8_OVERLONG_2,
		UTF8_TOO_SHORT, UTF8_TOO_SHORT | UTF8_OVERLONG_3 | UTF8_SURROGATE,
		UTF8_TOO_SHORT | UTF8_TOO_LARGE | UTF8_TOO_LARGE_1000 |
		    UTF8_OVERLONG_4 };
	enum { LARGE = UTF8_CARRY | UTF8_TOO_LARGE | UTF8_TOO_LARGE_1000 };
	static const unsigned char first_low[16] = {
		UTF8_CARRY | UTF8_OVERLONG_3 | UTF8_OVERLONG_2 | UTF8_OVERLONG_4,
		UTF8_CARRY | UTF8_OVERLONG_2, UTF8_CARRY, UTF8_CARRY,
		UTF8_CARRY | UTF8_TOO_LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE,
		LARGE, LARGE, LARGE | UTF8_SURROGATE, LARGE, LARGE
	};
	enum { CONTINUES = UTF8_TOO_LONG | UTF8_OVERLONG_2 | UTF8_TWO_CONTINUE };
	static const unsigned char second_high[16] = { UTF8_TOO_SHORT, UTF8_TOO_SHORT,
		UTF8_TOO_SHORT, UTF8_TOO_SHORT, UTF8_TOO_SHORT, UTF8_TOO_SHORT,
		UTF8_TOO_SHORT, UTF8_TOO_SHORT,
		CONTINUES | UTF8_OVERLONG_3 | UTF8_TOO_LARGE_1000 | UTF8_OVERLONG_4,
		CONTINUES | UTF8_OVERLONG_3 | UTF8_TOO_LARGE,
		CONTINUES | UTF8_SURROGATE | UTF8_TOO_LARGE,
		CONTINUES | UTF8_SURROGATE | UTF8_TOO_LARGE, UTF8_TOO_SHORT,
		UTF8_TOO_SHORT, UTF8_TOO_SHORT, UTF8_TOO_SHORT };
	__m256i low = _mm256_and_si256(before, _mm256_set1_epi8(0x0f));

	return _mm256_and_si256(_mm256_and_si256(utf8_vectors_look_up(first_high,
						     utf8_vectors_high_half(before)),
				    utf8_vectors_look_up(first_low, low)),
	    utf8_vectors_look_up(second_high, utf8_vectors_high_half(bytes)));
}

/*
 * One bit or more in each byte at which the text is seen not to be UTF-8.  last are the
 * 32 bytes before these; zeros at the beginning.  A character that is cut by the end
 * shows only in what follows it.
 */
UTF8_VECTORS_AVX2 __m256i
utf8_vectors_faults(__m256i bytes, __m256i last)
{
	/* The bytes one, two and three places before each. */
	__m256i between = _mm256_permute2x128_si256(last, bytes, 0x21);
	__m256i before = _mm256_alignr_epi8(bytes, between, 15);
	__m256i third = _mm256_subs_epu8(
	    _mm256_alignr_epi8(bytes, between, 14), _mm256_set1_epi8(0xe0 - 0x80));
	__m256i fourth = _mm256_subs_epu8(
	    _mm256_alignr_epi8(bytes, between, 13), _mm256_set1_epi8(0xf0 - 0x80));
	/* A second byte that continues is no fault behind such a first one. */
	__m256i must_continue = _mm256_and_si256(
	    _mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));

	return _mm256_xor_si256(must_continue, utf8_vectors_pairs(bytes, before));
}

#endif

#endif
