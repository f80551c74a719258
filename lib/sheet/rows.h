/*
 * rows.h - the rows of a CSV file, with true line numbers
 *
 * The caller feeds blocks of bytes and pulls rows.  Cells are separated by the
 * delimiter; a cell may be quoted as in RFC 4180, and then holds delimiters, line
 * ends and doubled quotes.  Nothing is trimmed.  A line ends with LF, CR LF or a
 * lone CR.  A line with nothing in it is no row, but it is counted.
 *
 * The bytes may be UTF-8 or any of the GB encodings, in which no byte of a longer
 * character is a quote, a delimiter or a line end; UTF-16 must be converted first.
 *
 * An unquoted cell ="0123" is taken as it is, though it has quotes: spreadsheets write
 * digits so that are text.
 *
 * Any other quote in the middle of an unquoted cell, or one followed by more text, is
 * an error: the row then has no cells and is marked.  It ends with the line in which
 * the quote is, and the next line begins a new row.
 */
#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"
#include "sheet/row_scan.h"

/*
 * What is wrong with a row: a code for programs, the field in question or NULL, and a
 * sentence for people.  All three are borrowed; none of them quotes the row.
 */
struct row_fault {
	const char *code, *field, *reason;
};

/* A row, borrowed until the next call of rows_next(). */
struct row {
	struct span *cells; /* may be changed by the caller */
	size_t count;       /* of cells, at least 1; 0 if a quote is wrong, or whole */
	struct span text;   /* as it stands in the file, without its last line end */
	uint64_t line;      /* its first line, counted from 1 */
	bool bad_quote;
	bool unended; /* the file ends with the row, without a line end */
	bool whole;   /* it has no cells yet, see rows_leave_whole() */
	/*
	 * Of all cells, as they were cut.  If it is not ROW_BYTES_ANY, they stand in
	 * one text, in which ROW_BYTES_BEHIND bytes behind the last one can be read.
	 */
	enum row_bytes bytes;

	/*
	 * What a format knows that has more than text in its cells; both may be empty.
	 * One fault a cell, without a code if the cell is fine; a cell with a fault has
	 * no value, and its field is not known here.  One raw text a cell, empty if the
	 * cell is what stands in the file; others are kept in "source".
	 */
	const struct row_fault *cell_faults;
	const struct span *raws;
	bool has_types; /* ="0123" is not written for 0123, but a text of its own */
	bool is_far;    /* a cell so far to the right that its place was not kept */
};

enum rows_step {
	ROWS_ROW,      /* here is a row */
	ROWS_FED,      /* all bytes are used: feed more, or finish */
	ROWS_END,      /* no more rows */
	ROWS_OPEN,     /* the file ends in a quoted cell of the row that begins there */
	ROWS_TOO_LONG, /* the row that begins there is longer than the limit */
	ROWS_NO_MEMORY, /* (the last three end the reading) */
};

struct rows;

/*
 * Read rows with a delimiter (ASCII; no quote, digit or line end).  A row of
 * more than max_row bytes is refused, so that an open quote cannot take all memory.
 * NULL if there is no memory.
 */
struct rows *rows_new(char delimiter, size_t max_row);
void rows_free(struct rows *);

/*
 * Give the next block, only when rows_next() has returned ROWS_FED or was never
 * called.  The bytes are borrowed until it returns ROWS_FED again.
 */
void rows_feed(struct rows *, const char *bytes, size_t len);

/*
 * From now on, leave rows without a quote as they are: the caller converts their text,
 * and then cuts it (row_scan.h).  Rows with a quote are cut before.
 */
void rows_leave_whole(struct rows *, bool);

/* There is no more to feed. */
void rows_finish(struct rows *);

/* The next row. */
enum rows_step rows_next(struct rows *, struct row *);

/* How many lines had nothing in them, so far. */
uint64_t rows_blank_lines(const struct rows *);

/*
 * For tests: cut each row with libcsv, also those without a quote, which need no
 * parser.
 */
void rows_use_parser_always(struct rows *);

#endif
