#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cel/time_zone.h"
#include "cel/time_zone_rule.h"

enum {
	HEADER = 44, /* bytes */
	TYPE = 6,    /* of a local time type: offset, summer time, name */
	COUNTS = 20, /* where the six counts begin in the header */
	/* RFC 8536, 3.2: a reader need not take other offsets. */
	LEAST_OFFSET = -89999,
	MOST_OFFSET = 93599,
};

struct time_zone {
	size_t count; /* of transitions */
	int64_t *moments;
	int32_t *offsets; /* from moments[i] on; the last one is before the first */
	bool has_rule;
	struct time_zone_rule rule; /* from the last transition on */
};

/* The counts of a header, in the order of the file. */
struct counts {
	uint32_t utc_marks, standard_marks, leaps, transitions, types, letters;
};

/* One of the two blocks of data: where its parts are. */
struct block {
	struct counts counts;
	size_t width; /* bytes of a moment: 4 or 8 */
	const unsigned char *moments, *numbers, *types;
};

/* The bytes that are not read yet. */
struct reader {
	const unsigned char *at;
	size_t left;
};

static uint32_t
natural(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
	       at[3];
}

/* Two's complement, in 32 bits. */
static int32_t
integer(const unsigned char *at)
{
	uint32_t bits = natural(at);

	return bits <= INT32_MAX ? (int32_t)bits : -(int32_t)(UINT32_MAX - bits) - 1;
}

static int64_t
moment_at(const struct block *b, size_t i)
{
	const unsigned char *at = b->moments + i * b->width;

	if (b->width == 4)
		return integer(at);
	return (int64_t)integer(at) * 4294967296 + natural(at + 4);
}

/* So many items of a size; NULL if there are fewer. */
static const unsigned char *
take(struct reader *r, uint32_t count, size_t size)
{
	const unsigned char *at = r->at;

	if (count > r->left / size)
		return NULL;
	r->at += count * size;
	r->left -= count * size;
	return at;
}

/* version is 0 for the first header of a file, which sets it. */
static bool
read_header(struct reader *r, char *version, struct counts *c)
{
	const unsigned char *at = take(r, 1, HEADER);

	if (at == NULL || memcmp(at, "TZif", 4) != 0 ||
	    (at[4] != '\0' && (at[4] < '2' || at[4] > '4')))
		return false;
	*version = (char)at[4];
	at += COUNTS;
	*c = (struct counts){ natural(at), natural(at + 4), natural(at + 8),
		natural(at + 12), natural(at + 16), natural(at + 20) };
	return true;
}

static bool
read_block(struct reader *r, size_t width, struct block *b)
{
	const struct counts *c = &b->counts;

	b->width = width;
	b->moments = take(r, c->transitions, width);
	b->numbers = take(r, c->transitions, 1);
	b->types = take(r, c->types, TYPE);
	return b->moments != NULL && b->numbers != NULL && b->types != NULL &&
	       take(r, c->letters, 1) != NULL && take(r, c->leaps, width + 4) != NULL &&
	       take(r, c->standard_marks, 1) != NULL &&
	       take(r, c->utc_marks, 1) != NULL;
}

static bool
is_right(const struct block *b)
{
	const struct counts *c = &b->counts;

	if (c->types == 0 || c->types > 256 || c->letters == 0 || c->leaps != 0 ||
	    (c->utc_marks != 0 && c->utc_marks != c->types) ||
	    (c->standard_marks != 0 && c->standard_marks != c->types))
		return false;
	for (uint32_t i = 0; i < c->types; i++) {
		const unsigned char *type = b->types + i * TYPE;
		int32_t offset = integer(type);

		if (offset < LEAST_OFFSET || offset > MOST_OFFSET || type[4] > 1 ||
		    type[5] >= c->letters)
			return false;
	}
	for (uint32_t i = 0; i < c->transitions; i++)
		if (b->numbers[i] >= c->types ||
		    (i > 0 && moment_at(b, i) <= moment_at(b, i - 1)))
			return false;
	return true;
}

/* A rule between two line feeds, or nothing between them. */
static bool
read_footer(struct reader *r, struct time_zone *zone)
{
	const unsigned char *end;

	if (r->left < 2 || r->at[0] != '\n')
		return false;
	end = memchr(r->at + 1, '\n', r->left - 1);
	if (end == NULL)
		return false;
	zone->has_rule = end > r->at + 1;
	return !zone->has_rule || time_zone_rule_read((const char *)r->at + 1,
				      (size_t)(end - r->at - 1), &zone->rule);
}

/* The block that counts, and the footer behind it. */
static bool
read_file(struct reader *r, struct block *b, struct time_zone *zone)
{
	char version;

	if (!read_header(r, &version, &b->counts) || !read_block(r, 4, b))
		return false;
	if (version != '\0' &&
	    (!read_header(r, &version, &b->counts) || version == '\0' ||
		!read_block(r, 8, b) || !read_footer(r, zone)))
		return false;
	return is_right(b);
}

static int32_t
offset_of_type(const struct block *b, unsigned number)
{
	return integer(b->types + number * TYPE);
}

/* Before the first transition goes the first type (RFC 8536, 3.2). */
static bool
copy(struct time_zone *zone, const struct block *b)
{
	size_t count = b->counts.transitions;

	zone->count = count;
	zone->moments = calloc(count + 1, sizeof *zone->moments);
	zone->offsets = calloc(count + 1, sizeof *zone->offsets);
	if (zone->moments == NULL || zone->offsets == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		zone->moments[i] = moment_at(b, i);
		zone->offsets[i] = offset_of_type(b, b->numbers[i]);
	}
	zone->offsets[count] = offset_of_type(b, 0);
	return true;
}

struct time_zone *
time_zone_new(const void *bytes, size_t len)
{
	struct time_zone *zone = calloc(1, sizeof *zone);
	struct reader r = { bytes, len };
	struct block b;

	if (zone != NULL && read_file(&r, &b, zone) && copy(zone, &b))
		return zone;
	time_zone_free(zone);
	return NULL;
}

void
time_zone_free(struct time_zone *zone)
{
	if (zone == NULL)
		return;
	free(zone->moments);
	free(zone->offsets);
	free(zone);
}

int32_t
time_zone_offset(const struct time_zone *zone, int64_t moment)
{
	size_t low = 0, high = zone->count;

	if (zone->has_rule &&
	    (zone->count == 0 || moment >= zone->moments[zone->count - 1]))
		return time_zone_rule_offset(&zone->rule, moment);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->moments[middle] <= moment)
			low = middle + 1;
		else
			high = middle;
	}
	return zone->offsets[low > 0 ? low - 1 : zone->count];
}
