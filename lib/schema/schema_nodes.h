/*
 * schema_nodes.h - schemas to nodes, each by the keywords that stand in it
 *
 * What a keyword means is in the compiler's table of keywords (schema_keywords.h).
 * Both functions return NULL if the schema is wrong, with the message written
 * (schema_state.h), or if there was no memory.
 */
#ifndef SCHEMA_NODES_H
#define SCHEMA_NODES_H

#include "schema/schema_resources.h"
#include "schema/schema_state.h"

/*
 * The node of the schema at an index of the compiler's document.  It is made the first
 * time: references lead anywhere, and in circles.
 */
struct node *schema_nodes_at(struct compiler *, uint32_t at);

/* The same for the schema that a reference leads to, in any document. */
struct node *schema_nodes_target(struct compiler *, const struct target *);

#endif
