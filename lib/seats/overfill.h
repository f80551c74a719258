/*
 * overfill.h - lines that are over-drawn on purpose
 *
 * Where schools look at those who are filed to them and may still send some back, a
 * round files more than there are seats: the capacity times a ratio, 1.05 say.  The
 * ratio is exact; a part of a seat is no seat, so the product is rounded down.
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

/* Read a ratio, a decimal number from 1 to 100.  False if it is none. */
bool overfill_read(const char *text, struct decimal *ratio);

/* How many a program with that many seats is filed; at most MARKET_NONE - 1. */
uint32_t overfill_seats(struct decimal ratio, uint32_t capacity);

#endif
