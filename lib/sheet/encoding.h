/*
 * encoding.h - the bytes of a file to UTF-8
 *
 * Spreadsheets on Chinese Windows write GBK (code page 936), UTF-8 with a mark, or
 * UTF-16 with tabs; older systems write GB18030.  The encoding is found once for a
 * file and checked in each row: a row that does not decode is reported and never
 * changed.  Code points for private use (U+E000 to U+F8FF), where GB18030-2005 has
 * some rare name characters, are kept as they are.
 *
 * UTF-8 and the GB encodings are decoded row by row, after the rows have been cut;
 * UTF-16 is converted block by block, before (utf16.h).
 */
#ifndef ENCODING_H
#define ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"
#include "sheet/row_scan.h"

enum encoding {
	ENCODING_UNKNOWN, /* also: nothing but ASCII was seen yet */
	ENCODING_UTF8,
	ENCODING_GB18030,
	ENCODING_GBK,
	ENCODING_CP936,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
};

/* "utf-8", "gb18030", "gbk" ...; "ascii" for ENCODING_UNKNOWN.  Static. */
const char *encoding_name(enum encoding);

/*
 * The encoding that the first bytes of a file state with a byte order mark, and the
 * length of the mark; ENCODING_UNKNOWN and 0 if there is none.
 */
enum encoding encoding_of_mark(const char *bytes, size_t len, size_t *mark);

/*
 * The encoding that a block of a file without a mark shows.  Lines of ASCII tell
 * nothing: ENCODING_UNKNOWN if there are no others.  Of the lines with other bytes,
 * if half or more are valid UTF-8 it is UTF-8, otherwise GB18030.  Half a character
 * shows nothing: what the end of the block cuts is kept in *cut (all zero before the
 * first block) and counts with the block that has the rest.
 */
struct encoding_cut {
	char bytes[4];
	size_t len;
};
enum encoding encoding_of_block(
    const char *bytes, size_t len, struct encoding_cut *cut);

/* What a row is. */
enum decoded {
	DECODED,
	DECODED_NOT_VALID,      /* bytes that are none of the encoding */
	DECODED_OTHER_ENCODING, /* UTF-8 in a GB file, or the other way round */
	DECODED_LOST_CHARACTER, /* U+FFFD: a program before us has lost something */
	DECODED_NUL,            /* a NUL byte: no text, or UTF-16 without a mark */
	DECODED_NO_MEMORY,
};

struct decoder;

/* Whether U+FFFD is in a text of UTF-8: an earlier program has lost a character. */
bool encoding_has_lost_character(struct span text);

/*
 * A decoder for rows; for UTF-16, of what utf16_convert() has made.  NULL if there is
 * no memory or iconv(3) does not know the encoding.
 */
struct decoder *decoder_new(enum encoding);
void decoder_free(struct decoder *);

/* Whether it changes cells: the encoding is not UTF-8. */
bool decoder_changes(const struct decoder *);

/*
 * Decode a row.  text is the row as it is in the file, the cells were cut from it. Each
 * cell is replaced by its UTF-8, borrowed from the decoder, or left if it needs no
 * decoding.  Unless the row is DECODED, the cells must not be used.
 *
 * A row of a GB file that is valid UTF-8 as well was pasted from another system if it
 * has 24 bytes or more over 127, or if its UTF-8 is Chinese and nothing else.  (Two
 * common characters in GB are valid UTF-8 with a chance of about 0.18, but then they
 * are letters of two bytes: Greek, Arabic.  A text in GB that is Chinese in UTF-8 too
 * begins with one of the rare characters of E4 to E9.)  A row of a UTF-8 file is GB if
 * it has no character of three bytes, but letters of two scripts beside each other.
 */
enum decoded decoder_row(
    struct decoder *, struct span text, struct span *cells, size_t count);

/*
 * The same for a row of a GB encoding that was not cut: decoded is all of its text,
 * borrowed from the decoder, and ROW_BYTES_BEHIND bytes behind it can be read.  Every
 * byte of it below 128 is one of the row: no other code stands for one.
 */
enum decoded decoder_whole(struct decoder *, struct span text, struct span *decoded);

/*
 * A row's text as UTF-8, if it can be decoded; otherwise, or if it is UTF-8 already,
 * as it stands.  Borrowed until the next call.
 */
struct span decoder_text(struct decoder *, struct span text);

#endif
