/*
 * cel_evaluate.h - a rule is worth what its tree says
 */
#ifndef CEL_EVALUATE_H
#define CEL_EVALUATE_H

#include "cel/cel_ast.h"

/*
 * The value of a checked program; an error if run->steps do not suffice.  It lives
 * as long as the memory of run, the program and what the bindings hold.
 */
struct cel_value cel_evaluate(const struct cel_program *, struct cel_run *);

/* The same of one node of it, whose children are constants. */
struct cel_value cel_evaluate_node(
    const struct cel_program *, struct cel_run *, const struct cel_node *);

/* a + b, a < b and so on: node kinds from NODE_ADD to NODE_IN. */
struct cel_value cel_operate(
    struct cel_run *, enum cel_node_kind, struct cel_value a, struct cel_value b);

/* container[key] or container.key; an optional of it if optional is true. */
struct cel_value cel_select(
    struct cel_run *, struct cel_value container, struct cel_value key, bool optional);

/* Whether a value is of the kinds; a whole decimal becomes an int where wanted. */
static inline bool
cel_fits(struct cel_value *v, uint32_t kinds)
{
	if ((CEL_SET(v->kind) & kinds) != 0)
		return true;
	if (v->kind != CEL_DECIMAL || v->scale != 0 || (kinds & CEL_SET(CEL_INT)) == 0)
		return false;
	v->kind = CEL_INT;
	return true;
}

#endif
