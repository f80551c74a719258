#include "place/locator.h"

#include <math.h>
#include <stdlib.h>

#include "place/grid.h"

struct locator {
	struct grid grid;
	enum coordinates_system of_map, of_points;
};

struct locator *
locator_new(const struct boundaries *map, enum coordinates_system of_map,
    enum coordinates_system of_points)
{
	struct locator *l = calloc(1, sizeof *l);

	if (l == NULL)
		return NULL;
	l->of_map = of_map;
	l->of_points = of_points;
	if (!grid_build(&l->grid, map)) {
		locator_free(l);
		return NULL;
	}
	return l;
}

void
locator_free(struct locator *l)
{
	if (l == NULL)
		return;
	grid_free(&l->grid);
	free(l);
}

size_t
locator_room(const struct locator *l)
{
	return l->grid.most;
}

/* A point where it is on the map. */
static struct position
on_map(const struct locator *l, struct position p)
{
	struct degrees d;

	if (l->of_map == l->of_points)
		return p;
	d = coordinates_convert(position_degrees(p), l->of_points, l->of_map);
	return (struct position){ position_from_degrees(d.lon),
		position_from_degrees(d.lat) };
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
	bend_left = grid_corner_is_left(a, b, bend);
	if (east) {
		side = position_orientation(a, b, p);
		if (side == 0)
			*on_border = true;
		crossed ^= (side > 0) != bend_left;
	}
	if (north)
		crossed ^= grid_corner_is_left(a, b, corner) != bend_left;
	return crossed;
}

size_t
locator_find(const struct locator *l, struct position p, struct cover covers[])
{
	const struct grid *g = &l->grid;
	int64_t column, row;
	struct position corner;
	const uint32_t *words;
	size_t count = 0;
	uint32_t cell;

	if (!position_on_globe(p))
		return 0;
	p = on_map(l, p);
	column = grid_column(g, p.lon);
	row = grid_row(g, p.lat);
	if (column < 0 || column >= g->columns || row < 0 || row >= g->rows)
		return 0;
	cell = g->cells[row * g->columns + column];
	if (cell == GRID_EMPTY)
		return 0;
	if (cell & GRID_ALONE) {
		covers[0] = (struct cover){ cell & ~GRID_ALONE, false };
		return 1;
	}
	corner = grid_corner(g, column, row);
	words = g->pool + cell + 1;
	for (uint32_t n = g->pool[cell]; n > 0; n--) {
		struct grid_entry e = grid_entry(words);
		bool inside = e.inside, on_border = false;

		for (const uint32_t *edge = e.edges; edge < e.end; edge++)
			inside ^= crosses(g->vertices + *edge, corner, p, &on_border);
		if (inside || on_border)
			covers[count++] = (struct cover){ e.area, on_border };
		words = e.end;
	}
	return count;
}

/* The search for the nearest border, in rings of cells round a point of the map. */
struct search {
	const struct locator *locator;
	struct position from;
	struct degrees here;        /* from, in degrees of the map */
	struct degrees ground;      /* and of WGS-84, once it is wanted */
	struct degrees scale;       /* metres a degree there */
	struct degrees slope, bend; /* how it changes with d degrees of latitude: by
				     * slope * d + bend * d * d */
	double
	    stretch; /* metres on the map are at most this times those on the ground */
	double metres;       /* what was found so far, or the limit */
	struct degrees foot; /* of what was found, in degrees of the map */
	bool found, has_ground;
};

/*
 * A parabola through three scales, two of them 20 km away.  Up to 20 km from the point
 * it is within a billionth, for a twentieth of what coordinates_scale() costs.
 */
static void
set_scale(struct search *s)
{
	const double step = 0.18;
	struct degrees south = coordinates_scale(s->here.lat - step);
	struct degrees north = coordinates_scale(s->here.lat + step);

	s->scale = coordinates_scale(s->here.lat);
	s->slope.lon = (north.lon - south.lon) / (2 * step);
	s->slope.lat = (north.lat - south.lat) / (2 * step);
	s->bend.lon = (north.lon + south.lon - 2 * s->scale.lon) / (2 * step * step);
	s->bend.lat = (north.lat + south.lat - 2 * s->scale.lat) / (2 * step * step);
}

/* The scale half-way to a latitude. */
static inline struct degrees
scale_towards(const struct search *s, double lat)
{
	double d = (lat - s->here.lat) / 2;

	return (struct degrees){ s->scale.lon + d * (s->slope.lon + d * s->bend.lon),
		s->scale.lat + d * (s->slope.lat + d * s->bend.lat) };
}

/* The foot of the perpendicular in the plane of a scale, and its length. */
static double
perpendicular(const struct search *s, const struct position *edge, struct degrees scale,
    struct degrees *foot)
{
	const double unit = 1 / (double)POSITION_DEGREE;
	double x = (double)(edge[0].lon - s->from.lon) * unit * scale.lon;
	double y = (double)(edge[0].lat - s->from.lat) * unit * scale.lat;
	double dx = (double)(edge[1].lon - edge[0].lon) * unit * scale.lon;
	double dy = (double)(edge[1].lat - edge[0].lat) * unit * scale.lat;
	double square = dx * dx + dy * dy;
	double along = square > 0 ? -(x * dx + y * dy) / square : 0;

	along = fmin(fmax(along, 0), 1);
	x += along * dx;
	y += along * dy;
	foot->lon = s->here.lon + x / scale.lon;
	foot->lat = s->here.lat + y / scale.lat;
	return sqrt(x * x + y * y);
}

/* Metres on the ground to a foot on a map that is bent. */
static double
ground_metres(struct search *s, struct degrees foot)
{
	enum coordinates_system of_map = s->locator->of_map;

	if (!s->has_ground)
		s->ground = coordinates_convert(s->here, of_map, COORDINATES_WGS84);
	s->has_ground = true;
	return coordinates_metres(
	    s->ground, coordinates_convert(foot, of_map, COORDINATES_WGS84));
}

static void
look_at_edge(struct search *s, const struct position *edge)
{
	struct degrees foot;
	double metres;

	if (perpendicular(s, edge, s->scale, &foot) > s->metres * s->stretch)
		return;
	metres = perpendicular(s, edge, scale_towards(s, foot.lat), &foot);
	if (s->locator->of_map != COORDINATES_WGS84)
		metres = ground_metres(s, foot);
	if (metres < s->metres || (metres <= s->metres && !s->found)) {
		s->metres = metres;
		s->foot = foot;
		s->found = true;
	}
}

static void
look_at_cell(struct search *s, int64_t column, int64_t row)
{
	const struct grid *g = &s->locator->grid;
	const uint32_t *words;
	uint32_t cell;

	if (column < 0 || row < 0 || column >= g->columns || row >= g->rows)
		return;
	cell = g->cells[row * g->columns + column];
	if (cell == GRID_EMPTY || (cell & GRID_ALONE))
		return;
	words = g->pool + cell + 1;
	for (uint32_t n = g->pool[cell]; n > 0; n--) {
		struct grid_entry e = grid_entry(words);

		for (const uint32_t *edge = e.edges; edge < e.end; edge++)
			look_at_edge(s, g->vertices + *edge);
		words = e.end;
	}
}

/* Metres on the map to the nearest side of a square of cells round one. */
static double
metres_to_side(const struct search *s, int64_t column, int64_t row, int64_t radius)
{
	const struct grid *g = &s->locator->grid;
	struct position low = grid_corner(g, column - radius, row - radius);
	struct position high = grid_corner(g, column + radius + 1, row + radius + 1);
	double west = (double)(s->from.lon - low.lon);
	double east = (double)(high.lon - s->from.lon);
	double south = (double)(s->from.lat - low.lat);
	double north = (double)(high.lat - s->from.lat);

	return fmin(
		   fmin(west, east) * s->scale.lon, fmin(south, north) * s->scale.lat) /
	       (double)POSITION_DEGREE;
}

static int64_t
clamp(int64_t n, int64_t end)
{
	return n < 0 ? 0 : n < end ? n : end - 1;
}

bool
locator_near_border(const struct locator *l, struct position p, double *metres)
{
	const struct grid *g = &l->grid;
	struct search s = { .locator = l, .from = on_map(l, p), .metres = *metres };
	int64_t column = clamp(grid_column(g, s.from.lon), g->columns);
	int64_t row = clamp(grid_row(g, s.from.lat), g->rows);
	int64_t end = g->columns > g->rows ? g->columns : g->rows;

	s.here = position_degrees(s.from);
	set_scale(&s);
	/* Over 20 km the scale itself changes by less than a hundredth. */
	s.stretch = l->of_map == COORDINATES_WGS84 ? 1.01 : 1.04;
	look_at_cell(&s, column, row);
	for (int64_t radius = 1; radius < end; radius++) {
		if (metres_to_side(&s, column, row, radius - 1) > s.metres * s.stretch)
			break;
		for (int64_t i = -radius; i <= radius; i++) {
			look_at_cell(&s, column + i, row - radius);
			look_at_cell(&s, column + i, row + radius);
		}
		for (int64_t i = 1 - radius; i < radius; i++) {
			look_at_cell(&s, column - radius, row + i);
			look_at_cell(&s, column + radius, row + i);
		}
	}
	*metres = s.found && l->of_map == COORDINATES_WGS84
		      ? coordinates_metres(s.here, s.foot)
		      : s.metres;
	return s.found;
}
