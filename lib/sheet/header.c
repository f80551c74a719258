/*
 * header.c - comparing a row with the map, choosing the header row
 */
#include "sheet/header.h"

#include <stdlib.h>

enum { HEADER_BELOW = 3 }; /* rows from a given one on */

void
header_clear(struct header *header)
{
	free(header->places);
	*header = (struct header){ .places = NULL };
}

/* Note which column the cell at a place names, if it names one. */
static void
match_cell(
    const struct column_map *map, struct span cell, size_t place, struct header *header)
{
	const struct column *column;
	long *at;

	if (cell_trim(cell).len == 0)
		return;
	header->filled++;
	column = column_map_find(map, cell);
	if (column == NULL)
		return;
	at = &header->places[column - map->columns];
	if (*at != HEADER_ABSENT)
		header->twice = column->header;
	else
		header->found++;
	*at = (long)place;
}

bool
header_match(const struct column_map *map, const struct span *cells, size_t count,
    struct header *header)
{
	header_clear(header);
	header->places = calloc(map->count, sizeof *header->places);
	if (header->places == NULL)
		return false;
	for (size_t i = 0; i < map->count; i++)
		header->places[i] = HEADER_ABSENT;
	for (size_t i = 0; i < count; i++)
		match_cell(map, cells[i], i, header);
	for (size_t i = 0; i < map->count; i++) {
		if (!map->columns[i].required || header->places[i] != HEADER_ABSENT)
			continue;
		if (header->lacking++ == 0)
			header->lacks = map->columns[i].header;
	}
	return true;
}

/* Whether one of the cells from one on names a column too. */
static bool
is_named_again(const struct column_map *map, const struct column *column,
    const struct span *cells, size_t from, size_t count)
{
	for (; from < count; from++)
		if (column_map_find(map, cells[from]) == column)
			return true;
	return false;
}

bool
header_is_again(
    const struct column_map *map, size_t mapped, const struct span *cells, size_t count)
{
	bool any = map->required == 0;
	size_t needed = any ? mapped : map->required;

	/* Of most rows the first cell or two tell that they are none. */
	for (size_t i = 0; needed > 0 && count - i >= needed; i++) {
		const struct column *column = column_map_find(map, cells[i]);

		if (column != NULL && (any || column->required) &&
		    !is_named_again(map, column, cells, i + 1, count))
			needed--;
	}
	return needed == 0;
}

/* A header without the white space around it and the line ends that wrap it. */
static char *
new_text(struct span cell)
{
	struct span trimmed = cell_trim(cell);
	char *text = malloc(trimmed.len + 1);
	size_t n = 0;

	if (text == NULL)
		return NULL;
	for (size_t i = 0; i < trimmed.len; i++)
		if (trimmed.at[i] != '\n' && trimmed.at[i] != '\r')
			text[n++] = trimmed.at[i];
	text[n] = '\0';
	return text;
}

bool
header_row_keep(struct header_row *row, const struct span *cells, size_t count)
{
	row->texts = calloc(count, sizeof *row->texts);
	if (row->texts == NULL)
		return false;
	for (; row->count < count; row->count++) {
		row->texts[row->count] = new_text(cells[row->count]);
		if (row->texts[row->count] == NULL)
			return false;
	}
	return true;
}

void
header_row_clear(struct header_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		free(row->texts[i]);
	free(row->texts);
	*row = (struct header_row){ .texts = NULL };
}

/* Whether a cell has a text, but for the line ends that new_text() takes out. */
static bool
has_text(struct span cell, const char *text)
{
	cell = cell_trim(cell);
	for (size_t i = 0; i < cell.len; i++)
		if (cell.at[i] != '\n' && cell.at[i] != '\r' && cell.at[i] != *text++)
			return false;
	return *text == '\0';
}

bool
header_row_is(const struct header_row *row, const struct span *cells, size_t count)
{
	static const struct span none = { "", 0 };
	bool filled = false;

	for (size_t i = 0; i < row->count || i < count; i++) {
		const char *text = i < row->count ? row->texts[i] : "";

		if (!has_text(i < count ? cells[i] : none, text))
			return false;
		filled |= *text != '\0';
	}
	return filled;
}

enum header_verdict
header_consider(
    struct header_search *search, const struct header *header, uint64_t line)
{
	search->rows++;
	if (search->given_line != 0 && line < search->given_line)
		return HEADER_NOT_YET;
	if (search->given_line != 0 && line != search->given_line)
		return search->given_rows > 0 && search->given_rows++ < HEADER_BELOW
			   ? HEADER_NOT_YET
			   : HEADER_NOT_FOUND;
	if (header->lacking == 0 && header->found > 0)
		return search->fullest < header->filled ? HEADER_HERE : HEADER_IN_DOUBT;
	if (header->found > search->nearest_found) {
		search->nearest_found = header->found;
		search->nearest_line = line;
		search->nearest_lacks = header->lacks;
	}
	if (header->filled > search->fullest) {
		search->fullest = header->filled;
		search->fullest_line = line;
	}
	search->given_rows = search->given_line != 0;
	if (search->given_line == 0 && search->rows == HEADER_ROWS)
		return HEADER_NOT_FOUND;
	return HEADER_NOT_YET;
}
