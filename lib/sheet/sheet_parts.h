/*
 * sheet_parts.h - the small parts of a spreadsheet file (ECMA-376, parts 1 and 2)
 *
 * What kinds of parts there are, how they refer to each other, the names of the sheets
 * and the styles of cells.  The parts for themes and properties are optional, and left
 * out.
 */
#ifndef SHEET_PARTS_H
#define SHEET_PARTS_H

#include <stddef.h>

#include "record/writer.h"
#include "sheet/sheet_number.h"

/* The styles of cells: what "s" says. */
enum {
	SHEET_STYLE_HEADING = 1, /* bold, a text */
	SHEET_STYLE_TEXT = 2,
	SHEET_STYLE_DAY = 3,
	SHEET_STYLE_NUMBER = 4, /* and as many more as digits behind the point */
};

/* A sheet: its name, and the last of its columns and rows, counted from 1. */
struct sheet_extent {
	const char *name, *last_column;
	size_t last_row;
};

/* Each adds the text of the part; extents are those of all sheets. */
void sheet_parts_types(struct writer *, size_t sheets);
void sheet_parts_root(struct writer *);
void sheet_parts_relations(struct writer *, size_t sheets);
void sheet_parts_workbook(struct writer *, const struct sheet_extent *, size_t sheets);
void sheet_parts_styles(struct writer *);

#endif
