/*
 * admit-from-csv - spreadsheet rows to records
 *
 * A map says which column goes where.  A row that cannot be taken over without a
 * guess (a wrong width, "1,234" for a number, a row of totals) is set aside; a file
 * of which that is true as a whole (no header row, an unknown column, a quote that
 * is never closed) ends the filter, since what it would write would be less than
 * the file.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "sheet/csv_load.h"
#include "sheet/table_load.h"
#include "sheet/table_stream.h"
#include "stream/pipe.h"

enum { BLOCK = 64 << 10 };

static struct stream_settings io = { .max_line = STREAM_MAX_LINE };
static struct table_settings tables;
static struct csv_settings csv;
static bool verbose;

static const struct setting settings[] = {
	TABLE_SETTINGS(&tables),
	TABLE_SUGGEST_SETTING(&tables),
	CSV_SETTINGS(&csv),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say which header row, encoding and delimiter each file has"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-from-csv",
	.synopsis = "[-v] [--delimiter name] [--encoding name] [--header-row line] "
		    "[--totals word] [--unmapped what] [-r file] -m file | -p policy | "
		    "--suggest-map "
		    "[file ...]",
	.settings = settings,
};

/* The file that is being read. */
static struct table_stream reading = { .format = "csv" };
static int fd;

/* A file with full-width commas would be one column, which nobody means. */
static void
check_delimiter(const struct reader *reader)
{
	struct delimiter found;

	reader_delimiter(reader, &found);
	if (found.full_width_line != 0)
		table_stream_fail(&reading, found.full_width_line,
		    "csv-full-width-comma: from this line on full-width commas "
		    "(U+FF0C) stand between the cells: replace them by commas, or "
		    "name the --delimiter if the file has one column");
}

/* The next block, full as far as the file goes: pipes and files are cut alike. */
static void
feed(struct reader *reader)
{
	static char block[BLOCK];
	size_t len = 0;
	ssize_t got = 1;

	while (len < sizeof block && got != 0) {
		got = read(fd, block + len, sizeof block - len);
		if (got == -1 && errno != EINTR)
			err(STATUS_TROUBLE, "%s", reading.file);
		if (got > 0)
			len += (size_t)got;
	}
	if (!reader_feed(reader, block, len))
		table_stream_fail(&reading, 0, "no memory, or no such encoding here");
	check_delimiter(reader);
}

/* A row; a fault is what the reader found, so that its cells are not known. */
static void
from_csv(struct reader *reader, const struct row *row, const struct row_fault *fault)
{
	size_t count = 1;

	if (fault == NULL)
		fault = table_stream_row(&reading, row, &count);
	if (fault != NULL)
		table_stream_set_aside(
		    &reading, row->line, reader_text(reader, row), fault, count);
}

/* Why there are no more rows. */
static void
end_file(enum rows_step step, uint64_t line)
{
	if (step == ROWS_NO_MEMORY)
		allocate_fail();
	if (step == ROWS_OPEN)
		table_stream_fail(&reading, line,
		    "csv-truncated: the row that begins here has a quote that is "
		    "not closed before the file ends");
	if (step == ROWS_TOO_LONG)
		table_stream_fail(&reading, line,
		    "csv-row-too-long: the row that begins here is longer than "
		    "--max-line; is a quote not closed?");
	table_stream_end(&reading);
}

static void
read_rows(struct reader *reader)
{
	const struct row_fault *fault;
	enum rows_step step = ROWS_FED;
	struct row row;

	for (; step == ROWS_ROW || step == ROWS_FED;
	     step = reader_next(reader, &row, &fault)) {
		if (step == ROWS_FED)
			feed(reader);
		else
			from_csv(reader, &row, fault);
	}
	end_file(step, row.line);
}

static void
report(const struct reader *reader)
{
	struct table_header header = table_header(reading.table);
	struct delimiter found;
	char delimiter = reader_delimiter(reader, &found);

	warnx("%s:%ju: header row of %zu columns, %zu of them in the map; encoding %s",
	    reading.file, (uintmax_t)header.line, header.columns, header.mapped,
	    encoding_name(reader_encoding(reader)));
	if (found.count > 0)
		warnx("%s: delimiter %s: %zu of the first %zu lines have %zu of them",
		    reading.file, delimiter_name(delimiter), found.same, found.lines,
		    found.count);
	else
		warnx("%s: delimiter %s", reading.file, delimiter_name(delimiter));
}

static void
read_table(struct reader *reader)
{
	table_begin(reading.table, &(struct table_file){ .name = reading.file },
	    (uint64_t)tables.header_row);
	read_rows(reader);
	table_count_blank(reading.table, reader_blank_lines(reader));
	if (verbose)
		report(reader);
}

/* The first rows that can be read, for a draft of a map. */
static void
suggest(struct reader *reader)
{
	struct suggestion *suggestion = table_stream_suggestion();
	const struct row_fault *fault;
	enum rows_step step = ROWS_FED;
	struct row row;

	for (;
	     (step == ROWS_ROW || step == ROWS_FED) && !suggestion_is_full(suggestion);
	     step = reader_next(reader, &row, &fault)) {
		if (step == ROWS_FED)
			feed(reader);
		else if (fault == NULL && !suggestion_add(suggestion, &row))
			allocate_fail();
	}
	table_stream_suggest(&reading, suggestion);
	suggestion_free(suggestion);
}

static void
read_file(const char *file)
{
	bool standard_input = strcmp(file, "-") == 0;
	struct reader *reader = csv_load_reader((size_t)io.max_line);

	reading.file = standard_input ? "<stdin>" : file;
	fd = standard_input ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		err(STATUS_TROUBLE, "%s", reading.file);
	pipe_widen(fd);
	if (tables.suggest)
		suggest(reader);
	else
		read_table(reader);
	reader_free(reader);
	if (!standard_input && close(fd) == -1)
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
