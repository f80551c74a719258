/*
 * xlsx_reference.h - the names of cells: C4, B4:B8
 *
 * Columns and rows are counted from 0 and 1: C4 is column 2 in row 4.
 */
#ifndef XLSX_REFERENCE_H
#define XLSX_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	XLSX_COLUMNS = 16384, /* the last one is XFD */
	XLSX_ROWS = 1048576,
	XLSX_REFERENCE_SIZE = 11, /* XFD1048576 and a NUL */
};

struct xlsx_cell {
	size_t column;
	uint64_t row;
};

/* From the first to the last cell of a rectangle. */
struct xlsx_area {
	struct xlsx_cell first, last;
};

/* False if a text is no cell of a sheet, or no area ("B4" is one too). */
bool xlsx_reference_read(const char *text, struct xlsx_cell *);
bool xlsx_reference_read_area(const char *text, struct xlsx_area *);

/* The row of an attribute that is its number alone; 0 if it is none. */
uint64_t xlsx_reference_row(const char *text);

void xlsx_reference_write(struct xlsx_cell, char text[XLSX_REFERENCE_SIZE]);

#endif
