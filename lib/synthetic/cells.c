#include "synthetic/cells.h"

/* Products of four coordinates do not fit into 64 bits. */
__extension__ typedef __int128 wide;

struct corners {
	struct point *points;
	size_t count, room;
};

static wide
square(struct point p)
{
	return (wide)p.x * p.x + (wide)p.y * p.y;
}

static struct point
from(struct point origin, struct point p)
{
	return (struct point){ p.x - origin.x, p.y - origin.y };
}

static wide
cross(struct point a, struct point b)
{
	return (wide)a.x * b.y - (wide)a.y * b.x;
}

/* To the nearest whole number, halves up. */
static int64_t
divide(wide numerator, wide denominator)
{
	wide quotient, rest;

	if (denominator < 0) {
		numerator = -numerator;
		denominator = -denominator;
	}
	numerator = 2 * numerator + denominator;
	denominator *= 2;
	quotient = numerator / denominator;
	rest = numerator % denominator;
	return (int64_t)(quotient - (rest < 0));
}

static bool
in_box(const struct cells *c, struct point p)
{
	return p.x >= c->low.x && p.x <= c->high.x && p.y >= c->low.y &&
	       p.y <= c->high.y;
}

static void
add(struct corners *corners, struct point p)
{
	if (corners->count < corners->room)
		corners->points[corners->count] = p;
	corners->count++;
}

/* Whether d lies inside of the circle through a, b and c, in any direction. */
static bool
in_circle(struct point a, struct point b, struct point c, struct point d)
{
	wide turn = cross(from(a, b), from(a, c)), determinant;

	a = from(d, a);
	b = from(d, b);
	c = from(d, c);
	determinant =
	    square(a) * cross(b, c) + square(b) * cross(c, a) + square(c) * cross(a, b);
	return turn > 0 ? determinant > 0 : determinant < 0;
}

/* The point that is as far from each of three sites, if it is a corner of cells. */
static void
add_meeting(const struct cells *cells, size_t i, size_t j, size_t k, struct corners *to)
{
	const struct point *s = cells->sites;
	struct point b = from(s[i], s[j]), c = from(s[i], s[k]), p;
	wide twice = 2 * cross(b, c);

	if (twice == 0)
		return;
	for (size_t m = 0; m < cells->count; m++)
		if (m != i && m != j && m != k && in_circle(s[i], s[j], s[k], s[m]))
			return;
	p.x = s[i].x + divide(square(b) * c.y - square(c) * b.y, twice);
	p.y = s[i].y + divide(square(c) * b.x - square(b) * c.x, twice);
	if (in_box(cells, p))
		add(to, p);
}

static struct point
turned(struct point p)
{
	return (struct point){ p.y, p.x };
}

/*
 * The point of the line x = side that is as far from i as from j, if no site is
 * nearer to it.  For a line y = side, x and y change places everywhere.
 */
static void
add_crossing(const struct cells *cells, size_t i, size_t j, int64_t side, bool level,
    struct corners *to)
{
	struct point a = cells->sites[i], b = cells->sites[j], p;
	wide along, across;

	if (level) {
		a = turned(a);
		b = turned(b);
	}
	across = 2 * ((wide)b.y - a.y);
	along = square(b) - square(a) - 2 * ((wide)b.x - a.x) * side;
	if (across == 0)
		return;
	for (size_t m = 0; m < cells->count; m++) {
		struct point s = level ? turned(cells->sites[m]) : cells->sites[m];
		wide nearer =
		    (square(s) - square(a) - 2 * ((wide)s.x - a.x) * side) * across -
		    2 * ((wide)s.y - a.y) * along;

		if (m != i && m != j && (across > 0 ? nearer < 0 : nearer > 0))
			return;
	}
	p = (struct point){ side, divide(along, across) };
	if (level)
		p = turned(p);
	if (in_box(cells, p))
		add(to, p);
}

static void
add_box_corner(
    const struct cells *cells, size_t site, struct point p, struct corners *to)
{
	wide distance = square(from(p, cells->sites[site]));

	for (size_t m = 0; m < cells->count; m++)
		if (square(from(p, cells->sites[m])) < distance)
			return;
	add(to, p);
}

/* Whether a comes before b on the way around the origin, from the east northwards. */
static bool
before(struct point a, struct point b)
{
	bool a_below = a.y < 0 || (a.y == 0 && a.x < 0);
	bool b_below = b.y < 0 || (b.y == 0 && b.x < 0);

	return a_below != b_below ? b_below : cross(a, b) > 0;
}

static void
sort_around(struct point centre, struct point points[], size_t count)
{
	for (size_t n = 1; n < count; n++) {
		struct point p = points[n];
		size_t at = n;

		for (; at > 0 && before(from(centre, p), from(centre, points[at - 1]));
		     at--)
			points[at] = points[at - 1];
		points[at] = p;
	}
}

size_t
cells_corners(
    const struct cells *cells, size_t site, struct point points[], size_t room)
{
	struct corners corners = { points, 0, room };
	struct point low = cells->low, high = cells->high;

	for (size_t i = 0; i < cells->count; i++)
		for (size_t j = i + 1; j < cells->count; j++) {
			for (size_t k = j + 1; k < cells->count; k++)
				if (i == site || j == site || k == site)
					add_meeting(cells, i, j, k, &corners);
			if (i != site && j != site)
				continue;
			add_crossing(cells, i, j, low.x, false, &corners);
			add_crossing(cells, i, j, high.x, false, &corners);
			add_crossing(cells, i, j, low.y, true, &corners);
			add_crossing(cells, i, j, high.y, true, &corners);
		}
	add_box_corner(cells, site, low, &corners);
	add_box_corner(cells, site, (struct point){ high.x, low.y }, &corners);
	add_box_corner(cells, site, high, &corners);
	add_box_corner(cells, site, (struct point){ low.x, high.y }, &corners);
	if (corners.count > room)
		return 0;
	sort_around(cells->sites[site], points, corners.count);
	return corners.count;
}

static int64_t
absolute(int64_t n)
{
	return n < 0 ? -n : n;
}

bool
cells_inside(const struct cells *cells, size_t site, struct point p, int64_t margin)
{
	struct point own = cells->sites[site];

	if (p.x - cells->low.x < margin || cells->high.x - p.x < margin ||
	    p.y - cells->low.y < margin || cells->high.y - p.y < margin)
		return false;
	for (size_t m = 0; m < cells->count; m++) {
		struct point other = cells->sites[m], apart = from(own, other);

		/* Twice the sites' distance times the distance from the border; the
		 * sum of the two sides is at least the distance. */
		if (m != site &&
		    square(from(p, other)) - square(from(p, own)) <
			2 * (wide)margin * (absolute(apart.x) + absolute(apart.y)))
			return false;
	}
	return true;
}
