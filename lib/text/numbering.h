/*
 * numbering.h - texts as numbers
 *
 * Each text that is added gets the next number, from 0; the same text has the
 * same number.  So identifiers are compared and looked up once; after that, everything
 * works on arrays.
 */
#ifndef NUMBERING_H
#define NUMBERING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"

/* Not a number: the text is not there, or there was no memory for it. */
#define NUMBERING_NONE UINT32_MAX

struct numbering;

/* Has no texts yet; NULL if there is no memory. */
struct numbering *numbering_new(void);
void numbering_free(struct numbering *);

/*
 * The number of a text, which is copied if it is new; *known says whether it was
 * there before.  NUMBERING_NONE if there is no memory, or no number is left.
 */
uint32_t numbering_add(struct numbering *, struct span text, bool *known);

/* The number of a text, or NUMBERING_NONE. */
uint32_t numbering_find(const struct numbering *, struct span text);

/*
 * A text will be looked up or added soon: where it stands is fetched meanwhile, which
 * hides most of what a look-up in a large table waits for.
 */
void numbering_expect(const struct numbering *, struct span text);

/* The text of a number, borrowed until the next numbering_add(). */
struct span numbering_text(const struct numbering *, uint32_t number);

uint32_t numbering_count(const struct numbering *);

#endif
