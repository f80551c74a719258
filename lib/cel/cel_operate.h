/*
 * cel_operate.h - the operators on two values, and selection
 */
#ifndef CEL_OPERATE_H
#define CEL_OPERATE_H

#include "cel/cel_ast.h"

/* a + b, a < b and so on: node kinds from NODE_ADD to NODE_IN. */
struct cel_value cel_operate(
    struct cel_run *, enum cel_node_kind, struct cel_value a, struct cel_value b);

/* container[key] or container.key; an optional of it if optional is true. */
struct cel_value cel_select(
    struct cel_run *, struct cel_value container, struct cel_value key, bool optional);

#endif
