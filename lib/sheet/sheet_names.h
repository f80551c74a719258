/*
 * sheet_names.h - keys of records to the names of sheets
 *
 * A sheet has a name of at most 31 UTF-16 units, without [ ] : * ? / \, without ' at
 * its ends, that no other sheet has in another case, and that is not "History".  What a
 * key has of these is replaced by its full-width form (U+2019 for '), what cannot be
 * seen by a space; a name that is too long is cut; and where two keys would get the
 * same name, the later one ends in ~2, ~3 ...  The names depend on the keys and their
 * order only.
 */
#ifndef SHEET_NAMES_H
#define SHEET_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"

struct sheet_names;

/* NULL if there is no memory. */
struct sheet_names *sheet_names_new(void);
void sheet_names_free(struct sheet_names *);

enum sheet_found {
	SHEET_FOUND,
	SHEET_NEW,     /* a key that was not there yet */
	SHEET_NO_NAME, /* a key in which there is nothing to see */
	SHEET_NO_MEMORY,
};

/* The number of a key's sheet, counted from 0 in the order in which they came. */
enum sheet_found sheet_names_find(
    struct sheet_names *, struct span key, size_t *number);

/* How many sheets there are. */
size_t sheet_names_count(const struct sheet_names *);

/* The name of a sheet; borrowed. */
const char *sheet_names_at(const struct sheet_names *, size_t number);

#endif
