/*
 * schema_document.h - the documents that a schema is compiled from
 *
 * It is read by the record's own reader, not into a tree, so that the numbers in
 * it stay as exact as those of the records.
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
	const char *prefix;    /* what stands before a pointer into it, in messages */
	struct node **nodes;   /* by the index of the schema; while it is compiled */
	uint32_t *resource_of; /* by the index of the value; the same (see
				  schema_resources.h) */
};

/*
 * Read a copy of the text.  Returns NULL if it is JSON, or a static sentence with
 * *at set to the byte of the text, counted from 0, at which it is not.
 */
const char *schema_document_read(
    struct schema_document *, struct span text, size_t *at);
void schema_document_free(struct schema_document *);

/*
 * The JSON Pointer of the value with an index, or of the value that a name stands
 * for, behind the prefix of the document, in the arena; NULL without memory.
 */
char *schema_document_pointer(struct schema_document *, uint32_t index, struct arena *);

/* The text of a value that is a string, or of a name. */
struct span schema_document_text(struct schema_document *, uint32_t index);

/*
 * The index of the value that the fragment of a URI leads to from the value at from:
 * "" or "/$defs/name" (a JSON Pointer, percent-encoded), or 0 if there is none; 0
 * also, with *no_memory set, if memory ran out.
 */
uint32_t schema_document_resolve(
    struct schema_document *, uint32_t from, struct span fragment, bool *no_memory);

#endif
