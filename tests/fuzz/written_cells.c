/*
 * Texts of any UTF-8, written to CSV and to a workbook as cells of two columns, and
 * read again: the same texts, but for what is unseen at their ends.  The first byte
 * says how the CSV is written.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/scan.h"
#include "sheet/cell.h"
#include "sheet/encoder.h"
#include "sheet/misreading.h"
#include "sheet/quote.h"
#include "sheet/reader.h"
#include "sheet/sheet_file.h"
#include "sheet/sheet_text.h"
#include "sheet/xlsx_book.h"

#include "target.h"

enum { TEXTS_MOST = 8, EXCEL = 1, GUARD = 2, CRLF = 4, GB18030 = 8 };

/* Two texts a row. */
static struct span texts[TEXTS_MOST];
static size_t count;

/* The input is texts with 0xff between them. */
static void
split(const char *at, const char *end)
{
	for (count = 0; at < end && count < TEXTS_MOST;) {
		const char *stop = memchr(at, 0xff, (size_t)(end - at));

		if (stop == NULL)
			stop = end;
		texts[count++] = (struct span){ at, (size_t)(stop - at) };
		at = stop + (stop < end);
	}
	if (count % 2 == 1)
		texts[count++] = (struct span){ "x", 1 };
}

static bool
are_texts(void)
{
	for (size_t i = 0; i < count; i++)
		if (!scan_is_utf8(texts[i].at, texts[i].at + texts[i].len) ||
		    memchr(texts[i].at, '\0', texts[i].len) != NULL)
			return false;
	return count > 0;
}

static void
expect(struct span got, struct span wanted)
{
	if (got.len != wanted.len || memcmp(got.at, wanted.at, got.len) != 0)
		abort();
}

static bool
has(struct span text, const char *part)
{
	return memmem(text.at, text.len, part, strlen(part)) != NULL;
}

static void
read_csv(struct span bytes, unsigned how)
{
	struct reader *reader =
	    reader_new(how & GB18030 ? ENCODING_GB18030 : ENCODING_UTF8, ',', 1 << 20);
	const struct row_fault *fault = NULL;
	enum rows_step step = ROWS_FED;
	struct row row;
	size_t i = 0, at = 0;

	/* The first line is all ASCII, so that no text is a byte order mark. */
	reader_feed(reader, bytes.at, bytes.len);
	at = bytes.len;
	while ((step = reader_next(reader, &row, &fault)) == ROWS_ROW ||
	       step == ROWS_FED) {
		if (step == ROWS_FED) {
			reader_feed(reader, bytes.at + at, 0);
			continue;
		}
		if (row.line == 1)
			continue;
		/* U+FFFD, and what looks like another encoding, are named. */
		if (fault != NULL) {
			if (strcmp(fault->code, "lost-character") != 0 &&
			    strcmp(fault->code, "mixed-encoding") != 0)
				abort();
			i += 2;
			continue;
		}
		if (row.count != 2)
			abort();
		for (size_t k = 0; k < 2; k++, i++) {
			struct span got = row.cells[k], wanted = texts[i];

			if (how & GUARD)
				got = misreading_unguarded(got);
			/* ="1" as a text of its own is not to be told from a 1, and
			 * what stands in these marks is kept whole. */
			expect(cell_trim(cell_trim(got)), cell_trim(cell_trim(wanted)));
		}
	}
	if (step != ROWS_END || i != count)
		abort();
	reader_free(reader);
}

static void
write_csv(unsigned how)
{
	struct quoting quoting = { .guard = how & GUARD, .keep_digits = how & EXCEL };
	struct writer w = { .text = NULL }, encoded = { .text = NULL };
	struct encoder *encoder =
	    how & GB18030 ? encoder_new(ENCODING_GB18030, NULL) : NULL;
	size_t where;

	writer_bytes(&w, "a,b\n", 4);
	for (size_t i = 0; i < count; i++) {
		quote_text(&w, texts[i], quoting);
		if (i % 2 == 0)
			writer_bytes(&w, ",", 1);
		else if (how & CRLF)
			writer_bytes(&w, "\r\n", 2);
		else
			writer_bytes(&w, "\n", 1);
	}
	if (encoder == NULL)
		read_csv((struct span){ w.text, w.len }, how);
	else if (encoder_add(encoder, (struct span){ w.text, w.len }, &encoded, &where))
		read_csv((struct span){ encoded.text, encoded.len }, how);
	encoder_free(encoder);
	writer_free(&encoded);
	writer_free(&w);
}

static void
read_workbook(const char *bytes, size_t len)
{
	struct xlsx_fault fault = { .text = NULL };
	struct xlsx_book book = { .package = NULL };
	struct xlsx_rows *rows;
	struct row row;
	size_t i = 0;

	if (!xlsx_book_of_bytes(&book, bytes, len, &fault) ||
	    !xlsx_book_choose(&book, NULL, 0, &fault))
		abort();
	rows = xlsx_book_rows(&book, book.chosen[0], 1 << 20, &fault);
	while (rows != NULL && xlsx_rows_next(rows, 2, &row, &fault) == XLSX_PAUSED) {
		if (row.line == 1)
			continue;
		/* A row of empty texts is none. */
		while (i < count && texts[i].len == 0 && texts[i + 1].len == 0)
			i += 2;
		if (row.count != 2 || i == count)
			abort();
		for (size_t k = 0; k < 2; k++, i++) {
			if (has(texts[i], "\xef\xbf\xbd"))
				continue; /* a lost character */
			expect(row.cells[k], texts[i]);
		}
	}
	while (i < count && texts[i].len == 0 && texts[i + 1].len == 0)
		i += 2;
	if (i != count)
		abort();
	xlsx_rows_close(rows);
	xlsx_book_close(&book);
	xlsx_fault_clear(&fault);
}

static void
write_workbook(void)
{
	static struct written_column items[] = { { .header = "a" }, { .header = "b" } };
	static const struct columns columns = { .items = items, .count = 2 };
	struct sheet_file *file = sheet_file_new(&columns);
	FILE *out = tmpfile();
	char *bytes;
	off_t len;
	size_t wrong;

	if (file == NULL || out == NULL ||
	    sheet_file_add_sheet(file, "s") != SHEET_FILE_OK)
		abort();
	for (size_t i = 0; i < count; i += 2) {
		struct written_cell cells[] = { { WRITTEN_TEXT, texts[i] },
			{ WRITTEN_TEXT, texts[i + 1] } };

		if (sheet_file_add_row(file, 0, cells, &wrong) != SHEET_FILE_OK)
			abort();
	}
	if (!sheet_file_write(file, fileno(out)))
		abort();
	len = lseek(fileno(out), 0, SEEK_END);
	bytes = malloc((size_t)len);
	if (pread(fileno(out), bytes, (size_t)len, 0) != len)
		abort();
	read_workbook(bytes, (size_t)len);
	free(bytes);
	fclose(out);
	sheet_file_free(file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	split((const char *)data + 1, (const char *)data + size);
	if (!are_texts())
		return 0;
	write_csv(data[0]);
	if (data[0] % 16 == 0)
		write_workbook();
	return 0;
}
