#include "sheet/sheet_file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kept/spill.h"
#include "memory/array.h"
#include "sheet/sheet_archive.h"
#include "sheet/sheet_number.h"
#include "sheet/sheet_parts.h"
#include "sheet/sheet_text.h"

enum {
	WIDTH_LEAST = 6,
	WIDTH_MOST = 60,
	WIDTH_MORE = 2,   /* for the edges of a cell */
	WIDTH_BUTTON = 3, /* for that of the filter */
	TRUTH_WIDTH = 5,  /* FALSE */
	PIECE = 64 << 10, /* bytes of rows that are spilled together */
	NAME_SIZE = 4,    /* of a column: XFD */
	TEXT_SIZE = 64,
};

/* Rows in the spill. */
struct piece {
	uint64_t at;
	size_t len;
};

struct sheet {
	const char *name;
	size_t rows; /* with the header */
	size_t *widths;
	struct writer text; /* rows that are not spilled yet */
	struct piece *pieces;
	size_t count, room;
	uint64_t spilled;         /* bytes of all pieces */
	struct writer head, foot; /* what stands around the rows */
};

/* The parts that are no sheets. */
enum { TYPES, ROOT, RELATIONS, WORKBOOK, STYLES, SMALL_PARTS };

struct sheet_file {
	const struct columns *columns;
	char (*names)[NAME_SIZE];      /* of the columns: A, B, ... */
	struct sheet_text_size *sizes; /* of the cells of a row */
	struct sheet *sheets;
	size_t count, room;
	struct spill *spill;
	struct writer small[SMALL_PARTS];
};

/* A, ... Z, AA, ... XFD */
static void
name_column(size_t number, char name[NAME_SIZE])
{
	char back[NAME_SIZE];
	size_t len = 0;

	for (number++; number > 0 && len < sizeof back - 1; number = (number - 1) / 26)
		back[len++] = (char)('A' + (number - 1) % 26);
	for (size_t i = 0; i < len; i++)
		name[i] = back[len - 1 - i];
	name[len] = '\0';
}

struct sheet_file *
sheet_file_new(const struct columns *columns)
{
	struct sheet_file *w = calloc(1, sizeof *w);

	if (w == NULL)
		return NULL;
	w->columns = columns;
	w->names = calloc(columns->count, sizeof *w->names);
	w->sizes = calloc(columns->count, sizeof *w->sizes);
	if (w->names == NULL || w->sizes == NULL) {
		sheet_file_free(w);
		return NULL;
	}
	for (size_t i = 0; i < columns->count; i++)
		name_column(i, w->names[i]);
	w->spill = spill_open(0);
	return w;
}

static void
free_sheet(struct sheet *sheet)
{
	free(sheet->widths);
	free(sheet->pieces);
	writer_free(&sheet->text);
	writer_free(&sheet->head);
	writer_free(&sheet->foot);
}

void
sheet_file_free(struct sheet_file *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < w->count; i++)
		free_sheet(&w->sheets[i]);
	for (size_t i = 0; i < SMALL_PARTS; i++)
		writer_free(&w->small[i]);
	if (w->spill != NULL)
		spill_close(w->spill);
	free(w->sheets);
	free(w->names);
	free(w->sizes);
	free(w);
}

static void
add(struct writer *text, const char *more)
{
	writer_bytes(text, more, strlen(more));
}

static void
add_number(struct writer *text, size_t number)
{
	char digits[24];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	writer_bytes(text, digits + at, sizeof digits - at);
}

/* <c r="A1" s="2" and what type says. */
static void
begin_cell(const struct sheet_file *w, struct sheet *sheet, size_t column, int style,
    const char *type)
{
	add(&sheet->text, "<c r=\"");
	add(&sheet->text, w->names[column]);
	add_number(&sheet->text, sheet->rows + 1);
	add(&sheet->text, "\"");
	if (style > 0) {
		add(&sheet->text, " s=\"");
		add_number(&sheet->text, (size_t)style);
		add(&sheet->text, "\"");
	}
	add(&sheet->text, type);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Readers may cut off spaces around a text that does not say that they matter. */
static void
write_text(const struct sheet_file *w, struct sheet *sheet, size_t column,
    struct span text, int style)
{
	bool padded =
	    text.len > 0 && (is_space(text.at[0]) || is_space(text.at[text.len - 1]));

	begin_cell(w, sheet, column, style, " t=\"inlineStr\"><is><t");
	add(&sheet->text, padded ? " xml:space=\"preserve\">" : ">");
	sheet_text_write(&sheet->text, text);
	add(&sheet->text, "</t></is></c>");
}

static void
write_value(const struct sheet_file *w, struct sheet *sheet, size_t column,
    struct span digits, int style, const char *type)
{
	begin_cell(w, sheet, column, style, type);
	add(&sheet->text, "<v>");
	writer_bytes(&sheet->text, digits.at, digits.len);
	add(&sheet->text, "</v></c>");
}

static void
write_number(
    const struct sheet_file *w, struct sheet *sheet, size_t column, struct span digits)
{
	unsigned decimals;

	if (sheet_number_read(digits, &decimals))
		write_value(
		    w, sheet, column, digits, SHEET_STYLE_NUMBER + (int)decimals, ">");
	else
		write_text(w, sheet, column, digits, SHEET_STYLE_TEXT);
}

static void
write_day_or_text(
    const struct sheet_file *w, struct sheet *sheet, size_t column, struct span text)
{
	char digits[24];
	unsigned serial;

	if (w->columns->items[column].as_text || !sheet_day_read(text, &serial)) {
		write_text(w, sheet, column, text, SHEET_STYLE_TEXT);
		return;
	}
	snprintf(digits, sizeof digits, "%u", serial);
	write_value(w, sheet, column, span_of(digits), SHEET_STYLE_DAY, ">");
}

static void
write_cell(const struct sheet_file *w, struct sheet *sheet, size_t column,
    const struct written_cell *cell)
{
	switch (cell->kind) {
	case WRITTEN_NUMBER:
		write_number(w, sheet, column, cell->text);
		break;
	case WRITTEN_TRUTH:
		write_value(w, sheet, column,
		    span_of(span_is(cell->text, "true") ? "1" : "0"), 0, " t=\"b\">");
		break;
	case WRITTEN_TEXT:
		write_day_or_text(w, sheet, column, cell->text);
		break;
	case WRITTEN_NOTHING:
	case WRITTEN_HAS_NUL:
	case WRITTEN_NO_MEMORY:
		break;
	}
}

static void
begin_row(struct sheet *sheet)
{
	add(&sheet->text, "<row r=\"");
	add_number(&sheet->text, sheet->rows + 1);
	add(&sheet->text, "\">");
}

/* False if there is no memory. */
static bool
spill_rows(struct sheet_file *w, struct sheet *sheet)
{
	if (sheet->text.len == 0)
		return true;
	if (!array_reserve(
		&sheet->pieces, &sheet->room, sheet->count + 1, sizeof *sheet->pieces))
		return false;
	sheet->pieces[sheet->count++] = (struct piece){
		.at = spill_add(w->spill, sheet->text.text, sheet->text.len),
		.len = sheet->text.len,
	};
	sheet->spilled += sheet->text.len;
	writer_reset(&sheet->text);
	return true;
}

static bool
end_row(struct sheet_file *w, struct sheet *sheet)
{
	add(&sheet->text, "</row>");
	sheet->rows++;
	if (writer_failed(&sheet->text))
		return false;
	return sheet->text.len < PIECE || spill_rows(w, sheet);
}

static bool
write_header(struct sheet_file *w, struct sheet *sheet)
{
	begin_row(sheet);
	for (size_t i = 0; i < w->columns->count; i++) {
		struct span header = span_of(w->columns->items[i].header);

		write_text(w, sheet, i, header, SHEET_STYLE_HEADING);
		sheet->widths[i] = sheet_text_measure(header).width + WIDTH_BUTTON;
	}
	return end_row(w, sheet);
}

enum sheet_file_status
sheet_file_add_sheet(struct sheet_file *w, const char *name)
{
	struct sheet sheet = { .name = name };

	if (w->count == SHEET_FILE_SHEETS_MOST)
		return SHEET_FILE_TOO_MANY_SHEETS;
	if (!array_reserve(&w->sheets, &w->room, w->count + 1, sizeof *w->sheets))
		return SHEET_FILE_NO_MEMORY;
	sheet.widths = calloc(w->columns->count, sizeof *sheet.widths);
	if (sheet.widths == NULL || !write_header(w, &sheet)) {
		free_sheet(&sheet);
		return SHEET_FILE_NO_MEMORY;
	}
	w->sheets[w->count++] = sheet;
	return SHEET_FILE_OK;
}

/* False if a cell, *wrong, is too long. */
static bool
measure(struct sheet_file *w, const struct written_cell *cells, size_t *wrong)
{
	for (size_t i = 0; i < w->columns->count; i++) {
		w->sizes[i] = (struct sheet_text_size){ .width = TRUTH_WIDTH };
		if (cells[i].kind != WRITTEN_TRUTH)
			w->sizes[i] = sheet_text_measure(cells[i].text);
		if (w->sizes[i].units > SHEET_TEXT_MOST) {
			*wrong = i;
			return false;
		}
	}
	return true;
}

enum sheet_file_status
sheet_file_add_row(struct sheet_file *w, size_t number,
    const struct written_cell *cells, size_t *wrong)
{
	struct sheet *sheet = &w->sheets[number];

	if (!measure(w, cells, wrong))
		return SHEET_FILE_CELL_TOO_LONG;
	if (sheet->rows == SHEET_FILE_ROWS_MOST)
		return SHEET_FILE_SHEET_FULL;
	begin_row(sheet);
	for (size_t i = 0; i < w->columns->count; i++) {
		if (w->sizes[i].width > sheet->widths[i])
			sheet->widths[i] = w->sizes[i].width;
		write_cell(w, sheet, i, &cells[i]);
	}
	return end_row(w, sheet) ? SHEET_FILE_OK : SHEET_FILE_NO_MEMORY;
}

/* What is known only when all rows are, but stands before them. */
static void
write_head(const struct sheet_file *w, struct sheet *sheet)
{
	struct writer *text = &sheet->head;

	add(text,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/"
	    "main\"><sheetViews><sheetView");
	add(text, sheet == w->sheets ? " tabSelected=\"1\"" : "");
	add(text, " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
		  "activePane=\"bottomLeft\" state=\"frozen\"/>"
		  "<selection pane=\"bottomLeft\"/></sheetView></sheetViews>"
		  "<sheetFormatPr defaultRowHeight=\"15\"/><cols>");
	for (size_t i = 0; i < w->columns->count; i++) {
		size_t width = sheet->widths[i] + WIDTH_MORE;

		if (width < WIDTH_LEAST || width > WIDTH_MOST)
			width = width < WIDTH_LEAST ? WIDTH_LEAST : WIDTH_MOST;
		add(text, "<col min=\"");
		add_number(text, i + 1);
		add(text, "\" max=\"");
		add_number(text, i + 1);
		add(text, "\" width=\"");
		add_number(text, width);
		add(text, "\" customWidth=\"1\"/>");
	}
	add(text, "</cols><sheetData>");
}

/* A1 to the last cell. */
static void
add_range(const struct sheet_file *w, struct sheet *sheet)
{
	add(&sheet->foot, "\"A1:");
	add(&sheet->foot, w->names[w->columns->count - 1]);
	add_number(&sheet->foot, sheet->rows);
	add(&sheet->foot, "\"");
}

static void
write_foot(const struct sheet_file *w, struct sheet *sheet)
{
	add(&sheet->foot, "</sheetData><autoFilter ref=");
	add_range(w, sheet);
	/* No green triangles at identity numbers. */
	add(&sheet->foot, "/><ignoredErrors><ignoredError sqref=");
	add_range(w, sheet);
	add(&sheet->foot, " numberStoredAsText=\"1\"/></ignoredErrors></worksheet>");
}

/* A part of the archive is its one piece. */
static struct span
small_piece(void *context, size_t number)
{
	const struct writer *text = context;

	return number == 0 ? (struct span){ text->text, text->len }
			   : (struct span){ NULL, 0 };
}

/* What a part that is a sheet is read from. */
struct sheet_source {
	struct sheet_file *file;
	struct sheet *sheet;
};

static struct span
sheet_piece(void *context, size_t number)
{
	const struct sheet_source *source = context;
	struct sheet *sheet = source->sheet;

	if (number == 0)
		return (struct span){ sheet->head.text, sheet->head.len };
	if (number <= sheet->count) {
		const struct piece *piece = &sheet->pieces[number - 1];

		return (struct span){ spill_fetch(
					  source->file->spill, piece->at, piece->len),
			piece->len };
	}
	if (number == sheet->count + 1)
		return (struct span){ sheet->foot.text, sheet->foot.len };
	return (struct span){ NULL, 0 };
}

/* False if there is no memory. */
static bool
finish_sheets(struct sheet_file *w)
{
	for (size_t i = 0; i < w->count; i++) {
		struct sheet *sheet = &w->sheets[i];

		write_head(w, sheet);
		write_foot(w, sheet);
		if (writer_failed(&sheet->head) || writer_failed(&sheet->foot) ||
		    !spill_rows(w, sheet))
			return false;
	}
	return true;
}

static bool
write_small_parts(struct sheet_file *w)
{
	struct sheet_extent *extents = calloc(w->count, sizeof *extents);
	bool failed = false;

	if (extents == NULL)
		return false;
	for (size_t i = 0; i < w->count; i++)
		extents[i] = (struct sheet_extent){ .name = w->sheets[i].name,
			.last_column = w->names[w->columns->count - 1],
			.last_row = w->sheets[i].rows };
	sheet_parts_types(&w->small[TYPES], w->count);
	sheet_parts_root(&w->small[ROOT]);
	sheet_parts_relations(&w->small[RELATIONS], w->count);
	sheet_parts_workbook(&w->small[WORKBOOK], extents, w->count);
	sheet_parts_styles(&w->small[STYLES]);
	for (size_t i = 0; i < SMALL_PARTS; i++)
		failed |= writer_failed(&w->small[i]);
	free(extents);
	return !failed;
}

/* The parts in the order in which readers want them. */
static bool
add_parts(
    struct sheet_file *w, struct sheet_archive *archive, struct sheet_source *sources)
{
	static const char *const names[] = {
		[TYPES] = "[Content_Types].xml",
		[ROOT] = "_rels/.rels",
		[RELATIONS] = "xl/_rels/workbook.xml.rels",
		[WORKBOOK] = "xl/workbook.xml",
		[STYLES] = "xl/styles.xml",
	};
	char name[TEXT_SIZE];

	for (size_t i = 0; i < SMALL_PARTS; i++)
		if (!sheet_archive_add(
			archive, names[i], w->small[i].len, small_piece, &w->small[i]))
			return false;
	for (size_t i = 0; i < w->count; i++) {
		struct sheet *sheet = &w->sheets[i];

		sources[i] = (struct sheet_source){ w, sheet };
		snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", i + 1);
		if (!sheet_archive_add(archive, name,
			sheet->head.len + sheet->spilled + sheet->foot.len, sheet_piece,
			&sources[i]))
			return false;
	}
	return true;
}

bool
sheet_file_write(struct sheet_file *w, int fd)
{
	struct sheet_source *sources = calloc(w->count, sizeof *sources);
	struct sheet_archive *archive = sheet_archive_new(fd);
	bool whole = sources != NULL && archive != NULL && finish_sheets(w) &&
		     write_small_parts(w) && add_parts(w, archive, sources);

	if (whole)
		whole = sheet_archive_close(archive);
	else
		sheet_archive_free(archive);
	free(sources);
	return whole;
}
