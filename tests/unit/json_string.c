/* JSON strings: every byte at every place of two vectors, against a plain oracle. */
#include <assert.h>
#include <stdio.h>

#include "record/json_string.h"
#include "record/unescaped.h"
#include "record/writer.h"

enum { LONGEST = 40 };

/* One byte at a time, by the letter of RFC 8259. */
static size_t
expect(char *to, const char *text, size_t len)
{
	char *at = to;

	*at++ = '"';
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '"' || c == '\\')
			at += sprintf(at, "\\%c", c);
		else if (c == '\n' || c == '\r' || c == '\t')
			at += sprintf(at, "\\%c",
			    c == '\n'   ? 'n'
			    : c == '\r' ? 'r'
					: 't');
		else if (c < 0x20)
			at += sprintf(at, "\\u%04x", c);
		else
			*at++ = (char)c;
	}
	*at++ = '"';
	return (size_t)(at - to);
}

static void
check(const char *text, size_t len)
{
	char expected[LONGEST * JSON_STRING_MOST + 3], got[sizeof expected];
	struct span expected_span = { expected, expect(expected, text, len) };
	struct writer w = { 0 };

	got[sizeof got - 1] = 0;
	assert(span_same(expected_span,
	    (struct span){ got,
		(size_t)(json_string_write(got, (struct span){ text, len }) - got) }));
	/* The bytes alone, in both forms. */
	memset(got, 1, sizeof got);
	assert(unescaped_copy(got, (struct span){ text, len }) ==
	       (expected_span.len == len + 2));
	assert(memcmp(got, text, len) == 0 && got[len] == 1);
	memset(got, 1, sizeof got);
	assert(unescaped_copy_portable(got, (struct span){ text, len }) ==
	       (expected_span.len == len + 2));
	assert(memcmp(got, text, len) == 0 && got[len] == 1);
	writer_string_span(&w, (struct span){ text, len });
	assert(span_same(expected_span, (struct span){ w.text, w.len }));
	writer_free(&w);
}

int
main(void)
{
	char text[LONGEST];

	for (size_t len = 0; len <= LONGEST; len++)
		for (size_t at = 0; at < len; at++)
			for (int byte = 0; byte < 256; byte++) {
				memset(text, 'x', len);
				text[at] = (char)byte;
				check(text, len);
				text[len - 1] = '\n';
				check(text, len);
			}
	check("", 0);
	assert(json_string_plain(span_of("0123456789\"")) == 10);
	return 0;
}
