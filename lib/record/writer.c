#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/json_string.h"
#include "record/writer.h"

void
writer_reset(struct writer *w)
{
	w->len = 0;
	w->failed = false;
}

void
writer_free(struct writer *w)
{
	free(w->text);
	*w = (struct writer){ 0 };
}

/* Room for len bytes more, or NULL. */
static char *
room(struct writer *w, size_t len)
{
	if (w->size - w->len >= len ||
	    array_reserve(&w->text, &w->size, w->len + len, 1))
		return w->text + w->len;
	w->failed = true;
	return NULL;
}

void
writer_bytes_grown(struct writer *w, const char *bytes, size_t len)
{
	char *to = len > 0 ? room(w, len) : NULL;

	if (to == NULL)
		return;
	memcpy(to, bytes, len);
	w->len += len;
}

static void
put(struct writer *w, char byte)
{
	if (w->len < w->size)
		w->text[w->len++] = byte;
	else
		writer_bytes(w, &byte, 1);
}

/* What follows a value, and not an opening, a colon or a line, is set off by a comma.
 */
static void
separate(struct writer *w)
{
	if (w->len == 0)
		return;
	switch (w->text[w->len - 1]) {
	case '{':
	case '[':
	case ':':
	case ',':
	case '\n':
		return;
	default:
		put(w, ',');
	}
}

void
writer_open_object(struct writer *w)
{
	separate(w);
	put(w, '{');
}

void
writer_close_object(struct writer *w)
{
	put(w, '}');
}

void
writer_open_array(struct writer *w)
{
	separate(w);
	put(w, '[');
}

void
writer_close_array(struct writer *w)
{
	put(w, ']');
}

void
writer_name(struct writer *w, const char *name)
{
	writer_name_span(w, span_of(name));
}

void
writer_name_span(struct writer *w, struct span name)
{
	writer_string_span(w, name);
	put(w, ':');
}

void
writer_string(struct writer *w, const char *text)
{
	writer_string_span(w, span_of(text));
}

static void
quote_escaped(struct writer *w, struct span text, size_t plain)
{
	char escape[JSON_STRING_MOST], *end;

	put(w, '"');
	for (;;) {
		writer_bytes(w, text.at, plain);
		if (plain == text.len)
			break;
		end = json_string_escape(escape, (unsigned char)text.at[plain]);
		writer_bytes(w, escape, (size_t)(end - escape));
		text.at += plain + 1;
		text.len -= plain + 1;
		plain = json_string_plain(text);
	}
	put(w, '"');
}

void
writer_quoted(struct writer *w, struct span text)
{
	size_t plain = json_string_plain(text);
	char *to;

	if (plain < text.len) {
		quote_escaped(w, text, plain);
		return;
	}
	if ((to = room(w, plain + 2)) == NULL)
		return;
	*to = '"';
	if (plain > 0)
		memcpy(to + 1, text.at, plain);
	to[plain + 1] = '"';
	w->len += plain + 2;
}

void
writer_string_span(struct writer *w, struct span text)
{
	separate(w);
	writer_quoted(w, text);
}

/* Two digits at a time, from the last on. */
void
writer_integer(struct writer *w, int64_t n)
{
	static const char pairs[] =
	    "00010203040506070809101112131415161718192021222324"
	    "25262728293031323334353637383940414243444546474849"
	    "50515253545556575859606162636465666768697071727374"
	    "75767778798081828384858687888990919293949596979899";
	char text[DECIMAL_TEXT_SIZE], *at = text + sizeof text, *to;
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	size_t len;

	for (; left >= 100; left /= 100)
		memcpy(at -= 2, pairs + left % 100 * 2, 2);
	if (left >= 10)
		memcpy(at -= 2, pairs + left * 2, 2);
	else
		*--at = (char)('0' + left);
	if (n < 0)
		*--at = '-';
	separate(w);
	len = (size_t)(text + sizeof text - at);
	if ((to = room(w, len)) == NULL)
		return;
	memcpy(to, at, len);
	w->len += len;
}

void
writer_decimal(struct writer *w, struct decimal d)
{
	char text[DECIMAL_TEXT_SIZE];

	writer_raw(w, (struct span){ text, decimal_format(d, text) });
}

void
writer_boolean(struct writer *w, bool b)
{
	writer_raw(w, b ? (struct span){ "true", 4 } : (struct span){ "false", 5 });
}

void
writer_null(struct writer *w)
{
	writer_raw(w, (struct span){ "null", 4 });
}

void
writer_raw(struct writer *w, struct span value)
{
	separate(w);
	writer_bytes(w, value.at, value.len);
}

void
writer_member_text(struct writer *w, const char *name, struct span text)
{
	writer_name(w, name);
	writer_string_span(w, text);
}

void
writer_member_integer(struct writer *w, const char *name, int64_t number)
{
	writer_name(w, name);
	writer_integer(w, number);
}
