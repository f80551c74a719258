#include "sheet/sheet_text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

#include "text/utf8.h"

enum { ESCAPE = 7 }; /* the length of _xHHHH_ */

/* Whether XML has no such character. */
static bool
is_no_xml(uint32_t c)
{
	return c < ' ' ? c != '\t' && c != '\n' : c == 0xfffe || c == 0xffff;
}

/*
 * Whether _xHHHH_ begins here, with digits of either case.  The last _ may be the first
 * one of the escape of the next character.
 */
static bool
is_escape(const char *at, const char *end)
{
	const char *last = at + ESCAPE - 1;

	if (end - at < ESCAPE || at[0] != '_' || at[1] != 'x')
		return false;
	for (int i = 2; i < 6; i++)
		if (!((at[i] >= '0' && at[i] <= '9') ||
			(at[i] >= 'A' && at[i] <= 'F') ||
			(at[i] >= 'a' && at[i] <= 'f')))
			return false;
	return *last == '_' || is_no_xml(utf8_next(&last));
}

/* at: where the character stands. */
static bool
needs_escape(uint32_t c, const char *at, const char *end)
{
	return c == '_' ? is_escape(at, end) : is_no_xml(c);
}

struct sheet_text_size
sheet_text_measure(struct span text)
{
	const char *at = text.at, *end = at + text.len;
	struct sheet_text_size size = { 0 };
	size_t width = 0;

	while (at < end) {
		const char *from = at;
		uint32_t c = utf8_next(&at);

		if (needs_escape(c, from, end))
			size.units += ESCAPE;
		else
			size.units += c > 0xffff ? 2 : 1;
		if (c == '\n')
			width = 0;
		else if (c >= ' ' && c < 0x7f)
			width++;
		else
			width += (size_t)utf8proc_charwidth((utf8proc_int32_t)c);
		if (width > size.width)
			size.width = width;
	}
	return size;
}

/* What XML has for a character that means something there, or NULL. */
static const char *
entity(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

/* The bytes at the start of a text that cannot need anything. */
static size_t
plain(const char *at, const char *end)
{
	const char *from = at;

	while (at < end) {
		unsigned char c = (unsigned char)*at;

		if (c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' ||
		    c == '_' || c == 0xef)
			break;
		at++;
	}
	return (size_t)(at - from);
}

void
sheet_text_write(struct writer *w, struct span text)
{
	const char *at = text.at, *end = at + text.len;
	char escape[ESCAPE + 1];

	while (at < end) {
		size_t len = plain(at, end);
		const char *from = at + len, *named;
		uint32_t c;

		writer_bytes(w, at, len);
		if (from == end)
			break;
		at = from;
		c = utf8_next(&at);
		named = entity(c);
		if (named != NULL)
			writer_bytes(w, named, strlen(named));
		else if (needs_escape(c, from, end)) {
			snprintf(
			    escape, sizeof escape, "_x%04X_", (unsigned)c & 0xffff);
			writer_bytes(w, escape, ESCAPE);
		} else
			writer_bytes(w, from, (size_t)(at - from));
	}
}
