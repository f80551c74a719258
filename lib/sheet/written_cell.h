/*
 * written_cell.h - what a record has for a cell of a table that is written
 *
 * What is not there, and null, is an empty cell; a text is itself, a number has the
 * digits that stand in the record; an array or an object is its JSON, as a text.
 */
#ifndef WRITTEN_CELL_H
#define WRITTEN_CELL_H

#include "record/record.h"
#include "sheet/columns.h"

struct written_cell {
	enum written_kind {
		WRITTEN_NOTHING,
		WRITTEN_TEXT,
		WRITTEN_NUMBER,
		WRITTEN_TRUTH,   /* the text is true or false */
		WRITTEN_HAS_NUL, /* a text with U+0000, which no spreadsheet can hold */
		WRITTEN_NO_MEMORY,
	} kind;
	struct span text; /* borrowed until the next record */
};

struct written_cell written_cell_read(const struct written_column *, struct record *);

/* What is to be said of WRITTEN_HAS_NUL: static, but for the column's path. */
struct finding written_cell_fault(const struct written_column *);

#endif
