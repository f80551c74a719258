/*
 * schema_few.h - the members of a record, where a schema names only a few
 *
 * Then each is looked up by a path (path.h), which remembers where the record before
 * had it, and no other member of the record is looked at or even read.
 */
#ifndef SCHEMA_FEW_H
#define SCHEMA_FEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/schema_program_internal.h"

enum { SCHEMA_FEW = 8 };

/* A member that a record has: its value, and its number among those of the schema. */
struct few_member {
	uint32_t at, number;
};

/*
 * Make the paths of a compiled schema, where all that the schema of a record says of
 * the record's members are a few names.  False if there is no memory.
 */
bool schema_few_make(struct schema *);
void schema_few_free(struct schema *);

/* Whether the members of a value are found by their paths, when a node is run. */
static inline bool
schema_few_holds(const struct schema *s, const struct node *node, uint32_t at)
{
	return at == 0 && node == s->few_node;
}

/*
 * Find the members of a record, in the order in which they stand there; returns how
 * many.  For members with paths.
 */
size_t schema_few_find(
    const struct members *, struct record *, struct few_member found[SCHEMA_FEW]);

#endif
