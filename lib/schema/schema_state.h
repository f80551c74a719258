/*
 * schema_state.h - what is known while a schema is compiled
 *
 * The compiler walks the schemas of one document after the other.  A function that
 * returns false or NULL has written a message, unless there was no memory.
 */
#ifndef SCHEMA_STATE_H
#define SCHEMA_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/schema_document.h"
#include "schema/schema_options.h"
#include "schema/schema_program_internal.h"

struct resource {
	struct span uri; /* without a fragment; may be empty */
	struct span
	    retrieved; /* the URI that a document was asked for by, if another */
	struct schema_document *document;
	uint32_t at; /* the index of its schema */
	unsigned vocabularies;
};

struct anchor {
	struct span name;
	uint32_t resource; /* its number */
	uint32_t at;
	bool dynamic;
};

/* All zero is none. */
struct resources {
	struct resource *items;
	size_t count, room;
	struct anchor *anchors;
	size_t anchor_count, anchor_room;
};

/* Indexes are those of the document at hand, see schema_state_turn(). */
struct compiler {
	struct schema *schema;
	const struct keyword *keywords; /* all; the last one has no name */
	const struct schema_options *options;
	struct schema_document *document;
	struct value *values; /* of the document */
	struct resources resources;
	struct node **nodes; /* all that were made */
	size_t node_count, node_room;
	unsigned nested;
	char **why;
};

/* Go on with another document, or back to one. */
void schema_state_turn(struct compiler *, struct schema_document *);

/*
 * Write a message about the value at an index; its JSON Pointer is added.  The first
 * message stays.  Always false.
 */
bool schema_state_fail(struct compiler *, uint32_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Fill in a refusal by the rule at an index.  reason is NULL if there was no memory
 * for it.  False if there is no memory, for the reason or here.
 */
bool schema_state_refusal(struct compiler *, struct refusal *, uint32_t at,
    const char *code, const char *reason);

#endif
