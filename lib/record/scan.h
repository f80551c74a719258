/*
 * scan.h - the lexical half of the record parser: strings, UTF-8, numbers
 *
 * Each function is given the first byte of a token and the end of the line, and
 * returns the byte behind the token, or NULL if it is none.  Eight bytes are
 * looked at together where the line has as many left; no byte outside of
 * [at, end) is read.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "record/byte_runs.h"

/* The rest of scan_string(), from the first byte that is not plain (or end). */
const char *scan_string_rest(const char *at, const char *end, bool *escaped);

/*
 * at is behind the opening quote; the result is behind the closing one.  *escaped
 * is set to true if there is a backslash, and left alone if there is none.
 */
static inline const char *
scan_string(const char *at, const char *end, bool *escaped)
{
	at = byte_runs_plain(at, end);
	return at < end && *at == '"' ? at + 1 : scan_string_rest(at, end, escaped);
}

/*
 * Why scan_string() returned NULL: the byte at which it went wrong, and whether
 * that is text that is no Unicode (bytes that are no UTF-8, half of a surrogate
 * pair) rather than a fault of the grammar.
 */
const char *scan_string_fault(const char *at, const char *end, bool *not_unicode);

/* Whether all bytes are UTF-8 (no surrogates, nothing overlong). */
bool scan_is_utf8(const char *at, const char *end);

/* The same as scan_number(), for any number. */
const char *scan_any_number(const char *at, const char *end);

/* at is the minus sign or the first digit. */
static inline const char *
scan_number(const char *at, const char *end)
{
	const char *behind = byte_runs_number(at, end);

	return behind != NULL ? behind : scan_any_number(at, end);
}

/*
 * Undo the escapes of a string that scan_string() has accepted: [at, end) is what
 * stands between the quotes.  Writes at most end - at bytes to text, which must
 * not overlap, and returns how many.
 */
size_t scan_unescape(const char *at, const char *end, char *text);

#endif
