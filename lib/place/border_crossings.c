#include "place/border_crossings.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* Comparisons of boxes: so many in any case, and so many more for each edge. */
enum { COMPARISONS = 20000000, COMPARISONS_BY_EDGE = 100 };

struct box {
	struct position low, high;
};

/* Edges in the order of the rings; box 1 is round all, box n round 2n and 2n + 1. */
struct tree {
	const struct border_edge *edges;
	struct box *boxes;
	size_t count, leaves;
	size_t most, *crossings;
	uint64_t comparisons;
};

static int64_t
lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
greater(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static struct box
box_of(struct position a, struct position b)
{
	return (struct box){ { lesser(a.lon, b.lon), lesser(a.lat, b.lat) },
		{ greater(a.lon, b.lon), greater(a.lat, b.lat) } };
}

static struct box
box_round(struct box a, struct box b)
{
	return (
	    struct box){ { lesser(a.low.lon, b.low.lon), lesser(a.low.lat, b.low.lat) },
		{ greater(a.high.lon, b.high.lon), greater(a.high.lat, b.high.lat) } };
}

static bool
boxes_meet(struct box a, struct box b)
{
	return a.low.lon <= b.high.lon && b.low.lon <= a.high.lon &&
	       a.low.lat <= b.high.lat && b.low.lat <= a.high.lat;
}

static bool
same(struct position a, struct position b)
{
	return a.lon == b.lon && a.lat == b.lat;
}

static bool
on_one_side(wide a, wide b)
{
	return (a > 0 && b > 0) || (a < 0 && b < 0);
}

/* Whether two edges with a common end lie on each other beyond it. */
static bool
overlap(struct border_edge a, struct border_edge b)
{
	struct position end =
	    same(a.from, b.from) || same(a.from, b.to) ? a.from : a.to;
	struct position p = same(a.from, end) ? a.to : a.from;
	struct position q = same(b.from, end) ? b.to : b.from;

	return position_orientation(end, p, q) == 0 &&
	       (wide)(p.lon - end.lon) * (q.lon - end.lon) +
		       (wide)(p.lat - end.lat) * (q.lat - end.lat) >
		   0;
}

/* Whether two edges, of which the boxes meet, are such a pair. */
static bool
cross(struct border_edge a, struct border_edge b)
{
	bool from = same(a.from, b.from) || same(a.from, b.to);
	bool to = same(a.to, b.from) || same(a.to, b.to);

	if (from || to)
		return !(from && to) && overlap(a, b);
	return !on_one_side(position_orientation(a.from, a.to, b.from),
		   position_orientation(a.from, a.to, b.to)) &&
	       !on_one_side(position_orientation(b.from, b.to, a.from),
		   position_orientation(b.from, b.to, a.to));
}

/* Compare what two boxes hold; false if there is too much of it. */
static bool
compare(struct tree *t, size_t a, size_t b)
{
	if (t->comparisons-- == 0)
		return false;
	if (!boxes_meet(t->boxes[a], t->boxes[b]))
		return true;
	if (a >= t->leaves) {
		size_t i = a - t->leaves, j = b - t->leaves;

		if (i == j || !cross(t->edges[i], t->edges[j]))
			return true;
		return ++*t->crossings <= t->most;
	}
	if (a == b)
		return compare(t, 2 * a, 2 * a) && compare(t, 2 * a, 2 * a + 1) &&
		       compare(t, 2 * a + 1, 2 * a + 1);
	return compare(t, 2 * a, 2 * b) && compare(t, 2 * a, 2 * b + 1) &&
	       compare(t, 2 * a + 1, 2 * b) && compare(t, 2 * a + 1, 2 * b + 1);
}

static void
lay_boxes(struct tree *t)
{
	const struct box nothing = { { INT64_MAX, INT64_MAX },
		{ INT64_MIN, INT64_MIN } };

	for (size_t i = 0; i < t->leaves; i++)
		t->boxes[t->leaves + i] =
		    i < t->count ? box_of(t->edges[i].from, t->edges[i].to) : nothing;
	for (size_t i = t->leaves - 1; i > 0; i--)
		t->boxes[i] = box_round(t->boxes[2 * i], t->boxes[2 * i + 1]);
}

enum border_crossings
border_crossings_count(
    const struct border_edge *edges, size_t count, size_t most, size_t *crossings)
{
	struct tree t = { .edges = edges,
		.count = count,
		.leaves = 1,
		.most = most,
		.crossings = crossings,
		.comparisons = COMPARISONS + COMPARISONS_BY_EDGE * (uint64_t)count };
	enum border_crossings result;

	while (t.leaves < count)
		t.leaves *= 2;
	t.boxes = calloc(2 * t.leaves, sizeof *t.boxes);
	if (t.boxes == NULL)
		return BORDER_CROSSINGS_NO_MEMORY;
	lay_boxes(&t);
	result = compare(&t, 1, 1) ? BORDER_CROSSINGS_COUNTED : BORDER_CROSSINGS_MANY;
	free(t.boxes);
	return result;
}
