/*
 * aligned.h - a table for people, its columns aligned on a screen
 *
 * Cells are added row by row.  Two spaces stand between columns; a column of numbers is
 * aligned at the right, any other at the left; no line ends in spaces.  Characters
 * that a reader cannot see (unseen.h), which could end a line, move the cursor or turn
 * the direction of the text behind them, are written as <U+202E>; spaces stay.
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef ALIGNED_H
#define ALIGNED_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"
#include "record/writer.h"

struct aligned_cell {
	size_t at, len, width;
};

/* All zero but for columns, at least one, is a table without rows. */
struct aligned {
	size_t columns;
	struct writer text; /* of all cells */
	struct aligned_cell *cells;
	size_t count, room;
};

void aligned_free(struct aligned *);

/* Add the next cell; the text is UTF-8 and copied. */
bool aligned_add(struct aligned *, struct span text);

/*
 * Write all rows, which are whole, as lines.  right says of each column whether it is
 * aligned at the right.
 */
bool aligned_write(const struct aligned *, const bool *right, struct writer *lines);

#endif
