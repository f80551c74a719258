/*
 * admit-to-csv - records to spreadsheet rows
 *
 * A column is a path.  A text is written as it is and a number with the digits that
 * it has; what is not there, and null, is an empty cell; an array or an object is its
 * JSON.  The header row is written even if no record comes.  A record that cannot be
 * written without a loss is set aside.
 */
#include <err.h>
#include <stdlib.h>

#include "record/record.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/settings.h"
#include "sheet/columns.h"
#include "sheet/encoder.h"
#include "sheet/quote.h"
#include "sheet/written_cell.h"
#include "stream/stream.h"

static struct stream_settings io;
static const json_t *columns_array;
static struct text_list columns_texts;
static const char *encoding_text, *substitute;
static bool mark, crlf, guard, unguarded, excel;

static const struct setting settings[] = {
	SETTING_JSON("columns", &columns_array),
	SETTING_OPTION('c', SETTING_KIND_LIST, "columns", "COLUMNS", &columns_texts,
	    "write these columns: PATH or HEADER=PATH, with commas between them"),
	SETTING_FLAG(0, "bom", &mark, "begin with a byte order mark"),
	SETTING_FLAG(0, "crlf", &crlf, "end lines with CR LF"),
	SETTING_WORD(0, "encoding", "NAME", &encoding_text, "write in this encoding",
	    "utf-8", "gb18030", "gbk"),
	SETTING_FLAG(0, "excel", &excel,
	    "--bom --crlf --guard, and =\"0123\" for what it would take for a number"),
	SETTING_FLAG(0, "guard", &guard, "put ' before what it would run as a formula"),
	SETTING_TEXT(0, "substitute", "TEXT", &substitute,
	    "write TEXT for a character that the encoding does not have"),
	SETTING_FLAG(0, "unguarded", &unguarded, "with --excel: no --guard"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-to-csv",
	.synopsis = "[--bom] [--crlf] [--encoding name] [--excel] [--guard] "
		    "[--substitute text] [--unguarded] [-r file] -c columns | "
		    "-p policy [file ...]",
	.settings = settings,
};

static struct columns columns;
static struct encoder *encoder; /* NULL: the output is UTF-8 */
static size_t *ends;            /* where each cell of the row ends */

static void
open_encoder(void)
{
	static const enum encoding encodings[] = { ENCODING_UTF8, ENCODING_GB18030,
		ENCODING_GBK };
	int word = settings_word("encoding");

	if (word <= 0) {
		if (substitute != NULL)
			settings_fail("substitute", "UTF-8 has all characters");
		return;
	}
	if (substitute != NULL && *substitute == '\0')
		settings_fail("substitute", "is empty: characters would be lost");
	if (mark && encodings[word] == ENCODING_GBK)
		settings_fail(
		    "bom", "there is no byte order mark in %s", encoding_text);
	encoder = encoder_new(encodings[word], substitute);
	if (encoder == NULL)
		settings_fail(substitute != NULL ? "substitute" : "encoding",
		    "cannot be written in %s here", encoding_text);
}

static void
read_columns(void)
{
	columns = columns_load(&columns_texts, columns_array);
	ends = allocate(columns.count, sizeof *ends);
}

/* What a spreadsheet expects; a program gets what it asks for. */
static struct quoting
prepare(void)
{
	crlf |= excel;
	guard = (guard || excel) && !unguarded;
	open_encoder();
	mark |= excel && encoder == NULL;
	read_columns();
	return (struct quoting){ .guard = guard, .keep_digits = excel };
}

/* False if the cell cannot be written. */
static bool
write_cell(struct writer *row, struct written_cell cell, struct quoting quoting)
{
	switch (cell.kind) {
	case WRITTEN_NOTHING:
		break;
	case WRITTEN_NUMBER:
		quote_number(row, cell.text, quoting);
		break;
	case WRITTEN_TRUTH:
		quote_text(row, cell.text, (struct quoting){ .guard = false });
		break;
	case WRITTEN_TEXT:
		quote_text(row, cell.text, quoting);
		break;
	case WRITTEN_HAS_NUL:
		return false;
	case WRITTEN_NO_MEMORY:
		allocate_fail();
	}
	return true;
}

/*
 * The cells between begin and the end of the row are done.  The columns.count if the
 * row was written, otherwise the index of the cell with a character that does not fit.
 */
static size_t
end_row(struct stream *stream, struct writer *row)
{
	static struct writer encoded;
	struct span text;
	size_t where, cell = 0;

	/* A table of one column: an empty line would be no row at all. */
	if (row->len == 0)
		writer_bytes(row, "\"\"", 2);
	writer_bytes(row, crlf ? "\r\n" : "\n", crlf ? 2 : 1);
	text = (struct span){ row->text, row->len };
	if (writer_failed(row))
		allocate_fail();
	if (encoder != NULL) {
		writer_reset(&encoded);
		if (!encoder_add(encoder, text, &encoded, &where)) {
			while (ends[cell] <= where)
				cell++;
			return cell;
		}
		if (writer_failed(&encoded))
			allocate_fail();
		text = (struct span){ encoded.text, encoded.len };
	}
	stream_print(stream, text.at, text.len);
	return columns.count;
}

static void
write_header(struct stream *stream, struct writer *row, bool guarded)
{
	size_t wrong;

	if (mark)
		writer_bytes(row, "\xef\xbb\xbf", 3);
	for (size_t i = 0; i < columns.count; i++) {
		if (i > 0)
			writer_bytes(row, ",", 1);
		quote_text(row, span_of(columns.items[i].header),
		    (struct quoting){ .guard = guarded });
		ends[i] = row->len;
	}
	wrong = end_row(stream, row);
	if (wrong < columns.count)
		settings_fail("columns", "%s: this header cannot be written in %s",
		    columns.items[wrong].header, encoding_text);
}

static void
to_csv(struct stream *stream, struct record *record, struct writer *row,
    struct quoting quoting)
{
	struct finding fault;
	size_t wrong;

	if (!columns_fit(&columns, record, &fault)) {
		stream_reject_all(stream, &fault, 1);
		return;
	}
	writer_reset(row);
	for (size_t i = 0; i < columns.count; i++) {
		const struct written_column *column = &columns.items[i];

		if (i > 0)
			writer_bytes(row, ",", 1);
		if (!write_cell(row, written_cell_read(column, record), quoting)) {
			fault = written_cell_fault(column);
			stream_reject_all(stream, &fault, 1);
			return;
		}
		ends[i] = row->len;
	}
	wrong = end_row(stream, row);
	if (wrong < columns.count)
		stream_reject(stream, "character-not-encoded",
		    path_text(columns.items[wrong].path),
		    "a character here does not exist in %s; use gb18030 or utf-8, or "
		    "give --substitute",
		    encoding_text);
	else
		stream_printed(stream);
}

static void
finish(struct writer *row)
{
	if (encoder != NULL && encoder_replaced(encoder) > 0)
		warnx("%ju characters do not exist in %s and were replaced",
		    (uintmax_t)encoder_replaced(encoder), encoding_text);
	encoder_free(encoder);
	writer_free(row);
	free(ends);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct quoting quoting = prepare();
	struct writer row = { .text = NULL };
	struct record *record;
	struct stream *stream;

	stream = stream_open(files, &io);
	stream_fold(stream);
	write_header(stream, &row, guard);
	while ((record = stream_next(stream)) != NULL)
		to_csv(stream, record, &row, quoting);
	finish(&row);
	return stream_close(stream);
}
