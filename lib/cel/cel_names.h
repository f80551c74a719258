/*
 * cel_names.h - what the names of a rule mean
 *
 * A name is, in this order, a variable of a macro around it, a variable of the scope
 * (whose name may have dots in it: the longest wins), or a field of the record.  So a
 * field with the name of a type or a function is that field.  The names of types mean
 * the types in a scope without fields, and where they are compared with type(x): no
 * field has such a value.  A record with a field that has the name of a variable of the
 * scope (record, policy) is an error where a rule uses the variable.
 */
#ifndef CEL_NAMES_H
#define CEL_NAMES_H

#include <string.h>

#include "cel/cel_ast.h"
#include "cel/expression_scope.h"

/* A variable of a macro, from where it is made to where it ends. */
struct local {
	struct span name;
	uint32_t slot;
	const struct local *outer;
};

struct checker {
	struct cel_program *program;
	const struct expression_scope *scope;
	struct cel_complaint complaint;
	bool asks;  /* the rule asks with has() what a constant holds */
	bool types; /* the names of types mean types */
};

/* Refuse a node; where nothing is checked, it becomes an error when evaluated.  why may
 * be NULL. */
void checker_complain(
    struct checker *, struct cel_node *, enum cel_fault, const char *why);

/* The same for a name, which the message is to have. */
void checker_complain_of(struct checker *, struct cel_node *, enum cel_fault,
    const char *why, struct span name);

void checker_make_constant(struct cel_node *, struct cel_value);

/*
 * Whether a node is nothing but names with dots, none of which is quoted or optional
 * and whose first is no local.
 */
bool checker_is_chain(
    const struct cel_program *, const struct cel_node *, const struct local *);

/* Replace a chain of names that as a whole is a variable or a type. */
bool checker_resolve_chain(struct checker *, struct cel_node *, const struct local *);

/* Whether a node is the name of a type, and nothing else has that name. */
bool checker_is_type(
    const struct checker *, const struct cel_node *, const struct local *);

/* Make a node read its value from the record of binding slot, at a field of where the
 * path operand leads. */
bool checker_make_field(
    struct checker *, struct cel_node *, const char *operand, uint32_t slot);

/* Replace a NODE_NAME by what it means. */
void checker_resolve_name(struct checker *, struct cel_node *, const struct local *);

#endif
