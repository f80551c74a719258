#include "sheet/sheet_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "kept/unnamed.h"
#include "memory/array.h"
#include "sheet/sheet_file_check.h"
#include "sheet/sheet_number.h"
#include "sheet/sheet_text.h"

enum {
	WIDTH_LEAST = 6,
	WIDTH_MOST = 60,
	WIDTH_MORE = 2,   /* for the edges of a cell */
	WIDTH_BUTTON = 3, /* for that of the filter */
	TRUTH_WIDTH = 5,  /* FALSE */
	PATH_SIZE = 32,
	FORMAT_SIZE = SHEET_NUMBER_DECIMALS + 3, /* "0.00" */
	RANGE_SIZE = 32,
	LARGE_PART = 0x70000000, /* bytes of a sheet for which zip64 is needed soon */
};

/* The file says that it was made when its kind of archive began: 1980-01-01. */
static const time_t CREATED = 315532800;

struct sheet {
	lxw_worksheet *worksheet;
	lxw_row_t rows;
	size_t *widths;
};

struct sheet_file {
	const struct columns *columns;
	int fd;
	lxw_workbook *file;
	lxw_format *heading, *text, *day;
	lxw_format *numbers[SHEET_NUMBER_DECIMALS + 1]; /* by digits behind the point */
	struct sheet *sheets;
	size_t count, room;
	struct sheet_text_size *sizes; /* of the cells of a row */
	struct writer scratch;
};

/* Formats that have a number in every spreadsheet (ECMA-376, part 1, 18.8.30). */
enum { BUILT_IN_0 = 1, BUILT_IN_0_00 = 2, BUILT_IN_TEXT = 49 };

static lxw_format *
new_format(lxw_workbook *file, uint8_t built_in, const char *code)
{
	lxw_format *format = workbook_add_format(file);

	if (format == NULL)
		return NULL;
	if (built_in != 0)
		format_set_num_format_index(format, built_in);
	else
		format_set_num_format(format, code);
	return format;
}

/* Digits behind the point: "0.0" for 1. */
static lxw_format *
new_number_format(lxw_workbook *file, int decimals)
{
	char code[FORMAT_SIZE];

	snprintf(code, sizeof code, "0.%.*s", decimals, "000000000000000");
	return new_format(file,
	    decimals == 0   ? BUILT_IN_0
	    : decimals == 2 ? BUILT_IN_0_00
			    : 0,
	    code);
}

static bool
make_formats(struct sheet_file *w)
{
	w->heading = new_format(w->file, BUILT_IN_TEXT, NULL);
	w->text = new_format(w->file, BUILT_IN_TEXT, NULL);
	w->day = new_format(w->file, 0, "yyyy-mm-dd");
	if (w->heading == NULL || w->text == NULL || w->day == NULL)
		return false;
	format_set_bold(w->heading);
	for (int decimals = 0; decimals <= SHEET_NUMBER_DECIMALS; decimals++) {
		w->numbers[decimals] = new_number_format(w->file, decimals);
		if (w->numbers[decimals] == NULL)
			return false;
	}
	return true;
}

struct sheet_file *
sheet_file_new(int fd, const struct columns *columns)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
		.tmpdir = (char *)(uintptr_t)unnamed_folder() };
	lxw_doc_properties properties = { .created = CREATED };
	struct sheet_file *w = calloc(1, sizeof *w);
	char path[PATH_SIZE];

	if (w == NULL)
		return NULL;
	w->columns = columns;
	w->fd = fd;
	w->sizes = calloc(columns->count, sizeof *w->sizes);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	w->file = workbook_new_opt(path, &options);
	if (w->sizes == NULL || w->file == NULL || !make_formats(w) ||
	    workbook_set_properties(w->file, &properties) != LXW_NO_ERROR) {
		sheet_file_free(w);
		return NULL;
	}
	return w;
}

static void
free_all_but_file(struct sheet_file *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->sheets[i].widths);
	free(w->sheets);
	free(w->sizes);
	writer_free(&w->scratch);
	free(w);
}

void
sheet_file_free(struct sheet_file *w)
{
	if (w == NULL)
		return;
	if (w->file != NULL)
		lxw_workbook_free(w->file);
	free_all_but_file(w);
}

static void
widen(size_t *width, size_t least)
{
	if (*width < least)
		*width = least;
}

/* The library copies the text. */
static bool
write_text(struct sheet_file *w, const struct sheet *sheet, lxw_col_t column,
    struct span text, lxw_format *format)
{
	writer_reset(&w->scratch);
	sheet_text_write(&w->scratch, text);
	writer_bytes(&w->scratch, "", 1);
	return !writer_failed(&w->scratch) &&
	       worksheet_write_string(sheet->worksheet, sheet->rows, column,
		   w->scratch.text, format) == LXW_NO_ERROR;
}

static bool
write_header(struct sheet_file *w, struct sheet *sheet)
{
	const struct columns *columns = w->columns;

	for (size_t i = 0; i < columns->count; i++) {
		struct span header = span_of(columns->items[i].header);

		if (!write_text(w, sheet, (lxw_col_t)i, header, w->heading))
			return false;
		sheet->widths[i] = sheet_text_measure(header).width + WIDTH_BUTTON;
	}
	sheet->rows++;
	worksheet_freeze_panes(sheet->worksheet, 1, 0);
	return true;
}

/*
 * The name as references to the sheet have it.  The library quotes too few: a name like
 * 620102 or A1 without quotes makes a file that spreadsheets call damaged.
 */
static bool
quote_name(lxw_worksheet *worksheet, const char *name)
{
	struct writer quoted = { 0 };

	writer_bytes(&quoted, "'", 1);
	for (; *name != '\0'; name++)
		writer_bytes(
		    &quoted, *name == '\'' ? "''" : name, *name == '\'' ? 2 : 1);
	writer_bytes(&quoted, "'", 2);
	if (writer_failed(&quoted))
		return false;
	free(worksheet->quoted_name);
	worksheet->quoted_name = quoted.text; /* the library frees it */
	return true;
}

enum sheet_file_status
sheet_file_add_sheet(struct sheet_file *w, const char *name)
{
	struct sheet sheet = { 0 };

	if (w->count == SHEET_FILE_SHEETS_MOST)
		return SHEET_FILE_TOO_MANY_SHEETS;
	if (!array_reserve(&w->sheets, &w->room, w->count + 1, sizeof *w->sheets))
		return SHEET_FILE_FAILED;
	sheet.widths = calloc(w->columns->count, sizeof *sheet.widths);
	sheet.worksheet = workbook_add_worksheet(w->file, name);
	if (sheet.widths == NULL || sheet.worksheet == NULL ||
	    !quote_name(sheet.worksheet, name) || !write_header(w, &sheet)) {
		free(sheet.widths);
		return SHEET_FILE_FAILED;
	}
	w->sheets[w->count++] = sheet;
	return SHEET_FILE_OK;
}

static bool
write_number(
    struct sheet_file *w, struct sheet *sheet, lxw_col_t column, struct span digits)
{
	unsigned decimals;
	double number;

	if (!sheet_number_read(digits, &number, &decimals))
		return write_text(w, sheet, column, digits, w->text);
	return worksheet_write_number(sheet->worksheet, sheet->rows, column, number,
		   w->numbers[decimals]) == LXW_NO_ERROR;
}

static bool
write_cell(struct sheet_file *w, struct sheet *sheet, lxw_col_t column,
    const struct written_cell *cell)
{
	double serial;

	switch (cell->kind) {
	case WRITTEN_NUMBER:
		return write_number(w, sheet, column, cell->text);
	case WRITTEN_TRUTH:
		return worksheet_write_boolean(sheet->worksheet, sheet->rows, column,
			   span_is(cell->text, "true"), NULL) == LXW_NO_ERROR;
	case WRITTEN_TEXT:
		if (!w->columns->items[column].as_text &&
		    sheet_day_read(cell->text, &serial))
			return worksheet_write_number(sheet->worksheet, sheet->rows,
				   column, serial, w->day) == LXW_NO_ERROR;
		return write_text(w, sheet, column, cell->text, w->text);
	case WRITTEN_NOTHING:
	case WRITTEN_HAS_NUL:
	case WRITTEN_NO_MEMORY:
		break;
	}
	return true;
}

/* The library keeps what it could not write to itself, but for the mark of stdio. */
static bool
is_failed(const struct sheet *sheet)
{
	return ferror(sheet->worksheet->optimize_tmpfile) != 0;
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
	/* So that a row of empty cells is a row, too. */
	if (cells[0].kind == WRITTEN_NOTHING)
		worksheet_write_blank(sheet->worksheet, sheet->rows, 0, w->text);
	for (size_t i = 0; i < w->columns->count; i++) {
		widen(&sheet->widths[i], w->sizes[i].width);
		if (!write_cell(w, sheet, (lxw_col_t)i, &cells[i]))
			return SHEET_FILE_FAILED;
	}
	sheet->rows++;
	return is_failed(sheet) ? SHEET_FILE_FAILED : SHEET_FILE_OK;
}

/*
 * What is known only when all rows are: widths and ranges.  *bytes is how much the rows
 * take in the file.
 */
static bool
finish_sheet(const struct sheet_file *w, const struct sheet *sheet, uint64_t *bytes)
{
	lxw_worksheet *to = sheet->worksheet;
	lxw_col_t last = (lxw_col_t)(w->columns->count - 1);
	char range[LXW_MAX_CELL_RANGE_LENGTH];
	off_t end;

	for (lxw_col_t i = 0; i <= last; i++) {
		size_t width = sheet->widths[i] + WIDTH_MORE;

		if (width < WIDTH_LEAST || width > WIDTH_MOST)
			width = width < WIDTH_LEAST ? WIDTH_LEAST : WIDTH_MOST;
		if (worksheet_set_column(to, i, i, (double)width, NULL) != LXW_NO_ERROR)
			return false;
	}
	if (worksheet_autofilter(to, 0, 0, sheet->rows - 1, last) != LXW_NO_ERROR)
		return false;
	/* No green triangles at identity numbers. */
	lxw_rowcol_to_range(range, 0, 0, sheet->rows - 1, last);
	if (worksheet_ignore_errors(to, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range) !=
	    LXW_NO_ERROR)
		return false;
	lxw_worksheet_write_single_row(to);
	if (fflush(to->optimize_tmpfile) != 0 || is_failed(sheet))
		return false;
	end = ftello(to->optimize_tmpfile);
	*bytes = (uint64_t)end;
	return end > 0;
}

static bool
finish_sheets(struct sheet_file *w, uint64_t *bytes)
{
	for (size_t i = 0; i < w->count; i++) {
		if (!finish_sheet(w, &w->sheets[i], &bytes[i]))
			return false;
		if (bytes[i] > LARGE_PART)
			w->file->options.use_zip64 = LXW_TRUE;
	}
	return true;
}

bool
sheet_file_close(struct sheet_file *w)
{
	uint64_t *bytes = calloc(w->count, sizeof *bytes);
	bool whole = bytes != NULL && finish_sheets(w, bytes);
	lxw_workbook *file = w->file;

	if (!whole) {
		free(bytes);
		sheet_file_free(w);
		return false;
	}
	errno = 0;
	whole = workbook_close(file) == LXW_NO_ERROR &&
		sheet_file_check(w->fd, bytes, w->count);
	free(bytes);
	free_all_but_file(w);
	return whole;
}
