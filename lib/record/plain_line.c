#include <string.h>

#include "record/plain_line.h"
#include "record/scan.h"

bool
plain_line_portable(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (line[i] == '\\' || (unsigned char)line[i] < 0x20)
			return false;
	return scan_is_utf8(line, line + len);
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define WITH_AVX2 static inline __attribute__((target("avx2")))

/* What can be wrong with two bytes that follow each other; each has one bit. */
enum {
	TOO_SHORT = 1 << 0,  /* a first byte without what must follow it */
	TOO_LONG = 1 << 1,   /* ASCII, and a byte that continues */
	OVERLONG_3 = 1 << 2, /* E0, and less than A0 */
	TOO_LARGE = 1 << 3,  /* F4 and 90 or more, F5 and more */
	SURROGATE = 1 << 4,  /* ED, and A0 or more */
	OVERLONG_2 = 1 << 5, /* C0, C1 */
	TOO_LARGE_1000 = 1 << 6,
	OVERLONG_4 = 1 << 6, /* F0, and less than 90 */
	TWO_CONTINUE = 1 << 7,
	/* Of the first byte's low half alone, nothing is known of these. */
	CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUE
};

/* One table for both halves of a register. */
WITH_AVX2 __m256i
look_up(const unsigned char table[16], __m256i index)
{
	__m128i half;

	memcpy(&half, table, sizeof half);
	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), index);
}

WITH_AVX2 __m256i
high_half(__m256i bytes)
{
	return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0f));
}

/* The faults of each byte together with the one before it, of section 4 of the paper.
 */
WITH_AVX2 __m256i
pair_faults(__m256i bytes, __m256i before)
{
	static const unsigned char first_high[16] = { TOO_LONG, TOO_LONG, TOO_LONG,
		TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TWO_CONTINUE,
		TWO_CONTINUE, TWO_CONTINUE, TWO_CONTINUE, TOO_SHORT | OVERLONG_2,
		TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
		TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4 };
	enum { LARGE = CARRY | TOO_LARGE | TOO_LARGE_1000 };
	static const unsigned char first_low[16] = {
		CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, CARRY | OVERLONG_2, CARRY,
		CARRY, CARRY | TOO_LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE,
		LARGE, LARGE, LARGE | SURROGATE, LARGE, LARGE
	};
	enum { CONTINUES = TOO_LONG | OVERLONG_2 | TWO_CONTINUE };
	static const unsigned char second_high[16] = { TOO_SHORT, TOO_SHORT, TOO_SHORT,
		TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
		CONTINUES | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
		CONTINUES | OVERLONG_3 | TOO_LARGE, CONTINUES | SURROGATE | TOO_LARGE,
		CONTINUES | SURROGATE | TOO_LARGE, TOO_SHORT, TOO_SHORT, TOO_SHORT,
		TOO_SHORT };
	__m256i low = _mm256_and_si256(before, _mm256_set1_epi8(0x0f));

	return _mm256_and_si256(_mm256_and_si256(look_up(first_high, high_half(before)),
				    look_up(first_low, low)),
	    look_up(second_high, high_half(bytes)));
}

/* One bit or more in each byte at which the line is seen not to be plain. */
WITH_AVX2 __m256i
faults(__m256i bytes, __m256i last)
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
	__m256i text = _mm256_xor_si256(must_continue, pair_faults(bytes, before));
	__m256i backslash = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
	__m256i control =
	    _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1f)), bytes);

	return _mm256_or_si256(text, _mm256_or_si256(backslash, control));
}

static __attribute__((target("avx2"))) bool
plain_line_avx2(const char *line, size_t len)
{
	__m256i found = _mm256_setzero_si256(), last = found, bytes;
	char rest[32];

	for (; len >= sizeof bytes; line += sizeof bytes, len -= sizeof bytes) {
		memcpy(&bytes, line, sizeof bytes);
		found = _mm256_or_si256(found, faults(bytes, last));
		last = bytes;
	}
	/* Behind the line stand spaces, so that a character that is cut is too short.
	 */
	memset(rest, ' ', sizeof rest);
	if (len > 0)
		memcpy(rest, line, len);
	memcpy(&bytes, rest, sizeof bytes);
	found = _mm256_or_si256(found, faults(bytes, last));
	return _mm256_testz_si256(found, found) != 0;
}

bool
plain_line_is_known(void)
{
	return __builtin_cpu_supports("avx2") != 0;
}

bool
plain_line(const char *line, size_t len)
{
	return plain_line_is_known() && plain_line_avx2(line, len);
}

#else

bool
plain_line_is_known(void)
{
	return false;
}

bool
plain_line(const char *line, size_t len)
{
	(void)line;
	(void)len;
	return false;
}

#endif
