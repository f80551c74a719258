/*
 * byte_bits.h - where a byte stands in a block of 64, as bits
 *
 * A portable form, and one for SSE2, which every x86-64 processor has; readers use the
 * one without a suffix.  A unit test compares the two.
 */
#ifndef BYTE_BITS_H
#define BYTE_BITS_H

#include <stdint.h>

#include "record/byte_runs.h"

enum { BYTE_BITS_BLOCK = 64 };

/* One bit for each of the 64 bytes that is byte; that of the first one is the lowest.
 */
static inline uint64_t
byte_bits_portable(const char *at, char byte)
{
	const uint64_t low = EVERY_BYTE(0x7f);
	uint64_t bits = 0;

	for (unsigned i = 0; i < BYTE_BITS_BLOCK; i += 8) {
		uint64_t word =
		    byte_runs_load(at + i) ^ EVERY_BYTE((uint64_t)(unsigned char)byte);
		uint64_t same = ~(((word & low) + low) | word | low);

		/* The eight top bits to the top byte, in their order. */
		bits |= ((same >> 7) * 0x0102040810204080u >> 56) << i;
	}
	return bits;
}

#ifdef __SSE2__

static inline uint64_t
byte_bits_sse2(const char *at, char byte)
{
	uint64_t bits = 0;

	for (unsigned i = 0; i < BYTE_BITS_BLOCK; i += 16)
		bits |=
		    (uint64_t)byte_runs_where_sse2(byte_runs_load_sse2(at + i), byte)
		    << i;
	return bits;
}

#define byte_bits byte_bits_sse2
#else
#define byte_bits byte_bits_portable
#endif

#endif
