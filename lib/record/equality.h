/*
 * equality.h - when two JSON values are the same
 *
 * As JSON Schema defines it (core, section 4.2.2): numbers by what they are worth,
 * strings character by character with escapes undone, arrays item by item,
 * objects member by member in any order.
 */
#ifndef EQUALITY_H
#define EQUALITY_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

/*
 * Whether v of record a and w of record b are the same; the records may be one.
 * *no_memory is set, and the answer is worth nothing, if memory ran out.
 */
bool equality_holds(struct record *a, const struct value *v, struct record *b,
    const struct value *w, bool *no_memory);

/* The same for equal values.  Well mixed in its upper bits. */
uint64_t equality_hash(struct record *, const struct value *, bool *no_memory);

/* The hash of a string with this text. */
uint64_t equality_hash_text(struct span text);

#endif
