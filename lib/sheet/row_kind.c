#include "sheet/row_kind.h"

#include <stdbool.h>

#include "sheet/header.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Whether a byte is part of a character beyond ASCII: most cells are rejected by it. */
static bool
is_high(char byte)
{
	return (unsigned char)byte >= 0x80;
}

/* What a summary of the rows above is called in its first filled cell. */
static bool
is_summary(struct span cell, const struct total_words *words)
{
	static const char *const beginnings[] = { "合计", "总计", "小计", "共计",
		"累计", "汇总", "平均", "均分", "最高", "最低", "中位数", "标准差",
		"及格率", "优秀率", "合格率", "总人数", "参考人数", "实考人数" };
	static const char *const ends[] = { "合计", "总计", "小计", "平均", "平均分",
		"平均值", "均分", "最高分", "最低分" };

	cell = cell_trim(cell);
	for (size_t i = 0; is_high(cell.at[0]) && i < COUNT(beginnings); i++)
		if (cell_begins(cell, beginnings[i]))
			return true;
	for (size_t i = 0; is_high(cell.at[cell.len - 1]) && i < COUNT(ends); i++)
		if (cell_ends(cell, ends[i]))
			return true;
	for (size_t i = 0; i < words->count; i++)
		if (cell_begins(cell, words->items[i]))
			return true;
	return false;
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
row_kind(const struct column_map *map, size_t width, size_t mapped,
    const struct total_words *words, const struct row *row)
{
	size_t first = find_filled(row->cells, 0, row->count);

	if (first == row->count)
		return ROW_BLANK;
	if (header_is_again(map, mapped, row->cells, row->count))
		return ROW_HEADER;
	if (is_summary(row->cells[first], words))
		return ROW_SUMMARY;
	if (row->count < width && row->unended)
		return ROW_CUT;
	if (row->count != width && row->count > 1)
		return ROW_WRONG_WIDTH;
	if (first == 0 && width > 1 &&
	    find_filled(row->cells, 1, row->count) == row->count)
		return ROW_NOTE;
	return ROW_RECORD;
}
