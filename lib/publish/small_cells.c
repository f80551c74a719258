#include "publish/small_cells.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "text/numbering.h"

enum { CORNERS = 1 << SMALL_CELLS_DIMENSIONS };

struct cell {
	uint64_t count;
	bool small, suppressed;
};

struct small_cells {
	size_t dimensions;
	struct numbering *places; /* the values of each cell, as bytes */
	struct cell *cells;
	size_t count, room;
	bool has_totals;
};

/* The corners of a box, by their cells, and how many records it hides that are not
 * hidden yet. */
struct box {
	uint32_t corners[CORNERS];
	uint64_t cost;
};

struct small_cells *
small_cells_new(size_t dimensions)
{
	struct small_cells *s = calloc(1, sizeof *s);

	if (s == NULL)
		return NULL;
	s->dimensions = dimensions;
	s->places = numbering_new();
	if (s->places == NULL) {
		small_cells_free(s);
		return NULL;
	}
	return s;
}

void
small_cells_free(struct small_cells *s)
{
	if (s == NULL)
		return;
	numbering_free(s->places);
	free(s->cells);
	free(s);
}

static struct span
place_of(const struct small_cells *s, const uint32_t *values)
{
	return (struct span){ (const char *)values, s->dimensions * sizeof *values };
}

static void
values_of(const struct small_cells *s, uint32_t cell, uint32_t *values)
{
	struct span place = numbering_text(s->places, cell);

	memcpy(values, place.at, place.len);
}

bool
small_cells_add(struct small_cells *s, const uint32_t *values, uint64_t count)
{
	bool known;

	if (!array_reserve(&s->cells, &s->room, s->count + 1, sizeof *s->cells) ||
	    numbering_add(s->places, place_of(s, values), &known) == NUMBERING_NONE)
		return false;
	s->cells[s->count++] = (struct cell){ .count = count };
	for (size_t i = 0; i < s->dimensions; i++)
		s->has_totals |= values[i] == SMALL_CELLS_TOTAL;
	return true;
}

/*
 * Whether a corner gains what the first one gains, or loses it: the sign turns with
 * each dimension in which it leaves the first one for a value, and not for the total.
 */
static bool
is_opposed(const struct small_cells *s, const uint32_t *from, const uint32_t *to,
    size_t corner)
{
	bool opposed = false;

	for (size_t i = 0; i < s->dimensions; i++)
		if ((corner >> i & 1) != 0 && from[i] != SMALL_CELLS_TOTAL &&
		    to[i] != SMALL_CELLS_TOTAL)
			opposed = !opposed;
	return opposed;
}

/*
 * The box between two cells, if it hides less than most; false if it hides as much, if
 * a corner counts nobody, or if those that count one stand on both sides.
 */
static bool
find_box(const struct small_cells *s, const uint32_t *from, const uint32_t *to,
    uint64_t most, struct box *box)
{
	uint32_t at[SMALL_CELLS_DIMENSIONS];
	bool one_gains = false, one_loses = false;

	box->cost = 0;
	for (size_t corner = 0; corner < (size_t)1 << s->dimensions; corner++) {
		const struct cell *cell;
		uint32_t number;

		for (size_t i = 0; i < s->dimensions; i++)
			at[i] = (corner >> i & 1) != 0 ? to[i] : from[i];
		number = numbering_find(s->places, place_of(s, at));
		if (number == NUMBERING_NONE)
			return false;
		cell = &s->cells[number];
		if (!cell->suppressed)
			box->cost += cell->count;
		if (cell->count == 1 && is_opposed(s, from, to, corner))
			one_loses = true;
		else if (cell->count == 1)
			one_gains = true;
		if (box->cost >= most || (one_gains && one_loses))
			return false;
		box->corners[corner] = number;
	}
	return true;
}

static bool
differ(const struct small_cells *s, const uint32_t *a, const uint32_t *b)
{
	for (size_t i = 0; i < s->dimensions; i++)
		if (a[i] == b[i])
			return false;
	return true;
}

/* Suppress the corners of the box of a small cell that hides the fewest. */
static void
protect(struct small_cells *s, uint32_t cell)
{
	uint32_t from[SMALL_CELLS_DIMENSIONS], to[SMALL_CELLS_DIMENSIONS];
	struct box box, best = { .cost = UINT64_MAX };

	values_of(s, cell, from);
	for (uint32_t other = 0; other < s->count && best.cost > 0; other++) {
		if (!s->cells[other].suppressed && s->cells[other].count >= best.cost)
			continue;
		values_of(s, other, to);
		if (differ(s, from, to) && find_box(s, from, to, best.cost, &box))
			best = box;
	}
	if (best.cost == UINT64_MAX)
		return;
	for (size_t corner = 0; corner < (size_t)1 << s->dimensions; corner++)
		s->cells[best.corners[corner]].suppressed = true;
}

size_t
small_cells_suppress(struct small_cells *s, uint64_t least)
{
	size_t suppressed = 0;

	for (size_t i = 0; i < s->count; i++)
		if (s->cells[i].count < least)
			s->cells[i].small = s->cells[i].suppressed = true;
	for (size_t i = 0; s->has_totals && i < s->count; i++)
		if (s->cells[i].small)
			protect(s, (uint32_t)i);
	for (size_t i = 0; i < s->count; i++)
		suppressed += s->cells[i].suppressed;
	return suppressed;
}

bool
small_cells_is_suppressed(const struct small_cells *s, size_t cell)
{
	return s->cells[cell].suppressed;
}

bool
small_cells_is_small(const struct small_cells *s, size_t cell)
{
	return s->cells[cell].small;
}
