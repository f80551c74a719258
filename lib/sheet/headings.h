/*
 * headings.h - the usual headings of admission tables
 *
 * What schools and districts call the columns of registers, score lists and plans, and
 * what such a column holds; for a first draft of a map (suggestion.h).  A heading is
 * one row of the table in headings.c.
 */
#ifndef HEADINGS_H
#define HEADINGS_H

#include <stddef.h>

enum { HEADING_NAMES = 12, HEADING_STEPS = 5 };

struct heading {
	const char *to;                   /* a path; "" : the column is skipped */
	const char *type;                 /* of column_type.h; NULL: by its cells */
	const char *clean[HEADING_STEPS]; /* of cleaning.h; NULL behind the last */
	/*
	 * The names, the usual one first; NULL behind the last.  A # is a number, in
	 * digits or Han, and goes where a # is in the path.
	 */
	const char *names[HEADING_NAMES];
};

/*
 * The heading that a text without white space is, or NULL; *number is what its # stands
 * for, or 0.
 */
const struct heading *headings_find(const char *text, unsigned *number);

#endif
