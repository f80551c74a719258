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

/* at is behind the opening quote; the result is behind the closing one. */
struct scanned_string {
	const char *end;   /* NULL if it is no string */
	bool escaped;      /* it holds a backslash */
	bool not_unicode;  /* why it is none: bytes that are no UTF-8, half a surrogate
			      pair */
	const char *fault; /* where it went wrong */
};

struct scanned_string scan_string(const char *at, const char *end);

/* at is the minus sign or the first digit. */
const char *scan_number(const char *at, const char *end);

/*
 * Undo the escapes of a string that scan_string() has accepted: [at, end) is what
 * stands between the quotes.  Writes at most end - at bytes to text, which must
 * not overlap, and returns how many.
 */
size_t scan_unescape(const char *at, const char *end, char *text);

#endif
