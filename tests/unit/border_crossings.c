/*
 * The count through boxes is that of each edge with each, by small integers of its own.
 */
#include <assert.h>
#include <stdbool.h>

#include "fixed_seed.h"
#include "place/border_crossings.h"

enum { RUNS = 3000, MOST = 40 };

static bool
is(struct position a, struct position b)
{
	return a.lon == b.lon && a.lat == b.lat;
}

static size_t
count(const struct position *p, size_t points, size_t most, bool *many)
{
	struct border_edge edges[MOST];
	size_t found = 0, n = 0;

	for (size_t i = 0; i < points; i++)
		if (!is(p[i], p[(i + 1) % points]))
			edges[n++] = (struct border_edge){ p[i], p[(i + 1) % points] };
	*many = border_crossings_count(edges, n, most, &found) == BORDER_CROSSINGS_MANY;
	return found;
}

static int64_t
side(struct position a, struct position b, struct position p)
{
	int64_t area =
	    (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);

	return (area > 0) - (area < 0);
}

/* Whether p lies on the edge from a to b, its ends included. */
static bool
lies_on(struct position a, struct position b, struct position p)
{
	return side(a, b, p) == 0 && (p.lon - a.lon) * (p.lon - b.lon) <= 0 &&
	       (p.lat - a.lat) * (p.lat - b.lat) <= 0;
}

static bool
lies_inside(struct position a, struct position b, struct position p)
{
	return lies_on(a, b, p) && !is(a, p) && !is(b, p);
}

/* An end of one is inside of the other, or both are cut in two. */
static bool
cross(struct position a, struct position b, struct position c, struct position d)
{
	return lies_inside(a, b, c) || lies_inside(a, b, d) || lies_inside(c, d, a) ||
	       lies_inside(c, d, b) ||
	       (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0);
}

static void
test_random(void)
{
	struct position p[MOST + 1];
	size_t all = 0;
	bool many;

	for (int run = 0; run < RUNS; run++) {
		size_t points = draw() % (MOST - 2) + 3, want = 0;
		uint64_t most = draw() % 8 + 2;

		for (size_t i = 0; i < points; i++)
			p[i] = (struct position){ (int64_t)(draw() % most),
				(int64_t)(draw() % most) };
		p[points] = p[0];
		for (size_t i = 0; i < points; i++)
			for (size_t j = i + 1; j < points; j++)
				want += !is(p[i], p[i + 1]) && !is(p[j], p[j + 1]) &&
					cross(p[i], p[i + 1], p[j], p[j + 1]);
		assert(count(p, points, SIZE_MAX, &many) == want && !many);
		if (want > 0)
			assert(count(p, points, want - 1, &many) == want && many);
		all += want;
	}
	assert(all > RUNS);
}

static void
test_eye(void)
{
	static const struct position square[] = { { 0, 0 }, { 2, 0 }, { 2, 2 },
		{ 0, 2 } };
	static const struct position bow[] = { { 0, 0 }, { 2, 2 }, { 2, 0 }, { 0, 2 } };
	static const struct position star[] = { { 0, 3 }, { 2, -3 }, { -3, 1 },
		{ 3, 1 }, { -2, -3 } };
	static const struct position spike[] = { { 0, 0 }, { 4, 0 }, { 9, 0 }, { 4, 0 },
		{ 4, 4 } };
	static const struct position back[] = { { 0, 0 }, { 4, 0 }, { 1, 0 },
		{ 0, 4 } };
	bool many;

	assert(count(square, 4, 0, &many) == 0 && !many);
	assert(count(bow, 4, 1, &many) == 1 && !many);
	assert(count(star, 5, 5, &many) == 5 && !many);
	assert(count(star, 5, 2, &many) == 3 && many);
	assert(count(spike, 5, 9, &many) == 0 && !many); /* the same edge, back */
	assert(count(back, 4, 9, &many) == 2 && !many);  /* half of it; the one after */
}

int
main(void)
{
	test_eye();
	test_random();
	return 0;
}
