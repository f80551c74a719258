/*
 * simplified.h - traditional characters to simplified ones, for comparing
 *
 * By kSimplifiedVariant of Unihan.  A character of the standard table of 2013 (one that
 * has a kTGHZ2013) stays as it is: U+6607 and U+5347 are two characters that parents
 * may choose between.  Any other character becomes the first of its simplified variants
 * that is in the standard table, or else its first variant.  What is simplified stays
 * as it is if it is simplified again.
 */
#ifndef SIMPLIFIED_H
#define SIMPLIFIED_H

#include <stdbool.h>
#include <stdint.h>

#include "text/fold.h"

/* The simplified form of a character; itself if it has none. */
uint32_t simplified_character(uint32_t c);

/*
 * Replace the traditional characters in what is folded, from a byte on.  A byte that is
 * not UTF-8 stays.  False if there is no memory; the text is then as it was.
 */
bool simplified_fold(struct folded *, size_t from);

#endif
