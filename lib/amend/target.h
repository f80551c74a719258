/*
 * target.h - the place in a record that a JSON Pointer (RFC 6901) names
 *
 * The place need not be filled: a correction may add what is not there yet.
 */
#ifndef TARGET_H
#define TARGET_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"
#include "record/writer.h"

enum target_kind {
	TARGET_NOWHERE, /* there is no such place */
	TARGET_ROOT,
	TARGET_MEMBER,
	TARGET_ITEM, /* of an array; behind the last one, too, also as "-" */
};

/* A place; its values are borrowed from the record. */
struct target {
	enum target_kind kind;
	const struct value *parent;
	const struct value *value; /* NULL: nothing is there */
	struct span name;          /* of a member; borrowed from the scratch memory */
	uint32_t index;            /* of an item */
};

/*
 * The next step of a pointer, unescaped into scratch memory, which is emptied; the
 * pointer moves behind it.  False if the pointer is empty, does not begin with "/", has
 * a "~" that is neither ~0 nor ~1, or memory ran out (writer_failed()).
 */
bool target_step(struct span *pointer, struct writer *scratch);

/* Find a place.  What is no pointer names no place. */
struct target target_find(struct record *, struct span pointer, struct writer *scratch);

#endif
