/*
 * side_table.h - a table of rules beside the records, as set-up of a filter
 *
 * CSV, a workbook or JSON Lines (table_rows.h): each row is a record whose members have
 * the names of the columns.
 *
 *	struct side_table *table = side_table_open(file, columns, notes);
 *
 *	while (side_table_next(table))
 *		use(side_table_text(table, "name"));
 *	side_table_close(table);
 *
 * A table is a rule: a file that cannot be used, or a row that is no record, ends the
 * program with STATUS_TROUBLE and a message that names file, line and code.
 */
#ifndef SIDE_TABLE_H
#define SIDE_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "record/span.h"

/* A column: the member of a row that it becomes, its type (column_type.h), and a second
 * heading that it may have. */
struct side_column {
	const char *name, *type, *alias;
	bool required;
};

struct side_table;

/* columns end in one without a name; notes are headings of columns that are skipped,
 * which end in NULL.  All is borrowed as long as the table is read. */
struct side_table *side_table_open(
    const char *file, const struct side_column *columns, const char *const notes[]);

/* Free it; a table without rows ends the program, with the code. */
void side_table_close(struct side_table *, const char *code_if_empty);

/* Go on to the next row; false at the end. */
bool side_table_next(struct side_table *);

/* The line of the row, of the file or of the sheet of a workbook. */
uint64_t side_table_line(const struct side_table *);

/* A member of the row: a text, decoded, or the digits of a number; empty if it is not
 * there.  Borrowed until the next row.  A list or an object ends the program. */
struct span side_table_text(struct side_table *, const char *name);

/* The member's whole number; 0 if it is not there.  What is none, or above max, ends
 * the program with the code and the reason. */
uint32_t side_table_integer(struct side_table *, const char *name, uint32_t max,
    const char *code, const char *reason);

/* End the program for a fault of a line (0: of the table as a whole). */
_Noreturn void side_table_fail(
    const struct side_table *, uint64_t line, const char *code, const char *reason);

#endif
