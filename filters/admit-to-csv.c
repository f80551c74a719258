/*
 * admit-to-csv - records to spreadsheet rows
 *
 * A column is a path.  A text is written as it is and a number with the digits that
 * it has; what is not there, and null, is an empty cell; an array or an object is its
 * JSON.  The header row is written even if no record comes.
 */
#include <err.h>

#include "record/record.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/settings.h"
#include "sheet/columns.h"
#include "sheet/quote.h"
#include "stream/stream.h"

static struct stream_settings io;
static const json_t *columns_array;
static struct text_list columns_texts;
static bool mark, crlf, guard, excel;

static const struct setting settings[] = {
	SETTING_JSON("columns", &columns_array),
	SETTING_OPTION('c', SETTING_KIND_LIST, "columns", "COLUMNS", &columns_texts,
	    "write these columns: PATH or HEADER=PATH, with commas between them"),
	SETTING_FLAG(0, "bom", &mark, "begin with a byte order mark"),
	SETTING_FLAG(0, "crlf", &crlf, "end lines with CR LF"),
	SETTING_FLAG(0, "excel", &excel,
	    "--bom --crlf, and =\"0123\" for what it would take for a number"),
	SETTING_FLAG(0, "guard", &guard, "put ' before what it would run as a formula"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-to-csv",
	.synopsis = "[--bom] [--crlf] [--excel] [--guard] [-r file] -c columns | "
		    "-p policy [file ...]",
	.settings = settings,
};

static struct columns columns;

static void
write_cell(struct writer *row, struct record *record, const struct value *value)
{
	struct quoting quoting = { .guard = guard, .keep_digits = excel };
	struct span raw;

	if (value == NULL || value->type == VALUE_NULL)
		return;
	raw = record_raw(record, value);
	if (value->type == VALUE_STRING)
		raw = record_text(record, value);
	if (raw.at == NULL)
		allocate_fail();
	if (value->type == VALUE_NUMBER)
		quote_number(row, raw, quoting);
	else
		quote_text(row, raw, quoting);
}

/* The cells between begin and the end of the row are done. */
static void
end_row(struct stream *stream, struct writer *row)
{
	/* A table of one column: an empty line would be no row at all. */
	if (row->len == 0)
		writer_bytes(row, "\"\"", 2);
	writer_bytes(row, crlf ? "\r\n" : "\n", crlf ? 2 : 1);
	if (writer_failed(row))
		allocate_fail();
	stream_print(stream, row->text, row->len);
	writer_reset(row);
}

static void
write_header(struct stream *stream, struct writer *row)
{
	if (mark)
		stream_print(stream, "\xef\xbb\xbf", 3);
	for (size_t i = 0; i < columns.count; i++) {
		if (i > 0)
			writer_bytes(row, ",", 1);
		quote_text(row, span_of(columns.items[i].header),
		    (struct quoting){ .guard = false });
	}
	end_row(stream, row);
}

static void
to_csv(struct stream *stream, struct record *record, struct writer *row)
{
	for (size_t i = 0; i < columns.count; i++) {
		if (i > 0)
			writer_bytes(row, ",", 1);
		write_cell(row, record, path_find(columns.items[i].path, record));
	}
	end_row(stream, row);
	stream_printed(stream);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct writer row = { .text = NULL };
	struct record *record;
	struct stream *stream;

	mark |= excel;
	crlf |= excel;
	columns = columns_load(&columns_texts, columns_array);
	stream = stream_open(files, &io);
	write_header(stream, &row);
	while ((record = stream_next(stream)) != NULL)
		to_csv(stream, record, &row);
	writer_free(&row);
	return stream_close(stream);
}
