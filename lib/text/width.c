#include "text/width.h"

#include "text/unicode_tables.h"
#include "text/utf8.h"

enum { RANGES = sizeof width_ranges / sizeof *width_ranges };

size_t
width_of(uint32_t c)
{
	size_t low = 0, high = RANGES;

	if (c < 0x80)
		return 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c > width_ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == RANGES || c < width_ranges[low].first)
		return 1;
	return width_ranges[low].marked ? 2 : 0;
}

size_t
width_count(struct span text)
{
	size_t columns = 0, len;
	uint32_t c = 0;

	for (size_t at = 0; at < text.len; at += len) {
		len = utf8_read(text.at + at, text.at + text.len, &c);
		columns += len > 0 ? width_of(c) : 1;
		if (len == 0)
			len = 1;
	}
	return columns;
}
