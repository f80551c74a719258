/*
 * schema_document.h - the documents that a schema is compiled from
 *
 * A document is read by the parser of records, not into a tree, so that its numbers are
 * as exact as those of the records.
 */
#ifndef SCHEMA_DOCUMENT_H
#define SCHEMA_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory/arena.h"
#include "record/record.h"

/* A schema may be true or false, a record may not: the text stands in an object. */
enum { SCHEMA_ROOT = 2 /* the index of the schema in the table */ };

struct node;

struct schema_document {
	struct schema_document *next;
	char *text;
	struct record record;
	const char *prefix;    /* precedes a pointer into it in messages, or NULL */
	struct node **nodes;   /* by the index of the schema; while it is compiled */
	uint32_t *resource_of; /* by the index of the value; the same (see
				  schema_resources.h) */
};

/*
 * Read a copy of the text.  Returns NULL if it is JSON, else a static sentence, with
 * *at set to the first faulty byte of the text, counted from 0.
 */
const char *schema_document_read(
    struct schema_document *, struct span text, size_t *at);
void schema_document_free(struct schema_document *);

/*
 * The JSON Pointer of the value at an index, or of the value of the name there, with
 * the prefix of the document before it.  In the arena; NULL if there is no memory.
 */
char *schema_document_pointer(struct schema_document *, uint32_t index, struct arena *);

/* The text of a value that is a string, or of a name. */
struct span schema_document_text(struct schema_document *, uint32_t index);

/*
 * The index of the value to which the fragment of a URI leads from the value at from:
 * "" or "/$defs/name" (a JSON Pointer, percent-encoded).  0 if there is none, and 0
 * with *no_memory set if there was no memory.
 */
uint32_t schema_document_resolve(
    struct schema_document *, uint32_t from, struct span fragment, bool *no_memory);

#endif
