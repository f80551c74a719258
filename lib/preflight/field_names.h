/*
 * field_names.h - the names of fields that the inputs of a year have
 *
 * A name stands in an input if one of its texts or keys has it as a word: "scores.math"
 * has both of its names, and so has "the scores are those of math".  That is more than
 * names of fields, so that what is not there is not there.
 */
#ifndef FIELD_NAMES_H
#define FIELD_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "record/span.h"

/* The inputs, borrowed.  All zero has none. */
struct field_names {
	const json_t **all;
	size_t count, room;
	bool listed; /* a map or a schema is among them, which lists the fields */
};

/* Add an input, which may be NULL; false if there is no memory. */
bool field_names_add(struct field_names *, const json_t *);

/* Whether a name stands in one of the inputs. */
bool field_names_have(const struct field_names *, struct span name);

void field_names_free(struct field_names *);

#endif
