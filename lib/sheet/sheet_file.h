/*
 * sheet_file.h - a spreadsheet file (xlsx, ECMA-376) that is written
 *
 * Each sheet has one header row, bold and frozen, with a filter, and columns as wide as
 * what stands in them.  A text is a text (format @) and never a formula; a number is a
 * number if the spreadsheet shows it with the digits that it has (sheet_number.h),
 * otherwise a text; 2014-09-01 is a day, and true a truth value.  Memory does not grow
 * with the rows, which wait in a spill file; if that cannot be written, the program
 * ends (spill.h).  The same cells give the same bytes.
 */
#ifndef SHEET_FILE_H
#define SHEET_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/columns.h"
#include "sheet/written_cell.h"

enum {
	SHEET_FILE_ROWS_MOST = 1048576, /* of a sheet, with its header */
	SHEET_FILE_SHEETS_MOST = 1000,
};

struct sheet_file;

/* A file without sheets; the columns are borrowed.  NULL if there is no memory. */
struct sheet_file *sheet_file_new(const struct columns *);
void sheet_file_free(struct sheet_file *);

enum sheet_file_status {
	SHEET_FILE_OK,
	SHEET_FILE_CELL_TOO_LONG, /* more than SHEET_TEXT_MOST */
	SHEET_FILE_SHEET_FULL,
	SHEET_FILE_TOO_MANY_SHEETS,
	SHEET_FILE_NO_MEMORY,
};

/* Add a sheet with its header row.  The name, one of sheet_names.h, is borrowed. */
enum sheet_file_status sheet_file_add_sheet(struct sheet_file *, const char *name);

/*
 * Add a row to a sheet, counted from 0: a cell for each column, none of which is a
 * fault.  *wrong is the first cell that is too long; nothing of the row was written
 * then.
 */
enum sheet_file_status sheet_file_add_row(
    struct sheet_file *, size_t sheet, const struct written_cell *cells, size_t *wrong);

/*
 * Write all of it to a regular file, which is empty and stays the caller's.  False if
 * that failed; errno may say why.
 */
bool sheet_file_write(struct sheet_file *, int fd);

#endif
