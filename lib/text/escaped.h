/*
 * escaped.h - texts from outside as UTF-8
 *
 * The name of a file is bytes of any kind, but what is written of it is UTF-8.  A byte
 * that is not part of a character of UTF-8 is written as \xHH (two hexadecimal digits);
 * all others stay as they are.
 */
#ifndef ESCAPED_H
#define ESCAPED_H

/* A new text.  NULL if there is no memory. */
char *escaped_text(const char *text);

/* The same with control characters escaped as well, for a message on one line. */
char *escaped_line(const char *text);

#endif
