/*
 * admit-to-xlsx - records to a spreadsheet file
 *
 * A column is a path, as in admit-to-csv.  A text stays a text, so that no identity
 * number loses its digits and nothing is run as a formula.  With --sheet-by there is a
 * sheet for each school, say.  A record that cannot be written without a loss is set
 * aside.  The rows wait in temporary files, since an archive ends with its table of
 * contents; only a file that is whole is given to anybody.
 */
#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "kept/unnamed.h"
#include "record/record.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "sheet/columns.h"
#include "sheet/sheet_file.h"
#include "sheet/sheet_names.h"
#include "sheet/sheet_text.h"
#include "sheet/written_cell.h"
#include "stream/sink.h"
#include "stream/stream.h"

enum { BLOCK = 64 << 10 };

static struct stream_settings io;
static const json_t *columns_array;
static struct text_list columns_texts;
static const char *output, *sheet_name = "Sheet1", *sheet_by;

static const struct setting settings[] = {
	SETTING_JSON("columns", &columns_array),
	SETTING_OPTION('c', SETTING_KIND_LIST, "columns", "COLUMNS", &columns_texts,
	    "write these columns: PATH or HEADER=PATH, with commas between them"),
	SETTING_OPTION('o', SETTING_KIND_OUTPUT, "output", "FILE", &output,
	    "write to FILE instead of standard output"),
	SETTING_TEXT(0, "sheet", "NAME", &sheet_name, "the name of the sheet (Sheet1)"),
	SETTING_TEXT(0, "sheet-by", "PATH", &sheet_by,
	    "a sheet for each text or number at PATH, named after it"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-to-xlsx",
	.synopsis = "[-o file] [--sheet name] [--sheet-by path] [-r file] "
		    "-c columns | -p policy [file ...]",
	.settings = settings,
	.borrows = "to-csv",
};

static struct columns columns;
static struct written_cell *cells; /* of a row */
static struct path *key_path;
static struct sheet_names *names;
static struct sheet_file *sheets;

/* The number of the sheet for a key; a new one begins. */
static enum sheet_found
find_sheet(struct span key, size_t *number)
{
	enum sheet_found found = sheet_names_find(names, key, number);

	if (found == SHEET_NO_MEMORY)
		allocate_fail();
	if (found != SHEET_NEW)
		return found;
	switch (sheet_file_add_sheet(sheets, sheet_names_at(names, *number))) {
	case SHEET_FILE_OK:
		return SHEET_FOUND;
	case SHEET_FILE_TOO_MANY_SHEETS:
		errx(STATUS_TROUBLE,
		    "more than %d sheets: write a file for each part of the records",
		    SHEET_FILE_SHEETS_MOST);
	default:
		allocate_fail();
	}
}

/* False if the record has no key and was set aside. */
static bool
choose_sheet(struct stream *stream, struct record *record, size_t *number)
{
	const struct value *value;
	struct span key;

	*number = 0;
	if (key_path == NULL)
		return true;
	value = path_find(key_path, record);
	if (value != NULL && value->type != VALUE_NULL && value->type != VALUE_STRING &&
	    value->type != VALUE_NUMBER) {
		stream_reject(stream, "sheet-bad-key", sheet_by,
		    "what names the sheet is neither a text nor a number");
		return false;
	}
	if (value != NULL && value->type != VALUE_NULL) {
		key = value->type == VALUE_STRING ? record_text(record, value)
						  : record_raw(record, value);
		if (key.at == NULL)
			allocate_fail();
		if (find_sheet(key, number) == SHEET_FOUND)
			return true;
	}
	stream_reject(stream, "sheet-missing-key", sheet_by,
	    "there is nothing that names the sheet");
	return false;
}

/* False if the record was set aside. */
static bool
read_cells(struct stream *stream, struct record *record)
{
	struct finding fault;

	if (!columns_fit(&columns, record, &fault)) {
		stream_reject_all(stream, &fault, 1);
		return false;
	}
	for (size_t i = 0; i < columns.count; i++) {
		const struct written_column *column = &columns.items[i];

		cells[i] = written_cell_read(column, record);
		if (cells[i].kind == WRITTEN_NO_MEMORY)
			allocate_fail();
		if (cells[i].kind == WRITTEN_HAS_NUL) {
			fault = written_cell_fault(column);
			stream_reject_all(stream, &fault, 1);
			return false;
		}
	}
	return true;
}

static void
to_xlsx(struct stream *stream, struct record *record)
{
	size_t sheet, wrong;

	if (!read_cells(stream, record) || !choose_sheet(stream, record, &sheet))
		return;
	switch (sheet_file_add_row(sheets, sheet, cells, &wrong)) {
	case SHEET_FILE_OK:
		stream_printed(stream);
		break;
	case SHEET_FILE_CELL_TOO_LONG:
		stream_reject(stream, "cell-too-long",
		    path_text(columns.items[wrong].path),
		    "the text has more than %d characters, which a cell can hold",
		    SHEET_TEXT_MOST);
		break;
	case SHEET_FILE_SHEET_FULL:
		errx(STATUS_TROUBLE,
		    "%s:%ju: sheet-full: a sheet has %d rows at most; use --sheet-by, "
		    "or write a file for each part of the records",
		    stream_file(stream), (uintmax_t)stream_line(stream),
		    SHEET_FILE_ROWS_MOST);
	case SHEET_FILE_TOO_MANY_SHEETS:
	case SHEET_FILE_NO_MEMORY:
		allocate_fail();
	}
}

static void
open_sheets(void)
{
	size_t number;

	names = sheet_names_new();
	sheets = sheet_file_new(&columns);
	if (names == NULL || sheets == NULL)
		allocate_fail();
	if (sheet_by == NULL && find_sheet(span_of(sheet_name), &number) != SHEET_FOUND)
		settings_fail("sheet", "the sheet has no name");
}

/* A file has at least one sheet.  Returns it; it has no name. */
static int
close_sheets(void)
{
	int fd = unnamed_open();
	size_t number;

	if (sheet_by != NULL && sheet_names_count(names) == 0)
		find_sheet(span_of(sheet_name), &number);
	if (!sheet_file_write(sheets, fd)) {
		if (errno != 0)
			err(STATUS_TROUBLE, "temporary file in %s", unnamed_folder());
		allocate_fail();
	}
	sheet_file_free(sheets);
	sheet_names_free(names);
	return fd;
}

/* The whole file to where it is wanted: sink, or if that is NULL standard output. */
static void
copy(struct stream *stream, int fd, struct sink *sink)
{
	static char block[BLOCK];
	ssize_t got;
	off_t at = 0;

	while ((got = pread(fd, block, sizeof block, at)) > 0 ||
	       (got == -1 && errno == EINTR)) {
		if (got == -1)
			continue;
		if (sink != NULL)
			sink_write(sink, block, (size_t)got);
		else
			stream_print(stream, block, (size_t)got);
		at += got;
	}
	if (got == -1 || close(fd) == -1)
		err(STATUS_TROUBLE, "temporary file in %s", unnamed_folder());
	if (sink != NULL)
		sink_close(sink);
	stream_print(stream, "", 0); /* no stream of records: no seal */
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct record *record;
	struct sink *sink = NULL;
	struct stream *stream;

	columns = columns_load(&columns_texts, columns_array);
	key_path = path_load("sheet-by", sheet_by);
	if (output == NULL && isatty(STDOUT_FILENO))
		settings_fail("output", "standard output is a terminal: name a file");
	cells = allocate(columns.count, sizeof *cells);
	stream = stream_open(files, &io);
	stream_fold(stream);
	open_sheets();
	if (output != NULL)
		sink = sink_open_file(output, 0600);
	while ((record = stream_next(stream)) != NULL)
		to_xlsx(stream, record);
	copy(stream, close_sheets(), sink);
	free(cells);
	path_free(key_path);
	return stream_close(stream);
}
