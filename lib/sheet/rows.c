/*
 * rows.c - lines to rows
 *
 * libcsv tells by callback that a row has ended, but not where it began, and it
 * cannot stop half-way.  So it is fed one line at a time: a row then begins and
 * ends where a line does, and what libcsv refuses is known to the line.
 *
 * Most rows have no quote in them.  Their cells are what stands between the
 * delimiters, and they are cut where they stand, without a copy.
 */
#include "sheet/rows.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "memory/array.h"
#include "sheet/row_scan.h"

enum { PARSER_BLOCK = 64 << 10 }; /* by how much libcsv's cell buffer grows */

struct rows {
	struct csv_parser parser;
	char delimiter;
	size_t max_row;
	bool parser_always, leave_whole;

	/* The block: the lines before at are used; its next line ends from there on. */
	const char *block;
	size_t len, at, next_cr, next_lf;
	bool finished;

	/* The row at hand: what came with earlier blocks, and where it is in this one.
	 */
	char *early;
	size_t early_len, early_room, row_at;
	size_t line_at;          /* where in the row its last line begins */
	uint64_t line, row_line; /* the line at hand, the row's first */
	uint64_t blank_lines;
	bool half_end;  /* early ends in a CR, and its LF may come yet */
	bool open;      /* the row goes on behind the line at hand */
	bool row_taken; /* the caller has had the row */

	struct row_cells cells;
	enum row_bytes bytes; /* of the cells */
	char *unquoted;       /* the cells of a row that libcsv has cut */
	size_t unquoted_len, unquoted_room;
	bool row_ended, no_memory; /* said by the callbacks */
	char *requoted;            /* a line with more quotes (quote_all_digits()) */
	size_t requoted_room;
};

static int
never(unsigned char c)
{
	(void)c;
	return 0;
}

static bool
parser_start(struct rows *rows)
{
	/* libcsv trims what it takes for a space; nothing is one. */
	if (csv_init(&rows->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return false;
	csv_set_space_func(&rows->parser, never);
	csv_set_delim(&rows->parser, (unsigned char)rows->delimiter);
	csv_set_blk_size(&rows->parser, PARSER_BLOCK);
	return true;
}

struct rows *
rows_new(char delimiter, size_t max_row)
{
	struct rows *rows = calloc(1, sizeof *rows);

	if (rows == NULL)
		return NULL;
	rows->delimiter = delimiter;
	rows->max_row = max_row;
	rows->line = rows->row_line = 1;
	if (!parser_start(rows)) {
		free(rows);
		return NULL;
	}
	return rows;
}

void
rows_free(struct rows *rows)
{
	if (rows == NULL)
		return;
	csv_free(&rows->parser);
	free(rows->early);
	free(rows->cells.items);
	free(rows->unquoted);
	free(rows->requoted);
	free(rows);
}

uint64_t
rows_blank_lines(const struct rows *rows)
{
	return rows->blank_lines;
}

void
rows_use_parser_always(struct rows *rows)
{
	rows->parser_always = true;
}

/* The first of a byte from where reading is, or the end of the block. */
static size_t
find_byte(const struct rows *rows, char byte)
{
	const char *found = rows->at < rows->len ? memchr(rows->block + rows->at, byte,
						       rows->len - rows->at)
						 : NULL;

	return found == NULL ? rows->len : (size_t)(found - rows->block);
}

void
rows_feed(struct rows *rows, const char *bytes, size_t len)
{
	rows->block = bytes;
	rows->len = len;
	rows->at = rows->row_at = 0;
	rows->next_cr = find_byte(rows, '\r');
	rows->next_lf = find_byte(rows, '\n');
}

void
rows_leave_whole(struct rows *rows, bool whole)
{
	rows->leave_whole = whole;
}

void
rows_finish(struct rows *rows)
{
	rows_feed(rows, NULL, 0);
	rows->finished = true;
}

/* Room for len more bytes behind the first used ones. */
static bool
make_room(char **bytes, size_t *room, size_t used, size_t len)
{
	return len <= SIZE_MAX - used && array_reserve(bytes, room, used + len, 1);
}

/* libcsv has a cell: copy it, for its buffer is used again for the next one. */
static void
on_cell(void *text, size_t len, void *context)
{
	struct rows *rows = context;
	struct row_cells *cells = &rows->cells;

	if (rows->no_memory)
		return;
	if (!make_room(
		&rows->unquoted, &rows->unquoted_room, rows->unquoted_len, len) ||
	    !array_reserve(
		&cells->items, &cells->room, cells->count + 1, sizeof *cells->items)) {
		rows->no_memory = true;
		return;
	}
	cells->items[cells->count++] = (struct span){ NULL, len };
	if (len > 0)
		memcpy(rows->unquoted + rows->unquoted_len, text, len);
	rows->unquoted_len += len;
}

static void
on_row(int end, void *context)
{
	struct rows *rows = context;

	(void)end;
	rows->row_ended = true;
}

/* The buffer may have moved while the row grew, so the cells get their place now. */
static void
place_cells(struct rows *rows)
{
	const char *at = rows->unquoted;

	for (size_t i = 0; i < rows->cells.count; i++) {
		struct span *cell = &rows->cells.items[i];

		cell->at = at == NULL ? "" : at;
		at = at == NULL ? NULL : at + cell->len;
	}
}

enum cut {
	CUT_ROW,       /* the row ends with this line */
	CUT_OPEN,      /* it goes on */
	CUT_WHOLE,     /* it ends with this line, and is for the caller to cut */
	CUT_BLANK,     /* nothing is in it */
	CUT_BAD_QUOTE, /* it ends here, since nobody can tell where its cells end */
	CUT_NO_MEMORY,
};

/* last: the line has no line end, since the file ends with it. */
static enum cut
cut_with_parser(struct rows *rows, const char *line, size_t len, bool last)
{
	size_t used;

	if (!rows->open)
		rows->unquoted_len = 0;
	rows->row_ended = false;
	used = csv_parse(&rows->parser, line, len, on_cell, on_row, rows);
	if (used == len && last && csv_fini(&rows->parser, on_cell, on_row, rows) != 0)
		return CUT_OPEN;
	if (rows->no_memory)
		return CUT_NO_MEMORY;
	if (used == len && !rows->row_ended)
		return CUT_OPEN;
	if (used == len) {
		place_cells(rows);
		return CUT_ROW;
	}
	if (csv_error(&rows->parser) != CSV_EPARSE)
		return CUT_NO_MEMORY;
	/* There is no way to go on with the next line but to begin again. */
	rows->cells.count = 0;
	csv_free(&rows->parser);
	return parser_start(rows) ? CUT_BAD_QUOTE : CUT_NO_MEMORY;
}

/* How many bytes of line end there are: 0 (the file ends with the line), 1 or 2. */
static size_t
line_end(const char *line, size_t len)
{
	if (len == 0 || (line[len - 1] != '\n' && line[len - 1] != '\r'))
		return 0;
	return len > 1 && line[len - 1] == '\n' && line[len - 2] == '\r' ? 2 : 1;
}

/*
 * The length of an unquoted cell ="TEXT" at the start of a text; 0 if there is none.
 * The text has no quote, and the cell ends with the delimiter or with the text.
 */
static size_t
digits_cell(const struct rows *rows, const char *at, const char *end)
{
	const char *quote;

	if (end - at < 3 || at[0] != '=' || at[1] != '"')
		return 0;
	quote = memchr(at + 2, '"', (size_t)(end - at) - 2);
	if (quote == NULL || memchr(at + 2, rows->delimiter, (size_t)(quote - at) - 2))
		return 0;
	quote++;
	return quote == end || *quote == rows->delimiter ? (size_t)(quote - at) : 0;
}

static bool
has_equals_quote(struct span line)
{
	const char *at = line.at, *end = at + line.len;

	for (; (at = memchr(at, '"', (size_t)(end - at))) != NULL; at++)
		if (at > line.at && at[-1] == '=')
			return true;
	return false;
}

/* Write ="TEXT" as a quoted cell, "=""TEXT""", of four bytes more. */
static char *
quote_digits(char *out, const char *cell, size_t len)
{
	memcpy(out, "\"=\"\"", 4);
	memcpy(out + 4, cell + 2, len - 3);
	memcpy(out + 1 + len, "\"\"\"", 3);
	return out + len + 4;
}

/*
 * Spreadsheets write ="0123" for digits that are text, and some write it without the
 * quotes that RFC 4180 asks for.  Make a copy of a line in which such cells are quoted,
 * in rows->requoted; *len is its length, 0 if there are none.  False: no memory.
 */
static bool
quote_all_digits(struct rows *rows, struct span line, size_t *len)
{
	const char *at = line.at, *end = at + line.len - line_end(line.at, line.len);
	bool quoted = rows->open, any = false;
	char *out;

	*len = 0;
	if (!has_equals_quote(line))
		return true;
	/* A cell has three bytes and a delimiter at least: it grows to the double. */
	if (!make_room(&rows->requoted, &rows->requoted_room, line.len, line.len + 8))
		return false;
	out = rows->requoted;
	for (bool begins = !rows->open; at < end;) {
		size_t cell = begins ? digits_cell(rows, at, end) : 0;

		if (cell > 0) {
			out = quote_digits(out, at, cell);
			at += cell;
			any = true;
		} else {
			quoted ^= *at == '"';
			*out++ = *at++;
		}
		begins = !quoted && at > line.at && at[-1] == rows->delimiter;
	}
	memcpy(out, end, line.len - (size_t)(end - line.at));
	if (any)
		*len =
		    (size_t)(out - rows->requoted) + line.len - (size_t)(end - line.at);
	return true;
}

/* How many bytes can be read behind the line at hand: none behind one of two blocks. */
static size_t
bytes_behind(const struct rows *rows)
{
	return rows->early_len == 0 ? rows->len - rows->at : 0;
}

static enum cut
cut_line(struct rows *rows, const char *line, size_t len)
{
	size_t end = line_end(line, len), requoted;

	if (!rows->open && len == end)
		return CUT_BLANK;
	rows->bytes = ROW_BYTES_ANY;
	if (rows->leave_whole) {
		if (!rows->open && memchr(line, '"', len) == NULL)
			return CUT_WHOLE;
	} else if (!rows->open && !rows->parser_always) {
		struct row_line text = { { line, len - end }, bytes_behind(rows) };

		switch (row_scan(text, rows->delimiter, &rows->cells, &rows->bytes)) {
		case ROW_SCAN_CUT:
			return CUT_ROW;
		case ROW_SCAN_NO_MEMORY:
			return CUT_NO_MEMORY;
		case ROW_SCAN_QUOTE:
			break;
		}
	}
	if (!quote_all_digits(rows, (struct span){ line, len }, &requoted))
		return CUT_NO_MEMORY;
	if (requoted > 0)
		return cut_with_parser(rows, rows->requoted, requoted, end == 0);
	return cut_with_parser(rows, line, len, end == 0);
}

/*
 * Where in the block the line at hand ends, its line end included.  False if the
 * block does not tell: there is no line end in it, or a CR is its last byte, which
 * may be half of a CR LF.
 */
static bool
find_line_end(struct rows *rows, size_t *end)
{
	if (rows->finished) {
		*end = 0;
		return rows->early_len > rows->line_at;
	}
	if (rows->half_end && rows->len > 0) {
		*end = rows->block[0] == '\n' ? 1 : 0;
		return true;
	}
	if (rows->next_cr < rows->at)
		rows->next_cr = find_byte(rows, '\r');
	if (rows->next_lf < rows->at)
		rows->next_lf = find_byte(rows, '\n');
	*end = rows->next_lf;
	if (rows->next_cr < *end && rows->next_cr + 1 != *end)
		*end = rows->next_cr;
	return (*end)++ < rows->len;
}

/* Put what the block has of the row to what came earlier. */
static bool
keep_early(struct rows *rows, size_t end)
{
	size_t len = end - rows->row_at;

	if (!make_room(&rows->early, &rows->early_room, rows->early_len, len))
		return false;
	if (len > 0)
		memcpy(rows->early + rows->early_len, rows->block + rows->row_at, len);
	rows->early_len += len;
	rows->row_at = end;
	return true;
}

/* All of the row up to an end in the block, in one piece. */
static bool
row_text(struct rows *rows, size_t end, struct span *text)
{
	if (rows->early_len == 0) {
		*text = (struct span){ rows->block + rows->row_at, end - rows->row_at };
		return true;
	}
	if (!keep_early(rows, end))
		return false;
	*text = (struct span){ rows->early, rows->early_len };
	return true;
}

/* The block is used up inside of a line, or the file has ended. */
static enum rows_step
stop_reading(struct rows *rows)
{
	if (rows->finished)
		return rows->open ? ROWS_OPEN : ROWS_END;
	if (rows->early_len + (rows->len - rows->row_at) > rows->max_row)
		return ROWS_TOO_LONG;
	if (!keep_early(rows, rows->len))
		return ROWS_NO_MEMORY;
	rows->at = rows->len;
	rows->half_end =
	    rows->early_len > rows->line_at && rows->early[rows->early_len - 1] == '\r';
	return ROWS_FED;
}

static void
begin_row(struct rows *rows)
{
	rows->row_at = rows->at;
	rows->early_len = rows->line_at = 0;
	rows->cells.count = 0;
	rows->open = rows->row_taken = false;
	rows->row_line = rows->line;
}

/* The row that ends with a line; its place and its first line are known. */
static void
give_row(const struct rows *rows, struct span text, struct span line, enum cut cut,
    struct row *row)
{
	size_t end = line_end(line.at, line.len);
	bool inside = bytes_behind(rows) >= ROW_BYTES_BEHIND;

	*row = (struct row){ .cells = rows->cells.items,
		.count = rows->cells.count,
		.text = { text.at, text.len - end },
		.line = rows->row_line,
		.bad_quote = cut == CUT_BAD_QUOTE,
		.whole = cut == CUT_WHOLE,
		.unended = end == 0,
		.bytes = inside ? rows->bytes : ROW_BYTES_ANY };
}

enum rows_step
rows_next(struct rows *rows, struct row *row)
{
	struct span text, line;
	enum cut cut;
	size_t end;

	for (;;) {
		if (rows->row_taken)
			begin_row(rows);
		row->line = rows->row_line;
		if (!find_line_end(rows, &end))
			return stop_reading(rows);
		if (!row_text(rows, end, &text))
			return ROWS_NO_MEMORY;
		if (text.len > rows->max_row)
			return ROWS_TOO_LONG;
		line.at = text.at + rows->line_at;
		line.len = text.len - rows->line_at;
		rows->at = end;
		rows->half_end = false;
		rows->line++;

		cut = cut_line(rows, line.at, line.len);
		if (cut == CUT_NO_MEMORY)
			return ROWS_NO_MEMORY;
		rows->open = cut == CUT_OPEN;
		rows->row_taken = !rows->open;
		rows->line_at = text.len;
		rows->blank_lines += cut == CUT_BLANK;
		if (cut == CUT_OPEN || cut == CUT_BLANK)
			continue;
		give_row(rows, text, line, cut, row);
		return ROWS_ROW;
	}
}
