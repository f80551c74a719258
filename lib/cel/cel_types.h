/*
 * cel_types.h - which types the operators take
 */
#ifndef CEL_TYPES_H
#define CEL_TYPES_H

#include "cel/cel_ast.h"

/*
 * The type of an operator's result, CEL_DYN if it depends, or CEL_ERROR if it does
 * not take operands of these types.  For a node from NODE_NOT to NODE_IN, whose
 * children have their types.
 */
enum cel_kind cel_operator_type(const struct cel_program *, const struct cel_node *);

#endif
