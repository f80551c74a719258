/*
 * Encodings: the first byte says which one, the rest is a row.  What a GB encoding
 * decodes to is UTF-8 that encodes and decodes to itself; UTF-16 is what iconv(3)
 * reads, however the blocks are cut.
 */
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record/scan.h"
#include "sheet/encoder.h"
#include "sheet/encoding.h"
#include "sheet/utf16.h"

#include "target.h"

/* To open them takes longer than to use them. */
static struct decoder *
decoder_of(enum encoding encoding)
{
	static struct decoder *all[ENCODING_UTF16BE + 1];

	if (all[encoding] == NULL)
		all[encoding] = decoder_new(encoding);
	return all[encoding];
}

static struct encoder *
encoder_of(enum encoding encoding)
{
	static struct encoder *all[ENCODING_UTF16BE + 1];

	if (all[encoding] == NULL)
		all[encoding] = encoder_new(encoding, NULL);
	return all[encoding];
}

static void
check_back(enum encoding encoding, struct span text)
{
	struct decoder *d = decoder_of(encoding);
	struct writer w = { 0 };
	struct span cell;
	size_t where = 0;

	if (encoder_add(encoder_of(encoding), text, &w, &where)) {
		cell = (struct span){ w.text, w.len };
		switch (w.len == 0 ? DECODED_NUL : decoder_row(d, cell, &cell, 1)) {
		case DECODED:
			check(span_same(cell, text));
			break;
		case DECODED_NOT_VALID:
			abort();
		default: /* NUL, U+FFFD, or bytes that read as UTF-8 */
			break;
		}
	} else {
		check(where < text.len);
	}
	writer_free(&w);
}

static void
check_row(enum encoding encoding, struct span row)
{
	struct decoder *d = decoder_of(encoding);
	struct span cell = row;

	if (decoder_row(d, row, &cell, 1) == DECODED) {
		char *copy = malloc(cell.len + 1);

		check(scan_is_utf8(cell.at, cell.at + cell.len));
		memcpy(copy, cell.at, cell.len);
		if (encoding == ENCODING_GB18030)
			check_back(encoding, (struct span){ copy, cell.len });
		free(copy);
	}
	decoder_text(d, row);
}

static size_t
convert(bool big, const char *at, size_t len, size_t cut, char *text)
{
	struct utf16 u = { .big_endian = big };
	size_t written = utf16_convert(&u, at, cut, text);

	written += utf16_convert(&u, at + cut, len - cut, text + written);
	return written + utf16_finish(&u, text + written);
}

static void
check_utf16(bool big, const char *bytes, size_t len)
{
	size_t room = 2 * UTF16_ROOM(len) + 6, left = len, space = room, one, two;
	char *text = malloc(room), *cut = malloc(room), *other = malloc(room);
	char *in = (char *)(uintptr_t)bytes, *out = other;
	static iconv_t of_order[2];
	iconv_t known;
	bool valid;

	if (of_order[big] == NULL)
		of_order[big] = iconv_open("UTF-8", big ? "UTF-16BE" : "UTF-16LE");
	known = of_order[big];
	iconv(known, NULL, NULL, NULL, NULL);
	valid = iconv(known, &in, &left, &out, &space) != (size_t)-1;

	one = convert(big, bytes, len, 0, text);
	two =
	    convert(big, bytes, len, len > 0 ? (unsigned char)bytes[0] % len : 0, cut);
	check(one == two && memcmp(text, cut, one) == 0);
	check(scan_is_utf8(text, text + one) == valid);
	check(
	    !valid || (one == (size_t)(out - other) && memcmp(text, other, one) == 0));
	free(text);
	free(cut);
	free(other);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum encoding gb[] = { ENCODING_GB18030, ENCODING_GBK,
		ENCODING_CP936, ENCODING_UTF8 };
	const char *at = (const char *)data + 1;
	struct encoding_cut left = { .len = 0 };
	size_t mark;

	if (size < 2)
		return 0;
	size--;
	encoding_of_mark(at, size, &mark);
	check(mark <= size);
	encoding_of_block(at, size / 2, &left);
	check(left.len <= sizeof left.bytes);
	encoding_of_block(at + size / 2, size - size / 2, &left);
	check_row(gb[data[0] % 4], (struct span){ at, size });
	check_utf16(data[0] % 2 == 0, at, size);
	if (scan_is_utf8(at, at + size)) {
		check_back(ENCODING_GB18030, (struct span){ at, size });
		check_back(ENCODING_GBK, (struct span){ at, size });
	}
	return 0;
}
