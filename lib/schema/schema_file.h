/*
 * schema_file.h - a JSON Schema in a file, and the schemas that it refers to
 *
 * References lead to files in the folder of the schema and below it, by relative
 * paths, and nowhere else.  All of them are documents (document.h): their digests are
 * in the summary, and a fault ends the program with STATUS_TROUBLE.
 */
#ifndef SCHEMA_FILE_H
#define SCHEMA_FILE_H

#include "schema/schema.h"

/* The schema in a file; base, load and context of the options are set here. */
struct schema *schema_file_load(const char *path, struct schema_options);

#endif
