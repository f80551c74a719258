/*
 * table_rows.c - one loop for each kind of table
 */
#include "sheet/table_rows.h"

#include <stdlib.h>
#include <string.h>

#include "memory/arena.h"
#include "memory/array.h"
#include "seal/seal.h"
#include "sheet/reader.h"
#include "sheet/xlsx_book.h"
#include "sheet/xlsx_kind.h"

/* A block as admit-from-csv reads it: the encoding is found in the same way. */
enum { BLOCK = 64 << 10, MAX_ROW = 16 << 20 };

enum kind { KIND_CSV, KIND_XLSX, KIND_JSON_LINES };

struct table_rows {
	struct table_rows_source source;
	enum kind kind;
	size_t at; /* how many bytes were used */

	struct reader *reader; /* of CSV */

	struct xlsx_book book;
	size_t sheet; /* which of the chosen ones comes next */
	struct xlsx_rows *rows;

	struct record record; /* of JSON Lines */
	uint64_t line;
	struct seal *seal;
	bool must_be_sealed;

	const char *reason; /* static, or in texts */
	uint64_t reason_line;
	struct arena texts; /* codes and reasons */
	struct finding *findings;
	size_t findings_room;
};

/*
 * What the bytes are.  No table of CSV begins with the brace of an object; that a byte
 * order mark before it is wrong is said better by record_parse().
 */
static enum kind
kind_of(struct span bytes)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t i = 0;

	if (xlsx_kind_is_zip(bytes.at, bytes.len) ||
	    xlsx_kind_is_ole(bytes.at, bytes.len))
		return KIND_XLSX;
	if (bytes.len >= 3 && memcmp(bytes.at, mark, 3) == 0)
		i = 3;
	while (i < bytes.len && strchr(" \t\r\n", bytes.at[i]) != NULL)
		i++;
	return i < bytes.len && bytes.at[i] == '{' ? KIND_JSON_LINES : KIND_CSV;
}

struct table_rows *
table_rows_new(const struct table_rows_source *source)
{
	struct table_rows *t = calloc(1, sizeof *t);

	if (t == NULL)
		return NULL;
	t->source = *source;
	if (t->source.max_row == 0)
		t->source.max_row = MAX_ROW;
	record_init(&t->record);
	t->kind = kind_of(source->bytes);
	if (t->kind == KIND_CSV)
		t->reader =
		    reader_new(source->encoding, source->delimiter, t->source.max_row);
	if (t->kind == KIND_JSON_LINES)
		t->seal = seal_new();
	if (t->kind == KIND_XLSX || t->reader != NULL || t->seal != NULL)
		return t;
	table_rows_free(t);
	return NULL;
}

void
table_rows_free(struct table_rows *t)
{
	if (t == NULL)
		return;
	reader_free(t->reader);
	xlsx_rows_close(t->rows);
	xlsx_book_close(&t->book);
	record_free(&t->record);
	seal_free(t->seal);
	arena_free(&t->texts);
	free(t->findings);
	free(t);
}

const char *
table_rows_reason(const struct table_rows *t, uint64_t *line)
{
	*line = t->reason_line;
	return t->reason;
}

/* reason: NULL if there is no memory for it. */
static enum table_rows_step
fail(struct table_rows *t, uint64_t line, const char *reason)
{
	t->reason = reason;
	t->reason_line = line;
	return reason == NULL ? TABLE_ROWS_NO_MEMORY : TABLE_ROWS_FAILED;
}

static const char *
name_of(enum kind kind)
{
	return kind == KIND_CSV ? "csv" : "xlsx";
}

/* The faults of a row as findings. */
static enum table_rows_step
set_aside(struct table_rows *t, const struct row_fault *faults, size_t count,
    struct table_rows_item *item)
{
	if (!array_reserve(&t->findings, &t->findings_room, count, sizeof *t->findings))
		return TABLE_ROWS_NO_MEMORY;
	for (size_t i = 0; i < count; i++) {
		char *code =
		    arena_print(&t->texts, "%s-%s", name_of(t->kind), faults[i].code);

		if (code == NULL)
			return TABLE_ROWS_NO_MEMORY;
		t->findings[i] = (struct finding){ .code = code,
			.field = faults[i].field,
			.reason = faults[i].reason };
	}
	item->findings = t->findings;
	item->count = count;
	return TABLE_ROWS_SET_ASIDE;
}

/* The table cannot be used. */
static enum table_rows_step
fail_table(struct table_rows *t)
{
	uint64_t line;
	const char *reason = table_reason(t->source.table, &line);

	return fail(t, line, arena_print(&t->texts, "%s-%s", name_of(t->kind), reason));
}

static enum table_rows_step
end_table(struct table_rows *t)
{
	switch (table_end(t->source.table)) {
	case TABLE_UNUSABLE:
		return fail_table(t);
	case TABLE_NO_MEMORY:
		return TABLE_ROWS_NO_MEMORY;
	default:
		return TABLE_ROWS_ENDED;
	}
}

/*
 * A row of the table.  *done: the item has what became of it, but for the text of a row
 * that is set aside.
 */
static enum table_rows_step
use_row(struct table_rows *t, const struct row *row, struct table_rows_item *item,
    bool *done)
{
	const struct row_fault *faults;
	size_t count;

	*done = true;
	item->line = row->line;
	switch (table_row(t->source.table, row)) {
	case TABLE_RECORD:
		item->text = table_record(t->source.table);
		return TABLE_ROWS_RECORD;
	case TABLE_SET_ASIDE:
		faults = table_faults(t->source.table, &count);
		return set_aside(t, faults, count, item);
	case TABLE_UNUSABLE:
		return fail_table(t);
	case TABLE_NO_MEMORY:
		return TABLE_ROWS_NO_MEMORY;
	case TABLE_NOTHING:
		break;
	}
	*done = false;
	return TABLE_ROWS_ENDED;
}

/* CSV. */

static const char *
end_reason(enum rows_step step)
{
	return step == ROWS_OPEN
		   ? "csv-truncated: the row that begins here has a quote that is not "
		     "closed before the file ends"
		   : "csv-row-too-long: the row that begins here is too long; is a "
		     "quote not closed?";
}

/* *done: nothing can be read on. */
static enum table_rows_step
feed(struct table_rows *t, bool *done)
{
	size_t left = t->source.bytes.len - t->at, len = left < BLOCK ? left : BLOCK;
	const char *bytes = len == 0 ? "" : t->source.bytes.at + t->at;
	struct delimiter found;

	*done = true;
	if (t->at == 0)
		table_begin(
		    t->source.table, &(struct table_file){ .name = t->source.file }, 0);
	if (!reader_feed(t->reader, bytes, len))
		return TABLE_ROWS_NO_MEMORY;
	t->at += len;
	reader_delimiter(t->reader, &found);
	if (found.full_width_line != 0)
		return fail(t, found.full_width_line,
		    "csv-full-width-comma: from this line on full-width commas "
		    "(U+FF0C) stand between the cells: replace them by commas");
	*done = false;
	return TABLE_ROWS_ENDED;
}

static enum table_rows_step
next_csv(struct table_rows *t, struct table_rows_item *item)
{
	const struct row_fault *fault = NULL;
	enum table_rows_step step;
	enum rows_step got = t->at == 0 ? ROWS_FED : ROWS_ROW;
	struct row row;
	bool done = false;

	for (;;) {
		if (got == ROWS_FED) {
			step = feed(t, &done);
			if (done)
				return step;
		}
		got = reader_next(t->reader, &row, &fault);
		if (got == ROWS_FED)
			continue;
		if (got != ROWS_ROW)
			break;
		item->line = row.line;
		step = fault != NULL ? set_aside(t, fault, 1, item)
				     : use_row(t, &row, item, &done);
		if (step == TABLE_ROWS_SET_ASIDE)
			item->text = reader_text(t->reader, &row);
		if (done || fault != NULL)
			return step;
	}
	if (got == ROWS_NO_MEMORY)
		return TABLE_ROWS_NO_MEMORY;
	if (got != ROWS_END)
		return fail(t, row.line, end_reason(got));
	return end_table(t);
}

/* Workbooks. */

static enum table_rows_step
fail_book(struct table_rows *t, struct xlsx_fault *fault)
{
	char *text = fault->text == NULL
			 ? NULL
			 : arena_text(&t->texts, fault->text, strlen(fault->text));

	xlsx_fault_clear(fault);
	return fail(t, 0, text);
}

static bool
open_book(struct table_rows *t, struct xlsx_fault *fault)
{
	return t->book.package != NULL ||
	       (xlsx_book_of_bytes(
		    &t->book, t->source.bytes.at, t->source.bytes.len, fault) &&
		   xlsx_book_choose(
		       &t->book, t->source.sheets, t->source.sheet_count, fault));
}

static bool
open_sheet(struct table_rows *t, struct xlsx_fault *fault)
{
	const struct xlsx_sheet *sheet = t->book.chosen[t->sheet++];
	struct table_file file = { t->source.file, sheet->name,
		t->book.shared.is_1904 ? CELL_SERIALS_1904 : CELL_SERIALS_1900 };

	t->rows = xlsx_book_rows(&t->book, sheet, t->source.max_row, fault);
	table_begin(t->source.table, &file, 0);
	return t->rows != NULL;
}

/* The next item of the sheet at hand; ENDED: it has no more. */
static enum table_rows_step
next_of_sheet(
    struct table_rows *t, struct table_rows_item *item, struct xlsx_fault *fault)
{
	enum xlsx_step got;
	enum table_rows_step step;
	struct row row;
	bool done;

	while ((got = xlsx_rows_next(t->rows, table_width(t->source.table), &row,
		    fault)) == XLSX_PAUSED) {
		step = use_row(t, &row, item, &done);
		if (step == TABLE_ROWS_SET_ASIDE) {
			item->text = xlsx_rows_text(t->rows);
			if (item->text.at == NULL)
				return TABLE_ROWS_NO_MEMORY;
		}
		if (done)
			return step;
	}
	xlsx_rows_close(t->rows);
	t->rows = NULL;
	return got == XLSX_FAILED ? fail_book(t, fault) : end_table(t);
}

static enum table_rows_step
next_xlsx(struct table_rows *t, struct table_rows_item *item)
{
	struct xlsx_fault fault = { .text = NULL };
	enum table_rows_step step = TABLE_ROWS_ENDED;

	if (!open_book(t, &fault))
		return fail_book(t, &fault);
	while (step == TABLE_ROWS_ENDED) {
		if (t->rows == NULL && t->sheet == t->book.chosen_count)
			return TABLE_ROWS_ENDED;
		if (t->rows == NULL && !open_sheet(t, &fault))
			return fail_book(t, &fault);
		step = next_of_sheet(t, item, &fault);
	}
	return step;
}

/* JSON Lines. */

static enum table_rows_step
end_lines(struct table_rows *t)
{
	return t->must_be_sealed
		   ? fail(t, 0,
			 "broken-seal: the file is not whole: its seal is missing")
		   : TABLE_ROWS_ENDED;
}

/* A line that looks like a seal must be the last one, and true. */
static enum table_rows_step
end_with_seal(struct table_rows *t, struct span line)
{
	if (t->at == t->source.bytes.len && seal_holds(t->seal, line.at, line.len))
		return TABLE_ROWS_ENDED;
	return fail(t, t->line,
	    "broken-seal: the seal is not that of the lines before it: the file was "
	    "changed, or is not whole");
}

static enum table_rows_step
next_line(struct table_rows *t, struct table_rows_item *item)
{
	struct span line = { t->source.bytes.at + t->at, t->source.bytes.len - t->at };
	const char *end;
	enum record_fault fault = RECORD_TOO_LONG;

	if (line.len == 0)
		return end_lines(t);
	end = memchr(line.at, '\n', line.len);
	if (end != NULL)
		line.len = (size_t)(end - line.at);
	t->at += line.len + (end != NULL);
	item->line = ++t->line;
	item->text = line;
	if (t->line == 1 && seal_is_head(line.at, line.len)) {
		t->must_be_sealed = true;
		return next_line(t, item);
	}
	if (seal_recognise(line.at, line.len))
		return end_with_seal(t, line);
	seal_add(t->seal, line.at, line.len + (end != NULL), 1);
	if (line.len <= t->source.max_row)
		fault = record_parse(&t->record, line.at, line.len, NULL);
	if (fault == RECORD_OK)
		return TABLE_ROWS_RECORD;
	if (fault == RECORD_NO_MEMORY ||
	    !array_reserve(&t->findings, &t->findings_room, 1, sizeof *t->findings))
		return TABLE_ROWS_NO_MEMORY;
	t->findings[0] = (struct finding){ .code = record_fault_code(fault),
		.reason = record_fault_reason(fault) };
	item->findings = t->findings;
	item->count = 1;
	return TABLE_ROWS_SET_ASIDE;
}

enum table_rows_step
table_rows_next(struct table_rows *t, struct table_rows_item *item)
{
	*item = (struct table_rows_item){ .line = 0 };
	arena_clear(&t->texts);
	switch (t->kind) {
	case KIND_CSV:
		return next_csv(t, item);
	case KIND_XLSX:
		return next_xlsx(t, item);
	case KIND_JSON_LINES:
		break;
	}
	return next_line(t, item);
}
