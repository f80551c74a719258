/*
 * reader.h - the bytes of a file to rows of UTF-8
 *
 * Encoding and rows together.  The byte order mark of the file decides the encoding;
 * without a mark, the encoding that is given; and if none is given, the first block
 * with a byte over 127 (encoding_of_block()).  All bytes before are ASCII, which is the
 * same in each encoding.  A mark is not part of the first cell.
 */
#ifndef READER_H
#define READER_H

#include <stddef.h>

#include "sheet/delimiter.h"
#include "sheet/encoding.h"
#include "sheet/rows.h"

struct reader;

/*
 * given: the encoding of a file without a mark; ENCODING_UNKNOWN: find it.  delimiter
 * 0: what the first block shows (delimiter.h); if it shows none, a TAB in UTF-16, which
 * is what spreadsheets write there, otherwise a comma.
 * max_row as in rows_new().  NULL if there is no memory.
 */
struct reader *reader_new(enum encoding given, char delimiter, size_t max_row);
void reader_free(struct reader *);

/*
 * Give the next block when reader_next() has returned ROWS_FED, the first one before
 * it is called.  The blocks decide what the encoding is, so cut a file always in the
 * same way, the first block not shorter than a mark (4 bytes).  The bytes are borrowed
 * until ROWS_FED is returned again; none means the end.  False if there is no memory,
 * or iconv(3) does not know the encoding.
 */
bool reader_feed(struct reader *, const char *bytes, size_t len);

/*
 * As rows_next(), with the cells as UTF-8.  If *fault is not NULL, the row is set aside
 * and its cells must not be used.
 */
enum rows_step reader_next(
    struct reader *, struct row *, const struct row_fault **fault);

/*
 * The text of the last row for people: as UTF-8 if it can be, otherwise as it stands.
 * The row's cells are gone then.
 */
struct span reader_text(struct reader *, const struct row *);

/* The encoding as far as it is known; ENCODING_UNKNOWN: nothing but ASCII so far. */
enum encoding reader_encoding(const struct reader *);

/* The delimiter, 0 before the first block; *found is all zero if it was given. */
char reader_delimiter(const struct reader *, struct delimiter *found);

/* How many lines of the file had nothing in them, so far. */
uint64_t reader_blank_lines(const struct reader *);

#endif
