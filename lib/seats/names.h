/*
 * names.h - texts as numbers
 *
 * Each text that is added gets the next number, from 0; the same text has the
 * same number.  So identifiers are compared and looked up once, and everything
 * after that works on arrays.
 */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"

/* What is no number: the text is not there, or there was no memory for it. */
#define NAMES_NONE UINT32_MAX

struct names;

/* Without a text; NULL if there is no memory. */
struct names *names_new(void);
void names_free(struct names *);

/*
 * The number of a text, which is copied if it is new; *known says whether it was
 * there before.  NAMES_NONE if there is no memory, or no number is left.
 */
uint32_t names_add(struct names *, struct span text, bool *known);

/* The number of a text, or NAMES_NONE. */
uint32_t names_find(const struct names *, struct span text);

/* The text of a number, borrowed until the next names_add(). */
struct span names_text(const struct names *, uint32_t number);

uint32_t names_count(const struct names *);

#endif
