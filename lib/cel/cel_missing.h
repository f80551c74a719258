/*
 * cel_missing.h - what a rule looked for and did not find, as the rule names it
 */
#ifndef CEL_MISSING_H
#define CEL_MISSING_H

#include "cel/cel_ast.h"

/*
 * The text of the rule that names the field, key or item which is missing where an
 * evaluation failed at a byte of the text: "scores.math", "choices[2]", even if scores
 * is what is missing.  Empty if nothing is selected there.  Part of the text of p.
 */
struct span cel_missing(const struct cel_program *p, size_t at);

#endif
