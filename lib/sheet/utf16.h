/*
 * utf16.h - blocks of UTF-16 to UTF-8
 */
#ifndef UTF16_H
#define UTF16_H

#include <stdbool.h>
#include <stddef.h>

/* UTF-16 across blocks; all zero but for big_endian is the beginning of a file. */
struct utf16 {
	bool big_endian;
	bool half;          /* the last block ended inside of a unit */
	unsigned char byte; /* the half of it */
	unsigned lead;      /* the first of a pair of surrogates, or 0 */
};

/* Room for the UTF-8 of len bytes of UTF-16, with what an earlier block left. */
#define UTF16_ROOM(len) (((len) / 2 + 2) * 3)

/*
 * Convert a block; returns the length of the text.  A surrogate without its other
 * half becomes three bytes that are not valid UTF-8, so that decoder_row() refuses
 * the row that holds it.  utf16_finish() writes (at most 6 bytes) what is left over at
 * the end, which is refused too.
 */
size_t utf16_convert(struct utf16 *, const char *bytes, size_t len, char *text);
size_t utf16_finish(struct utf16 *, char *text);

#endif
