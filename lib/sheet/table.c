/*
 * table.c - header row, then records
 */
#include "sheet/table.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/header_join.h"
#include "sheet/row_kind.h"

enum { WIDTH_REASON = 80 }; /* room for two counts and the words between them */

struct table {
	struct column_map *map;
	struct layout *layout;
	struct total_words totals;
	struct table_file file;
	struct header_search search;
	struct header_join upper; /* rows that may be the upper part of the header */
	size_t joined;            /* how many of them, the last ones, are */
	struct header_row last;   /* and the row below them */
	struct table_header header;
	uint64_t titles, headers, blanks; /* rows of all files */

	struct span record;
	const struct row_fault *faults;
	size_t fault_count;
	struct row_fault row_fault;
	char width_reason[WIDTH_REASON];
	char *reason;
	uint64_t reason_line;
	bool unusable; /* the file: there is nothing to be read by any more */
};

struct table *
table_new(const json_t *map, enum unmapped unmapped, struct map_fault *fault)
{
	struct table *table = calloc(1, sizeof *table);

	*fault = (struct map_fault){ NULL, NULL, false };
	if (table == NULL)
		return NULL;
	table->map = column_map_new(map, fault);
	if (table->map != NULL)
		table->layout = layout_new(table->map, unmapped, fault);
	if (table->layout != NULL)
		return table;
	map_fault_borrow(fault, map);
	table_free(table);
	return NULL;
}

void
table_free(struct table *table)
{
	if (table == NULL)
		return;
	header_join_clear(&table->upper);
	header_row_clear(&table->last);
	layout_free(table->layout);
	column_map_free(table->map);
	free(table->reason);
	free(table);
}

void
table_name_totals(struct table *table, const char *const *words, size_t count)
{
	table->totals = (struct total_words){ words, count };
}

void
table_begin(struct table *table, const struct table_file *file, uint64_t header_line)
{
	table->file = *file;
	table->search = (struct header_search){ .given_line = header_line };
	table->header = (struct table_header){ .line = 0 };
	header_join_clear(&table->upper);
	header_row_clear(&table->last);
	table->joined = 0;
	table->unusable = false;
}

size_t
table_width(const struct table *table)
{
	return table->header.line == 0 ? 0 : layout_header(table->layout)->count;
}

struct span
table_record(const struct table *table)
{
	return table->record;
}

const struct row_fault *
table_faults(const struct table *table, size_t *count)
{
	*count = table->fault_count;
	return table->faults;
}

const char *
table_reason(const struct table *table, uint64_t *line)
{
	*line = table->reason_line;
	return table->reason;
}

struct table_header
table_header(const struct table *table)
{
	return table->header;
}

/* The file cannot be used; without a reason, since there is no memory for it. */
static enum table_verdict
lack_memory(struct table *table)
{
	free(table->reason);
	table->reason = NULL;
	table->unusable = true;
	return TABLE_NO_MEMORY;
}

static enum table_verdict
stay_unusable(const struct table *table)
{
	return table->reason == NULL ? TABLE_NO_MEMORY : TABLE_UNUSABLE;
}

__attribute__((format(printf, 3, 4))) static enum table_verdict
unusable(struct table *table, uint64_t line, const char *format, ...)
{
	va_list args;
	size_t size;
	FILE *text;

	lack_memory(table); /* until the reason is written */
	table->reason_line = line;
	text = open_memstream(&table->reason, &size);
	if (text == NULL)
		return TABLE_NO_MEMORY;
	va_start(args, format);
	vfprintf(text, format, args);
	va_end(args);
	return fclose(text) == EOF ? lack_memory(table) : TABLE_UNUSABLE;
}

static enum table_verdict
no_header(struct table *table)
{
	const struct header_search *s = &table->search;

	if (s->nearest_line == 0)
		return unusable(
		    table, 0, "no-header: no row names a column of the map");
	return unusable(table, s->nearest_line,
	    "no-header: no row names all required columns; this one names %zu and "
	    "lacks %s",
	    s->nearest_found, s->nearest_lacks);
}

enum table_verdict
table_end(struct table *table)
{
	if (table->unusable)
		return stay_unusable(table);
	return table->header.line == 0 ? no_header(table) : TABLE_NOTHING;
}

static enum table_verdict
use_header(struct table *table, const struct row *row, const struct header *header)
{
	struct map_fault fault;

	if (layout_bind(
		table->layout, header, row->cells, row->count, &table->file, &fault)) {
		table->headers += table->header.line == 0;
		table->header =
		    (struct table_header){ row->line, header->filled, header->found };
		return TABLE_NOTHING;
	}
	if (fault.what == NULL)
		return lack_memory(table);
	return unusable(table, row->line, "bad-header: column%s %s %s",
	    fault.several ? "s" : "", fault.header, fault.what);
}

static enum table_verdict
header_in_doubt(struct table *table, uint64_t line, uint64_t header_line)
{
	return unusable(table, line,
	    "header-in-doubt: this row is as full as the header row below it, in line "
	    "%" PRIu64 ": which line is the --header-row?",
	    header_line);
}

/* Remember the rows of the header, for they may come again. */
static enum table_verdict
use_joined(struct table *table, const struct row *row, size_t depth,
    const struct row *joined, const struct header *header)
{
	table->joined = depth;
	table->titles -= depth;
	table->headers += depth;
	header_row_clear(&table->last);
	if (!header_row_keep(&table->last, row->cells, row->count))
		return TABLE_NO_MEMORY;
	return use_header(table, joined, header);
}

/*
 * Try a row as the last of a header of several rows.  *done: the verdict is final.
 */
static enum table_verdict
try_joined(struct table *table, const struct row *row, size_t depth, bool *done)
{
	struct header_join *join = &table->upper;
	struct header header = { .places = NULL };
	enum table_verdict verdict = TABLE_NO_MEMORY;
	struct row joined;

	*done = true;
	if (header_join(join, table->map, depth, row, &joined) &&
	    header_match(table->map, joined.cells, joined.count, &header)) {
		const struct upper_row *top = &join->rows[join->count - depth];

		*done = header.lacking == 0 && header.found > 0;
		if (!*done)
			verdict = TABLE_NOTHING;
		else if (top->fullest < header.filled)
			verdict = use_joined(table, row, depth, &joined, &header);
		else
			verdict =
			    header_in_doubt(table, top->fullest_line, joined.line);
	}
	header_clear(&header);
	return verdict;
}

/* A row that is no header by itself may be one with the rows above it. */
static enum table_verdict
join_header(struct table *table, const struct row *row, bool *done)
{
	enum table_verdict verdict = TABLE_NOTHING;

	for (size_t depth = 1; depth <= table->upper.count && !*done; depth++)
		verdict = try_joined(table, row, depth, done);
	if (!*done && row->line >= table->search.given_line &&
	    !header_join_keep(&table->upper, row, &table->search)) {
		*done = true;
		return TABLE_NO_MEMORY;
	}
	return verdict;
}

static enum table_verdict
look_for_header(struct table *table, const struct row *row)
{
	struct header header = { .places = NULL };
	enum table_verdict verdict = TABLE_NOTHING;
	bool joined = false;

	if (!header_match(table->map, row->cells, row->count, &header)) {
		header_clear(&header);
		return TABLE_NO_MEMORY;
	}
	if (header.lacking > 0)
		verdict = join_header(table, row, &joined);
	if (joined) {
		header_clear(&header);
		return verdict;
	}
	switch (header_consider(&table->search, &header, row->line)) {
	case HEADER_HERE:
		verdict = use_header(table, row, &header);
		break;
	case HEADER_NOT_YET:
		if (header.filled > 0)
			table->titles++;
		else
			table->blanks++;
		break;
	case HEADER_NOT_FOUND:
		verdict = no_header(table);
		break;
	case HEADER_IN_DOUBT:
		verdict = header_in_doubt(table, table->search.fullest_line, row->line);
		break;
	}
	header_clear(&header);
	return verdict;
}

static enum table_verdict
convert(struct table *table, const struct row *row)
{
	table->record = layout_record(table->layout, row);
	if (table->record.at == NULL)
		return TABLE_NO_MEMORY;
	table->faults = layout_faults(table->layout, &table->fault_count);
	return table->fault_count == 0 ? TABLE_RECORD : TABLE_SET_ASIDE;
}

static enum table_verdict
set_aside(struct table *table, const char *code, const char *reason)
{
	table->row_fault = (struct row_fault){ code, NULL, reason };
	table->faults = &table->row_fault;
	table->fault_count = 1;
	return TABLE_SET_ASIDE;
}

static enum table_verdict
wrong_width(struct table *table, const struct row *row)
{
	snprintf(table->width_reason, sizeof table->width_reason,
	    "the row has %zu cells, the header row has %zu", row->count,
	    layout_header(table->layout)->count);
	return set_aside(table, "wrong-width", table->width_reason);
}

/* The rows below it are read by it: sheets that were joined may differ in order. */
static enum table_verdict
repeat_header(struct table *table, const struct row *row)
{
	struct header header = { .places = NULL };
	enum table_verdict verdict = TABLE_NO_MEMORY;

	if (header_match(table->map, row->cells, row->count, &header))
		verdict = use_header(table, row, &header);
	header_clear(&header);
	return verdict == TABLE_NOTHING
		   ? set_aside(table, "repeated-header", "a header row again")
		   : verdict;
}

/* Whether a row is one of several header rows again: it alone names not all columns. */
static bool
is_part_of_header(const struct table *table, const struct row *row)
{
	const struct upper_row *upper = table->upper.rows + table->upper.count;

	for (size_t i = 1; i <= table->joined; i++)
		if (header_row_is(&upper[-(ptrdiff_t)i].texts, row->cells, row->count))
			return true;
	return table->joined > 0 && header_row_is(&table->last, row->cells, row->count);
}

enum table_verdict
table_row(struct table *table, const struct row *row)
{
	if (table->unusable)
		return stay_unusable(table);
	if (table->header.line == 0)
		return look_for_header(table, row);
	if (row->is_far)
		return set_aside(table, "wrong-width",
		    "a cell is filled far to the right of the table");
	if (is_part_of_header(table, row))
		return set_aside(table, "repeated-header", "a header row again");
	switch (row_kind(table->map, layout_header(table->layout)->count,
	    table->header.mapped, &table->totals, row)) {
	case ROW_BLANK:
		table->blanks++;
		break;
	case ROW_RECORD:
		return convert(table, row);
	case ROW_HEADER:
		return repeat_header(table, row);
	case ROW_SUMMARY:
		return set_aside(table, "total-row", "a row of totals or averages");
	case ROW_NOTE:
		return set_aside(table, "note-row", "only the first cell is filled");
	case ROW_WRONG_WIDTH:
		return wrong_width(table, row);
	case ROW_CUT:
		return unusable(table, row->line,
		    "truncated: the file ends in this row, which has fewer cells "
		    "than the header row and no line end");
	}
	return TABLE_NOTHING;
}

void
table_count_blank(struct table *table, uint64_t rows)
{
	table->blanks += rows;
}

void
table_write_rows(const struct table *table, struct writer *w)
{
	writer_open_object(w);
	writer_name(w, "title");
	writer_integer(w, (int64_t)table->titles);
	writer_name(w, "header");
	writer_integer(w, (int64_t)table->headers);
	writer_name(w, "blank");
	writer_integer(w, (int64_t)table->blanks);
	writer_close_object(w);
}

void
table_write_cleaned(const struct table *table, struct writer *w)
{
	layout_write_cleaned(table->layout, w);
}
