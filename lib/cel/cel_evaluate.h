/*
 * cel_evaluate.h - the value of a checked rule
 */
#ifndef CEL_EVALUATE_H
#define CEL_EVALUATE_H

#include "cel/cel_ast.h"

/*
 * The value of a checked program; an error if run->steps are not enough.  It lives
 * as long as the memory of run, the program and what the bindings hold.
 */
struct cel_value cel_evaluate(const struct cel_program *, struct cel_run *);

/* The same of one node of it, whose children are constants. */
struct cel_value cel_evaluate_node(
    const struct cel_program *, struct cel_run *, const struct cel_node *);

#endif
