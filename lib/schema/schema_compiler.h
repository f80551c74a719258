/*
 * schema_compiler.h - between the compiler of schemas and its keywords
 *
 * The compiler walks the schemas of a document; each keyword of a schema adds
 * checks to what is being built.  All functions that can fail have said why when
 * they return false or NULL, unless memory ran out.
 */
#ifndef SCHEMA_COMPILER_H
#define SCHEMA_COMPILER_H

#include "schema/schema_program.h"
#include "schema/schema_resources.h"

/* Indexes are those of the document at hand, see schema_compiler_turn(). */
struct compiler {
	struct schema *schema;
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
void schema_compiler_turn(struct compiler *, struct schema_document *);

/* A node while its keywords are read. */
struct build {
	uint32_t at; /* index of the schema */
	struct node *node;
	struct check *checks;
	size_t count, room;
	bool members, items, contains, branches; /* read already */
};

/*
 * The schema at an index, compiled when it is first asked for: references lead
 * anywhere, and in circles.  NULL if it is wrong.
 */
struct node *schema_compiler_node(struct compiler *, uint32_t at);

/* The same for the schema that a reference leads to, in any document. */
struct node *schema_compiler_target(struct compiler *, const struct target *);

/* Say what is wrong with the value at an index, whose place is added.  Always false. */
bool schema_compiler_fail(struct compiler *, uint32_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Fill in a refusal by the rule at an index.  False if memory ran out, for the reason
 * (NULL then) or here.
 */
bool schema_compiler_refusal(struct compiler *, struct refusal *, uint32_t at,
    const char *code, const char *reason);

/* What the value of a keyword is: schemas are looked for in nothing else. */
enum keyword_holds {
	HOLDS_NO_SCHEMA,
	HOLDS_SCHEMA,
	HOLDS_SCHEMAS,       /* an array */
	HOLDS_NAMED_SCHEMAS, /* an object */
};
enum keyword_holds schema_keywords_holds(struct span name);

/* Read the keyword whose name stands at an index, and its value (schema_keywords.c). */
bool schema_keywords_read(struct compiler *, struct build *, uint32_t name);

#endif
