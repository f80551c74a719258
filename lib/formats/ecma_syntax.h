/*
 * ecma_syntax.h - the syntax of ECMAScript's patterns
 *
 * Reads a pattern by the grammar of ECMA-262 (2024), section 22.2.1, with the flag u,
 * into a tree.  The tree lives in an arena.
 */
#ifndef ECMA_SYNTAX_H
#define ECMA_SYNTAX_H

#include <stdbool.h>

#include "formats/ecma_tree.h"
#include "memory/arena.h"
#include "record/span.h"

/* False with *fault set if the text (UTF-8) is not a pattern, or without memory. */
bool ecma_syntax_read(
    struct span pattern, struct arena *, struct ecma_tree *, struct ecma_fault *fault);

#endif
