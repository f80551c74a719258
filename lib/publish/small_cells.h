/*
 * small_cells.h - which cells of a table must be left out, so that none is computed
 * back
 *
 * A cell counts the records that have one value in each dimension of the table; in a
 * total a dimension is left open.  A cell that counts at least one record and fewer
 * than least is small, a total too, and is suppressed.  Where totals are published, a
 * small cell could be computed from them and its neighbours, so others are suppressed
 * with it (complementary suppression).
 *
 * Each small cell is the corner of a box: in each dimension it takes a second value, or
 * the total.  Adding one at the corner and taking one away, in turn, along the edges
 * (adding on both sides of an edge that leads to a total) leaves every sum right.  All
 * corners of the box are suppressed, and those that would lose one count at least two.
 * So the published cells fit a second table, in which the small cell counts one more or
 * one less and every suppressed cell still at least one: its number does not follow
 * from them.  The box of all totals always serves, so there is one for every small
 * cell; the one that hides the fewest records more is taken, the first one of those
 * that do.
 *
 * What is not promised: that the possible numbers are far apart, or that somebody who
 * knows some of the records beforehand learns nothing.
 *
 * The cost is the small cells times all cells, less those that hide too many records.
 */
#ifndef SMALL_CELLS_H
#define SMALL_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SMALL_CELLS_TOTAL = 0, SMALL_CELLS_DIMENSIONS = 6 };

struct small_cells;

/*
 * A table of so many dimensions, 1 to SMALL_CELLS_DIMENSIONS, without cells.  NULL if
 * there is no memory.
 */
struct small_cells *small_cells_new(size_t dimensions);
void small_cells_free(struct small_cells *);

/*
 * Add a cell that counts at least one record, each once: its value in each dimension as
 * a number from 1, or SMALL_CELLS_TOTAL.  Either no totals are added or all of them,
 * over every choice of dimensions.  Cells have the numbers 0, 1, 2 ... False if there
 * is no memory.
 */
bool small_cells_add(struct small_cells *, const uint32_t *values, uint64_t count);

/* All were added: suppress.  Returns how many are. */
size_t small_cells_suppress(struct small_cells *, uint64_t least);

/* Whether a cell is suppressed, by its number; and whether since it is small. */
bool small_cells_is_suppressed(const struct small_cells *, size_t cell);
bool small_cells_is_small(const struct small_cells *, size_t cell);

#endif
