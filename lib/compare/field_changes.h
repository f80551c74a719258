/*
 * field_changes.h - which fields differ between two records
 *
 * Fields are compared by what they are worth (equality.h): 87.5 is 87.50, and the order
 * of members does not matter.  An object that differs is looked into, an array is one
 * field.
 */
#ifndef FIELD_CHANGES_H
#define FIELD_CHANGES_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"
#include "record/writer.h"

/* More fields than these are not named. */
enum { FIELD_CHANGES_MOST = 100 };

/* All zero is ready for the first pair of records. */
struct field_changes {
	/* To be set: top-level fields that are not compared, one and a list, and those
	 * that filters compute.  Lists end in NULL; NULL: none. */
	const char *skipped;
	const char *const *ignored;
	const char *const *computed;

	/* What was found. */
	struct writer paths; /* JSON: an array of paths */
	size_t count;        /* of the paths */
	bool more;           /* there are more than FIELD_CHANGES_MOST */
	bool own;            /* one of them is in no field that filters compute */

	struct span *steps; /* of the path that is being looked at */
	size_t step_room;
};

/* Compare two records; sets what was found.  False if there is no memory. */
bool field_changes_find(struct field_changes *, struct record *old, struct record *new);
void field_changes_free(struct field_changes *);

#endif
