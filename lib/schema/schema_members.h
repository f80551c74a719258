/*
 * schema_members.h - the names of members that a schema knows
 *
 * The records of a stream are alike.  So the table remembers which name stood at each
 * place of the last object; only where another stands there, hashes are looked up, and
 * those that the schema does not know seldom reach the table.
 */
#ifndef SCHEMA_MEMBERS_H
#define SCHEMA_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "memory/arena.h"
#include "record/names.h"
#include "record/record.h"

struct node;

/* A name of properties or required; node may be NULL. */
struct member {
	struct span name;
	uint64_t hash;
	struct node *node;
	bool required;
};

struct member_table {
	struct member *items;
	size_t count;
	uint32_t *slots; /* number of a member plus 1, 0 for none */
	size_t slot_mask;
	unsigned hash_shift;
	uint32_t *remembered; /* numbers by place; as many as there are slots */
	uint64_t lengths;     /* of the names, a bit each; 63 and more are one */
	uint64_t seen[4];     /* the names, for names_may_hold() */
};

/* An empty table for that many names.  False if there is no memory. */
bool schema_members_make(struct arena *, struct member_table *, size_t most);

/* The member with a name (borrowed), which is added unless it is there. */
struct member *schema_members_take(struct member_table *, struct span name);

/* The number of the member with a name, or -1. */
long schema_members_look_up(const struct member_table *, struct span name);

static inline uint64_t
schema_members_length(struct span name)
{
	return (uint64_t)1 << (name.len < 63 ? name.len : 63);
}

/* The same for the member that stands at a place of an object, counted from 0. */
static inline long
schema_members_find(struct member_table *m, size_t place, struct span name)
{
	uint32_t *remembered = &m->remembered[place & m->slot_mask];
	long found;

	if ((m->lengths & schema_members_length(name)) == 0)
		return -1;
	if (*remembered < m->count && span_same_short(m->items[*remembered].name, name))
		return (long)*remembered;
	if (!names_may_hold(m->seen, names_hash(name.at, name.len)))
		return -1;
	found = schema_members_look_up(m, name);
	if (found >= 0)
		*remembered = (uint32_t)found;
	return found;
}

#endif
