/*
 * row_scan.h - a line without quotes in one pass: where its cells end, and what is in
 * it
 *
 * Most lines of most tables are UTF-8 without a quote, a control byte or a space, so
 * that every cell is a JSON string as it stands.  Vectors say so of a whole line while
 * they look for its delimiters, which costs less than to look at each cell.
 *
 * There is a form for AVX2, which is used where the processor has it, and a portable
 * one.  A unit test compares the two with a look at each byte.
 */
#ifndef ROW_SCAN_H
#define ROW_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"

/* What is known of all cells of a row; each level holds what those above it say. */
enum row_bytes {
	ROW_BYTES_ANY, /* nothing */
	/* UTF-8 without a quote, a backslash and a control byte. */
	ROW_BYTES_TEXT,
	/*
	 * Beyond ASCII it has only characters of three bytes that begin with E4 to E9,
	 * as nearly all Han characters do; and it has no space, DEL or "#".  So there
	 * is nothing to trim, no error of a spreadsheet, and no U+FFFD.
	 */
	ROW_BYTES_ORDINARY,
};

/* Bytes that a reader of such a row may read behind it. */
enum { ROW_BYTES_BEHIND = 32 };

/* All zero: none.  The owner frees the items. */
struct row_cells {
	struct span *items;
	size_t count, room;
};

enum row_scan {
	ROW_SCAN_CUT,
	ROW_SCAN_QUOTE, /* the line has a quote; there are no cells */
	ROW_SCAN_NO_MEMORY,
};

/* A line without its line end.  So many bytes behind it can be read, whatever they are.
 */
struct row_line {
	struct span text;
	size_t behind;
};

/*
 * Cut a line at each delimiter; its cells replace those that are there.  The delimiter
 * is ASCII, and neither a quote nor a digit.
 */
enum row_scan row_scan(
    struct row_line, char delimiter, struct row_cells *, enum row_bytes *);

/* The same, whatever the processor has. */
enum row_scan row_scan_portable(
    struct row_line, char delimiter, struct row_cells *, enum row_bytes *);

#endif
