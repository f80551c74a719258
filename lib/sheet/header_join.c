#include "sheet/header_join.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

bool
header_join_keep(
    struct header_join *join, const struct row *row, const struct header_search *search)
{
	struct upper_row *upper;

	if (join->count == HEADER_JOIN_ROWS) {
		header_row_clear(&join->rows[0].texts);
		memmove(join->rows, join->rows + 1,
		    (HEADER_JOIN_ROWS - 1) * sizeof *join->rows);
		join->count--;
	}
	upper = &join->rows[join->count++];
	*upper = (struct upper_row){ .line = row->line,
		.fullest = search->fullest,
		.fullest_line = search->fullest_line };
	return header_row_keep(&upper->texts, row->cells, row->count);
}

static const char *
text_at(const struct upper_row *row, size_t cell)
{
	return cell < row->texts.count ? row->texts.texts[cell] : "";
}

/* The heading over a cell: in its column, or if below is filled, left of it. */
static const char *
heading_over(const struct upper_row *row, size_t cell, bool below)
{
	while (below && cell > 0 && *text_at(row, cell) == '\0')
		cell--;
	return text_at(row, cell);
}

/* The headings of a cell, from the top, joined; returns the end. */
static char *
join_cell(const struct header_join *join, size_t depth, struct span last, size_t cell,
    char *out)
{
	const struct upper_row *rows = join->rows + join->count - depth;
	const char *headings[HEADER_JOIN_ROWS] = { "", "" };
	bool below = last.len > 0;

	for (size_t i = depth; i > 0; i--) {
		headings[i - 1] = heading_over(&rows[i - 1], cell, below);
		below |= *headings[i - 1] != '\0';
	}
	for (size_t i = 0; i < depth; i++) {
		size_t len = strlen(headings[i]);

		if (len == 0)
			continue;
		memcpy(out, headings[i], len);
		out += len;
		*out++ = '/';
	}
	if (last.len > 0)
		memcpy(out, last.at, last.len);
	else if (below)
		out--;
	return out + last.len;
}

/* The whole name, or the end of it that the map knows. */
static struct span
known_part(const struct column_map *map, struct span whole)
{
	struct span part = whole;

	while (map != NULL) {
		const char *slash;

		if (column_map_find(map, part) != NULL)
			return part;
		slash = memchr(part.at, '/', part.len);
		if (slash == NULL)
			return whole;
		part.len -= (size_t)(slash + 1 - part.at);
		part.at = slash + 1;
	}
	return whole;
}

/* The widest of the rows, and the room that all their texts can need, joined. */
static bool
make_room(struct header_join *join, size_t depth, const struct row *row, size_t *count)
{
	size_t len = 0, heading = 0;

	*count = row->count;
	for (size_t i = join->count - depth; i < join->count; i++) {
		const struct header_row *texts = &join->rows[i].texts;

		*count = texts->count > *count ? texts->count : *count;
		for (size_t cell = 0; cell < texts->count; cell++) {
			size_t n = strlen(texts->texts[cell]);

			heading = n > heading ? n : heading;
		}
	}
	for (size_t i = 0; i < row->count; i++)
		len += row->cells[i].len;
	/* A heading may stand over all columns. */
	len += *count * depth * (heading + 1);
	return array_reserve(&join->text, &join->text_room, len + 1, 1) &&
	       array_reserve(
		   &join->cells, &join->cells_room, *count, sizeof *join->cells);
}

bool
header_join(struct header_join *join, const struct column_map *map, size_t depth,
    const struct row *row, struct row *joined)
{
	size_t count;
	char *out;

	if (!make_room(join, depth, row, &count))
		return false;
	out = join->text;
	for (size_t i = 0; i < count; i++) {
		struct span last = i < row->count ? cell_trim(row->cells[i])
						  : (struct span){ NULL, 0 };
		char *end = join_cell(join, depth, last, i, out);

		join->cells[i] =
		    known_part(map, (struct span){ out, (size_t)(end - out) });
		out = end;
	}
	*joined = (struct row){ .cells = join->cells,
		.count = count,
		.text = row->text,
		.line = join->rows[join->count - depth].line };
	return true;
}

void
header_join_clear(struct header_join *join)
{
	for (size_t i = 0; i < join->count; i++)
		header_row_clear(&join->rows[i].texts);
	free(join->cells);
	free(join->text);
	*join = (struct header_join){ .count = 0 };
}
