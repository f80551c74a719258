/*
 * suggestion.h - a first draft of a map, from the first rows of a table
 *
 * The header row is the one, of the first HEADER_ROWS, with the most usual headings
 * (headings.h), alone or joined with the row above it; if no row has one, the first
 * that has two filled cells or more and no number.  A usual heading has its path, type,
 * steps to clean and other names from the table; any other has itself as its path, and
 * a type by its cells.  A person reads and corrects what comes out.
 */
#ifndef SUGGESTION_H
#define SUGGESTION_H

#include <stdbool.h>

#include "record/writer.h"
#include "sheet/rows.h"

struct suggestion;

/* NULL if there is no memory. */
struct suggestion *suggestion_new(void);
void suggestion_free(struct suggestion *);

/* Take a row, whose cells are UTF-8.  False if there is no memory. */
bool suggestion_add(struct suggestion *, const struct row *);

/* Whether more rows would not be looked at. */
bool suggestion_is_full(const struct suggestion *);

/*
 * Write a policy with a section that has the map, a line a column.  False if no row
 * looks like a header row.
 */
bool suggestion_write(const struct suggestion *, const char *section, struct writer *);

#endif
