/*
 * random.h - numbers that only the seed decides
 *
 * Generated data must be the same bytes on every machine, so there is no libm
 * and no floating point here, and no state outside of struct random.  A stream
 * belongs to one purpose and one index (the names of applicant 17, say): each
 * applicant can be made by itself, in any order, and a new purpose changes
 * nothing that was there before.
 *
 * The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014).  It is for samples and tests,
 * never for a draw of places.
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

enum { RANDOM_DEVIATION = 1024 };

/* The number that a text stands for: the first 8 bytes of its SHA-256, high first. */
uint64_t random_seed(const char *text);

/* The stream of one purpose and one index under a seed. */
struct random random_stream(uint64_t seed, uint32_t purpose, uint64_t index);

uint64_t random_next(struct random *);

/*
 * A whole number from 0 to bound - 1, each equally likely; bound is at least 1.
 * Multiply and reject: Lemire, "Fast random integer generation in an interval",
 * ACM TOMACS 2019.
 */
uint32_t random_below(struct random *, uint32_t bound);

/* True once in so many. */
bool random_one_in(struct random *, uint32_t many);

/*
 * Nearly normal, mean 0, in units of 1/RANDOM_DEVIATION of a standard deviation:
 * the sum of twelve uniform whole numbers of ten bits, so never beyond 6
 * deviations.
 */
int32_t random_normal(struct random *);

/* A number from 0 to count - 1, each as likely as its weight; some weight is not 0. */
size_t random_weighted(struct random *, const uint16_t weights[], size_t count);

/* Put the numbers into a random order (Fisher and Yates). */
void random_shuffle(struct random *, uint32_t numbers[], uint32_t count);

#endif
