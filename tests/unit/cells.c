#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "synthetic/cells.h"
#include "synthetic/random.h"

enum { MOST = 8, ROOM = 64 };

struct mesh {
	struct point corners[MOST][ROOM];
	size_t counts[MOST];
};

static struct mesh
mesh_of(const struct cells *cells)
{
	struct mesh mesh;

	for (size_t i = 0; i < cells->count; i++) {
		mesh.counts[i] = cells_corners(cells, i, mesh.corners[i], ROOM);
		assert(mesh.counts[i] >= 3);
	}
	return mesh;
}

static int64_t
twice_area(const struct point corners[], size_t count)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		struct point a = corners[i], b = corners[(i + 1) % count];

		sum += a.x * b.y - a.y * b.x;
	}
	return sum;
}

static bool
same(struct point a, struct point b)
{
	return a.x == b.x && a.y == b.y;
}

/* Whether an edge is on the box, or some other cell has it the other way round. */
static bool
edge_is_met(const struct cells *cells, const struct mesh *mesh, size_t cell,
    struct point a, struct point b)
{
	if ((a.x == b.x && (a.x == cells->low.x || a.x == cells->high.x)) ||
	    (a.y == b.y && (a.y == cells->low.y || a.y == cells->high.y)))
		return true;
	for (size_t i = 0; i < cells->count; i++)
		for (size_t n = 0; i != cell && n < mesh->counts[i]; n++)
			if (same(mesh->corners[i][n], b) &&
			    same(mesh->corners[i][(n + 1) % mesh->counts[i]], a))
				return true;
	return false;
}

static int64_t
lead(struct point site, struct point other, struct point p)
{
	return (p.x - other.x) * (p.x - other.x) + (p.y - other.y) * (p.y - other.y) -
	       (p.x - site.x) * (p.x - site.x) - (p.y - site.y) * (p.y - site.y);
}

/* No other site is nearer to a corner than its rounding by a half explains. */
static void
check_corner(const struct cells *cells, size_t cell, struct point p)
{
	for (size_t i = 0; i < cells->count; i++)
		assert(lead(cells->sites[cell], cells->sites[i], p) >=
		       -llabs(cells->sites[cell].x - cells->sites[i].x) -
			   llabs(cells->sites[cell].y - cells->sites[i].y));
}

/* No gap and no overlap: the areas sum up to the box, and every edge has two sides. */
static void
check_mesh(const struct cells *cells)
{
	struct mesh mesh = mesh_of(cells);
	int64_t sum = 0;

	for (size_t i = 0; i < cells->count; i++) {
		size_t count = mesh.counts[i];

		sum += twice_area(mesh.corners[i], count);
		for (size_t n = 0; n < count; n++) {
			check_corner(cells, i, mesh.corners[i][n]);
			assert(edge_is_met(cells, &mesh, i, mesh.corners[i][n],
			    mesh.corners[i][(n + 1) % count]));
		}
	}
	assert(
	    sum == 2 * (cells->high.x - cells->low.x) * (cells->high.y - cells->low.y));
}

static void
test_two_halves(void)
{
	static const struct point sites[] = { { 10, 50 }, { 31, 50 } };
	static const struct point left[] = { { 21, 100 }, { 0, 100 }, { 0, 0 },
		{ 21, 0 } };
	struct cells cells = { sites, 2, { 0, 0 }, { 100, 100 } };
	struct point corners[ROOM];

	/* The border is x = 20.5, which is written as 21. */
	assert(cells_corners(&cells, 0, corners, ROOM) == 4);
	assert(memcmp(corners, left, sizeof left) == 0);
	assert(cells_corners(&cells, 0, corners, 3) == 0);
	check_mesh(&cells);
}

static void
test_inside(void)
{
	static const struct point sites[] = { { 10, 50 }, { 30, 50 } };
	struct cells cells = { sites, 2, { 0, 0 }, { 100, 100 } };

	assert(cells_inside(&cells, 0, (struct point){ 17, 50 }, 3));
	assert(!cells_inside(&cells, 0, (struct point){ 18, 50 }, 3));
	assert(!cells_inside(&cells, 0, (struct point){ 2, 50 }, 3));
	assert(!cells_inside(&cells, 1, (struct point){ 17, 50 }, 3));
	assert(!cells_inside(&cells, 1, (struct point){ 50, 101 }, 0));
}

static void
test_any_sites(void)
{
	for (uint64_t round = 0; round < 2000; round++) {
		struct random r = random_stream(2020, 1, round);
		struct point sites[MOST];
		struct cells cells = { sites, 2 + random_below(&r, MOST - 1),
			{ 102500000, 35600000 }, { 104600000, 37100000 } };

		for (size_t i = 0; i < cells.count; i++)
			sites[i] =
			    (struct point){ cells.low.x + 1 + random_below(&r, 2099999),
				    cells.low.y + 1 + random_below(&r, 1499999) };
		check_mesh(&cells);
	}
}

int
main(void)
{
	test_two_halves();
	test_inside();
	test_any_sites();
	return 0;
}
