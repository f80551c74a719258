/*
 * bonds.h - who is bound to whom, by a name that they share
 *
 * A record names its bundle by a text, and all that name the same one are it; a
 * record without one is alone.
 */
#ifndef BONDS_H
#define BONDS_H

#include <stddef.h>
#include <stdint.h>

#include "record/path.h"

struct bonds {
	struct path *name; /* where a record has it; borrowed */
	struct numbering *names;
	uint32_t *first;  /* applicant of each name */
	uint32_t *bundle; /* of each applicant, as struct market has it */
	size_t first_room, room;
};

void bonds_free(struct bonds *);

/*
 * Bind an applicant, the next one, by his record; PATH_MISSING: he is alone, which
 * is no fault.
 */
enum path_found bonds_set(struct bonds *, uint32_t applicant, struct record *);

#endif
