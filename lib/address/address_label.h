/*
 * address_label.h - the numbers and letters that name buildings, units and rooms
 *
 * Texts end in U+0000 and have a margin of zeros (address_line.h).
 */
#ifndef ADDRESS_LABEL_H
#define ADDRESS_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "address/address_parts.h"

/* 3, A, A3, 3A; len == 0: there is none. */
struct label {
	size_t len;
	uint32_t value; /* 0: there is no number */
	bool numeric;   /* digits only */
	bool arabic;    /* with a digit or letter that is no Chinese character */
};

struct label label_at(const char32_t *text);

/* The same; and 甲, 东 and the like where a word as 楼, 栋 or 单元 follows. */
struct label label_or_sign_at(const char32_t *text);

/*
 * The length of the word behind a label that tells its part (栋, 单元, 室); 0: there is
 * none.  门, 房 and 户 count only where nothing else of a name follows.
 */
size_t label_word(const char32_t *behind, enum address_part *);

/* The ending that a part has in its text, by the label and the word that is written. */
const char32_t *label_ending(
    enum address_part, const struct label *, char32_t first_of_word);

/*
 * Whether a label with its word begins at text[at], so that the name before it ends
 * there.
 */
bool label_begins(const char32_t *text, size_t at);

/* 东区, A区, 二期: the length of a zone of a compound, or of its phase; 0: none. */
size_t label_zone(const char32_t *text);

#endif
