/*
 * admit-from-xlsx - the rows of workbooks to records
 *
 * What a workbook shows is taken over, with what it holds beside it where the two
 * differ; what it does not show (an identity number that became a number, a formula
 * that failed) is set aside with the name of the cell.  Which row is a record, and
 * which cell goes where, is decided as in admit-from-csv.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kept/unnamed.h"
#include "settings/allocate.h"
#include "sheet/table_load.h"
#include "sheet/table_stream.h"
#include "sheet/xlsx_book.h"
#include "stream/stream.h"

enum { BLOCK = 64 << 10 };

static struct stream_settings io = { .max_line = STREAM_MAX_LINE };
static struct table_settings tables;
static struct text_list sheets;
static bool verbose;

static const struct setting settings[] = {
	TABLE_SETTINGS(&tables),
	TABLE_SUGGEST_SETTING(&tables),
	SETTING_LIST(
	    0, "sheet", "NAME", &sheets, "the sheet, by its name or number; * for all"),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say which sheet and header row each file has"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

/* A policy of a city that gets both kinds of files writes its map once. */
static const char *const borrowed[] = { "map", "totals", "unmapped", NULL };

static const struct filter filter = {
	.name = "admit-from-xlsx",
	.synopsis =
	    "[-v] [--header-row line] [--sheet name] [--totals word] [--unmapped what] "
	    "[-r file] -m file | -p policy | --suggest-map [file ...]",
	.settings = settings,
	.borrows = "from-csv",
	.borrowed = borrowed,
};

static struct table_stream reading = { .format = "xlsx" };

static _Noreturn void
fail(const struct xlsx_fault *fault)
{
	if (fault->text == NULL)
		allocate_fail();
	table_stream_fail(&reading, 0, fault->text);
}

static void
from_xlsx(struct xlsx_rows *rows, const struct row *row)
{
	size_t count;
	const struct row_fault *faults = table_stream_row(&reading, row, &count);
	struct span text;

	if (faults == NULL)
		return;
	text = xlsx_rows_text(rows);
	if (text.at == NULL)
		allocate_fail();
	table_stream_set_aside(&reading, row->line, text, faults, count);
}

static void
report(const struct xlsx_sheet *sheet)
{
	struct table_header header = table_header(reading.table);

	warnx("%s:%ju: sheet %s: header row of %zu columns, %zu of them in the map",
	    reading.file, (uintmax_t)header.line, sheet->name, header.columns,
	    header.mapped);
}

static enum xlsx_step
next_row(struct xlsx_rows *rows, struct row *row, struct xlsx_fault *fault)
{
	if (rows == NULL)
		return XLSX_FAILED;
	return xlsx_rows_next(rows, table_width(reading.table), row, fault);
}

static void
read_sheet(struct xlsx_book *book, const struct xlsx_sheet *sheet)
{
	struct table_file file = { reading.file, sheet->name,
		book->shared.is_1904 ? CELL_SERIALS_1904 : CELL_SERIALS_1900 };
	struct xlsx_fault fault = { .text = NULL };
	struct xlsx_rows *rows =
	    xlsx_book_rows(book, sheet, (size_t)io.max_line, &fault);
	enum xlsx_step step;
	struct row row;

	table_begin(reading.table, &file, (uint64_t)tables.header_row);
	while ((step = next_row(rows, &row, &fault)) == XLSX_PAUSED)
		from_xlsx(rows, &row);
	if (step == XLSX_FAILED)
		fail(&fault);
	table_stream_end(&reading);
	table_count_blank(reading.table, xlsx_rows_blank(rows));
	if (verbose)
		report(sheet);
	xlsx_rows_close(rows);
}

/* The first rows of a sheet, for a draft of a map. */
static void
suggest(struct xlsx_book *book, const struct xlsx_sheet *sheet)
{
	struct suggestion *suggestion = table_stream_suggestion();
	struct xlsx_fault fault = { .text = NULL };
	struct xlsx_rows *rows =
	    xlsx_book_rows(book, sheet, (size_t)io.max_line, &fault);
	enum xlsx_step step = rows == NULL ? XLSX_FAILED : XLSX_PAUSED;
	struct row row = { .count = 0 };

	while (step == XLSX_PAUSED && !suggestion_is_full(suggestion)) {
		/* A row ends with its last filled cell: as wide as those above it. */
		step = xlsx_rows_next(rows, row.count, &row, &fault);
		if (step == XLSX_PAUSED && !suggestion_add(suggestion, &row))
			allocate_fail();
	}
	if (step == XLSX_FAILED)
		fail(&fault);
	table_stream_suggest(&reading, suggestion);
	suggestion_free(suggestion);
	xlsx_rows_close(rows);
}

/* A file without a name that has what comes from a pipe: a workbook begins at its end.
 */
static int
keep_pipe(int fd)
{
	static char block[BLOCK];
	int kept = unnamed_open();
	ssize_t got;

	while ((got = read(fd, block, sizeof block)) != 0) {
		if (got == -1 && errno != EINTR)
			err(STATUS_TROUBLE, "%s", reading.file);
		for (ssize_t at = 0, put; at < got; at += put) {
			put = write(kept, block + at, (size_t)(got - at));
			if (put == -1 && errno != EINTR)
				err(STATUS_TROUBLE, "a file in TMPDIR");
			put = put == -1 ? 0 : put;
		}
	}
	return kept;
}

/* The summary has the bytes of the files, not those of the rows in them. */
static void
count_bytes(int fd)
{
	struct stat status;

	if (fstat(fd, &status) == -1)
		err(STATUS_TROUBLE, "%s", reading.file);
	if (status.st_size > 0)
		stream_count_bytes(reading.stream, (uint64_t)status.st_size);
}

static void
read_file(const char *file)
{
	bool standard_input = strcmp(file, "-") == 0;
	struct xlsx_fault fault = { .text = NULL };
	struct xlsx_book book = { .package = NULL };
	int fd;

	reading.file = standard_input ? "<stdin>" : file;
	fd = standard_input ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		err(STATUS_TROUBLE, "%s", reading.file);
	if (lseek(fd, 0, SEEK_CUR) == -1)
		fd = keep_pipe(fd);
	count_bytes(fd);
	if (!xlsx_book_open(&book, fd, &fault) ||
	    !xlsx_book_choose(&book, sheets.items, sheets.count, &fault))
		fail(&fault);
	if (tables.suggest && book.chosen_count != 1)
		settings_fail("suggest-map", "of one sheet: name it with --sheet");
	for (size_t i = 0; i < book.chosen_count; i++)
		if (tables.suggest)
			suggest(&book, book.chosen[i]);
		else
			read_sheet(&book, book.chosen[i]);
	xlsx_book_close(&book);
	if (fd != STDIN_FILENO && close(fd) == -1)
		err(STATUS_TROUBLE, "%s", reading.file);
}

int
main(int argc, char *argv[])
{
	char **files = table_load_files(&tables, settings_read(argc, argv, &filter));

	if (tables.suggest && (files[0] == NULL || files[1] != NULL))
		settings_fail("suggest-map", "of one file");
	if (!tables.suggest)
		reading.table = table_load(&tables);
	reading.stream = stream_open_output(&io);
	for (; *files != NULL; files++)
		read_file(*files);
	if (!tables.suggest)
		table_stream_summarize(&reading);
	table_free(reading.table);
	return stream_close(reading.stream);
}
