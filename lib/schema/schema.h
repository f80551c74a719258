/*
 * schema.h - JSON Schema, draft 2020-12, over the flat table of a record
 *
 * A schema is compiled once.  To check a record builds no tree and copies nothing;
 * numbers are compared exactly, by their digits.  All keywords of the draft are known.
 * The keywords content... are annotations, as the draft has it.  A reference to
 * another draft is an error when the schema is loaded.  One keyword is our own:
 * "x-severity": "warning" in a schema means that a value which breaks this schema is
 * accepted, with a warning.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "findings/findings.h"
#include "record/record.h"
#include "schema/schema_options.h"

struct schema;

/*
 * Compile a schema from the text of a JSON document, which is copied.  Returns a
 * new schema, or NULL with *why set to a new text that gives the place (a JSON
 * Pointer; line and column where the text is not JSON) and the cause; the caller frees
 * it.  *why is NULL if there was no memory.
 */
struct schema *schema_new(struct span text, const struct schema_options *, char **why);
void schema_free(struct schema *);

enum schema_verdict {
	SCHEMA_HOLDS,
	SCHEMA_BROKEN,
	SCHEMA_NO_MEMORY,
};

/*
 * Whether the schema of a record asks what is in its lists and objects; if not, they
 * may stay folded (record.h), which is faster.  It may say so where none is asked.
 */
bool schema_looks_inside(const struct schema *);

/*
 * Check a value of a record, most often &record->values[0], against the schema.
 * Each fault is added to findings, which may be NULL: field is the path (path.h) from v
 * to the faulty value, NULL for v itself; rule is the JSON Pointer of the keyword in
 * the schema's document; reason is made from the schema alone.  The texts live as long
 * as the schema and the list do.  Warnings are added to findings->warnings, if that is
 * set; they break nothing.
 *
 * Codes are the names of the keywords, with dashes: type, enum, const, minimum,
 * exclusive-minimum, maximum, exclusive-maximum, multiple-of, min-length,
 * max-length, pattern, min-items, max-items, unique-items, contains,
 * min-contains, max-contains, min-properties, max-properties, required,
 * dependent-required, any-of, one-of, not.  Also: unknown-field and unknown-item for
 * what additionalProperties or items refuses altogether, not-allowed for any other
 * schema that is false, the codes of the formats (format.h), pattern-too-long for a
 * search that took too many steps, and nested-too-deep.
 *
 * A schema keeps the shape of the last record, so it serves one thread.
 */
enum schema_verdict schema_validate(
    struct schema *, struct record *, const struct value *, struct findings *);

#endif
