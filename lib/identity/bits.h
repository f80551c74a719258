/*
 * bits.h - weights of evidence: logarithms to the base 2, in thousandths of a bit
 *
 * Made by integer arithmetic only, so that a weight is the same on every machine,
 * whatever its library of mathematics does in the last digit.
 */
#ifndef BITS_H
#define BITS_H

#include <stdint.h>

enum { BITS_ONE = 1000 };

/*
 * log2(numerator / denominator), rounded to the nearest thousandth; both are above 0.
 * The sign turns if they are exchanged.
 */
int32_t bits_log2(uint64_t numerator, uint64_t denominator);

#endif
