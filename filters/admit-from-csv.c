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
#include "stream/pipe.h"
#include "stream/stream.h"

enum { BLOCK = 64 << 10 };

static struct stream_settings io = { .max_line = STREAM_MAX_LINE };
static struct csv_settings csv;
static bool verbose;

static const struct setting settings[] = {
	CSV_SETTINGS(&csv),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say which header row and encoding each file has"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-from-csv",
	.synopsis = "[-v] [--delimiter name] [--encoding name] [--header-row line] "
		    "[--unmapped what] [-r file] -m file | -p policy [file ...]",
	.settings = settings,
};

/* The file that is being read. */
static const char *name;
static int fd;

static _Noreturn void
fail_file(uint64_t line, const char *what)
{
	if (line == 0)
		errx(STATUS_TROUBLE, "%s: %s", name, what);
	errx(STATUS_TROUBLE, "%s:%ju: %s", name, (uintmax_t)line, what);
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
			err(STATUS_TROUBLE, "%s", name);
		if (got > 0)
			len += (size_t)got;
	}
	if (!reader_feed(reader, block, len))
		fail_file(0, "no memory, or no such encoding here");
}

static void
set_aside(struct stream *stream, struct reader *reader, const struct row *row,
    const struct row_fault *faults, size_t count)
{
	static struct finding *findings;
	static size_t room;

	findings = allocate_room(findings, &room, count, sizeof *findings);
	for (size_t i = 0; i < count; i++)
		findings[i] = (struct finding){ .code = faults[i].code,
			.field = faults[i].field,
			.reason = faults[i].reason };
	stream_begin(stream, name, row->line, reader_text(reader, row));
	stream_reject_all(stream, findings, count);
}

static _Noreturn void
fail_table(const struct table *table)
{
	uint64_t line;
	const char *reason = table_reason(table, &line);

	fail_file(line, reason);
}

/* A row that could be read. */
static void
from_csv(struct stream *stream, struct table *table, struct reader *reader,
    const struct row *row)
{
	const struct row_fault *faults;
	size_t count;

	switch (table_row(table, row)) {
	case TABLE_NOTHING:
		break;
	case TABLE_RECORD:
		stream_begin(stream, name, row->line, row->text);
		stream_write(stream, table_record(table));
		break;
	case TABLE_SET_ASIDE:
		faults = table_faults(table, &count);
		set_aside(stream, reader, row, faults, count);
		break;
	case TABLE_UNUSABLE:
		fail_table(table);
	case TABLE_NO_MEMORY:
		allocate_fail();
	}
}

/* Why there are no more rows. */
static void
end_file(struct table *table, enum rows_step step, uint64_t line)
{
	if (step == ROWS_NO_MEMORY)
		allocate_fail();
	if (step == ROWS_OPEN)
		fail_file(line,
		    "csv-truncated: the row that begins here has a quote that is "
		    "not closed before the file ends");
	if (step == ROWS_TOO_LONG)
		fail_file(line,
		    "csv-row-too-long: the row that begins here is longer than "
		    "--max-line; is a quote not closed?");
	if (table_end(table) != TABLE_NOTHING)
		fail_table(table);
}

static void
read_rows(struct stream *stream, struct table *table, struct reader *reader)
{
	const struct row_fault *fault;
	enum rows_step step = ROWS_FED;
	struct row row;

	for (; step == ROWS_ROW || step == ROWS_FED;
	     step = reader_next(reader, &row, &fault)) {
		if (step == ROWS_FED)
			feed(reader);
		else if (fault != NULL)
			set_aside(stream, reader, &row, fault, 1);
		else
			from_csv(stream, table, reader, &row);
	}
	end_file(table, step, row.line);
}

static void
report(const struct table *table, const struct reader *reader)
{
	struct table_header header = table_header(table);

	warnx("%s:%ju: header row of %zu columns, %zu of them in the map; encoding %s",
	    name, (uintmax_t)header.line, header.columns, header.mapped,
	    encoding_name(reader_encoding(reader)));
}

static void
read_file(struct stream *stream, struct table *table, const char *file)
{
	bool standard_input = strcmp(file, "-") == 0;
	struct reader *reader = csv_load_reader((size_t)io.max_line);

	name = standard_input ? "<stdin>" : file;
	fd = standard_input ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		err(STATUS_TROUBLE, "%s", name);
	pipe_widen(fd);
	table_begin(table, name, (uint64_t)csv.header_row);
	read_rows(stream, table, reader);
	if (verbose)
		report(table, reader);
	reader_free(reader);
	if (!standard_input && close(fd) == -1)
		err(STATUS_TROUBLE, "%s", name);
}

int
main(int argc, char *argv[])
{
	char **files = csv_load_files(&csv, settings_read(argc, argv, &filter));
	struct table *table = csv_load_table(&csv);
	struct stream *stream = stream_open_output(&io);

	for (; *files != NULL; files++)
		read_file(stream, table, *files);
	table_free(table);
	return stream_close(stream);
}
