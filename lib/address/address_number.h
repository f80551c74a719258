/*
 * address_number.h - house numbers: 12号, 甲12号, 12号A, 12-1号, 12号附1号, 12号院
 */
#ifndef ADDRESS_NUMBER_H
#define ADDRESS_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "address/address_parts.h"
#include "record/writer.h"

/*
 * The house number that a text begins with; the text has a margin of zeros behind it
 * (address_line.h).  Directly behind a road a number may do without 号.  Returns how
 * many characters it has; 0 if there is none.
 */
size_t address_number_read(
    const char32_t *text, bool behind_road, struct address_number *);

/* 甲12号附1号: the canonical text, without the yard. */
void address_number_write(struct writer *, const struct address_number *);

#endif
