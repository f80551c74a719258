#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "record/decimal.h"
#include "settings/exact_numbers.h"

/* Behind the string that begins at the quotation mark. */
static const char *
skip_string(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		at += *at == '\\';
	return at < end ? at + 1 : end;
}

static bool
is_of_number(char byte)
{
	return byte != '\0' && strchr("0123456789+-.eE", byte) != NULL;
}

/* Whole numbers are no doubles: what is too large for them is no document. */
static bool
is_held(const char *text, size_t len)
{
	struct decimal written, held;
	size_t digits = 0;

	while (digits < len && strchr(".eE", text[digits]) == NULL)
		digits++;
	if (digits == len)
		return true;
	return decimal_parse(text, len, &written) &&
	       decimal_from_double(strtod(text, NULL), &held) &&
	       decimal_compare(written, held) == 0;
}

const char *
exact_numbers_find(const char *text, size_t len)
{
	const char *at = text, *end = text + len, *from;

	while (at < end) {
		from = at;
		if (*at == '"') {
			at = skip_string(at, end);
			continue;
		}
		if (*at != '-' && (*at < '0' || *at > '9')) {
			at++;
			continue;
		}
		while (at < end && is_of_number(*at))
			at++;
		if (!is_held(from, (size_t)(at - from)))
			return from;
	}
	return NULL;
}
