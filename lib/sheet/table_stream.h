/*
 * table_stream.h - the rows of a table to the records of a filter
 *
 * What all filters that read tables do with a row.  A code is one of the table's
 * (table.h) behind the format and a hyphen: "csv-note-row", "xlsx-note-row".
 */
#ifndef TABLE_STREAM_H
#define TABLE_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "sheet/suggestion.h"
#include "sheet/table.h"
#include "stream/stream.h"

/* What is read; all is borrowed. */
struct table_stream {
	const char *format; /* "csv" */
	const char *file;   /* for messages */
	struct table *table;
	struct stream *stream;
};

/*
 * Use the next row of the table.  What it says of a row that is to be set aside, *count
 * of them, borrowed until the next row; otherwise NULL: the row needs nothing more.
 * Ends the program if the table cannot be used.
 */
const struct row_fault *table_stream_row(
    const struct table_stream *, const struct row *, size_t *count);

/* Set a row aside, as the text that people know it by. */
void table_stream_set_aside(const struct table_stream *, uint64_t line,
    struct span text, const struct row_fault *, size_t count);

/* The table's rows have ended; ends the program if it has no header row. */
void table_stream_end(const struct table_stream *);

/* All files were read: "rows" and "cleaned" of the summary (table.h). */
void table_stream_summarize(const struct table_stream *);

/* A new suggestion; ends the program if there is no memory. */
struct suggestion *table_stream_suggestion(void);

/* Write a draft of a map (suggestion.h) to the output; ends the program if no row looks
 * like a header row. */
void table_stream_suggest(const struct table_stream *, const struct suggestion *);

/* End the program: what is wrong with the file, in a line or (0) as a whole. */
_Noreturn void table_stream_fail(
    const struct table_stream *, uint64_t line, const char *what);

#endif
