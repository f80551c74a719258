#include <assert.h>
#include <string.h>

#include "sheet/encoder.h"
#include "text/utf8.h"

/* All characters there are: what is encoded comes back, the rest is refused. */
static void
test_all(enum encoding encoding, size_t refused_wanted)
{
	struct encoder *e = encoder_new(encoding, NULL);
	struct decoder *d = decoder_new(encoding);
	struct writer w = { 0 };
	size_t refused = 0;

	assert(e != NULL && d != NULL);
	for (uint32_t c = 1; c <= 0x10ffff; c++) {
		char text[4];
		struct span wanted = { text, utf8_write(text, c) }, cell;
		size_t where;

		/* No characters; and one that every decoder here refuses. */
		if ((c >= 0xd800 && c <= 0xdfff) || c == 0xfffd)
			continue;
		writer_reset(&w);
		if (!encoder_add(e, wanted, &w, &where)) {
			assert(where == 0);
			refused++;
			continue;
		}
		cell = (struct span){ w.text, w.len };
		assert(decoder_row(d, cell, &cell, 1) == DECODED);
		assert(span_same(cell, wanted));
	}
	assert(refused == refused_wanted);
	writer_free(&w);
	decoder_free(d);
	encoder_free(e);
}

static void
test_where(void)
{
	struct encoder *e = encoder_new(ENCODING_GBK, NULL);
	struct writer w = { 0 };
	size_t where = 0;

	/* "李", U+4DAE, which GBK does not have */
	assert(!encoder_add(e, span_of("a\u674e\u4dae."), &w, &where));
	assert(where == 4 && encoder_replaced(e) == 0);
	/* What failed has no effect on the next text. */
	writer_reset(&w);
	assert(encoder_add(e, span_of("\u674e"), &w, &where));
	assert(span_same((struct span){ w.text, w.len }, span_of("\xc0\xee")));
	writer_free(&w);
	encoder_free(e);
}

static void
test_substitute(void)
{
	struct encoder *e = encoder_new(ENCODING_GBK, "\u3013");
	struct writer w = { 0 };
	size_t where;

	assert(e != NULL && encoder_new(ENCODING_GBK, "\u4dae") == NULL);
	assert(encoder_add(e, span_of("\u4dae\u674e\U000e0041\u4dae"), &w, &where));
	assert(span_same((struct span){ w.text, w.len },
	    span_of("\xa1\xfe\xc0\xee\xa1\xfe\xa1\xfe")));
	assert(encoder_replaced(e) == 3);
	writer_free(&w);
	encoder_free(e);
}

/* Longer than what is converted at once. */
static void
test_long(void)
{
	struct encoder *e = encoder_new(ENCODING_GB18030, NULL);
	static char text[30000], wanted[20000];
	struct writer w = { 0 };
	size_t where;

	for (size_t i = 0; i < 10000; i++) {
		memcpy(text + 3 * i, "\u674e", 3);
		memcpy(wanted + 2 * i, "\xc0\xee", 2);
	}
	assert(encoder_add(e, (struct span){ text, sizeof text }, &w, &where));
	assert(w.len == sizeof wanted && memcmp(w.text, wanted, w.len) == 0);
	writer_free(&w);
	encoder_free(e);
}

int
main(void)
{
	test_all(ENCODING_GB18030, 24);
	test_all(ENCODING_GBK, 1112064 - 2 - 21919); /* less U+0000 and U+FFFD */
	test_where();
	test_substitute();
	test_long();
	return 0;
}
