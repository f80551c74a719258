#include "sheet/xlsx_reference.h"

#include <inttypes.h>
#include <stdio.h>

/* The column of the letters that a text begins with; *text goes behind them. */
static bool
read_column(const char **text, size_t *column)
{
	size_t n = 0;

	for (; **text >= 'A' && **text <= 'Z' && n <= XLSX_COLUMNS; ++*text)
		n = n * 26 + (size_t)(**text - 'A') + 1;
	*column = n - 1;
	return n > 0 && n <= XLSX_COLUMNS;
}

static bool
read_row(const char **text, uint64_t *row)
{
	uint64_t n = 0;

	for (; **text >= '0' && **text <= '9' && n <= XLSX_ROWS; ++*text)
		n = n * 10 + (uint64_t)(**text - '0');
	*row = n;
	return n > 0 && n <= XLSX_ROWS;
}

bool
xlsx_reference_read(const char *text, struct xlsx_cell *cell)
{
	return read_column(&text, &cell->column) && read_row(&text, &cell->row) &&
	       *text == '\0';
}

uint64_t
xlsx_reference_row(const char *text)
{
	uint64_t row;

	return read_row(&text, &row) && *text == '\0' ? row : 0;
}

bool
xlsx_reference_read_area(const char *text, struct xlsx_area *area)
{
	if (!read_column(&text, &area->first.column) ||
	    !read_row(&text, &area->first.row))
		return false;
	area->last = area->first;
	if (*text == '\0')
		return true;
	return *text == ':' && xlsx_reference_read(text + 1, &area->last) &&
	       area->first.column <= area->last.column &&
	       area->first.row <= area->last.row;
}

void
xlsx_reference_write(struct xlsx_cell cell, char text[XLSX_REFERENCE_SIZE])
{
	char letters[4];
	size_t n = sizeof letters - 1;

	letters[n] = '\0';
	for (size_t rest = cell.column % XLSX_COLUMNS + 1; rest > 0;
	     rest = (rest - 1) / 26)
		letters[--n] = (char)('A' + (rest - 1) % 26);
	snprintf(
	    text, XLSX_REFERENCE_SIZE, "%s%" PRIu64, letters + n, cell.row % 10000000);
}
