/*
 * xlsx_merges.h - the merged cells of a sheet
 *
 * Merged cells look like one, but only the first has a value; what the sheet shows in
 * the others is not in the file.  They are listed behind the rows, so a sheet is looked
 * through for them before its rows are read.
 */
#ifndef XLSX_MERGES_H
#define XLSX_MERGES_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/xlsx_fault.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_reference.h"

enum { XLSX_MERGES_MOST = 1 << 20 };

/* All zero: none.  Sorted by their first rows. */
struct xlsx_merges {
	struct xlsx_area *areas;
	size_t count, room;
	/* Those of the row that was asked for last: indexes. */
	size_t *open;
	size_t open_count, open_room, next;
};

/* Read those of a sheet, the part of that name, into none.  False with a fault. */
bool xlsx_merges_read(
    struct xlsx_merges *, struct xlsx_package *, const char *part, struct xlsx_fault *);
void xlsx_merges_free(struct xlsx_merges *);

/*
 * Go to a row, which must come behind the last one.  False with a fault if areas
 * overlap, or there is no memory.
 */
bool xlsx_merges_go(struct xlsx_merges *, uint64_t row, struct xlsx_fault *);

/* The areas in which the row is that was gone to. */
static inline size_t
xlsx_merges_count(const struct xlsx_merges *merges)
{
	return merges->open_count;
}
static inline const struct xlsx_area *
xlsx_merges_at(const struct xlsx_merges *merges, size_t i)
{
	return &merges->areas[merges->open[i]];
}

#endif
