/*
 * bundle_names.h - which applicants stay together, by a name that they share
 *
 * A record names its bundle by a text, and all that name the same one are a bundle; a
 * record without a name is alone.
 */
#ifndef BUNDLE_NAMES_H
#define BUNDLE_NAMES_H

#include <stdint.h>

#include "record/path.h"
#include "seats/entry_fault.h"

struct bundle_names {
	struct path *name; /* where a record has it; borrowed */
	struct numbering *names;
	uint32_t *first;  /* applicant of each name */
	uint32_t *bundle; /* of each applicant, as struct market has it */
	size_t first_room, room;
};

void bundle_names_free(struct bundle_names *);

/*
 * Find the name in a record, which it is borrowed from; at == NULL if there is none,
 * which is no fault.  A text that cannot be read (unseen.h), the empty one too, is a
 * fault: an empty cell must not make a family of strangers.
 */
bool bundle_names_find(const struct bundle_names *, struct record *, struct span *name,
    struct entry_fault *);

/*
 * Put an applicant, the next one, into the bundle of a name.  False if memory ran out.
 */
bool bundle_names_add(struct bundle_names *, uint32_t applicant, struct span name);

#endif
