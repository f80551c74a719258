/*
 * cel_check.h - what the names of a rule mean, and which rules cannot work
 *
 * Names become locals, variables, fields of a record or types; calls become
 * functions; what is constant is evaluated.  Types are followed as far as they are
 * known: most values of a rule come from records and are known only there.
 */
#ifndef CEL_CHECK_H
#define CEL_CHECK_H

#include "cel/cel_ast.h"
#include "cel/expression_scope.h"

/*
 * Check a program that cel_parse() made.  False with *complaint set if something in
 * it has no meaning in the scope, unless the scope says unchecked.
 */
bool cel_check(struct cel_program *, const struct expression_scope *,
    struct cel_complaint *complaint);

#endif
