/*
 * json_string.h - text as a JSON string (RFC 8259, section 7)
 *
 * Quotes, backslashes and control bytes are escaped, by \n, \r and \t where they
 * are one of these and by \u00XX else.  Text that is UTF-8 stays UTF-8.
 */
#ifndef JSON_STRING_H
#define JSON_STRING_H

#include "record/span.h"

/* The most bytes that one byte of text can become: \u0000. */
enum { JSON_STRING_MOST = 6 };

/* The number of bytes at the start of the text that need no escape. */
size_t json_string_plain(struct span text);

/* Write the escape of a byte that needs one; returns the byte behind it. */
char *json_string_escape(char *to, unsigned char byte);

/*
 * Write a text in quotes to memory with room for JSON_STRING_MOST bytes for each
 * byte of it and two more; returns the byte behind it.
 */
char *json_string_write(char *to, struct span text);

#endif
