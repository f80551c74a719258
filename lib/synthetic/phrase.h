/*
 * phrase.h - a short text put together from table entries
 *
 * For names and addresses, whose pieces are all in tables of this project: no input
 * gets here.  A piece that does not fit is left out.
 */
#ifndef PHRASE_H
#define PHRASE_H

#include <stddef.h>
#include <stdint.h>

/* All zero is an empty phrase; text always ends with NUL. */
struct phrase {
	size_t len;
	char text[160];
};

void phrase_clear(struct phrase *);
void phrase_add(struct phrase *, const char *piece);

/* A number in decimal digits, with zeros in front up to the width. */
void phrase_add_number(struct phrase *, uint64_t number, int width);

/* units / 10^places, all places written: 103830000 and 6 are 103.830000. */
void phrase_add_decimal(struct phrase *, uint64_t units, int places);

#endif
