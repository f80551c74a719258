/*
 * schema.h - JSON Schema, draft 2020-12, over the flat table of a record
 *
 * A schema is compiled once.  Holding a record against it builds no tree and
 * copies nothing; numbers are compared exactly, by their digits.  All keywords of
 * the draft are known.  content... keywords are notes, as the draft has it; a
 * reference to another draft is an error when the schema is loaded.  One keyword
 * is our own: "x-severity": "warning" in a schema says that a value which breaks it
 * is let in, with a warning.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "findings/findings.h"
#include "formats/format.h"
#include "record/record.h"

struct schema;

/* How a schema is read.  All zero is what policies want. */
struct schema_options {
	/* format is an annotation and checks nothing, unless $schema names a
	 * metaschema with the vocabulary format-assertion. */
	bool formats_noted;
	/* Keywords that nobody defined, and formats that are not known, are passed
	 * over.  Else they are an error (they may be misspelled), unless the
	 * keyword begins with "x-". */
	bool keywords_open;
	/*
	 * Where references lead: the URI of this document, or NULL for none, and
	 * what finds the text of others by their URI, or NULL.  load() returns
	 * memory of malloc(), which is freed here, or at == NULL if it has none.
	 * A document that stands beside the $id at the top of this one is looked
	 * for beside base as well.  The draft's own metaschemas are built in.
	 */
	const char *base;
	struct span (*load)(void *context, struct span uri);
	void *context;
	struct format_settings formats; /* what it borrows outlives the schema */
};

/*
 * Compile a schema from the text of a JSON document, which is copied.  Returns a
 * new schema, or NULL with *why set to a new text that names the place (JSON
 * Pointer; line and column where it is no JSON) and the cause; the caller frees it.
 * *why is NULL if memory ran out.
 */
struct schema *schema_new(struct span text, const struct schema_options *, char **why);
void schema_free(struct schema *);

enum schema_verdict {
	SCHEMA_HOLDS,
	SCHEMA_BROKEN,
	SCHEMA_NO_MEMORY,
};

/*
 * Hold a value of a record, most often &record->values[0], against the schema.
 * All that is wrong is added to findings, which may be NULL: field is the path
 * (path.h) that leads from v to what is wrong, NULL for v itself; rule
 * the JSON Pointer of the keyword in the schema's document; reason is made of the
 * schema alone.  The texts live as long as the schema and the list do.  What only
 * warns is added to findings->warnings, if that is set, and breaks nothing.
 *
 * Codes are the names of the keywords, with dashes: type, enum, const, minimum,
 * exclusive-minimum, maximum, exclusive-maximum, multiple-of, min-length,
 * max-length, pattern, min-items, max-items, unique-items, contains,
 * min-contains, max-contains, min-properties, max-properties, required,
 * dependent-required, any-of, one-of, not.  Also: unknown-field and unknown-item for
 * what additionalProperties or items refuses altogether, not-allowed for any other
 * schema that is false, the codes of the formats (format.h), pattern-too-long for a
 * search that was given up, and nested-too-deep.
 *
 * A schema remembers the shape of the last record, so it serves one thread.
 */
enum schema_verdict schema_validate(
    struct schema *, struct record *, const struct value *, struct findings *);

#endif
