/*
 * address_line.h - an address as characters, in one spelling
 *
 * Folded as fold.h says, to simplified characters, letters in upper case.  All dashes
 * become '-', and so do a stroke and a space between letters or digits; commas,
 * brackets and other marks become ADDRESS_STOP.  Other spaces vanish.
 */
#ifndef ADDRESS_LINE_H
#define ADDRESS_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "text/fold.h"

#define ADDRESS_STOP U','

/* Zeros behind the last character, so that words can be looked for without a limit. */
enum { ADDRESS_LINE_MARGIN = 16 };

/* All zero is an empty line. */
struct address_line {
	char32_t *chars;
	size_t *starts; /* the byte, in UTF-8, with which each begins, and the end */
	size_t count, room, start_room;
	struct folded folded;
};

void address_line_free(struct address_line *);

/* Read a text; U+0000 and bytes that are no UTF-8 become U+FFFD.  False if there is no
 * memory. */
bool address_line_read(struct address_line *, struct span text);

#endif
