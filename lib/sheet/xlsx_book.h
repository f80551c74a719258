/*
 * xlsx_book.h - a workbook (.xlsx) that is open, and which of its sheets are read
 */
#ifndef XLSX_BOOK_H
#define XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/xlsx_fault.h"
#include "sheet/xlsx_rows.h"
#include "sheet/xlsx_workbook.h"

struct xlsx_book {
	struct xlsx_package *package;
	struct xlsx_workbook workbook;
	struct xlsx_shared shared;

	/* What xlsx_book_choose() has chosen, in the order in which they are read. */
	const struct xlsx_sheet **chosen;
	size_t chosen_count;
};

/*
 * Open a file that can be read at any place, or bytes in memory, which are borrowed;
 * the descriptor stays the caller's.  All zero is a book that is not open.  False with
 * a fault.  Close it in any case.
 */
bool xlsx_book_open(struct xlsx_book *, int fd, struct xlsx_fault *);
bool xlsx_book_of_bytes(
    struct xlsx_book *, const char *bytes, size_t len, struct xlsx_fault *);
void xlsx_book_close(struct xlsx_book *);

/*
 * Choose the sheets by their names, or by their numbers from 1 among those that are not
 * hidden; "*" is all that are not.  A name wins over a number, and a hidden sheet is
 * found by its name only.  Without any name, the one sheet that is not hidden and not
 * empty.  False with a fault if one is not there, or if it is not clear which one.
 */
bool xlsx_book_choose(
    struct xlsx_book *, const char *const names[], size_t count, struct xlsx_fault *);

/* The rows of a sheet (xlsx_rows_open()). */
struct xlsx_rows *xlsx_book_rows(
    struct xlsx_book *, const struct xlsx_sheet *, size_t max_row, struct xlsx_fault *);

#endif
