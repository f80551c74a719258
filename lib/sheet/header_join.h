/*
 * header_join.h - header rows of several rows
 *
 *	姓名 | 成绩 |      |          姓名 | 成绩/语文 | 成绩/数学
 *	     | 语文 | 数学 |
 *
 * A heading over several columns stands in the first of them, whether or not the cells
 * are merged: it is joined, with a slash, to each of the headings below it.  A column
 * is called by the whole of its headings, or by the last of them (语文) if the map has
 * no column of the whole name.
 */
#ifndef HEADER_JOIN_H
#define HEADER_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sheet/column_map.h"
#include "sheet/header.h"
#include "sheet/rows.h"

enum { HEADER_JOIN_ROWS = 2 }; /* above the last row of a header, at most */

/* A row that may be the upper part of a header. */
struct upper_row {
	struct header_row texts;
	uint64_t line;
	/* The fullest of the rows above it, see header.h. */
	size_t fullest;
	uint64_t fullest_line;
};

/* All zero: no row is kept. */
struct header_join {
	struct upper_row rows[HEADER_JOIN_ROWS]; /* from the top */
	size_t count;

	/* The joined header row. */
	struct span *cells;
	size_t cells_room;
	char *text;
	size_t text_room;
};

/* Keep a row, less the first one if there are too many.  False if there is no memory.
 */
bool header_join_keep(
    struct header_join *, const struct row *, const struct header_search *);

/*
 * Join the last rows that were kept, depth of them, with a row; *joined borrows its
 * cells until the next call.  The map may be NULL: columns have their whole names.
 * False if there is no memory.
 */
bool header_join(struct header_join *, const struct column_map *, size_t depth,
    const struct row *, struct row *joined);

/* Free what is kept and joined. */
void header_join_clear(struct header_join *);

#endif
