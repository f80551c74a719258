#include "sheet/row_kind.h"

/* Whether a cell is a header, line ends in it skipped. */
static bool
names_column(struct span cell, const char *header)
{
	cell = cell_trim(cell);
	for (size_t i = 0; i < cell.len; i++)
		if (cell.at[i] != '\n' && cell.at[i] != '\r' && cell.at[i] != *header++)
			return false;
	return *header == '\0';
}

static bool
is_header(const struct header_row *header, const struct span *cells)
{
	for (size_t i = 0; i < header->count; i++)
		if (!names_column(cells[i], header->texts[i]))
			return false;
	return true;
}

static bool
is_total(struct span cell)
{
	return cell_begins(cell, "合计") || cell_begins(cell, "总计") ||
	       cell_begins(cell, "小计") || cell_begins(cell, "共计");
}

/* The first filled cell from one on, or count. */
static size_t
find_filled(const struct span *cells, size_t from, size_t count)
{
	while (from < count && cell_trim(cells[from]).len == 0)
		from++;
	return from;
}

enum row_kind
row_kind(const struct header_row *header, const struct span *cells, size_t count)
{
	size_t first = find_filled(cells, 0, count);

	if (first == count)
		return ROW_BLANK;
	if (is_total(cells[first]))
		return ROW_TOTAL;
	if (first == 0 && header->count > 1 && find_filled(cells, 1, count) == count)
		return ROW_NOTE;
	if (count != header->count)
		return ROW_WRONG_WIDTH;
	return is_header(header, cells) ? ROW_HEADER : ROW_RECORD;
}
