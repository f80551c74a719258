/*
 * unknown_fields.h - fields that a rule reads and that no record and no input has
 *
 *	field-unknown  warning  a rule reads a field that no record has, and whose name
 *	                        stands in no input of the year
 *	               notice   the same, where no map and no schema says which fields
 *	                        there are
 *
 * To read what is not there fails, and validate says so, but has(studnet.id) is a
 * question that may be asked, and its answer is no.  A field that nobody has this year
 * is no mistake if the map of a table, the schema or another section has its name.
 */
#ifndef UNKNOWN_FIELDS_H
#define UNKNOWN_FIELDS_H

#include <stdbool.h>
#include <stdint.h>

#include "cel/expression.h"
#include "preflight/field_names.h"
#include "preflight/preflight_findings.h"
#include "record/record.h"

struct unknown_fields;

/* Nothing is said of fewer records than least.  NULL if there is no memory. */
struct unknown_fields *unknown_fields_new(uint64_t least);
void unknown_fields_free(struct unknown_fields *);

/*
 * Add what an expression of a rule reads, by the rule's id, which is borrowed; the
 * expressions of a rule follow each other.  Of a field the part up to the first name
 * that no input has is looked for, and nothing of what stages of a pipeline write.
 * False if there is no memory.
 */
bool unknown_fields_add(struct unknown_fields *, const char *rule,
    const struct expression *, const struct field_names *);

/* Look at a record. */
void unknown_fields_look(struct unknown_fields *, struct record *);

/* Tell what was found, in the order of the rules; false if there is no memory. */
bool unknown_fields_tell(
    const struct unknown_fields *, struct preflight_findings *findings);

#endif
