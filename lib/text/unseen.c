#include "text/unseen.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

enum { RANGES = sizeof unseen_ranges / sizeof *unseen_ranges };

/* The range of the table that has the character, or NULL. */
static const struct unicode_range *
find(uint32_t c)
{
	size_t low = 0, high = RANGES;

	if (c > ' ' && c < 0x7f) /* as most are */
		return NULL;
	if (c > 0x10ffff || (unseen_pages[c >> 13] >> (c >> 8 & 31) & 1) == 0)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c > unseen_ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < RANGES && c >= unseen_ranges[low].first ? &unseen_ranges[low]
							     : NULL;
}

bool
unseen_is(uint32_t c)
{
	return find(c) != NULL;
}

bool
unseen_is_space(uint32_t c)
{
	const struct unicode_range *range = find(c);

	return range != NULL && range->marked;
}

bool
unseen_is_white_space(uint32_t c)
{
	const struct unicode_range *range = find(c);

	return range != NULL && range->white_space;
}

size_t
unseen_at_start(struct span text)
{
	const char *at = text.at, *end = text.at + text.len;
	uint32_t c = 0;
	size_t len;

	while (at < end && (len = utf8_read(at, end, &c)) > 0 && unseen_is(c))
		at += len;
	return (size_t)(at - text.at);
}

size_t
unseen_at_end(struct span text)
{
	const char *end = text.at + text.len;

	while (end > text.at) {
		const char *at = end - 1;
		uint32_t c = 0;

		while (
		    at > text.at && end - at < 4 && ((unsigned char)*at & 0xc0) == 0x80)
			at--;
		if (utf8_read(at, end, &c) != (size_t)(end - at) || !unseen_is(c))
			break;
		end = at;
	}
	return text.len - (size_t)(end - text.at);
}

struct span
unseen_trim(struct span text)
{
	size_t start = unseen_at_start(text);

	text.at += start;
	text.len -= start;
	text.len -= unseen_at_end(text);
	return text;
}

bool
unseen_is_all(struct span text)
{
	return unseen_at_start(text) == text.len;
}

bool
unseen_is_readable(struct span text)
{
	const char *at = text.at, *end = text.at + text.len;
	bool space = true; /* none may come now */
	uint32_t c = 0;

	while (at < end) {
		size_t len = utf8_read(at, end, &c);

		if (len == 0 || (c == ' ' ? space : unseen_is(c)))
			return false;
		space = c == ' ';
		at += len;
	}
	return !space;
}
