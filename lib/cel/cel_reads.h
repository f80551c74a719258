/*
 * cel_reads.h - which parts of a record a rule reads
 *
 * A place of the record is named by a JSON Pointer: "/scores/math", and "" for the
 * record as a whole.
 */
#ifndef CEL_READS_H
#define CEL_READS_H

#include <stdbool.h>

#include "cel/cel_ast.h"

/*
 * Whether a checked program may read, from the record of its first variable, the value
 * at the pointer, a part of it, or something that it is a part of.  has() and optional
 * selection count as reading; an index that is not a text in the rule, and a macro,
 * read the whole of what they are applied to.  Sets *at to the byte of the rule.
 */
bool cel_reads(const struct cel_program *, struct span pointer, size_t *at);

/*
 * Call a function for each such value that a checked program names, in the order of the
 * tree; one may come twice.  False if the function has returned false, or if there is
 * no memory.
 */
bool cel_reads_each(const struct cel_program *,
    bool (*each)(void *context, const char *pointer), void *context);

#endif
