/*
 * cel_macro_run.h - macros over the items of a list or a map, and cel.bind
 */
#ifndef CEL_MACRO_RUN_H
#define CEL_MACRO_RUN_H

#include "cel/cel_ast.h"

/* The value of a node from NODE_ALL on. */
struct cel_value cel_run_macro(
    const struct cel_program *, struct cel_run *, const struct cel_node *);

#endif
