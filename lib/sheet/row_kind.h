/*
 * row_kind.h - what a row below the header row is
 */
#ifndef ROW_KIND_H
#define ROW_KIND_H

#include <stddef.h>

#include "sheet/column_map.h"
#include "sheet/rows.h"

enum row_kind {
	ROW_RECORD,
	ROW_BLANK,   /* no cell is filled */
	ROW_HEADER,  /* a header row again (header_is_again()) */
	ROW_SUMMARY, /* its first filled cell is the name of a total, an average ... */
	ROW_NOTE,    /* only its first cell is filled, or there */
	ROW_WRONG_WIDTH, /* more or fewer cells than the header row */
	ROW_CUT,         /* fewer cells, and the file ends in it without a line end */
};

/* What a row of totals begins with, beside the usual words of row_kind.c. */
struct total_words {
	const char *const *items;
	size_t count;
};

/*
 * The kind of a row, by the map and the header row of its file: how many cells that
 * has, and how many columns of the map it names.
 */
enum row_kind row_kind(const struct column_map *, size_t width, size_t mapped,
    const struct total_words *, const struct row *);

#endif
