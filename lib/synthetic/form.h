/*
 * form.h - the fields of a form, as a row of CSV and as members of a record
 *
 * No text of an invented year holds a comma, a quote or a line end, so that no cell
 * needs quotes.
 */
#ifndef FORM_H
#define FORM_H

#include <stdint.h>

#include "record/writer.h"
#include "synthetic/phrase.h"

/* The next cell of a row, behind a comma. */
void form_cell(struct writer *row, const char *text);

/* Members of an object: a text; a number as its digits were written; a whole number. */
void form_text(struct writer *, const char *name, const char *text);
void form_digits(struct writer *, const char *name, const struct phrase *digits);
void form_number(struct writer *, const char *name, uint64_t number);

#endif
