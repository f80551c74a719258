#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/reader.h"

#include "fixed_seed.h"

/* All that is read: "[cell][cell]" for a row, "!code" for one that is set aside. */
static char *
transcript(enum encoding given, char delimiter, const char *bytes, size_t len,
    size_t block, enum encoding *found)
{
	struct reader *reader = reader_new(given, delimiter, 1 << 20);
	const struct row_fault *fault = NULL;
	enum rows_step step = ROWS_FED;
	struct row row;
	char *text = NULL;
	size_t size, at = 0;
	FILE *out = open_memstream(&text, &size);

	assert(reader != NULL && out != NULL);
	do {
		if (step == ROWS_FED) {
			size_t n = len - at < block ? len - at : block;

			assert(reader_feed(reader, bytes + at, n));
			at += n;
		} else if (fault != NULL) {
			struct span shown = reader_text(reader, &row);

			fprintf(
			    out, "!%s %.*s\n", fault->code, (int)shown.len, shown.at);
		} else {
			for (size_t i = 0; i < row.count; i++)
				fprintf(out, "[%.*s]", (int)row.cells[i].len,
				    row.cells[i].at);
			fputc('\n', out);
		}
		step = reader_next(reader, &row, &fault);
	} while (step == ROWS_ROW || step == ROWS_FED);
	assert(step == ROWS_END || step == ROWS_OPEN);
	*found = reader_encoding(reader);
	reader_free(reader);
	fclose(out);
	return text;
}

static void
expect_as(enum encoding given, char delimiter, const char *bytes, size_t len,
    const char *wanted, enum encoding encoding)
{
	/* The first block must hold the mark, and what shows the encoding. */
	for (size_t block = 16; block < 20; block++) {
		enum encoding found;
		char *got = transcript(given, delimiter, bytes, len, block, &found);

		if (strcmp(got, wanted) != 0) {
			fprintf(stderr, "wanted:\n%sgot:\n%s", wanted, got);
			abort();
		}
		assert(found == encoding);
		free(got);
	}
}

#define EXPECT(given, delimiter, bytes, wanted, encoding) \
	expect_as(given, delimiter, bytes, sizeof bytes - 1, wanted, encoding)

static void
test_found(void)
{
	EXPECT(ENCODING_UNKNOWN, 0, "", "", ENCODING_UNKNOWN);
	EXPECT(ENCODING_UNKNOWN, 0, "a,b\tc\n1", "[a][b\tc]\n[1]\n", ENCODING_UNKNOWN);
	EXPECT(ENCODING_UNKNOWN, 0, "a,张\n", "[a][张]\n", ENCODING_UTF8);
	EXPECT(ENCODING_UNKNOWN, 0, "a,\xd5\xc5\n", "[a][张]\n", ENCODING_GB18030);
	/* The blocks before are ASCII, which is the same in both. */
	EXPECT(ENCODING_UNKNOWN, 0, "1,2,3,4,5,6,7,8,9,0,1,2,3\n1,\xd5\xc5\n",
	    "[1][2][3][4][5][6][7][8][9][0][1][2][3]\n[1][张]\n", ENCODING_GB18030);
}

static void
test_marks(void)
{
	EXPECT(ENCODING_UNKNOWN, 0,
	    "\xef\xbb\xbf"
	    "a,b",
	    "[a][b]\n", ENCODING_UTF8);
	EXPECT(ENCODING_UTF8, 0,
	    "\xef\xbb\xbf"
	    "a,b",
	    "[a][b]\n", ENCODING_UTF8);
	EXPECT(ENCODING_UNKNOWN, 0, "\xef\xbb\xbf\"a\"", "[a]\n", ENCODING_UTF8);
	EXPECT(ENCODING_UNKNOWN, 0,
	    "\x84\x31\x95\x33"
	    "a,\xd5\xc5",
	    "[a][张]\n", ENCODING_GB18030);
	/* What a file says of itself is believed before what is said of it. */
	EXPECT(ENCODING_GB18030, 0,
	    "\xef\xbb\xbf"
	    "a,张\n",
	    "[a][张]\n", ENCODING_UTF8);
	EXPECT(ENCODING_UTF8, 0,
	    "\xff\xfe"
	    "a\0",
	    "[a]\n", ENCODING_UTF16LE);
}

static void
test_utf16(void)
{
	EXPECT(ENCODING_UNKNOWN, 0,
	    "\xff\xfe"
	    "a\0\t\0,\0\x20\x5f\n\0b\0",
	    "[a][,张]\n[b]\n", ENCODING_UTF16LE);
	EXPECT(ENCODING_UNKNOWN, ',', "\xfe\xff\0a\0,\x5f\x20", "[a][张]\n",
	    ENCODING_UTF16BE);
	EXPECT(ENCODING_UTF16LE, 0, "a\0\n\0b\0", "[a]\n[b]\n", ENCODING_UTF16LE);
	/* Half a character at the end, and half a pair. */
	EXPECT(ENCODING_UTF16LE, 0, "a\0\n\0b\0c", "[a]\n!bad-encoding b\xff\n",
	    ENCODING_UTF16LE);
	EXPECT(ENCODING_UTF16LE, 0, "a\0\n\0\x40\xd8",
	    "[a]\n!bad-encoding \xed\xa1\x80\n", ENCODING_UTF16LE);
	EXPECT(ENCODING_UNKNOWN, 0, "a\0\nb\n", "!nul-byte a\n[b]\n", ENCODING_UNKNOWN);
}

static void
test_faults(void)
{
	/* The text that is shown is UTF-8 if it can be. */
	EXPECT(ENCODING_GB18030, 0, "a\"\xd5\xc5\nb\n", "!bad-quote a\"张\n[b]\n",
	    ENCODING_GB18030);
	EXPECT(ENCODING_GB18030, 0, "\xd5\xc5\xff\nb\n",
	    "!bad-encoding \xd5\xc5\xff\n[b]\n", ENCODING_GB18030);
	EXPECT(ENCODING_GB18030, 0, "甘肃省兰州市城关区中山\n",
	    "!mixed-encoding 甘肃省兰州市城关区中山\n", ENCODING_GB18030);
	EXPECT(ENCODING_UTF8, ';', "a;\xef\xbf\xbd\n",
	    "!lost-character a;\xef\xbf\xbd\n", ENCODING_UTF8);
}

/* What rows are put together from, one piece in some rows not plain. */
static const char *
piece(uint64_t kind)
{
	static const char *const plain[] = { "a", "7", ",", ",,", "\n", "\r\n", ".",
		"\xe5\x9f\x8e", "\xe4\xb8\x80\xe9\xbf\xbf", "12345678901234567890" };
	static const char *const others[] = { " ", "#N/A", "\"", "\"b\"\"\n\"", "\r",
		"\\", "\x01", "\xc2\xb7", "\xe3\x80\x80", "\xef\xbf\xbd",
		"\xef\xbb\xbf", "\xf0\xa0\x80\x80", "\xe5\x9f", "\x9f", "\xff",
		"\xc4\xa3\xd0\xa1", "\xd5\xc5", "\x84\x31\xa4\x37", "\xd5\xc5\xce\xc4",
		"\x82\x30\x81\x30", "\x81", "\x81\x30", "\xd5|", "\xa1\xa1" };

	return kind % 41 == 0 ? others[draw() % (sizeof others / sizeof *others)]
			      : plain[kind % (sizeof plain / sizeof *plain)];
}

/* The same with each row cut before it is decoded, cell by cell. */
static char *
cut_before(enum encoding encoding, const char *bytes, size_t len)
{
	static const char *const codes[] = {
		[DECODED_NOT_VALID] = "bad-encoding",
		[DECODED_OTHER_ENCODING] = "mixed-encoding",
		[DECODED_LOST_CHARACTER] = "lost-character",
		[DECODED_NUL] = "nul-byte",
	};
	struct rows *rows = rows_new(',', 1 << 20);
	struct decoder *decoder = decoder_new(encoding);
	struct row row;
	char *text = NULL;
	FILE *out = open_memstream(&text, &(size_t){ 0 });
	enum rows_step step;

	assert(rows != NULL && decoder != NULL && out != NULL);
	rows_feed(rows, bytes, len);
	while ((step = rows_next(rows, &row)) == ROWS_ROW || step == ROWS_FED) {
		struct span shown;
		enum decoded what;

		if (step == ROWS_FED) {
			rows_finish(rows);
			continue;
		}
		what = decoder_row(decoder, row.text, row.cells, row.count);
		if (what == DECODED && !row.bad_quote) {
			for (size_t i = 0; i < row.count; i++)
				fprintf(out, "[%.*s]", (int)row.cells[i].len,
				    row.cells[i].at);
			fputc('\n', out);
			continue;
		}
		shown = decoder_text(decoder, row.text);
		fprintf(out, "!%s %.*s\n", row.bad_quote ? "bad-quote" : codes[what],
		    (int)shown.len, shown.at);
	}
	rows_free(rows);
	decoder_free(decoder);
	fclose(out);
	return text;
}

/* What is known of plain rows, which have room behind them, against a look at each row:
 * in short blocks none has.  Rows of GB18030 are cut before and behind their decoding.
 */
static void
test_plain_rows(void)
{
	enum { LONGEST = 1000, ROUNDS = ROUNDS_OF(4000) };
	static const enum encoding encodings[] = { ENCODING_UTF8, ENCODING_GB18030 };
	static char bytes[LONGEST + 32];
	enum encoding found;
	size_t faults = 0;

	for (int round = 0; round < ROUNDS; round++) {
		enum encoding given = encodings[round % 2];
		size_t len = 1, longest = draw() % LONGEST; /* no mark */
		char *whole, *pieces;

		bytes[0] = 'a';
		while (len < longest) {
			const char *text = piece(draw());

			memcpy(bytes + len, text, strlen(text));
			len += strlen(text);
		}
		if (draw() % 4 == 0)
			bytes[draw() % len] = '\0';
		if (draw() % 4 != 0)
			bytes[len++] = '\n';
		whole = transcript(given, ',', bytes, len, sizeof bytes, &found);
		pieces = given == ENCODING_UTF8
			     ? transcript(given, ',', bytes, len, 16, &found)
			     : cut_before(given, bytes, len);
		assert(strcmp(whole, pieces) == 0);
		faults += strchr(whole, '!') != NULL;
		free(whole);
		free(pieces);
	}
	assert(faults > ROUNDS / 4 && faults < ROUNDS);
}

int
main(void)
{
	test_found();
	test_marks();
	test_utf16();
	test_faults();
	test_plain_rows();
	return 0;
}
