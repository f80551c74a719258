/*
 * schema_resources.h - what the schemas of a document can be called
 *
 * A schema with an $id is a resource with a URI of its own, and so is the top of a
 * document; $anchor and $dynamicAnchor name places in a resource.  All of them are
 * found in one walk when a document is read, so that a reference may lead to
 * what stands behind it.
 */
#ifndef SCHEMA_RESOURCES_H
#define SCHEMA_RESOURCES_H

#include <stdbool.h>
#include <stdint.h>

#include "schema/schema_state.h"

void schema_resources_free(struct resources *);

/*
 * Walk a document that was found at a URI (which lives on), and enter all that it
 * names.  False if something is wrong in it, which was said, or without memory.
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
 * other documents as they are needed.  False if it leads nowhere, which was said.
 */
bool schema_resources_follow(struct compiler *, uint32_t at, struct target *);

#endif
