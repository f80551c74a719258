/*
 * value_set.h - a set of JSON values; its size does not matter to a look-up
 */
#ifndef VALUE_SET_H
#define VALUE_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "memory/arena.h"
#include "record/record.h"

struct value_set;

/*
 * The set of count adjacent values of the document, from first on.  The document is
 * borrowed as long as the set is used; the set lives in the arena.  NULL if there is no
 * memory.
 */
struct value_set *value_set_new(
    struct arena *, struct record *document, const struct value *first, size_t count);

/* Whether a value of a record is in the set; *no_memory is set as in equality.h. */
bool value_set_holds(
    struct value_set *, struct record *, const struct value *, bool *no_memory);

#endif
