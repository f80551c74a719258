/*
 * cleaning.h - harmless blemishes of cells, mended by steps with names
 *
 * Whether a blemish is harmless depends on what a column holds: so the map names the
 * steps of each column.  A step changes a cell only where nothing has to be guessed,
 * and leaves it as it is otherwise; cleaning what is clean changes nothing (but for
 * guard, which takes one apostrophe each time).
 *
 * trim: what is unseen (unseen.h) at both ends, and ="0123" around digits in a format
 * without types.  This is done to all cells, and counted where the step is named.
 *
 * unseen: what is unseen inside.  A tab or a line end becomes a space between two ASCII
 * characters and nothing elsewhere; characters without a shape are taken out; spaces
 * stay.
 *
 * width: U+FF01 to U+FF5E and U+3000, the full-width forms, to ASCII.
 *
 * middle-dot: what is typed for the dot in a name (han.h) to U+00B7; a full stop only
 * between two characters that are not ASCII.
 *
 * gloss: a reading in parentheses behind a Han character, which web pages insert: one
 * syllable of Pinyin, with or without its tone, once or several times.
 *
 * guard: the apostrophe that quote.h writes before a text that a spreadsheet would run.
 *
 * id-x: a last character that looks like an X, behind seventeen digits.
 *
 * inner-space: spaces in a name of Han characters.  Those beside a middle dot, and all
 * of a name of four characters at most without a dot, which people pad.
 *
 * first-of: the first of several telephone numbers.
 */
#ifndef CLEANING_H
#define CLEANING_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"

struct cleaning_step;

/* The step of that name, or NULL; its name. */
const struct cleaning_step *cleaning_find(const char *name);
const char *cleaning_name(const struct cleaning_step *);

/* A sentence that lists the names, for a map that has another one. */
extern const char cleaning_rule[];

enum { CLEANING_MAX = 16 }; /* steps of a column */

/* The steps of a column, in the order in which they are done; all zero: none. */
struct cleaning {
	const struct cleaning_step *steps[CLEANING_MAX];
	size_t count;
};

/* Add a step.  False if it is there already. */
bool cleaning_add(struct cleaning *, const struct cleaning_step *);

/*
 * Cleaned cells; all zero: none.  They are borrowed until cleaned_reset(), which keeps
 * the memory.
 */
struct cleaned {
	struct cleaned_block *blocks;
};
void cleaned_reset(struct cleaned *);
void cleaned_free(struct cleaned *);

/* The bytes that a cell can have when it is clean, by those that it has. */
#define CLEANING_MOST(len) (2 * (len))

/*
 * Trim a cell and do the steps to it; has_types as in struct row (rows.h).  The bit i
 * of *changed is set if the step i has changed something.  The clean cell is borrowed
 * from the cell or from cleaned; its at is NULL if there is no memory.
 */
struct span cleaning_run(const struct cleaning *, struct span cell, bool has_types,
    struct cleaned *, unsigned *changed);

#endif
