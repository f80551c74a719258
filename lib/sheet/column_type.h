/*
 * column_type.h - the types that a column of a map can have
 *
 * A type is one row of the table in column_type.c, and one item of the list in
 * admit-from-csv(1).
 */
#ifndef COLUMN_TYPE_H
#define COLUMN_TYPE_H

#include <stdbool.h>

#include "record/record.h"
#include "sheet/cell.h"

/* Bytes that a value can need beside JSON_STRING_MOST for each byte of its cell. */
enum { COLUMN_TYPE_MOST = 16 };

/* How the cells of a column are read, beside its type.  Lists end in NULL. */
struct column_reading {
	enum cell_serials serials; /* of a date */
	char **separators;         /* of a list; NULL: those that column_type.c has */
	char **yes, **no; /* of a boolean, beside the words of cell_boolean() */
};

struct column_type {
	const char *name;     /* in the map */
	const char *code;     /* of the reject if a cell is not of this type */
	const char *expected; /* what the cell then is: "no whole number" */
	/* Which keys the map may have: "date-serial", "separators", "yes" and "no". */
	bool has_serials, has_separators, has_words;
	/* What is known of put() without a call. */
	enum column_takes {
		COLUMN_TAKES_SOME,
		COLUMN_TAKES_TEXT,          /* any cell, as a JSON string */
		COLUMN_TAKES_SHORT_NUMBERS, /* those of short_number.h, as they stand */
	} takes;

	/*
	 * Write a trimmed cell that is not empty to out, as JSON.  Returns the new end,
	 * or NULL if the cell is not of this type; what was written is then of no use.
	 */
	char *(*put)(char *out, struct span cell, const struct column_reading *);
};

/* The type of that name, or NULL; the type of a column for which the map names none. */
const struct column_type *column_type_find(const char *name);
const struct column_type *column_type_default(void);

/* A sentence that lists the names, for a map that has another one. */
extern const char column_type_rule[];

#endif
