/*
 * width.h - how many columns a text takes on a screen
 *
 * By Unicode's EastAsianWidth.txt (UAX 11): a wide or full-width character takes two
 * columns, one that stands upon another (general category Mn, Me) or has no shape
 * (Default_Ignorable_Code_Point) none, any other one, an ambiguous one too.
 */
#ifndef WIDTH_H
#define WIDTH_H

#include <stddef.h>
#include <stdint.h>

#include "record/span.h"

/* The columns of a character: 0, 1 or 2. */
size_t width_of(uint32_t c);

/* The columns of a text; a byte that is no UTF-8 takes one. */
size_t width_count(struct span text);

#endif
