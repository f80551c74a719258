/*
 * overfill.h - more applicants for a program than it has seats
 *
 * Where schools read the files sent to them and may still send some back, a round files
 * more than there are seats: the capacity times a ratio, 1.05 for example.  The ratio
 * is exact; the product is rounded down.
 */
#ifndef OVERFILL_H
#define OVERFILL_H

#include <stdbool.h>
#include <stdint.h>

#include "record/decimal.h"

/* No ratio: a round gives the seats that there are. */
#define OVERFILL_NONE ((struct decimal){ 0, 0 })

static inline bool
overfill_set(struct decimal ratio)
{
	return ratio.units > 0;
}

/* Read a ratio, a decimal number from 1 to 100.  False if the text is not one. */
bool overfill_read(const char *text, struct decimal *ratio);

/* The most that a program of a capacity takes; below MARKET_NONE. */
uint32_t overfill_seats(struct decimal ratio, uint32_t capacity);

#endif
