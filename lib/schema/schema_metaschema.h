/* schema_metaschema.h - the metaschemas of draft 2020-12, in words of our own */
#ifndef SCHEMA_METASCHEMA_H
#define SCHEMA_METASCHEMA_H

#include <stdbool.h>

#include "record/record.h"

/*
 * Set text to that of a metaschema by its URI (https://json-schema.org/draft/2020-12/
 * and schema, meta/core, meta/applicator ...): memory of malloc(), or at == NULL if
 * there is no memory.  False if no metaschema has the URI.  The text accepts the same
 * schemas as the published one.
 */
bool schema_metaschema_text(struct span uri, struct span *text);

#endif
