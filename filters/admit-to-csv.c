/*
 * admit-to-csv - records to spreadsheet rows
 *
 * A column is a path.  A text is written as it is and a number with the digits that
 * it has; what is not there, and null, is an empty cell; an array or an object is its
 * JSON.  The header row is written even if no record comes.
 */
#include <err.h>
#include <string.h>

#include "record/path.h"
#include "record/record.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/settings.h"
#include "sheet/quote.h"
#include "stream/stream.h"

static struct stream_settings io;
static const json_t *columns_json;
static struct text_list columns_texts;
static bool mark, crlf, guard, excel;

static const struct setting settings[] = {
	SETTING_JSON("columns", &columns_json),
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

struct column {
	const char *header;
	struct path *path;
};

static struct column *columns;
static size_t column_count, column_room;

static void
add_column(const char *header, const char *path)
{
	const char *why;
	struct column *column;

	if (*header == '\0')
		settings_fail("columns", "a column has no header");
	for (size_t i = 0; i < column_count; i++)
		if (strcmp(columns[i].header, header) == 0)
			settings_fail(
			    "columns", "%s: two columns have this header", header);
	columns =
	    allocate_room(columns, &column_room, column_count + 1, sizeof *columns);
	column = &columns[column_count++];
	column->header = header;
	column->path = path_new(path, &why);
	if (column->path == NULL)
		settings_fail("columns", "%s: %s", path, why);
}

/* "PATH,HEADER=PATH" */
static void
add_columns_of_text(const char *text)
{
	for (;;) {
		size_t len = strcspn(text, ",");
		char *header = allocate_text(text, len);
		char *equals = strchr(header, '=');

		if (equals != NULL)
			*equals = '\0';
		add_column(header, equals == NULL ? header : equals + 1);
		if (text[len] == '\0')
			return;
		text += len + 1;
	}
}

/* ["PATH", {"header": HEADER, "path": PATH}] */
static void
add_columns_of_policy(void)
{
	const json_t *column;
	size_t i;

	if (!json_is_array(columns_json))
		settings_fail("columns", "must be an array");
	json_array_foreach(columns_json, i, column)
	{
		const char *header =
		    json_string_value(json_object_get(column, "header"));
		const char *path = json_string_value(json_object_get(column, "path"));

		if (json_is_string(column))
			add_column(
			    json_string_value(column), json_string_value(column));
		else if (header != NULL && path != NULL &&
			 json_object_size(column) == 2)
			add_column(header, path);
		else
			settings_fail("columns",
			    "/%zu: must be a path, or an object of header and path", i);
	}
}

static void
read_columns(void)
{
	for (size_t i = 0; i < columns_texts.count; i++)
		add_columns_of_text(columns_texts.items[i]);
	if (columns_texts.count == 0 && columns_json != NULL)
		add_columns_of_policy();
	if (column_count == 0)
		errx(STATUS_TROUBLE,
		    "no columns: use --columns, or a policy that has some");
}

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
		errx(STATUS_TROUBLE, "not enough memory");
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
		errx(STATUS_TROUBLE, "not enough memory");
	stream_print(stream, row->text, row->len);
	writer_reset(row);
}

static void
write_header(struct stream *stream, struct writer *row)
{
	if (mark)
		stream_print(stream, "\xef\xbb\xbf", 3);
	for (size_t i = 0; i < column_count; i++) {
		const char *header = columns[i].header;

		if (i > 0)
			writer_bytes(row, ",", 1);
		quote_text(row, span_of(header), (struct quoting){ .guard = false });
	}
	end_row(stream, row);
}

static void
to_csv(struct stream *stream, struct record *record, struct writer *row)
{
	for (size_t i = 0; i < column_count; i++) {
		if (i > 0)
			writer_bytes(row, ",", 1);
		write_cell(row, record, path_find(columns[i].path, record));
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
	read_columns();
	stream = stream_open(files, &io);
	write_header(stream, &row);
	while ((record = stream_next(stream)) != NULL)
		to_csv(stream, record, &row);
	writer_free(&row);
	return stream_close(stream);
}
