/*
 * cel_parser.h - the grammar of the rules language
 *
 * Macros (has, all, exists, exists_one, map, filter, cel.bind ...) are not functions:
 * each becomes a node of its own here.
 */
#ifndef CEL_PARSER_H
#define CEL_PARSER_H

#include "cel/cel_ast.h"

/*
 * Parse p->text, which must be UTF-8, into the nodes of p, which must be empty but
 * for its text.  False with *complaint set if it is no expression, or is too long
 * or nested too deeply.  Recursion is bounded by CEL_MAX_NESTING.
 */
bool cel_parse(struct cel_program *p, struct cel_complaint *complaint);

#endif
