/*
 * byte_runs.h - how far a run of bytes of one kind reaches
 *
 * The questions that the scanner asks of many bytes at once.  Each has a portable form,
 * and one for SSE2, which every x86-64 processor has, 16 bytes at a time; the
 * readers use the one without a suffix.  A unit test compares the two.  No byte
 * outside of [at, end) is read.
 */
#ifndef BYTE_RUNS_H
#define BYTE_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define EVERY_BYTE(b) (0x0101010101010101u * (b))

static inline uint64_t
byte_runs_load(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/* Whether a byte of a JSON string stands for itself: ASCII, no quote, no backslash. */
static inline bool
byte_runs_is_plain(char byte)
{
	return byte != '"' && byte != '\\' && (unsigned char)byte >= 0x20 &&
	       (unsigned char)byte < 0x80;
}

static inline const char *
byte_runs_plain_slowly(const char *at, const char *end)
{
	while (at < end && byte_runs_is_plain(*at))
		at++;
	return at;
}

/*
 * The high bit of each byte that is not plain.  A borrow can set bits above the first
 * true one, never below it.
 */
static inline uint64_t
byte_runs_not_plain(uint64_t word)
{
	uint64_t quote = word ^ EVERY_BYTE('"');
	uint64_t backslash = word ^ EVERY_BYTE('\\');
	uint64_t found = ((quote - EVERY_BYTE(1)) & ~quote) |
			 ((backslash - EVERY_BYTE(1)) & ~backslash) |
			 ((word - EVERY_BYTE(0x20)) & ~word) | word;

	return found & EVERY_BYTE(0x80);
}

/* The first byte that is not plain, or end. */
static inline const char *
byte_runs_plain_portable(const char *at, const char *end)
{
	for (; end - at >= 8; at += 8) {
		uint64_t found = byte_runs_not_plain(byte_runs_load(at));

		if (found != 0)
			return at + (__builtin_ctzll(found) >> 3);
	}
	return byte_runs_plain_slowly(at, end);
}

/* Apart, so that what calls it stays small. */
static __attribute__((noinline, unused)) const char *
byte_runs_plain_near_end(const char *at, const char *end)
{
	return byte_runs_plain_portable(at, end);
}

/* The first quote or backslash, or end. */
static inline const char *
byte_runs_text_portable(const char *at, const char *end)
{
	while (at < end && *at != '"' && *at != '\\')
		at++;
	return at;
}

/* The first quote, or end. */
static inline const char *
byte_runs_quote_portable(const char *at, const char *end)
{
	while (at < end && *at != '"')
		at++;
	return at;
}

/* Where a list or object that is open at at ends, as it is known so far. */
struct byte_runs_nesting {
	const char *at;
	size_t depth; /* of what is open before at */
	bool in_text; /* at stands in a string */
};

/*
 * Behind the bracket that closes the list or object at at, by quotes and brackets
 * alone; NULL if none does.  The two kinds of brackets are not told apart.
 */
static inline const char *
byte_runs_nested_from(struct byte_runs_nesting n, const char *end)
{
	for (const char *at = n.at; at < end; at++)
		if (n.in_text) {
			if (*at == '\\')
				at += at + 1 < end;
			else
				n.in_text = *at != '"';
		} else if (*at == '"')
			n.in_text = true;
		else if (*at == '[' || *at == '{')
			n.depth++;
		else if ((*at == ']' || *at == '}') && --n.depth == 0)
			return at + 1;
	return NULL;
}

static inline const char *
byte_runs_nested_portable(const char *at, const char *end)
{
	return byte_runs_nested_from((struct byte_runs_nesting){ at, 0, false }, end);
}

/*
 * Past characters of three bytes, E1 to EC first, which are valid UTF-8 whatever
 * follows: nearly all Han text.  Other characters, and what is no UTF-8, end the run,
 * and so may the last bytes before end.
 */
static inline const char *
byte_runs_han_portable(const char *at, const char *end)
{
	while (end - at >= 8) {
		uint64_t word = byte_runs_load(at);

		if ((word & 0xc0c0f0) != 0x8080e0 || (word & 0xff) - 0xe1 >= 0x0c)
			break;
		at += 3;
	}
	return at;
}

/* The first byte that is no ASCII digit, or end. */
static inline const char *
byte_runs_digits_portable(const char *at, const char *end)
{
	for (; end - at >= 8; at += 8) {
		uint64_t word = byte_runs_load(at), above = EVERY_BYTE(0xf0);
		/* Bit 7 is left out of the sum, so that nothing carries. */
		uint64_t sum = (word & ~EVERY_BYTE(0x80)) + EVERY_BYTE(6);
		uint64_t other = ((word & above) ^ EVERY_BYTE(0x30)) |
				 ((sum & above) ^ EVERY_BYTE(0x30));

		if (other != 0)
			return at + (__builtin_ctzll(other) >> 3);
	}
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	return at;
}

/* See byte_runs_number_sse2(): nothing is known of any. */
static inline const char *
byte_runs_number_portable(const char *at, const char *end)
{
	(void)at;
	(void)end;
	return NULL;
}

#ifdef __SSE2__

static inline __m128i
byte_runs_load_sse2(const char *at)
{
	__m128i bytes;

	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

/* One bit for each of 16 bytes that is the same in both. */
static inline unsigned
byte_runs_same_sse2(const char *a, const char *b)
{
	return (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(byte_runs_load_sse2(a), byte_runs_load_sse2(b)));
}

/* One bit for each of the 16 bytes that is not plain. */
static inline unsigned
byte_runs_not_plain_sse2(__m128i bytes)
{
	__m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
	__m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
	__m128i control =
	    _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
	__m128i found =
	    _mm_or_si128(_mm_or_si128(quote, backslash), _mm_or_si128(control, bytes));

	return (unsigned)_mm_movemask_epi8(found);
}

static inline const char *
byte_runs_plain_sse2(const char *at, const char *end)
{
	for (; end - at >= 16; at += 16) {
		unsigned found = byte_runs_not_plain_sse2(byte_runs_load_sse2(at));

		if (found != 0)
			return at + __builtin_ctz(found);
	}
	return byte_runs_plain_near_end(at, end);
}

static inline unsigned
byte_runs_where_sse2(__m128i bytes, char byte)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
}

static inline const char *
byte_runs_text_sse2(const char *at, const char *end)
{
	for (; end - at >= 16; at += 16) {
		__m128i bytes = byte_runs_load_sse2(at);
		unsigned found = byte_runs_where_sse2(bytes, '"') |
				 byte_runs_where_sse2(bytes, '\\');

		if (found != 0)
			return at + __builtin_ctz(found);
	}
	return byte_runs_text_portable(at, end);
}

static inline const char *
byte_runs_quote_sse2(const char *at, const char *end)
{
	for (; end - at >= 16; at += 16) {
		unsigned found = byte_runs_where_sse2(byte_runs_load_sse2(at), '"');

		if (found != 0)
			return at + __builtin_ctz(found);
	}
	return byte_runs_quote_portable(at, end);
}

/* Each bit is the parity of the 16 bits up to it: set from an odd quote on. */
static inline unsigned
byte_runs_parities(unsigned bits)
{
	bits ^= bits << 1;
	bits ^= bits << 2;
	bits ^= bits << 4;
	return (bits ^ bits << 8) & 0xffff;
}

/* One bit for each bracket, and each backslash; of the other bytes, "|" has one too. */
static inline unsigned
byte_runs_brackets_sse2(__m128i bytes)
{
	/* [ and {, backslash and |, ] and } differ in one bit, and stand side by side.
	 */
	__m128i curly = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
	__m128i from_open = _mm_sub_epi8(curly, _mm_set1_epi8('{'));

	return (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_min_epu8(from_open, _mm_set1_epi8(2)), from_open));
}

static inline const char *
byte_runs_nested_sse2(const char *at, const char *end)
{
	struct byte_runs_nesting n = { at, 0, false };

	for (; end - n.at >= 16; n.at += 16) {
		__m128i bytes = byte_runs_load_sse2(n.at);
		unsigned quotes = byte_runs_where_sse2(bytes, '"');
		unsigned left = byte_runs_brackets_sse2(bytes), text, open;

		if (left == 0) {
			n.in_text ^= (bool)__builtin_parity(quotes);
			continue;
		}
		if (byte_runs_where_sse2(bytes, '\\') != 0)
			break;
		text = byte_runs_parities(quotes) ^ (n.in_text ? 0xffff : 0);
		n.in_text = (text & 0x8000) != 0;
		open =
		    byte_runs_where_sse2(bytes, '{') | byte_runs_where_sse2(bytes, '[');
		left &= ~text & ~byte_runs_where_sse2(bytes, '|');
		for (; left != 0; left &= left - 1)
			if ((open & left & -left) != 0)
				n.depth++;
			else if (--n.depth == 0)
				return n.at + __builtin_ctz(left) + 1;
	}
	return byte_runs_nested_from(n, end);
}

/* Five characters at once.  Of E0 and ED, which are left out, not all that follows is
 * UTF-8. */
static inline const char *
byte_runs_han_sse2(const char *at, const char *end)
{
	const __m128i looked_at = _mm_setr_epi8(-16, -64, -64, -16, -64, -64, -16, -64,
	    -64, -16, -64, -64, -16, -64, -64, 0);
	const __m128i wanted = _mm_setr_epi8(-32, -128, -128, -32, -128, -128, -32,
	    -128, -128, -32, -128, -128, -32, -128, -128, 0);
	unsigned run;

	do {
		__m128i bytes, left_out, good;

		if (end - at < 16)
			return byte_runs_han_portable(at, end);
		bytes = byte_runs_load_sse2(at);
		left_out =
		    _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xe0)),
			_mm_cmpeq_epi8(
			    _mm_max_epu8(bytes, _mm_set1_epi8((char)0xed)), bytes));
		good = _mm_andnot_si128(
		    left_out, _mm_cmpeq_epi8(_mm_and_si128(bytes, looked_at), wanted));
		/* The 16th byte is not looked at; bit 15 ends the run. */
		run = (unsigned)__builtin_ctz(
			  ~(unsigned)_mm_movemask_epi8(good) | 0x8000) /
		      3 * 3;
		at += run;
	} while (run == 15);
	return at;
}

static inline unsigned
byte_runs_digit_bits(__m128i bytes)
{
	__m128i value = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));

	return (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value));
}

static inline const char *
byte_runs_digits_sse2(const char *at, const char *end)
{
	for (; end - at >= 16; at += 16) {
		unsigned digits = byte_runs_digit_bits(byte_runs_load_sse2(at));

		if (digits != 0xffff)
			return at + __builtin_ctz(~digits);
	}
	return byte_runs_digits_portable(at, end);
}

/*
 * Behind a number without an exponent, if it is one of at most 15 bytes behind its
 * minus sign and 17 bytes are left; else NULL, which says nothing.
 */
static inline const char *
byte_runs_number_sse2(const char *at, const char *end)
{
	unsigned digits, run, rest;

	if (end - at < 17)
		return NULL;
	at += *at == '-';
	digits = byte_runs_digit_bits(byte_runs_load_sse2(at));
	run = (unsigned)__builtin_ctz(~digits);
	if (run == 0 || run > 13 || (*at == '0' && run > 1))
		return NULL;
	if (at[run] == '.') {
		rest = (unsigned)__builtin_ctz(~(digits >> (run + 1)));
		run += 1 + rest;
		if (rest == 0 || run > 15)
			return NULL;
	}
	return (at[run] | 0x20) != 'e' ? at + run : NULL;
}

#define byte_runs_plain  byte_runs_plain_sse2
#define byte_runs_text   byte_runs_text_sse2
#define byte_runs_quote  byte_runs_quote_sse2
#define byte_runs_nested byte_runs_nested_sse2
#define byte_runs_han    byte_runs_han_sse2
#define byte_runs_digits byte_runs_digits_sse2
#define byte_runs_number byte_runs_number_sse2
#else
#define byte_runs_plain  byte_runs_plain_portable
#define byte_runs_text   byte_runs_text_portable
#define byte_runs_quote  byte_runs_quote_portable
#define byte_runs_nested byte_runs_nested_portable
#define byte_runs_han    byte_runs_han_portable
#define byte_runs_digits byte_runs_digits_portable
#define byte_runs_number byte_runs_number_portable
#endif

#endif
