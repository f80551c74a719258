#include "place/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

enum {
	MAX_COUNT = 1 << 30,
	WORK_PER_EDGE = 12, /* cells and edges noted down for an edge of the map */
	WORK_LEAST = 1 << 16
};

/* Cells from the first to the last column and row of something. */
struct window {
	int64_t column, row, columns, rows;
};

/* Words that grow; a stream of cell, then an entry of the pool, area by area. */
struct words {
	uint32_t *items;
	size_t count, room;
};

struct touch {
	uint32_t cell, edge; /* the cell counts in the window */
};

struct building {
	struct grid *grid;
	const struct boundaries *map;
	struct words entries;

	/* One area at a time. */
	struct window window;
	struct touch *touches;
	size_t touch_count, touch_room;
	uint8_t *flips;   /* the corner is on the other side than the one west of it */
	uint32_t *counts; /* edges that touch the cell; then where they stand */
	uint32_t *sorted;
	size_t sorted_room;
};

/*
 * The longitude of an edge at a latitude, a below b, rounded down.  No position and
 * no corner lies between that and the true one.
 */
static int64_t
lon_at(struct position a, struct position b, int64_t lat)
{
	wide rise = b.lat - a.lat;
	wide product = (wide)(b.lon - a.lon) * (lat - a.lat);
	wide quotient = product / rise;

	if (product % rise < 0)
		quotient--;
	return a.lon + (int64_t)quotient;
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The smallest box of positions, from its low to its high corner. */
static void
box_of(
    const struct position *p, size_t count, struct position *low, struct position *high)
{
	*low = *high = p[0];
	for (size_t i = 1; i < count; i++) {
		low->lon = least(low->lon, p[i].lon);
		low->lat = least(low->lat, p[i].lat);
		high->lon = most(high->lon, p[i].lon);
		high->lat = most(high->lat, p[i].lat);
	}
}

/* The vertices of an area, which follow each other: the first, and how many. */
static const struct position *
area_vertices(const struct boundaries *map, const struct area *area, size_t *count)
{
	const struct ring *first = &map->rings[area->at];
	const struct ring *last = first + area->count - 1;

	*count = last->at + last->count - first->at;
	return map->vertices + first->at;
}

static struct window
area_window(const struct grid *g, const struct boundaries *map, const struct area *area)
{
	struct position low, high;
	struct window w;
	size_t count;
	const struct position *p = area_vertices(map, area, &count);

	box_of(p, count, &low, &high);
	w.column = grid_column(g, low.lon);
	w.row = grid_row(g, low.lat);
	w.columns = grid_column(g, high.lon) - w.column + 1;
	w.rows = grid_row(g, high.lat) - w.row + 1;
	return w;
}

/* About how many cells and edges are looked at to build the grid. */
static double
work(const struct grid *g, const struct boundaries *map)
{
	double sum = (double)g->columns * (double)g->rows;

	for (size_t i = 0; i < map->area_count; i++) {
		struct window w = area_window(g, map, &map->areas[i]);

		sum += (double)w.columns * (double)w.rows;
	}
	for (size_t i = 0; i + 1 < map->vertex_count; i++) {
		struct position a = map->vertices[i], b = map->vertices[i + 1];

		sum += (double)((llabs(a.lon - b.lon) >> g->shift) +
				(llabs(a.lat - b.lat) >> g->shift));
	}
	return sum;
}

static void
set_shift(struct grid *g, unsigned shift, struct position high)
{
	g->shift = shift;
	g->columns = grid_column(g, high.lon) + 1;
	g->rows = grid_row(g, high.lat) + 1;
}

/* The finest grid that does not cost too much. */
static void
choose_grid(struct grid *g, const struct boundaries *map)
{
	double limit = fmin(
	    WORK_LEAST + (double)WORK_PER_EDGE * (double)map->vertex_count, MAX_COUNT);
	struct position high;
	unsigned shift = 40; /* the globe is one cell */

	box_of(map->vertices, map->vertex_count, &g->low, &high);
	do
		set_shift(g, --shift, high);
	while (shift > 0 && work(g, map) <= limit);
	set_shift(g, shift + 1, high);
}

/* Note that an edge touches the cells of a row from one longitude to another. */
static bool
touch_row(struct building *b, uint32_t edge, int64_t row, int64_t west, int64_t east)
{
	const struct window *w = &b->window;
	int64_t first = most(grid_column(b->grid, west) - w->column, 0);
	int64_t last = least(grid_column(b->grid, east) - w->column, w->columns - 1);

	if (!array_reserve(&b->touches, &b->touch_room,
		b->touch_count + (size_t)(last - first + 1), sizeof *b->touches))
		return false;
	for (int64_t c = first; c <= last; c++) {
		uint32_t cell = (uint32_t)((row - w->row) * w->columns + c);

		b->counts[cell]++;
		b->touches[b->touch_count++] = (struct touch){ cell, edge };
	}
	return true;
}

/*
 * The corners of the row east of an edge that goes through its southern line are
 * on the other side: note the first of them.
 */
static void
flip_row(struct building *b, struct position south, struct position north, int64_t row)
{
	const struct grid *g = b->grid;
	const struct window *w = &b->window;
	struct position corner = grid_corner(g, 0, row);
	int64_t column;

	if ((south.lat <= corner.lat) == (north.lat <= corner.lat))
		return;
	column = grid_column(g, lon_at(south, north, corner.lat));
	corner = grid_corner(g, column, row);
	if (grid_corner_is_left(south, north, corner))
		column++;
	column -= w->column;
	if (column < w->columns)
		b->flips[(row - w->row) * w->columns + column] ^= 1;
}

/* Note down where an edge goes: a cell too many does no harm. */
static bool
trace_edge(struct building *b, uint32_t edge)
{
	const struct grid *g = b->grid;
	struct position south = b->map->vertices[edge];
	struct position north = b->map->vertices[edge + 1], swap;
	int64_t last, west, east, floor, ceiling;

	if (south.lat > north.lat) {
		swap = south;
		south = north;
		north = swap;
	}
	last = grid_row(g, north.lat);
	if (south.lat == north.lat)
		return touch_row(b, edge, last, least(south.lon, north.lon),
		    most(south.lon, north.lon));
	for (int64_t row = grid_row(g, south.lat); row <= last; row++) {
		flip_row(b, south, north, row);
		floor = grid_corner(g, 0, row).lat;
		ceiling = floor + grid_size(g);
		west = lon_at(south, north, most(floor, south.lat));
		east = lon_at(south, north, least(ceiling, north.lat));
		if (!touch_row(b, edge, row, least(west, east), most(west, east)))
			return false;
	}
	return true;
}

/* Put the edges of the area in the order of the cells that they touch. */
static bool
sort_touches(struct building *b)
{
	size_t cells = (size_t)(b->window.columns * b->window.rows);
	uint32_t sum = 0;

	if (b->touch_count > MAX_COUNT || !array_reserve(&b->sorted, &b->sorted_room,
					      b->touch_count, sizeof *b->sorted))
		return false;
	for (size_t i = 0; i < cells; i++) {
		uint32_t count = b->counts[i];

		b->counts[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < b->touch_count; i++)
		b->sorted[b->counts[b->touches[i].cell]++] = b->touches[i].edge;
	return true;
}

/* Write down what the area is to the cell: its edges end at end in sorted. */
static bool
add_entry(struct building *b, int64_t cell, uint32_t area, bool inside, uint32_t begin,
    uint32_t end)
{
	struct words *e = &b->entries;
	size_t count = end - begin;
	uint32_t *items;

	if (count == 0 && !inside)
		return true;
	if (!array_reserve(&e->items, &e->room, e->count + 1 + GRID_ENTRY_WORDS + count,
		sizeof *e->items))
		return false;
	items = e->items + e->count;
	items[0] = (uint32_t)cell;
	items[1] = area << 1 | inside;
	items[2] = (uint32_t)count;
	memcpy(items + 1 + GRID_ENTRY_WORDS, b->sorted + begin, count * sizeof *items);
	e->count += 1 + GRID_ENTRY_WORDS + count;
	return true;
}

/* Cut one area into cells. */
static bool
cut_area(struct building *b, uint32_t number)
{
	const struct boundaries *map = b->map;
	const struct area *area = &map->areas[number];
	const struct window *w = &b->window;
	uint32_t begin = 0;

	b->window = area_window(b->grid, map, area);
	memset(b->flips, 0, (size_t)(w->columns * w->rows));
	memset(b->counts, 0, (size_t)(w->columns * w->rows) * sizeof *b->counts);
	b->touch_count = 0;
	for (size_t r = area->at; r < area->at + area->count; r++)
		for (size_t i = 0; i + 1 < map->rings[r].count; i++)
			if (!trace_edge(b, (uint32_t)(map->rings[r].at + i)))
				return false;
	if (!sort_touches(b))
		return false;
	for (int64_t row = 0; row < w->rows; row++) {
		bool inside = false;

		for (int64_t column = 0; column < w->columns; column++) {
			int64_t i = row * w->columns + column;
			int64_t cell =
			    (w->row + row) * b->grid->columns + w->column + column;

			inside ^= b->flips[i];
			if (!add_entry(b, cell, number, inside, begin, b->counts[i]))
				return false;
			begin = b->counts[i];
		}
	}
	return true;
}

/*
 * From entries area by area to entries cell by cell.  First the cells hold how many
 * words they need, then where to put the next of them.
 */
static bool
fill_cells(struct building *b)
{
	struct grid *g = b->grid;
	size_t cells = (size_t)(g->columns * g->rows), sum = 1;
	const uint32_t *entry = b->entries.items;
	const uint32_t *end = entry + b->entries.count;
	uint32_t *next = calloc(cells, sizeof *next);

	if (next == NULL)
		return false;
	for (; entry < end; entry += 1 + GRID_ENTRY_WORDS + entry[2])
		next[entry[0]] += GRID_ENTRY_WORDS + entry[2];
	for (size_t i = 0; i < cells; i++) {
		size_t words = next[i];

		if (words == 0)
			continue;
		g->cells[i] = next[i] = (uint32_t)sum;
		sum += 1 + words;
	}
	g->pool = sum > MAX_COUNT ? NULL : calloc(sum, sizeof *g->pool);
	if (g->pool == NULL) {
		free(next);
		return false;
	}
	for (entry = b->entries.items; entry < end;
	     entry += 1 + GRID_ENTRY_WORDS + entry[2]) {
		size_t words = GRID_ENTRY_WORDS + entry[2];
		uint32_t *count = &g->pool[g->cells[entry[0]]];

		memcpy(g->pool + next[entry[0]] + 1, entry + 1, words * sizeof *entry);
		next[entry[0]] += (uint32_t)words;
		if (++*count > g->most)
			g->most = *count;
	}
	free(next);
	return true;
}

/* A cell that one area covers, and no edge touches, needs no look at the pool. */
static void
mark_alone(struct grid *g)
{
	for (int64_t i = 0; i < g->columns * g->rows; i++) {
		const uint32_t *entry = g->pool + g->cells[i];

		if (g->cells[i] != GRID_EMPTY && entry[0] == 1 && entry[2] == 0)
			g->cells[i] = GRID_ALONE | entry[1] >> 1;
	}
}

static bool
lay_grid(struct building *b)
{
	struct grid *g = b->grid;
	size_t cells = 0;

	if (b->map->vertex_count > MAX_COUNT || b->map->area_count > MAX_COUNT)
		return false;
	choose_grid(g, b->map);
	for (size_t i = 0; i < b->map->area_count; i++) {
		struct window w = area_window(g, b->map, &b->map->areas[i]);

		cells = (size_t)most((int64_t)cells, w.columns * w.rows);
	}
	b->flips = malloc(cells * sizeof *b->flips);
	b->counts = malloc(cells * sizeof *b->counts);
	g->cells = calloc((size_t)(g->columns * g->rows), sizeof *g->cells);
	if (b->flips == NULL || b->counts == NULL || g->cells == NULL)
		return false;
	for (size_t i = 0; i < b->map->area_count; i++)
		if (!cut_area(b, (uint32_t)i))
			return false;
	if (!fill_cells(b))
		return false;
	mark_alone(g);
	return true;
}

bool
grid_build(struct grid *g, const struct boundaries *map)
{
	struct building b = { .grid = g, .map = map };
	bool fine;

	*g = (struct grid){ .vertices = map->vertices, .most = 1 };
	fine = lay_grid(&b);
	free(b.entries.items);
	free(b.touches);
	free(b.flips);
	free(b.counts);
	free(b.sorted);
	return fine;
}

void
grid_free(struct grid *g)
{
	free(g->cells);
	free(g->pool);
}
