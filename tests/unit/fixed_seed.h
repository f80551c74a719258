/*
 * fixed_seed.h - values for tests that look random and are the same in every run
 */
#ifndef FIXED_SEED_H
#define FIXED_SEED_H

#include <stdint.h>

/* So many rounds of what is drawn; a third under a sanitizer, where each takes long. */
#ifdef __SANITIZE_ADDRESS__
#define ROUNDS_OF(many) ((many) / 3)
#else
#define ROUNDS_OF(many) (many)
#endif

/* The next of 64 bits: xorshift64* (Vigna, ACM TOMS 2016). */
static inline uint64_t
draw(void)
{
	static uint64_t state = 88172645463325252u;

	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return state * 2685821657736338717u;
}

#endif
