/*
 * row_cleaning.h - the cells of a row cleaned, with what they were and how often
 *
 * Does the steps that the map names (cleaning.h) to the cells of each row, keeps the
 * raw text of the cells that were changed, and counts the changes by column and step.
 */
#ifndef ROW_CLEANING_H
#define ROW_CLEANING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sheet/cleaning.h"
#include "sheet/column_map.h"
#include "sheet/rows.h"
#include "sheet/steps.h"

/* A cell of the row at hand that was changed, and the steps that changed it. */
struct row_change {
	const struct column *column;
	unsigned steps;
};

/* All zero: nothing is cleaned. */
struct row_cleaning {
	const struct steps *steps; /* NULL: no column has steps */
	size_t *places;            /* of the steps whose column has some */
	size_t place_count, width;
	struct row_change *changes;
	size_t change_count;
	struct span *raws; /* one a cell */
	struct cleaned cleaned;
};

/* Be bound to the steps of a file, which live on, and the width of its rows.  False: no
 * memory; row_cleaning_clear() in any case. */
bool row_cleaning_bind(struct row_cleaning *, const struct steps *, size_t width);
void row_cleaning_clear(struct row_cleaning *);

/*
 * Clean the cells of a row where they stand.  Sets *raws to the raw texts of the row
 * with those of the changed cells, borrowed until the next row, or to row->raws if
 * nothing was changed.  False: no memory.
 */
bool row_cleaning_run(
    struct row_cleaning *, const struct row *, const struct span **raws);

/* How often the steps of a map have changed a cell. */
struct cleaning_counts {
	uint64_t (*counts)[CLEANING_MAX]; /* by column, by step */
};

/* Count the changes of the last row, which is a record.  The columns are of that map.
 */
void row_cleaning_count(
    const struct row_cleaning *, const struct column_map *, struct cleaning_counts *);

#endif
