/*
 * schema_keywords.h - schemas to nodes, each by the keywords that stand in it
 *
 * Both functions return NULL if the schema is wrong, with the message written
 * (schema_state.h), or if there was no memory.
 */
#ifndef SCHEMA_KEYWORDS_H
#define SCHEMA_KEYWORDS_H

#include "schema/schema_resources.h"
#include "schema/schema_state.h"

/*
 * The node of the schema at an index of the compiler's document.  It is made the first
 * time: references lead anywhere, and in circles.
 */
struct node *schema_keywords_node(struct compiler *, uint32_t at);

/* The same for the schema that a reference leads to, in any document. */
struct node *schema_keywords_target(struct compiler *, const struct target *);

#endif
