#include <stdlib.h>
#include <string.h>

#include "record/json_writer.h"

void
json_reset(struct json_writer *w)
{
	w->len = 0;
	w->failed = false;
}

void
json_free(struct json_writer *w)
{
	free(w->text);
	*w = (struct json_writer){ 0 };
}

/* Room for len bytes more, or NULL. */
static char *
room(struct json_writer *w, size_t len)
{
	char *larger;
	size_t size;

	if (w->size - w->len >= len)
		return w->text + w->len;
	size = w->size * 2 > w->len + len ? w->size * 2 : w->len + len + 256;
	larger = realloc(w->text, size);
	if (larger == NULL) {
		w->failed = true;
		return NULL;
	}
	w->text = larger;
	w->size = size;
	return w->text + w->len;
}

void
json_bytes(struct json_writer *w, const char *bytes, size_t len)
{
	char *to = room(w, len);

	if (to == NULL || len == 0)
		return;
	memcpy(to, bytes, len);
	w->len += len;
}

static void
put(struct json_writer *w, char byte)
{
	json_bytes(w, &byte, 1);
}

/* What follows a value, and not an opening or a colon, is set off by a comma. */
static void
separate(struct json_writer *w)
{
	if (w->len > 0 && strchr("{[:,", w->text[w->len - 1]) == NULL)
		put(w, ',');
}

void
json_open_object(struct json_writer *w)
{
	separate(w);
	put(w, '{');
}

void
json_close_object(struct json_writer *w)
{
	put(w, '}');
}

void
json_open_array(struct json_writer *w)
{
	separate(w);
	put(w, '[');
}

void
json_close_array(struct json_writer *w)
{
	put(w, ']');
}

void
json_name(struct json_writer *w, const char *name)
{
	json_name_span(w, (struct span){ name, strlen(name) });
}

void
json_name_span(struct json_writer *w, struct span name)
{
	json_string_span(w, name);
	put(w, ':');
}

void
json_string(struct json_writer *w, const char *text)
{
	json_string_span(w, (struct span){ text, strlen(text) });
}

static void
escape(struct json_writer *w, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	char text[6] = { '\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15] };

	switch (byte) {
	case '"':
	case '\\':
		text[1] = (char)byte;
		break;
	case '\n':
		text[1] = 'n';
		break;
	case '\r':
		text[1] = 'r';
		break;
	case '\t':
		text[1] = 't';
		break;
	default:
		json_bytes(w, text, 6);
		return;
	}
	json_bytes(w, text, 2);
}

static bool
needs_escape(char c)
{
	return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

void
json_string_span(struct json_writer *w, struct span text)
{
	size_t from = 0;

	separate(w);
	put(w, '"');
	for (size_t i = 0; i < text.len; i++)
		if (needs_escape(text.at[i])) {
			json_bytes(w, text.at + from, i - from);
			escape(w, (unsigned char)text.at[i]);
			from = i + 1;
		}
	json_bytes(w, text.at + from, text.len - from);
	put(w, '"');
}

void
json_integer(struct json_writer *w, int64_t n)
{
	json_decimal(w, (struct decimal){ .units = n });
}

void
json_decimal(struct json_writer *w, struct decimal d)
{
	char text[DECIMAL_TEXT_SIZE];

	json_raw(w, (struct span){ text, decimal_format(d, text) });
}

void
json_boolean(struct json_writer *w, bool b)
{
	json_raw(w, b ? (struct span){ "true", 4 } : (struct span){ "false", 5 });
}

void
json_null(struct json_writer *w)
{
	json_raw(w, (struct span){ "null", 4 });
}

void
json_raw(struct json_writer *w, struct span value)
{
	separate(w);
	json_bytes(w, value.at, value.len);
}

void
json_open_edit(struct json_writer *w, struct record_edit edit, const char *outer,
    const char *inner)
{
	if (edit.kind == RECORD_EDIT_VALUE)
		return;
	if (edit.kind == RECORD_EDIT_WRAP_INNER)
		put(w, '{');
	else if (edit.comma)
		put(w, ',');
	if (edit.kind != RECORD_EDIT_ADD_OUTER) {
		json_name(w, inner);
		return;
	}
	json_name(w, outer);
	if (inner != NULL) {
		put(w, '{');
		json_name(w, inner);
	}
}

void
json_close_edit(struct json_writer *w, struct record_edit edit, const char *inner)
{
	if (edit.kind == RECORD_EDIT_WRAP_INNER ||
	    (edit.kind == RECORD_EDIT_ADD_OUTER && inner != NULL))
		put(w, '}');
}
