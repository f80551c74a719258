/*
 * reader.c - one file
 */
#include "sheet/reader.h"

#include <stdlib.h>

#include "memory/array.h"
#include "sheet/utf16.h"

struct reader {
	enum encoding encoding;
	char delimiter;
	size_t max_row;
	struct decoder *decoder;
	struct rows *rows;      /* NULL before the first block */
	struct row_cells cells; /* of a row that was decoded before it was cut */
	struct delimiter found; /* if none was given */
	bool started;
	struct encoding_cut cut; /* while the encoding is not known */
	struct utf16 utf16;
	char *converted; /* a block of UTF-16 as UTF-8 */
	size_t converted_room;
	bool ended;
};

struct reader *
reader_new(enum encoding given, char delimiter, size_t max_row)
{
	struct reader *reader = calloc(1, sizeof *reader);

	if (reader == NULL)
		return NULL;
	reader->encoding = given;
	reader->delimiter = delimiter;
	reader->max_row = max_row;
	return reader;
}

void
reader_free(struct reader *reader)
{
	if (reader == NULL)
		return;
	decoder_free(reader->decoder);
	rows_free(reader->rows);
	free(reader->cells.items);
	free(reader->converted);
	free(reader);
}

enum encoding
reader_encoding(const struct reader *reader)
{
	return reader->encoding;
}

char
reader_delimiter(const struct reader *reader, struct delimiter *found)
{
	*found = reader->found;
	return reader->delimiter;
}

uint64_t
reader_blank_lines(const struct reader *reader)
{
	return reader->rows == NULL ? 0 : rows_blank_lines(reader->rows);
}

static bool
is_utf16(const struct reader *reader)
{
	return reader->encoding == ENCODING_UTF16LE ||
	       reader->encoding == ENCODING_UTF16BE;
}

/* Before the first row.  Sets how long the mark is. */
static bool
start(struct reader *reader, const char *bytes, size_t len, size_t *mark)
{
	enum encoding marked = encoding_of_mark(bytes, len, mark);

	if (marked != ENCODING_UNKNOWN)
		reader->encoding = marked;
	reader->utf16.big_endian = reader->encoding == ENCODING_UTF16BE;
	reader->decoder = decoder_new(reader->encoding);
	reader->started = true;
	return reader->decoder != NULL;
}

/* The first block, converted: it shows the delimiter. */
static bool
start_rows(struct reader *reader, struct span text)
{
	if (reader->delimiter == 0) {
		reader->found = delimiter_find(text, reader->encoding);
		reader->delimiter = reader->found.byte;
	}
	if (reader->delimiter == 0)
		reader->delimiter = is_utf16(reader) ? '\t' : ',';
	reader->rows = rows_new(reader->delimiter, reader->max_row);
	return reader->rows != NULL;
}

static bool
feed_rows(struct reader *reader, struct span text)
{
	if (reader->rows == NULL && !start_rows(reader, text))
		return false;
	rows_leave_whole(reader->rows, decoder_changes(reader->decoder));
	rows_feed(reader->rows, text.at, text.len);
	return true;
}

/* If a block shows what the encoding is, go on with it. */
static bool
learn_encoding(struct reader *reader, const char *bytes, size_t len)
{
	reader->encoding = encoding_of_block(bytes, len, &reader->cut);
	if (reader->encoding == ENCODING_UNKNOWN)
		return true;
	decoder_free(reader->decoder);
	reader->decoder = decoder_new(reader->encoding);
	return reader->decoder != NULL;
}

static bool
make_room(struct reader *reader, size_t len)
{
	return array_reserve(
	    &reader->converted, &reader->converted_room, UTF16_ROOM(len), 1);
}

/* What is left of UTF-16 at the end is one more block. */
static bool
feed_end(struct reader *reader)
{
	size_t len = 0;

	if (is_utf16(reader) && !reader->ended) {
		if (!make_room(reader, 0))
			return false;
		len = utf16_finish(&reader->utf16, reader->converted);
	}
	reader->ended = true;
	if (!feed_rows(reader, (struct span){ reader->converted, len }))
		return false;
	if (len == 0)
		rows_finish(reader->rows);
	return true;
}

bool
reader_feed(struct reader *reader, const char *bytes, size_t len)
{
	size_t mark = 0;

	if (!reader->started && !start(reader, bytes, len, &mark))
		return false;
	if (len == 0)
		return feed_end(reader);
	bytes += mark;
	len -= mark;
	if (reader->encoding == ENCODING_UNKNOWN && !learn_encoding(reader, bytes, len))
		return false;
	if (!is_utf16(reader))
		return feed_rows(reader, (struct span){ bytes, len });
	if (!make_room(reader, len))
		return false;
	len = utf16_convert(&reader->utf16, bytes, len, reader->converted);
	return feed_rows(reader, (struct span){ reader->converted, len });
}

static const struct row_fault bad_quote = { "bad-quote", NULL,
	"a quote stands where none may be, so the cells are not known" };
static const struct row_fault not_utf8 = { "not-utf8", NULL,
	"the row holds bytes that are no UTF-8" };

static const struct row_fault faults[] = {
	[DECODED_NOT_VALID] = { "bad-encoding", NULL,
	    "the row holds bytes that are none of the file's encoding" },
	[DECODED_OTHER_ENCODING] = { "mixed-encoding", NULL,
	    "the row is UTF-8 in a file of GB18030, or GB18030 in a file of UTF-8" },
	[DECODED_LOST_CHARACTER] = { "lost-character", NULL,
	    "the row holds U+FFFD, where an earlier program has lost a character" },
	[DECODED_NUL] = { "nul-byte", NULL,
	    "the row holds a NUL, which is in no text" },
};

/* Decode a row that was not cut, and cut it. */
static enum decoded
cut_decoded(struct reader *reader, struct row *row)
{
	struct span text;
	enum decoded what = decoder_whole(reader->decoder, row->text, &text);

	if (what != DECODED)
		return what;
	if (row_scan((struct row_line){ text, ROW_BYTES_BEHIND }, reader->delimiter,
		&reader->cells, &row->bytes) != ROW_SCAN_CUT)
		return DECODED_NO_MEMORY; /* there is no quote in it */
	row->cells = reader->cells.items;
	row->count = reader->cells.count;
	return DECODED;
}

enum rows_step
reader_next(struct reader *reader, struct row *row, const struct row_fault **fault)
{
	enum rows_step step = rows_next(reader->rows, row);
	enum decoded what;

	*fault = NULL;
	if (step != ROWS_ROW)
		return step;
	if (row->bytes == ROW_BYTES_ORDINARY)
		return ROWS_ROW; /* there is no fault that it can have */
	if (row->whole)
		what = cut_decoded(reader, row);
	else
		what = decoder_row(reader->decoder, row->text, row->cells, row->count);
	if (what == DECODED_NO_MEMORY)
		return ROWS_NO_MEMORY;
	if (row->bad_quote)
		*fault = &bad_quote;
	else if (what == DECODED_NOT_VALID && reader->encoding == ENCODING_UTF8)
		*fault = &not_utf8;
	else if (what != DECODED)
		*fault = &faults[what];
	return ROWS_ROW;
}

struct span
reader_text(struct reader *reader, const struct row *row)
{
	return decoder_text(reader->decoder, row->text);
}
