/*
 * xlsx_rows.h - the rows of a sheet of a workbook
 *
 * The caller pulls rows (struct row of rows.h); the part is read as far as needed.  A
 * row without a filled cell is no row.  Cells are UTF-8: a text as it is, a number as
 * the spreadsheet shows it with 15 digits (its raw text is kept where digits were left
 * out), a date as YYYY-MM-DD, a truth value as TRUE or FALSE, a formula as the value
 * that was calculated last.
 *
 * A cell without a value that could be read has a fault; its codes are
 *
 *	cell-error       an error of a formula
 *	lost-digits      a number with more than 15 digits before the point
 *	no-such-day      a date that is not in the calendar of the workbook
 *	no-value         a formula that was never calculated
 *	merged-cell      a cell that merged cells cover, below the header row
 *	lost-character   a text with U+FFFD
 *	bad-cell         not what its type says, or a string that is not there
 *
 * Rows must be in order, and a cell must not come twice.
 */
#ifndef XLSX_ROWS_H
#define XLSX_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sheet/rows.h"
#include "sheet/xlsx_fault.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_part.h"
#include "sheet/xlsx_strings.h"
#include "sheet/xlsx_styles.h"

/* What the cells of a sheet refer to; must live as long as its rows are read. */
struct xlsx_shared {
	struct xlsx_strings strings;
	struct xlsx_styles styles;
	bool is_1904;
};

struct xlsx_rows;

/*
 * Open the sheet that is in a part.  A row of more than max_row bytes of text ends the
 * reading.  NULL with a fault.
 */
struct xlsx_rows *xlsx_rows_open(struct xlsx_package *, const char *part,
    const struct xlsx_shared *, size_t max_row, struct xlsx_fault *);
void xlsx_rows_close(struct xlsx_rows *);

/* Whether the sheet that is in a part has no filled cell.  False with a fault. */
bool xlsx_rows_are_none(struct xlsx_package *, const char *part,
    const struct xlsx_shared *, bool *none, struct xlsx_fault *);

/*
 * The next row, borrowed until the next call: XLSX_PAUSED, or that there are no more,
 * or that the sheet cannot be read on.  width is table_width(): the row gets as many
 * cells at least; 0 means that the header row was not found yet.
 */
enum xlsx_step xlsx_rows_next(
    struct xlsx_rows *, size_t width, struct row *, struct xlsx_fault *);

/* How many rows without a filled cell were passed over so far. */
uint64_t xlsx_rows_blank(const struct xlsx_rows *);

/*
 * The text of the last row for people: its cells as CSV, and of those beyond the width
 * the filled ones alone, each behind its name ("XFD4: ").  at is NULL: no memory.
 */
struct span xlsx_rows_text(struct xlsx_rows *);

#endif
