/* schema_compiler.h - a document that was read to a schema that can be run */
#ifndef SCHEMA_COMPILER_H
#define SCHEMA_COMPILER_H

#include "schema/schema_options.h"
#include "schema/schema_program_internal.h"

/*
 * Compile the first document of a schema and all that it refers to.  False if a schema
 * is wrong, with *why (NULL before) set to a new text with the place and the cause,
 * which the caller frees; or, with *why NULL, if there was no memory.
 */
bool schema_compiler_compile(
    struct schema *, const struct schema_options *, char **why);

#endif
