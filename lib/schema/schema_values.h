/* schema_values.h - the checks that need one value and no schema below it */
#ifndef SCHEMA_VALUES_H
#define SCHEMA_VALUES_H

#include "schema/schema_answer.h"

/* CHECK_MINIMUM to CHECK_MULTIPLE_OF */
bool schema_values_number_holds(const struct check *, const struct number *);

/* CHECK_MIN_LENGTH and CHECK_MAX_LENGTH, in characters */
bool schema_values_length_holds(const struct check *, struct span text);

size_t schema_values_count_items(const struct run *, uint32_t array);

/* Whether no two items are equal; true with no_memory set without memory. */
bool schema_values_are_unique(struct run *, uint32_t array);

#endif
