/* missing_fields.h - fields that no record has had so far */
#ifndef MISSING_FIELDS_H
#define MISSING_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "record/path.h"
#include "record/record.h"

/* All zero has none. */
struct missing_fields {
	struct path **all;
	size_t count, room;
};

/* Add a field, a JSON Pointer and not "", unless it was added; false if there is no
 * memory. */
bool missing_fields_add(struct missing_fields *, struct span pointer);

/* Forget those that a record has. */
void missing_fields_look(struct missing_fields *, struct record *);

void missing_fields_free(struct missing_fields *);

#endif
