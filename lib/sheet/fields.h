/*
 * fields.h - the tree of fields that a map describes
 *
 * "scores.chinese" and "scores.math" are two values in one object, which a record has
 * only once.  The tree holds each object, array and value once, in the order in which
 * the map first names it.
 */
#ifndef FIELDS_H
#define FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/header.h"

enum { FIELDS_MAX_DEPTH = 16 }; /* objects and arrays in each other */

/* Fields refer to each other by index.  0 is the record itself; as a link it means
 * none. */
struct field {
	enum field_kind { FIELD_OBJECT, FIELD_ARRAY, FIELD_VALUE } kind;
	char *name;               /* NULL in an array */
	size_t first, last, next; /* its children, its next sibling */
	size_t column;            /* of a value: its column in the map */
};

struct fields {
	struct field *items;
	size_t count, room;
};

/*
 * Make the tree of a map; it keeps nothing of the map.  NULL with a fault if two
 * columns would write to the same place, a text is no path, a path leads through
 * "source" (or "extra", if that is taken), which the filter writes, or there is no
 * memory.
 */
struct fields *fields_new(
    const struct column_map *, bool extra_is_taken, struct map_fault *);
void fields_free(struct fields *);

#endif
