/*
 * quote.c - cells for spreadsheets
 */
#include "sheet/quote.h"

#include <string.h>

#include "sheet/misreading.h"

enum { DIGITS_MOST = 15 }; /* that a spreadsheet keeps: it computes in binary64 */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_long_number(struct span number)
{
	size_t digits = 0;

	for (size_t i = 0; i < number.len; i++)
		digits += is_digit(number.at[i]);
	return digits > DIGITS_MOST;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

static bool
needs_quotes(struct span text)
{
	if (text.len == 0)
		return false;
	if (is_space(text.at[0]) || is_space(text.at[text.len - 1]))
		return true;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == '"' || c == ',' || c == '\n' || c == '\r')
			return true;
	}
	return false;
}

/* before: bytes that go in front of the text, inside of the quotes. */
static void
put(struct writer *w, const char *before, struct span text)
{
	const char *quote;

	if (*before == '\0' && !needs_quotes(text)) {
		writer_bytes(w, text.at, text.len);
		return;
	}
	writer_bytes(w, "\"", 1);
	writer_bytes(w, before, strlen(before));
	while (text.len > 0 && (quote = memchr(text.at, '"', text.len)) != NULL) {
		size_t n = (size_t)(quote - text.at) + 1;

		writer_bytes(w, text.at, n);
		writer_bytes(w, "\"", 1);
		text = (struct span){ text.at + n, text.len - n };
	}
	writer_bytes(w, text.at, text.len);
	writer_bytes(w, "\"", 1);
}

/* ="text", which is quoted itself; the text has no quotes. */
static void
put_as_text(struct writer *w, struct span text)
{
	writer_bytes(w, "\"=\"\"", 4);
	writer_bytes(w, text.at, text.len);
	writer_bytes(w, "\"\"\"", 3);
}

void
quote_text(struct writer *w, struct span text, struct quoting quoting)
{
	if (quoting.keep_digits && misreading_is_value(text))
		put_as_text(w, text);
	else
		put(w, quoting.guard && misreading_needs_guard(text) ? "'" : "", text);
}

void
quote_number(struct writer *w, struct span digits, struct quoting quoting)
{
	if (quoting.keep_digits && is_long_number(digits))
		put_as_text(w, digits);
	else
		put(w, "", digits);
}
