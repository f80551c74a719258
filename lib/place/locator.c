#include "place/locator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "place/coordinates.h"

__extension__ typedef __int128 wide;

/*
 * What a cell holds: nothing; one area that covers all of it; or a place in the
 * pool, where there stands how many areas it has, and for each of them
 *
 *	the area times 2, plus 1 if the cell's corner is inside
 *	how many of its edges touch the cell
 *	these edges, each as the index of its first vertex
 *
 * A cell's corner is its south-western one, moved by less than any distance: by
 * delta to the east and by far less than any latitude but far more than delta,
 * epsilon, to the north.  So no edge goes through a corner and no vertex lies on a
 * path; a comparison that would be a tie is decided by the two.
 */
enum {
	CELL_EMPTY = 0,
	MAX_COUNT = 1 << 30,
	WORDS_PER_ENTRY = 2,
	WORK_PER_EDGE = 12, /* cells and edges noted down for an edge of the map */
	WORK_LEAST = 1 << 16
};
#define CELL_ALONE (UINT32_C(1) << 31)

struct locator {
	const struct position *vertices;
	struct position low; /* the corner of the first cell */
	unsigned shift;      /* a cell is 2^shift billionths wide and high */
	int64_t columns, rows;
	uint32_t *cells;
	uint32_t *pool;
	size_t room;
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
	struct locator *index;
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

/* Above 0 if p is left of the way from a to b, below 0 if right, 0 if on the line. */
static inline wide
orientation(struct position a, struct position b, struct position p)
{
	return (wide)(b.lon - a.lon) * (p.lat - a.lat) -
	       (wide)(b.lat - a.lat) * (p.lon - a.lon);
}

/* The same of a corner, which is never on the line: epsilon first, then delta. */
static inline bool
corner_is_left(struct position a, struct position b, struct position corner)
{
	wide side = orientation(a, b, corner);

	if (side != 0)
		return side > 0;
	if (a.lon != b.lon)
		return a.lon < b.lon;
	return a.lat > b.lat;
}

/*
 * Whether an edge crosses the path from the corner north to the latitude of p and
 * from there east to p.  Sets *on_border if p lies on it; a vertex is looked at as
 * the first of its edge only.
 */
static inline bool
crosses(const struct position *edge, struct position corner, struct position p,
    bool *on_border)
{
	struct position a = edge[0], b = edge[1];
	struct position bend = { corner.lon, p.lat };
	bool east = (a.lat <= p.lat) != (b.lat <= p.lat);
	bool north = (a.lon <= corner.lon) != (b.lon <= corner.lon);
	bool crossed = false, bend_left;
	wide side;

	if (a.lat == p.lat &&
	    (a.lon == p.lon || (b.lat == p.lat && (a.lon < p.lon) != (b.lon < p.lon))))
		*on_border = true;
	if (a.lon > p.lon && b.lon > p.lon)
		return false;
	if (!east && !north)
		return false;
	bend_left = corner_is_left(a, b, bend);
	if (east) {
		side = orientation(a, b, p);
		if (side == 0)
			*on_border = true;
		crossed ^= (side > 0) != bend_left;
	}
	if (north)
		crossed ^= corner_is_left(a, b, corner) != bend_left;
	return crossed;
}

/* The number of the cell of a position, or -1. */
static inline int64_t
cell_of(const struct locator *l, struct position p)
{
	int64_t column, row;

	if (p.lon < l->low.lon || p.lat < l->low.lat)
		return -1;
	column = (p.lon - l->low.lon) >> l->shift;
	row = (p.lat - l->low.lat) >> l->shift;
	if (column >= l->columns || row >= l->rows)
		return -1;
	return row * l->columns + column;
}

size_t
locator_find(const struct locator *l, struct position p, struct cover covers[])
{
	const int64_t size_less_one = (INT64_C(1) << l->shift) - 1;
	int64_t cell = cell_of(l, p);
	struct position corner;
	const uint32_t *entry;
	size_t count = 0;
	uint32_t word;

	if (cell < 0 || (word = l->cells[cell]) == CELL_EMPTY)
		return 0;
	if (word & CELL_ALONE) {
		covers[0] = (struct cover){ word & ~CELL_ALONE, false };
		return 1;
	}
	corner.lon = p.lon - ((p.lon - l->low.lon) & size_less_one);
	corner.lat = p.lat - ((p.lat - l->low.lat) & size_less_one);
	entry = l->pool + word + 1;
	for (uint32_t n = l->pool[word]; n > 0; n--) {
		bool inside = entry[0] & 1, on_border = false;
		const uint32_t *edge = entry + WORDS_PER_ENTRY;
		const uint32_t *end = edge + entry[1];

		for (; edge < end; edge++)
			inside ^= crosses(l->vertices + *edge, corner, p, &on_border);
		if (inside || on_border)
			covers[count++] = (struct cover){ entry[0] >> 1, on_border };
		entry = end;
	}
	return count;
}

size_t
locator_room(const struct locator *l)
{
	return l->room;
}

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
column_of(const struct locator *l, int64_t lon)
{
	return (lon - l->low.lon) >> l->shift;
}

static int64_t
row_of(const struct locator *l, int64_t lat)
{
	return (lat - l->low.lat) >> l->shift;
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
area_window(
    const struct locator *l, const struct boundaries *map, const struct area *area)
{
	struct position low, high;
	struct window w;
	size_t count;
	const struct position *p = area_vertices(map, area, &count);

	box_of(p, count, &low, &high);
	w.column = column_of(l, low.lon);
	w.row = row_of(l, low.lat);
	w.columns = column_of(l, high.lon) - w.column + 1;
	w.rows = row_of(l, high.lat) - w.row + 1;
	return w;
}

/* About how many cells and edges are looked at to build the grid. */
static double
work(const struct locator *l, const struct boundaries *map)
{
	double sum = (double)l->columns * (double)l->rows;

	for (size_t i = 0; i < map->area_count; i++) {
		struct window w = area_window(l, map, &map->areas[i]);

		sum += (double)w.columns * (double)w.rows;
	}
	for (size_t i = 0; i + 1 < map->vertex_count; i++) {
		struct position a = map->vertices[i], b = map->vertices[i + 1];

		sum += (double)((llabs(a.lon - b.lon) >> l->shift) +
				(llabs(a.lat - b.lat) >> l->shift));
	}
	return sum;
}

static void
set_shift(struct locator *l, unsigned shift, struct position high)
{
	l->shift = shift;
	l->columns = column_of(l, high.lon) + 1;
	l->rows = row_of(l, high.lat) + 1;
}

/* The finest grid that does not cost too much. */
static void
choose_grid(struct locator *l, const struct boundaries *map)
{
	double limit = fmin(
	    WORK_LEAST + (double)WORK_PER_EDGE * (double)map->vertex_count, MAX_COUNT);
	struct position high;
	unsigned shift = 40; /* the globe is one cell */

	box_of(map->vertices, map->vertex_count, &l->low, &high);
	do
		set_shift(l, --shift, high);
	while (shift > 0 && work(l, map) <= limit);
	set_shift(l, shift + 1, high);
}

/* Room in an array for so many items. */
static bool
reserve(void *array, size_t *room, size_t wanted, size_t size)
{
	size_t half_more = *room + *room / 2 + 64;
	void *larger;

	if (wanted <= *room)
		return true;
	if (wanted < half_more)
		wanted = half_more;
	memcpy(&larger, array, sizeof larger);
	larger = realloc(larger, wanted * size);
	if (larger == NULL)
		return false;
	memcpy(array, &larger, sizeof larger);
	*room = wanted;
	return true;
}

/* Note that an edge touches the cells of a row from one longitude to another. */
static bool
touch_row(struct building *b, uint32_t edge, int64_t row, int64_t west, int64_t east)
{
	const struct window *w = &b->window;
	int64_t first = most(column_of(b->index, west) - w->column, 0);
	int64_t last = least(column_of(b->index, east) - w->column, w->columns - 1);

	if (!reserve(&b->touches, &b->touch_room,
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
	const struct locator *l = b->index;
	const struct window *w = &b->window;
	struct position corner = { 0, l->low.lat + row * (INT64_C(1) << l->shift) };
	int64_t column;

	if ((south.lat <= corner.lat) == (north.lat <= corner.lat))
		return;
	column = column_of(l, lon_at(south, north, corner.lat));
	corner.lon = l->low.lon + column * (INT64_C(1) << l->shift);
	if (corner_is_left(south, north, corner))
		column++;
	column -= w->column;
	if (column < w->columns)
		b->flips[(row - w->row) * w->columns + column] ^= 1;
}

/* Note down where an edge goes: a cell too many does no harm. */
static bool
trace_edge(struct building *b, uint32_t edge)
{
	const struct locator *l = b->index;
	struct position south = b->map->vertices[edge];
	struct position north = b->map->vertices[edge + 1], swap;
	int64_t last, west, east, floor, ceiling;

	if (south.lat > north.lat) {
		swap = south;
		south = north;
		north = swap;
	}
	last = row_of(l, north.lat);
	if (south.lat == north.lat)
		return touch_row(b, edge, last, least(south.lon, north.lon),
		    most(south.lon, north.lon));
	for (int64_t row = row_of(l, south.lat); row <= last; row++) {
		flip_row(b, south, north, row);
		floor = l->low.lat + row * (INT64_C(1) << l->shift);
		ceiling = floor + (INT64_C(1) << l->shift);
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

	if (b->touch_count > MAX_COUNT ||
	    !reserve(&b->sorted, &b->sorted_room, b->touch_count, sizeof *b->sorted))
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

	if (count == 0 && !inside)
		return true;
	if (!reserve(&e->items, &e->room, e->count + 1 + WORDS_PER_ENTRY + count,
		sizeof *e->items))
		return false;
	e->items[e->count++] = (uint32_t)cell;
	e->items[e->count++] = area << 1 | inside;
	e->items[e->count++] = (uint32_t)count;
	if (count > 0)
		memcpy(
		    e->items + e->count, b->sorted + begin, count * sizeof *b->sorted);
	e->count += count;
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

	b->window = area_window(b->index, map, area);
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
			    (w->row + row) * b->index->columns + w->column + column;

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
	struct locator *l = b->index;
	size_t cells = (size_t)(l->columns * l->rows), sum = 1;
	const uint32_t *entry = b->entries.items;
	const uint32_t *end = entry + b->entries.count;
	uint32_t *next = calloc(cells, sizeof *next);

	if (next == NULL)
		return false;
	for (; entry < end; entry += 1 + WORDS_PER_ENTRY + entry[2])
		next[entry[0]] += WORDS_PER_ENTRY + entry[2];
	for (size_t i = 0; i < cells; i++) {
		size_t words = next[i];

		if (words == 0)
			continue;
		l->cells[i] = next[i] = (uint32_t)sum;
		sum += 1 + words;
	}
	l->pool = sum > MAX_COUNT ? NULL : calloc(sum, sizeof *l->pool);
	if (l->pool == NULL) {
		free(next);
		return false;
	}
	for (entry = b->entries.items; entry < end;
	     entry += 1 + WORDS_PER_ENTRY + entry[2]) {
		size_t words = WORDS_PER_ENTRY + entry[2];
		uint32_t *count = &l->pool[l->cells[entry[0]]];

		memcpy(l->pool + next[entry[0]] + 1, entry + 1, words * sizeof *entry);
		next[entry[0]] += (uint32_t)words;
		if (++*count > l->room)
			l->room = *count;
	}
	free(next);
	return true;
}

/* A cell that one area covers, and no edge touches, needs no look at the pool. */
static void
mark_alone(struct locator *l)
{
	for (int64_t i = 0; i < l->columns * l->rows; i++) {
		const uint32_t *entry = l->pool + l->cells[i];

		if (l->cells[i] != CELL_EMPTY && entry[0] == 1 && entry[2] == 0)
			l->cells[i] = CELL_ALONE | entry[1] >> 1;
	}
}

static bool
build(struct building *b)
{
	struct locator *l = b->index;
	size_t cells = 0;

	if (b->map->vertex_count > MAX_COUNT || b->map->area_count > MAX_COUNT)
		return false;
	choose_grid(l, b->map);
	for (size_t i = 0; i < b->map->area_count; i++) {
		struct window w = area_window(l, b->map, &b->map->areas[i]);

		cells = (size_t)most((int64_t)cells, w.columns * w.rows);
	}
	b->flips = malloc(cells * sizeof *b->flips);
	b->counts = malloc(cells * sizeof *b->counts);
	l->cells = calloc((size_t)(l->columns * l->rows), sizeof *l->cells);
	if (b->flips == NULL || b->counts == NULL || l->cells == NULL)
		return false;
	for (size_t i = 0; i < b->map->area_count; i++)
		if (!cut_area(b, (uint32_t)i))
			return false;
	if (!fill_cells(b))
		return false;
	mark_alone(l);
	return true;
}

struct locator *
locator_new(const struct boundaries *map)
{
	struct building b = { .map = map };
	bool fine;

	b.index = calloc(1, sizeof *b.index);
	if (b.index == NULL)
		return NULL;
	b.index->vertices = map->vertices;
	b.index->room = 1;
	fine = build(&b);
	free(b.entries.items);
	free(b.touches);
	free(b.flips);
	free(b.counts);
	free(b.sorted);
	if (!fine) {
		locator_free(b.index);
		return NULL;
	}
	return b.index;
}

void
locator_free(struct locator *l)
{
	if (l == NULL)
		return;
	free(l->cells);
	free(l->pool);
	free(l);
}

/* The nearest point of a border that was seen so far. */
struct nearest {
	struct position from;
	struct degrees here, scale; /* from, and metres a degree there */
	double metres;              /* at most so many */
	struct degrees foot;
	bool found;
};

/* The foot of the perpendicular in the plane of a scale; returns the square of its
 * length. */
static double
perpendicular(const struct nearest *n, const struct position *edge,
    struct degrees scale, struct degrees *foot)
{
	const double unit = 1 / (double)POSITION_DEGREE;
	double ax = (double)(edge[0].lon - n->from.lon) * unit * scale.lon;
	double ay = (double)(edge[0].lat - n->from.lat) * unit * scale.lat;
	double dx = (double)(edge[1].lon - edge[0].lon) * unit * scale.lon;
	double dy = (double)(edge[1].lat - edge[0].lat) * unit * scale.lat;
	double square = dx * dx + dy * dy;
	double along = square > 0 ? -(ax * dx + ay * dy) / square : 0;

	along = fmin(fmax(along, 0), 1);
	ax += along * dx;
	ay += along * dy;
	foot->lon = n->here.lon + ax / scale.lon;
	foot->lat = n->here.lat + ay / scale.lat;
	return ax * ax + ay * ay;
}

static void
look_at_edge(struct nearest *n, const struct position *edge)
{
	struct degrees foot;
	double metres, square = perpendicular(n, edge, n->scale, &foot);

	/* The scale half-way differs by less than a hundredth from the one here. */
	if (square > n->metres * n->metres * 1.02)
		return;
	perpendicular(n, edge, coordinates_scale((n->here.lat + foot.lat) / 2), &foot);
	metres = coordinates_metres(n->here, foot);
	if (metres < n->metres || (metres <= n->metres && !n->found)) {
		n->metres = metres;
		n->foot = foot;
		n->found = true;
	}
}

static void
look_at_cell(const struct locator *l, struct nearest *n, int64_t column, int64_t row)
{
	const uint32_t *entry;
	uint32_t word;

	if (column < 0 || row < 0 || column >= l->columns || row >= l->rows)
		return;
	word = l->cells[row * l->columns + column];
	if (word == CELL_EMPTY || (word & CELL_ALONE))
		return;
	entry = l->pool + word + 1;
	for (uint32_t count = l->pool[word]; count > 0; count--) {
		const uint32_t *edge = entry + WORDS_PER_ENTRY;
		const uint32_t *end = edge + entry[1];

		for (; edge < end; edge++)
			look_at_edge(n, l->vertices + *edge);
		entry = end;
	}
}

/* Metres from the position to the nearest side of a square of cells, at least. */
static double
metres_to_side(const struct locator *l, const struct nearest *n, int64_t column,
    int64_t row, int64_t radius)
{
	const double unit = 0.98 / (double)POSITION_DEGREE;
	int64_t size = INT64_C(1) << l->shift;
	int64_t west = l->low.lon + (column - radius) * size;
	int64_t south = l->low.lat + (row - radius) * size;
	int64_t side = (2 * radius + 1) * size;
	int64_t lon = least(n->from.lon - west, west + side - n->from.lon);
	int64_t lat = least(n->from.lat - south, south + side - n->from.lat);

	return fmin(
	    (double)lon * unit * n->scale.lon, (double)lat * unit * n->scale.lat);
}

bool
locator_nearest_border(
    const struct locator *l, struct position p, double *metres, struct degrees *foot)
{
	struct nearest n = {
		.from = p, .here = position_degrees(p), .metres = *metres
	};
	int64_t column = least(most(column_of(l, p.lon), 0), l->columns - 1);
	int64_t row = least(most(row_of(l, p.lat), 0), l->rows - 1);
	int64_t end = most(l->columns, l->rows);

	n.scale = coordinates_scale(n.here.lat);
	look_at_cell(l, &n, column, row);
	for (int64_t radius = 1; radius < end; radius++) {
		if (metres_to_side(l, &n, column, row, radius - 1) > n.metres)
			break;
		for (int64_t i = -radius; i <= radius; i++) {
			look_at_cell(l, &n, column + i, row - radius);
			look_at_cell(l, &n, column + i, row + radius);
		}
		for (int64_t i = 1 - radius; i < radius; i++) {
			look_at_cell(l, &n, column - radius, row + i);
			look_at_cell(l, &n, column + radius, row + i);
		}
	}
	*metres = n.metres;
	if (foot != NULL)
		*foot = n.foot;
	return n.found;
}
