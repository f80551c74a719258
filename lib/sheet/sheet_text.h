/*
 * sheet_text.h - texts of the cells of a spreadsheet file (ECMA-376, ST_Xstring)
 *
 * XML 1.0 has no place for most control characters, for U+FFFE and U+FFFF, and changes
 * CR to LF.  Such a character is written _xHHHH_; and where a text has that by itself,
 * _x005F_ is written for its first character.
 */
#ifndef SHEET_TEXT_H
#define SHEET_TEXT_H

#include "record/span.h"
#include "record/writer.h"

enum { SHEET_TEXT_MOST = 32767 }; /* UTF-16 units of a cell */

/* How long a text is and looks. */
struct sheet_text_size {
	size_t units; /* of UTF-16, with _xHHHH_ for one character */
	size_t width; /* of its longest line; a Chinese character counts double */
};

/* Measure a text, which must be UTF-8 without U+0000. */
struct sheet_text_size sheet_text_measure(struct span text);

/* Add the text as XML, for an element or an attribute in double quotes. */
void sheet_text_write(struct writer *, struct span text);

#endif
