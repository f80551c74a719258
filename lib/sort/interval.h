/*
 * interval.h - which of several intervals holds a number
 *
 * Interval i begins at start(items, i), the starts do not fall, and each ends where the
 * next one begins.
 */
#ifndef INTERVAL_H
#define INTERVAL_H

#include <stddef.h>
#include <stdint.h>

/* The last of count intervals (at least 1) that begins at a number or before; 0 if none
 * does. */
static inline size_t
interval_find(const void *items, size_t count, uint64_t number,
    uint64_t (*start)(const void *items, size_t i))
{
	size_t low = 0, high = count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (start(items, middle) <= number)
			low = middle;
		else
			high = middle;
	}
	return low;
}

#endif
