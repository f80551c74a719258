/*
 * unseen.h - characters that a reader cannot see
 *
 * One rule for all texts: a character is unseen if Unicode gives it the property
 * White_Space or Default_Ignorable_Code_Point, or the general category Cc (control).
 * The table is made at build time from the Unicode Character Database.
 *
 * Texts should be UTF-8; a byte that is not is a character that can be seen.
 */
#ifndef UNSEEN_H
#define UNSEEN_H

#include <stdbool.h>
#include <stdint.h>

#include "record/span.h"

/* An editor writes it at the start of a file, where it is not part of the text. */
enum { UNSEEN_BYTE_ORDER_MARK = 0xfeff };

bool unseen_is(uint32_t character);

/* Whether it is a space between words, general category Zs: U+0020, U+00A0 ... */
bool unseen_is_space(uint32_t character);

/* Whether it is White_Space: spaces, and also tabs and the ends of lines. */
bool unseen_is_white_space(uint32_t character);

/* The number of bytes that unseen characters take at the start, or the end, of a text.
 */
size_t unseen_at_start(struct span text);
size_t unseen_at_end(struct span text);

/* The text without the unseen characters at both ends; borrowed from it. */
struct span unseen_trim(struct span text);

/* Whether there is nothing to see: the text is empty or has only unseen characters. */
bool unseen_is_all(struct span text);

/*
 * Whether all of a text can be read aloud and typed again: it is UTF-8, not empty, and
 * has no unseen characters except U+0020, one at a time, between others.  Two such
 * texts never differ only by what is unseen.
 */
bool unseen_is_readable(struct span text);

#endif
