/*
 * bundle_names.h - who is bound to whom, by a name that they share
 *
 * A record names its bundle by a text, and all that name the same one are it; a
 * record without one is alone.
 */
#ifndef BUNDLE_NAMES_H
#define BUNDLE_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "record/path.h"

struct bundle_names {
	struct path *name; /* where a record has it; borrowed */
	struct numbering *names;
	uint32_t *first;  /* applicant of each name */
	uint32_t *bundle; /* of each applicant, as struct market has it */
	size_t first_room, room;
};

void bundle_names_free(struct bundle_names *);

/*
 * Bind an applicant, the next one, by his record; PATH_MISSING: he is alone, which
 * is no fault.
 */
enum path_found bundle_names_set(
    struct bundle_names *, uint32_t applicant, struct record *);

#endif
