/*
 * schema_resources.h - the names by which schemas are referred to
 *
 * A schema with an $id is a resource with a URI of its own, and so is the top of a
 * document; $anchor and $dynamicAnchor name places in a resource.  All of them are
 * found in one walk when a document is read, so that a reference may lead to a place
 * further on.
 */
#ifndef SCHEMA_RESOURCES_H
#define SCHEMA_RESOURCES_H

#include <stdbool.h>
#include <stdint.h>

#include "schema/schema_state.h"

void schema_resources_free(struct resources *);

/*
 * Walk a document that was found at a URI (which is borrowed), and enter all of its
 * names.  False if there is a fault in it, with the message written, or no memory.
 */
bool schema_resources_enter(
    struct compiler *, struct schema_document *, struct span uri);

/* Where a reference leads. */
struct target {
	struct schema_document *document;
	uint32_t at;
	const struct anchor *anchor; /* if the fragment is one's name, or NULL */
};

/*
 * Follow the reference that stands at an index of the compiler's document, reading
 * other documents as they are needed.  False if it leads nowhere, with the message
 * written, or if there is no memory.
 */
bool schema_resources_follow(struct compiler *, uint32_t at, struct target *);

#endif
