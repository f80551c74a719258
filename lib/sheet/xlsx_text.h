/*
 * xlsx_text.h - the escapes of texts in a workbook
 *
 * A character that XML cannot hold, and some that it can, is written as _xHHHH_, and
 * an underscore that would look like one as _x005F_ (ECMA-376, part 1, 22.9.2.19).
 */
#ifndef XLSX_TEXT_H
#define XLSX_TEXT_H

#include <stddef.h>

/*
 * Decode a text where it stands; returns its new length, which is never greater.  Two
 * halves of a character beyond U+FFFF become that character.  A half alone and U+0000,
 * which no text has, stay as they are written.
 */
size_t xlsx_text_decode(char *text, size_t len);

#endif
