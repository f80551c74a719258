/*
 * row_table.h - records as rows of CSV, or of a table for people
 *
 * A column is a JSON Pointer; its header is the names in it with dots between.  What is
 * not there, and null, is an empty cell; what is left out of a suppressed row
 * (tally_rows.h) is "*" under the header count.
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef ROW_TABLE_H
#define ROW_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"
#include "record/writer.h"

struct row_table;

/* No columns yet.  aligned: for people; otherwise CSV (RFC 4180, lines end in LF). */
struct row_table *row_table_new(bool aligned);
void row_table_free(struct row_table *);

/* Add the next columns: pointers one behind the other, each with a NUL behind it. */
bool row_table_add_columns(struct row_table *, struct span pointers);

/* Add the header, then each record, which is JSON.  A row of CSV is written to lines.
 */
bool row_table_add_header(struct row_table *, struct writer *lines);
bool row_table_add(struct row_table *, struct span json, struct writer *lines);

/* All were added: write the lines of the aligned table, if it is one. */
bool row_table_close(struct row_table *, struct writer *lines);

#endif
