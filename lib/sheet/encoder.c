#include "sheet/encoder.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

enum { BLOCK = 4096 };

struct encoder {
	iconv_t iconv;
	bool drops_tags;          /* see before_tag() */
	struct writer substitute; /* encoded; empty: there is none */
	uint64_t replaced;
};

static const char *
iconv_name(enum encoding encoding)
{
	return encoding == ENCODING_GB18030 ? "GB18030" : "GBK";
}

struct encoder *
encoder_new(enum encoding encoding, const char *substitute)
{
	struct encoder *e = calloc(1, sizeof *e);
	size_t where;

	if (e == NULL)
		return NULL;
	e->iconv = iconv_open(iconv_name(encoding), "UTF-8");
	if (e->iconv == (iconv_t)-1) {
		free(e);
		return NULL;
	}
	e->drops_tags = encoding == ENCODING_GBK;
	if (substitute == NULL)
		return e;
	struct writer encoded = { 0 };

	if (encoder_add(e, span_of(substitute), &encoded, &where) &&
	    !writer_failed(&encoded)) {
		e->substitute = encoded;
		return e;
	}
	writer_free(&encoded);
	encoder_free(e);
	return NULL;
}

void
encoder_free(struct encoder *e)
{
	if (e == NULL)
		return;
	iconv_close(e->iconv);
	writer_free(&e->substitute);
	free(e);
}

uint64_t
encoder_replaced(const struct encoder *e)
{
	return e->replaced;
}

/*
 * The length of a text up to its first tag character (U+E0000 to U+E007F).  Where an
 * encoding does not have these, iconv(3) of glibc leaves them out and says nothing.
 */
static size_t
before_tag(struct span text)
{
	const char *at = text.at, *end = text.at + text.len;

	while ((at = memchr(at, 0xf3, (size_t)(end - at))) != NULL) {
		uint32_t c = 0;

		if (utf8_read(at, end, &c) > 0 && c >= 0xe0000 && c <= 0xe007f)
			return (size_t)(at - text.at);
		at++;
	}
	return text.len;
}

/*
 * Encode as much of a text as fits; returns how much of it, and *stopped: the next
 * character does not.
 */
static size_t
encode(struct encoder *e, struct span text, struct writer *to, bool *stopped)
{
	char block[BLOCK];
	char *in = (char *)(uintptr_t)text.at; /* iconv(3) does not write there */
	size_t len = e->drops_tags ? before_tag(text) : text.len;
	size_t in_left = len, got = 0;

	iconv(e->iconv, NULL, NULL, NULL, NULL); /* forget what failed */
	do {
		char *out = block;
		size_t out_left = sizeof block;

		got = iconv(e->iconv, &in, &in_left, &out, &out_left);
		writer_bytes(to, block, sizeof block - out_left);
	} while (got == (size_t)-1 && errno == E2BIG);
	*stopped = got == (size_t)-1 || len < text.len;
	return len - in_left;
}

bool
encoder_add(struct encoder *e, struct span text, struct writer *to, size_t *where)
{
	size_t done = 0;
	bool stopped;

	for (;;) {
		struct span rest = { text.at + done, text.len - done };

		done += encode(e, rest, to, &stopped);
		if (!stopped)
			return true;
		if (e->substitute.len == 0) {
			*where = done;
			return false;
		}
		const char *at = text.at + done;

		utf8_next(&at);
		done = (size_t)(at - text.at);
		writer_bytes(to, e->substitute.text, e->substitute.len);
		e->replaced++;
	}
}
