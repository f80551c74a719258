/*
 * schema_run_internal.h - how the checks of a schema reach each other
 *
 * Each is true if the value at an index of the record holds, and otherwise has its
 * findings in the answer (schema_answer.h).
 */
#ifndef SCHEMA_RUN_INTERNAL_H
#define SCHEMA_RUN_INTERNAL_H

#include "schema/schema_answer.h"
#include "schema/schema_program_internal.h"

/* All checks of a node (schema_run.c). */
bool schema_run_node(
    struct run *, const struct node *, uint32_t at, const struct place *);

/* The same without a finding. */
bool schema_run_ask(
    struct run *, const struct node *, uint32_t at, const struct place *);

/* A check of the group of objects (schema_objects.c). */
bool schema_run_object(
    struct run *, const struct check *, uint32_t at, const struct place *);

/*
 * The members of a record by a schema that knows few names (schema_few.h): without a
 * look at any other member.
 */
bool schema_run_few(struct run *, const struct place *up);

#endif
