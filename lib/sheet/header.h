/*
 * header.h - the row of a table that names its columns
 */
#ifndef HEADER_H
#define HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"
#include "sheet/column_map.h"

enum { HEADER_ABSENT = -1 };

/*
 * A row compared with a map.  All zero is an empty one; header_clear() frees what it
 * holds.
 */
struct header {
	long *places;      /* for each column of the map its cell, or HEADER_ABSENT */
	size_t found;      /* how many columns of the map it names */
	size_t filled;     /* how many of its cells are not empty */
	size_t lacking;    /* how many required columns it does not name */
	const char *lacks; /* the first of them */
	const char *twice; /* a column that two cells name, or NULL */
};

/* Compare a row with a map.  The header is empty, or was used before.  False if there
 * is no memory.
 */
bool header_match(
    const struct column_map *, const struct span *cells, size_t count, struct header *);
void header_clear(struct header *);

/*
 * Whether a row below the header row is a header row too, by the rule that found the
 * first one: it names all required columns, in any order and by any of their names; if
 * none is required, as many columns as the first one, which is mapped.
 */
bool header_is_again(
    const struct column_map *, size_t mapped, const struct span *cells, size_t count);

/*
 * The texts of a header row, one a cell: no white space around them, and no line ends
 * (spreadsheets wrap long headers).  All zero is an empty one.
 */
struct header_row {
	char **texts;
	size_t count;
};

/* Copy the cells of a row into an empty header row.  False if there is no memory; what
 * there is must be cleared then too. */
bool header_row_keep(struct header_row *, const struct span *cells, size_t count);
void header_row_clear(struct header_row *);

/* Whether a row has the texts of a header row, and is not blank. */
bool header_row_is(const struct header_row *, const struct span *cells, size_t count);

/*
 * The search for the header row.  It is the first row that names all required columns
 * and at least one, among the first HEADER_ROWS rows (blank lines not counted); or the
 * row that begins at a line that was given.  A header of several rows is found by its
 * last one, joined with those above it (header_join.h).
 */
enum { HEADER_ROWS = 20 };

/* All zero but for given_line (0: not given) is a new search. */
struct header_search {
	uint64_t given_line;

	size_t rows, given_rows; /* that were seen; from the given line on */
	/* Of the rows that were not chosen, the one that names most columns. */
	uint64_t nearest_line;
	size_t nearest_found;
	const char *nearest_lacks;
	/* And the one with most cells that are not empty. */
	uint64_t fullest_line;
	size_t fullest;
};

enum header_verdict {
	HEADER_HERE,
	HEADER_NOT_YET,
	HEADER_NOT_FOUND,
	HEADER_IN_DOUBT, /* here, but a row above it is as full, and may be data */
};

/*
 * Decide on the row that begins at a line, which was compared with the map.  If a line
 * was given, and the row there is not enough, the next few rows are HEADER_NOT_YET:
 * they may be joined with it.
 */
enum header_verdict header_consider(
    struct header_search *, const struct header *, uint64_t line);

#endif
