/*
 * plain_cell.h - cells in which nothing can be mended
 *
 * A cell is plain if it has nothing but ASCII digits, ASCII letters other than x, and
 * characters whose UTF-8 begins with E4 to E9, as nearly all Han characters do.  No
 * step of cleaning.h changes such a cell, nor is there anything to trim.
 *
 * The cell must be UTF-8, of which the bytes tell alone: what begins with one of those
 * six has three bytes.  A portable form, and one for SSE2, which every x86-64 processor
 * has; readers use the one without a suffix.  A unit test compares the two.
 */
#ifndef PLAIN_CELL_H
#define PLAIN_CELL_H

#include "record/byte_runs.h"
#include "record/span.h"

static inline bool
plain_cell_portable(struct span cell)
{
	bool plain = true;

	for (size_t i = 0; i < cell.len; i++) {
		unsigned char c = (unsigned char)cell.at[i];

		plain &= (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			 (c >= 'a' && c <= 'z' && c != 'x') ||
			 (c >= 0x80 && c <= 0xbf) || (c >= 0xe4 && c <= 0xe9);
	}
	return plain;
}

#ifdef __SSE2__

/* All bits of each byte that is one of so many from first on. */
static inline __m128i
plain_cell_range(__m128i bytes, unsigned char first, unsigned char count)
{
	__m128i from = _mm_sub_epi8(bytes, _mm_set1_epi8((char)first));

	return _mm_cmpeq_epi8(
	    _mm_min_epu8(from, _mm_set1_epi8((char)(count - 1))), from);
}

/* All bits of each byte that can be in a plain cell. */
static inline __m128i
plain_cell_bytes(__m128i bytes)
{
	__m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
	__m128i letter = _mm_andnot_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('x')),
	    plain_cell_range(lower, 'a', 26));
	__m128i high = _mm_or_si128(
	    plain_cell_range(bytes, 0x80, 0x40), plain_cell_range(bytes, 0xe4, 6));

	return _mm_or_si128(
	    _mm_or_si128(letter, high), plain_cell_range(bytes, '0', 10));
}

static inline bool
plain_cell_sse2(struct span cell)
{
	const char *at = cell.at, *end = at + cell.len;
	__m128i plain, bytes;

	if (cell.len < 8)
		return plain_cell_portable(cell);
	if (cell.len < 16) {
		/* Two words, which may overlap. */
		bytes = _mm_set_epi64x(
		    (long long)span_load(end - 8, 8), (long long)span_load(at, 8));
		return _mm_movemask_epi8(plain_cell_bytes(bytes)) == 0xffff;
	}
	plain = plain_cell_bytes(byte_runs_load_sse2(end - 16));
	for (; end - at > 16; at += 16)
		plain = _mm_and_si128(plain, plain_cell_bytes(byte_runs_load_sse2(at)));
	return _mm_movemask_epi8(plain) == 0xffff;
}

#define plain_cell plain_cell_sse2
#else
#define plain_cell plain_cell_portable
#endif

#endif
