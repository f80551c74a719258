/*
 * grid.h - a uniform grid over the borders of a map
 *
 * A cell that no border crosses knows which areas cover it.  Any other knows, for
 * each of its areas, whether the cell's own corner is inside, and the edges that
 * touch the cell.  For any point of the cell the rest is local: the point is inside
 * as well if a path to it from the corner crosses an even number of these edges.
 *
 * The corner of a cell is its south-western one, moved by less than any distance:
 * to the north by epsilon, to the east by delta, which is far less than epsilon.  So
 * no edge goes through a corner, and no vertex lies on a path that starts there: a
 * comparison that would be a tie is decided by the two.
 *
 * The fields are for locator.c.
 */
#ifndef GRID_H
#define GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "place/boundaries.h"

enum { GRID_EMPTY = 0 };
#define GRID_ALONE (UINT32_C(1) << 31)

struct grid {
	const struct position *vertices; /* of the map, borrowed */
	struct position low;             /* the corner of the first cell */
	unsigned shift; /* a cell is 2^shift billionths wide and high */
	int64_t columns, rows;
	/*
	 * Row by row: GRID_EMPTY; GRID_ALONE and the number of the one area that covers
	 * the cell; or the place in the pool of how many entries the cell has, which
	 * follow it in the order of their areas.
	 */
	uint32_t *cells;
	uint32_t *pool;
	size_t most; /* entries of a cell, at least 1 */
};

/* An area in a cell, as it stands in the pool. */
struct grid_entry {
	uint32_t area;
	bool inside;                 /* the corner is */
	const uint32_t *edges, *end; /* each as the index of its first vertex */
};

/* In the pool: area times 2 and inside; how many edges; the edges. */
enum { GRID_ENTRY_WORDS = 2 };

static inline struct grid_entry
grid_entry(const uint32_t *words)
{
	return (struct grid_entry){ .area = words[0] >> 1,
		.inside = words[0] & 1,
		.edges = words + GRID_ENTRY_WORDS,
		.end = words + GRID_ENTRY_WORDS + words[1] };
}

static inline int64_t
grid_size(const struct grid *g)
{
	return INT64_C(1) << g->shift;
}

/* The column and the row of a longitude and a latitude, inside of the grid or not. */
static inline int64_t
grid_column(const struct grid *g, int64_t lon)
{
	return (lon - g->low.lon) >> g->shift;
}

static inline int64_t
grid_row(const struct grid *g, int64_t lat)
{
	return (lat - g->low.lat) >> g->shift;
}

static inline struct position
grid_corner(const struct grid *g, int64_t column, int64_t row)
{
	return (struct position){ g->low.lon + column * grid_size(g),
		g->low.lat + row * grid_size(g) };
}

/* The same of a point that is moved by epsilon and delta, so never on the line. */
static inline bool
grid_corner_is_left(struct position a, struct position b, struct position corner)
{
	wide side = position_orientation(a, b, corner);

	if (side != 0)
		return side > 0;
	if (a.lon != b.lon)
		return a.lon < b.lon;
	return a.lat > b.lat;
}

/*
 * Lay a grid over a map, which is borrowed.  False if there is no memory, or the map
 * is too large: 2^30 vertices, areas, or words of the pool.  grid_free() frees what
 * the grid holds, in either case.
 */
bool grid_build(struct grid *, const struct boundaries *);
void grid_free(struct grid *);

#endif
