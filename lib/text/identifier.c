#include <stddef.h>

#include "text/identifier.h"
#include "text/unicode_tables.h"

enum { RANGES = sizeof identifier_ranges / sizeof *identifier_ranges };

static const struct unicode_range *
find(uint32_t c)
{
	size_t low = 0, high = RANGES;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c > identifier_ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < RANGES && c >= identifier_ranges[low].first
		   ? &identifier_ranges[low]
		   : NULL;
}

bool
identifier_starts(uint32_t c)
{
	const struct unicode_range *range = find(c);

	return range != NULL && range->marked;
}

bool
identifier_continues(uint32_t c)
{
	return find(c) != NULL;
}
