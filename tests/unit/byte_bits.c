/* Where a byte stands in a block, in both forms, against a look at each byte. */
#include <assert.h>

#include "record/byte_bits.h"

#include "fixed_seed.h"

enum { ROUNDS = 20000 };

static uint64_t
slowly(const char *at, char byte)
{
	uint64_t bits = 0;

	for (unsigned i = 0; i < BYTE_BITS_BLOCK; i++)
		bits |= (uint64_t)(at[i] == byte) << i;
	return bits;
}

int
main(void)
{
	char block[BYTE_BITS_BLOCK];

	for (int round = 0; round < ROUNDS; round++) {
		char byte = (char)(draw() % 256);

		/* Bytes that differ in one bit are the ones that could be mistaken. */
		for (unsigned i = 0; i < BYTE_BITS_BLOCK; i++)
			block[i] =
			    draw() % 3 == 0 ? byte : (char)(byte ^ 1 << draw() % 8);
		assert(byte_bits(block, byte) == slowly(block, byte));
		assert(byte_bits_portable(block, byte) == slowly(block, byte));
	}
	return 0;
}
