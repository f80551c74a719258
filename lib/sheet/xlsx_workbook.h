/*
 * xlsx_workbook.h - the sheets of a workbook, and where its parts are
 */
#ifndef XLSX_WORKBOOK_H
#define XLSX_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/xlsx_fault.h"
#include "sheet/xlsx_package.h"

enum { XLSX_SHEETS_MOST = 4096 };

/* A sheet of rows and columns; sheets of charts and macros are left out. */
struct xlsx_sheet {
	char *name; /* UTF-8 */
	char *part;
	bool hidden;
};

/* All zero: nothing was read.  All texts belong to the workbook. */
struct xlsx_workbook {
	struct xlsx_sheet *sheets; /* in the order of their tabs */
	size_t count, room;
	char *strings, *styles; /* parts; NULL: there is none */
	bool is_1904;           /* the system of its dates */
};

/* Read into an empty workbook.  False with a fault. */
bool xlsx_workbook_read(
    struct xlsx_workbook *, struct xlsx_package *, struct xlsx_fault *);
void xlsx_workbook_free(struct xlsx_workbook *);

/*
 * The part that a target means beside another part: relative to its folder, or with a
 * leading slash from the root.  New; NULL if it leads out of the file, or if there is
 * no memory, which *no_memory tells.
 */
char *xlsx_workbook_resolve(const char *part, const char *target, bool *no_memory);

#endif
