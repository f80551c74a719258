/* schema_run.h - a value against the nodes of a compiled schema */
#ifndef SCHEMA_RUN_H
#define SCHEMA_RUN_H

#include "findings/findings.h"
#include "schema/schema_program_internal.h"

/*
 * Whether a value of a record holds.  Findings as in schema_validate() (schema.h);
 * *no_memory is set if the answer cannot be trusted for lack of memory.
 */
bool schema_run(struct schema *, struct record *, const struct value *,
    struct findings *, bool *no_memory);

#endif
